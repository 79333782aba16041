"""A PostgreSQL server of one's own, for tests that kill it: in a folder and on a port that nobody else has."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text


def programs() -> Path | None:
    """The folder of the server's programs; None where none is installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).parent if found else None


@dataclass(frozen=True)
class Server:
    """A server that can be started, stopped and killed."""

    folder: Path
    port: int
    url: str

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.control("-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def kill(self) -> None:
        """End it as a crash does: no checkpoint, no word to those who are connected."""
        self.control("-m", "immediate", "stop")

    def schemas(self, count: int) -> list[str]:
        """URLs of as many places for records."""
        engine = create_engine(self.url)
        names = [f"record{number}" for number in range(count)]
        with engine.begin() as connection:
            for name in names:
                connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        return [f"{self.url}?options=-csearch_path%3D{name}" for name in names]

    def control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.folder / "data"), *arguments)


@contextmanager
def own_server() -> Iterator[Server]:
    """A server that runs, with an empty database; gone when the block ends."""
    folder = Path(tempfile.mkdtemp())
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(folder, port, f"postgresql+psycopg://detente@127.0.0.1:{port}/postgres")
    _run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "detente", "-E", "UTF8", "--no-locale", "-N")
    try:
        server.start()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            server.kill()
        shutil.rmtree(folder)


def _run(program: str, *arguments: str) -> None:
    """Run one of the server's programs, as a user that is not root, which it would refuse."""
    found = programs()
    assert found is not None
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*user, str(found / program), *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
