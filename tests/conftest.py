"""What every test may lean on: one codebook and one parser for all, since loading them is what takes time, and the shared
development data where it lies (pyproject blocks the network but loopback).
"""

import os
from pathlib import Path

import pytest

from detente.codebook import Codebook, load_codebook
from detente.parsing import Parser, load_parser

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that needs it skips where it is absent, as on a bare clone."""
    folder = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the development data, which is not at {folder} (set DETENTE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def parser(codebook: Codebook) -> Parser:
    return load_parser(codebook)
