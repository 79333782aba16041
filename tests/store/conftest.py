"""Where the tests keep records: a file, and a PostgreSQL database too where DETENTE_TEST_POSTGRES names one that may be emptied.

Such as postgresql+psycopg://analyst@127.0.0.1/detente_test
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

SERVER = os.environ.get("DETENTE_TEST_POSTGRES")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A path at which no record is yet."""
    return tmp_path / "crisis.db"


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "crisis.db")


@contextmanager
def _database() -> Iterator[str]:
    assert SERVER is not None
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield SERVER


@pytest.fixture(scope="session", params=[_file, _database] if SERVER else [_file], ids=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def new_place(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[str]]:
    """Each call gives a context in which a place for a new, empty record is to be had."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def place(new_place: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """A place at which no record is yet: a path or a URL."""
    with new_place() as there:
        yield there
