"""One endpoint's chat completions: the request, its limits, and the envelope of the reply.

Only the host that the user named is contacted, redirects are not followed, and no proxy or netrc of the environment is looked at. A
request ends at its deadline however slowly the other side drips. The key goes into one header and is struck out of all that comes back.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

import httpcore
import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.asking.options import AskingOptions, chat_url, host_of
from detente.asking.retrying import TroubleError, may_pass, read_retry_after
from detente.coding.model import Answer, Question, parse_json
from detente.errors import ReadError
from detente.reading.guard import GuardedBackend, GuardedTransport

_LEVELS = ("json_schema", "json_object", "text")  # how firmly the form of the answer is asked for
_UNSUITED = frozenset((400, 422, 501))  # what servers answer to a response_format that they don't know
_SECRET = 8  # characters from which a key is one: "EMPTY" stands in many tutorials


class Reply(NamedTuple):
    """An answer with the tokens that it took, None where the server doesn't tell."""

    answer: Answer
    tokens_in: int | None
    tokens_out: int | None


class _Received(NamedTuple):
    status: int
    kind: str
    retry_after: str | None
    data: bytes


class _Line(NamedTuple):
    client: httpx.Client
    backend: GuardedBackend


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Spoken(_Lenient):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Lenient):
    message: _Spoken
    finish_reason: str | None = None


class _Counted(_Lenient):
    prompt_tokens: int | None = Field(default=None, ge=0, le=2**40)
    completion_tokens: int | None = Field(default=None, ge=0, le=2**40)


class _Envelope(_Lenient):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Counted | None = None


class ChatClient:
    """Puts one question at a time a thread, with at most `options.concurrency` requests under way; `sent` is called for each request."""

    def __init__(self, options: AskingOptions, key: str | None, sent: Callable[[], None]) -> None:
        self._options = options
        self._key = key
        self._sent = sent
        self._url = chat_url(options.endpoint)
        self._lines: queue.LifoQueue[_Line | None] = queue.LifoQueue()
        for _ in range(options.concurrency):
            self._lines.put(None)
        self._lock = threading.Lock()
        self._level = 0

    def put(self, question: Question) -> Reply:
        """One attempt at an answer. Raises TroubleError, which says whether another may help.

        Where the server doesn't take a JSON Schema the answer is asked for as any JSON, then as plain text; what it took is remembered.
        """
        level = self._level if question.schema else len(_LEVELS) - 1
        while True:
            received = self._post(self._body(question, _LEVELS[level]))
            if received.status not in _UNSUITED or level == len(_LEVELS) - 1:
                break
            level += 1
        if received.status != 200:
            raise self._refused(received)
        reply = self._read(received)
        if question.schema:
            with self._lock:
                self._level = max(self._level, level)
        return reply

    def rest(self) -> None:
        """Ends the connections that are not in use; they are opened again when they are needed."""
        idle: list[_Line | None] = []
        while not self._lines.empty():
            idle.append(self._lines.get_nowait())
        for line in idle:
            if line is not None:
                line.client.close()
            self._lines.put(None)

    def _body(self, question: Question, level: str) -> bytes:
        messages = [{"role": message.role, "content": message.content} for message in question.messages]
        body: dict[str, Any] = {**json.loads(question.request), "model": self._options.model, "messages": messages, "stream": False}
        if level == "json_schema":
            schema = {"name": "events", "strict": True, "schema": json.loads(question.schema)}
            body["response_format"] = {"type": level, "json_schema": schema}
        elif level == "json_object":
            body["response_format"] = {"type": level}
        return json.dumps(body).encode("ascii")

    def _post(self, body: bytes) -> _Received:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        with self._line() as line:
            deadline = line.backend.deadline = time.monotonic() + self._options.timeout
            self._sent()
            try:
                with line.client.stream("POST", self._url, content=body, headers=headers) as answer:
                    data = self._collect(answer, deadline)
                    kind = answer.headers.get("content-type", "").partition(";")[0].strip()
                    return _Received(answer.status_code, kind, answer.headers.get("retry-after"), data)
            except (httpx.TimeoutException, httpcore.TimeoutException) as error:
                raise TroubleError(f"no whole answer within {self._options.timeout:g} seconds", again=True) from error
            except (httpx.HTTPError, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError, OSError, ReadError) as error:
                raise TroubleError(f"the connection fails ({self._clean(f'{type(error).__name__}: {error}')})", again=True) from error

    def _collect(self, answer: httpx.Response, deadline: float) -> bytes:
        data = bytearray()
        for chunk in answer.iter_raw():
            data += chunk
            if len(data) > self._options.max_bytes:
                raise TroubleError(f"the reply is over the limit of {self._options.max_bytes:,} bytes", again=False)
            if time.monotonic() > deadline:
                raise TroubleError(f"no whole answer within {self._options.timeout:g} seconds", again=True)
        return bytes(data)

    @contextmanager
    def _line(self) -> Iterator[_Line]:
        """A connection of one's own for one request; waits where all are in use."""
        line = self._lines.get()
        try:
            line = line or self._new_line()
            yield line
        finally:
            self._lines.put(line)

    def _new_line(self) -> _Line:
        backend = GuardedBackend()
        backend.named = frozenset((host_of(self._options.endpoint),))
        client = httpx.Client(transport=GuardedTransport(backend), follow_redirects=False, trust_env=False, timeout=self._options.timeout)
        return _Line(client, backend)

    def _refused(self, received: _Received) -> TroubleError:
        status = received.status
        if status in (401, 403):
            return TroubleError(f"the server answers {status}: it does not accept the key, or there is none", again=False, status=status)
        if 300 <= status < 400:
            return TroubleError(f"the server answers {status}, and redirects are not followed: name the endpoint itself", again=False)
        after = read_retry_after(received.retry_after, datetime.now(UTC))
        return TroubleError(f"the server answers {status}{self._complaint(received.data)}", may_pass(status), status, after)

    def _complaint(self, data: bytes) -> str:
        """What an error's body says, as far as it says it in the protocol's form."""
        try:
            told = parse_json(data.decode("utf-8", "replace"))
            message = told["error"]["message"] if isinstance(told["error"], dict) else told["error"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return ""
        return f": {self._clean(message)[:200]}" if isinstance(message, str) else ""

    def _read(self, received: _Received) -> Reply:
        try:
            envelope = _Envelope.model_validate(parse_json(received.data.decode("utf-8")))
        except (ValidationError, ValueError, RecursionError) as error:
            kind = self._clean(received.kind)[:60] or "no type"
            raise TroubleError(f"the server's answer ({kind}, {len(received.data)} bytes) is no chat completion", again=False) from error
        choice = envelope.choices[0]
        if choice.message.content is None:
            why = "the model refuses" if choice.message.refusal else "the answer holds no text"
            raise TroubleError(why, again=False)
        counted = envelope.usage or _Counted()
        answer = Answer(self._struck(choice.message.content), truncated=choice.finish_reason == "length")
        return Reply(answer, counted.prompt_tokens, counted.completion_tokens)

    def _struck(self, text: str) -> str:
        """`text` without the key, should the other side send it back."""
        return text.replace(self._key, "***") if self._key and len(self._key) >= _SECRET else text

    def _clean(self, text: str) -> str:
        return " ".join("".join(char if char.isprintable() else " " for char in self._struck(text)).split())
