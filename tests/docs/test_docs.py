"""Every code block of the pages runs, every path that they name exists, and the generated pages are up to date."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente

RECORD_TYPES = {"Document", "Entity", "Event", "Mention", "Rejected", "Run", "Snapshot", "Span"}
ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:src|docs|tests|benchmarks|requirements)/[\w./*-]+)`")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in that holds the example reports as `reports/`."""
    (tmp_path / "reports").symlink_to(ROOT / "src" / "detente" / "examples" / "reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def runnable():
    return [page for page in PAGES if {"console", "python"} & {language for language, _ in BLOCK.findall(page.read_text(encoding="utf-8"))}]


@pytest.mark.parametrize("page", runnable(), ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_tells_to_run_runs(page, desk):
    namespace: dict[str, object] = {"__name__": "page"}
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(body, str(page), "exec"), namespace)
        elif language == "console":
            for command in (line[2:] for line in body.splitlines() if line.startswith("$ ")):
                done = subprocess.run(command, shell=True, cwd=desk, capture_output=True, text=True, timeout=300)
                assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


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


@pytest.mark.parametrize("name", ["command-line.md", "library.md", "record.md"])
def test_generated_pages_are_up_to_date(generator, name):
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generator.page(name), "run: python docs/generate.py"


def test_the_public_names_are_those_of_the_design():
    assert set(detente.__all__) == {"read", "code", "consolidate", "build", "brief", "open_record", *RECORD_TYPES}
