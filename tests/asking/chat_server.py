"""A small server on loopback that speaks chat completions: it answers as a test tells it and keeps what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Said:
    """An answer: status, headers and body; `pause` seconds before each piece of the body, `pieces` of it without end where `endless`."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    pause: float = 0.0
    endless: bool = False


@dataclass
class Heard:
    """A request: path, headers, and body as JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])


@dataclass
class Chat:
    """A running server: its endpoint, what it heard, how it answers, and how many requests were under way at most."""

    endpoint: str
    answer: Callable[[Heard], Said]
    heard: list[Heard] = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def completion(content: object, finish: str = "stop", usage: object = None) -> Said:
    """A whole chat completion; `content` that is no text is sent as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    used = {"prompt_tokens": 100, "completion_tokens": 10} if usage is None else usage
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Said(json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": used}).encode())


def refusal(status: int, message: str = "no", **headers: str) -> Said:
    """An error in the protocol's form."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Said(
        json.dumps({"error": {"message": message, "type": "error"}}).encode(), status, {"Content-Type": "application/json", **named}
    )


@contextmanager
def running_chat(answer: Callable[[Heard], Said]) -> Iterator[Chat]:
    """A server that answers until the block ends."""
    chat = Chat("", answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            heard = Heard(self.path, dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            with chat.lock:
                chat.heard.append(heard)
                chat.under_way += 1
                chat.most = max(chat.most, chat.under_way)
            try:
                self._say(chat.answer(heard))
            except (ConnectionError, TimeoutError):
                self.close_connection = True
            finally:
                with chat.lock:
                    chat.under_way -= 1

        def do_GET(self) -> None:
            with chat.lock:
                chat.heard.append(Heard(self.path, dict(self.headers), {"messages": [{"content": ""}]}))
            self._say(Said(status=404))

        def _say(self, said: Said) -> None:
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            drips = said.endless or said.pause
            self.send_header("Connection", "close") if drips else self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if not drips:
                self.wfile.write(said.body)
                return
            self.close_connection = True
            while True:
                for byte in said.body or b" ":
                    self.wfile.write(bytes([byte]) if said.pause else bytes([byte]) * 65536)
                    self.wfile.flush()
                    time.sleep(said.pause)
                if not said.endless:
                    return

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    chat.endpoint = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
