"""The command line run in this process, as `python -m detente` would."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from types import SimpleNamespace
from unittest.mock import patch

from detente.cli import main


def detente(*arguments, stdin="", cwd=None):
    """Run the command line in this process, as `python -m detente` would."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    argv, before, folder = ["detente", *map(str, arguments)], sys.stdin, os.getcwd()
    try:
        sys.stdin = given
        os.chdir(cwd or folder)
        with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "argv", argv):
            main()
    except SystemExit as stop:
        code = stop.code or 0
    else:
        code = 0
    finally:
        sys.stdin = before
        os.chdir(folder)
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())
