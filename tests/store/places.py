"""Where tests keep records: in a file, and on a PostgreSQL server too where DETENTE_TEST_POSTGRES names a database for tests.

Such as postgresql+psycopg://analyst@127.0.0.1/detente_test. Each record lies in a schema of its own, so that tests may run side by side.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

SERVER = os.environ.get("DETENTE_TEST_POSTGRES")


@contextmanager
def in_a_file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "crisis.db")


@contextmanager
def on_the_server() -> Iterator[str]:
    assert SERVER is not None
    name = f"t{uuid4().hex}"
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{SERVER}?options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


KINDS = {"sqlite": in_a_file, "postgresql": on_the_server} if SERVER else {"sqlite": in_a_file}


@pytest.fixture(scope="session", params=KINDS.values(), ids=KINDS.keys())
def new_place(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[str]]:
    """Each call gives a context in which a place for a new, empty record is to be had."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def place(new_place: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """A place at which no record is yet: a path or a URL."""
    with new_place() as there:
        yield there


@pytest.fixture
def other_place(new_place: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Another such place, of the same kind."""
    with new_place() as there:
        yield there
