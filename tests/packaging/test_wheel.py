"""The wheel brings all that the package reads at run time, and nothing else of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return ZipFile(next(folder.glob("*.whl")))


def kept(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def test_every_file_of_the_package_is_in_the_wheel_and_no_other(wheel: ZipFile) -> None:
    here = {path.relative_to(SOURCES).as_posix() for path in (SOURCES / "detente").rglob("*") if kept(path)}
    there = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert there == here


@pytest.mark.parametrize(
    "needed",
    ["codebook/data/lexicon/", "briefing/templates/", "store/migrations/versions/", "examples/reports/", "parsing/data/", "py.typed"],
)
def test_what_is_read_at_run_time_is_in_the_wheel(wheel: ZipFile, needed: str) -> None:
    assert any(name.startswith(f"detente/{needed}") for name in wheel.namelist())


def test_the_wheel_names_the_command_the_licence_and_the_version(wheel: ZipFile) -> None:
    from detente.version import __version__

    told = {name.rpartition("/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert f"\nVersion: {__version__}\n" in wheel.read(told["METADATA"]).decode()
    assert "detente = detente.cli:main" in wheel.read(told["entry_points.txt"]).decode()
    assert "LICENSE" in told
