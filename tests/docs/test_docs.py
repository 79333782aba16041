"""Every code block of the pages runs, every path that they name exists, and the generated pages are up to date."""

import importlib.util
import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

import detente
from detente.cli import main

RECORD_TYPES = {
    "Correction",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Mention",
    "Rejected",
    "Relation",
    "Run",
    "Snapshot",
    "Span",
    "Statement",
}
ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"[|<>*?$&;~]")
PATH = re.compile(r"`((?:src|docs|tests|benchmarks|requirements)/[\w./*-]+)`")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in that holds the example reports as `reports/` and the example models as `models/`."""
    for folder in ("reports", "models"):
        (tmp_path / folder).symlink_to(ROOT / "src" / "detente" / "examples" / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def runnable():
    return [page for page in PAGES if {"console", "python"} & {language for language, _ in BLOCK.findall(page.read_text(encoding="utf-8"))}]


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and output of a command: détente's own in this process, which spares its start, all others by a shell."""
    program, *arguments = shlex.split(command)
    if program != "detente" or SHELL.search(command):
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout + done.stderr
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told), patch.object(sys, "argv", [program, *arguments]):
        try:
            main()
        except SystemExit as stop:
            return int(stop.code or 0), told.getvalue()
    return 0, told.getvalue()


@pytest.mark.parametrize("page", runnable(), ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_tells_to_run_runs(page, desk):
    namespace: dict[str, object] = {"__name__": "page"}
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(body, str(page), "exec"), namespace)
        elif language == "console":
            for command in (line[2:] for line in body.splitlines() if line.startswith("$ ")):
                code, told = run(command, desk)
                assert code == 0, f"{command}\n{told[-4000:]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_named_in_prose_exist(page):
    missing = [path for path in PATH.findall(page.read_text(encoding="utf-8")) if not list(ROOT.glob(path.rstrip("/.")))]
    assert missing == []


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["command-line.md", "data-dictionary.md", "library.md", "record.md"])
def test_generated_pages_are_up_to_date(generator, name):
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generator.page(name), "run: python docs/generate.py"


def test_the_public_names_are_those_of_the_design():
    assert set(detente.__all__) == {
        "read",
        "code",
        "review",
        "consolidate",
        "tables",
        "track",
        "foresee",
        "build",
        "brief",
        "open_record",
        *RECORD_TYPES,
    }
