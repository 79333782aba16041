"""What every test may lean on: the shared development data where it lies (pyproject blocks the network but loopback)."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that needs it skips where it is absent, as on a bare clone."""
    folder = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the development data, which is not at {folder} (set DETENTE_SHARED)")
    return folder
