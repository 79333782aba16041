"""Many questions to one endpoint: from the cache where it has them, else asked in parallel, tried again where that can help."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from detente.asking.cache import Cache, cache_key
from detente.asking.client import ChatClient, Reply
from detente.asking.options import AskingOptions, api_key
from detente.asking.retrying import TroubleError, pause
from detente.asking.usage import Counter, Usage
from detente.coding.model import Answer, Profile, Question, is_usable
from detente.errors import CodingError, ConfigError

HOPELESS = frozenset((401, 404))  # what holds for every question alike; 403 may be about one article's content
PATIENCE = 3  # questions given up one after another, until the rest is not even tried
Outcome = Answer | CodingError


class Asker:
    """Carries questions to `options.endpoint`; it is the `Ask` of the model coder. `sleep` and `source` (of jitter) can be replaced.

    Once the endpoint has refused the key, doesn't know the model, or failed for several questions in a row, all others fail at once.
    """

    def __init__(
        self,
        options: AskingOptions,
        profile: Profile,
        key: str | None,
        source: random.Random,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._profile = profile
        self._source = source
        self._sleep = sleep
        self._counter = Counter()
        self._client = ChatClient(options, key, lambda: self._counter.add(asked=1))
        self._cache = Cache(options.cache) if options.cache else None
        self._lock = threading.Lock()
        self._given_up = 0
        self._broken: CodingError | None = None
        self._unkept: str = ""
        self._ready: Mapping[Question, Outcome] = {}

    def __call__(self, questions: Sequence[Question]) -> list[Outcome]:
        """The answers in the order of `questions`, each the reply or the CodingError that says why there is none."""
        ready = self._ready
        missing = [question for question in dict.fromkeys(questions) if question not in ready]
        found = {**ready, **self._ask_all(missing)} if missing else ready
        return [found[question] for question in questions]

    def prepare(self, questions: Iterable[Question]) -> None:
        """Asks all of `questions` in parallel and holds the answers until the next call, so that they can be fetched one by one."""
        self._ready = {}
        self._ready = self._ask_all(list(dict.fromkeys(questions)))

    @property
    def usage(self) -> Usage:
        """What has been asked so far."""
        return self._counter.usage

    def report(self) -> str:
        """One line on requests, tokens and cost. Raises CodingError where the endpoint failed for good, with the same line."""
        line = self.usage.told(self._options.price_in, self._options.price_out)
        line += f"; replies could not be kept: {self._unkept}" if self._unkept else ""
        if self._broken:
            raise CodingError(f"{self._broken} ({line})")
        return line

    def _ask_all(self, questions: Sequence[Question]) -> dict[Question, Outcome]:
        if not questions:
            return {}
        pool = ThreadPoolExecutor(self._options.concurrency, thread_name_prefix="asking")
        try:
            futures = [pool.submit(self._ask, question) for question in questions]
            return {question: future.result() for question, future in zip(questions, futures, strict=True)}
        finally:  # what an interrupt left to be asked is not asked any more
            pool.shutdown(wait=False, cancel_futures=True)
            self._client.rest()

    def _ask(self, question: Question) -> Outcome:
        key = cache_key(question, self._options.model, self._profile)
        kept = self._cache.get(key) if self._cache else None
        if kept is not None:
            self._counter.add(cached=1)
            return kept
        try:
            reply = self._try(question)
        except CodingError as error:
            self._counter.add(failed=1)
            return error
        self._count(reply)
        self._keep(key, reply.answer)
        return reply.answer

    def _try(self, question: Question) -> Reply:
        """The reply, after as many attempts as the options allow. Raises CodingError after the last."""
        for attempt in range(self._options.retries + 1):
            with self._lock:
                if self._broken:
                    raise CodingError(f"not asked: {self._broken}")
            try:
                reply = self._client.put(question)
            except TroubleError as trouble:
                if not trouble.again or attempt == self._options.retries:
                    raise self._failure(trouble, attempt + 1) from trouble
                self._sleep(pause(attempt, self._source, trouble.after))
                continue
            with self._lock:
                self._given_up = 0
            return reply
        raise CodingError("the model was not asked: retries must not be negative")

    def _failure(self, trouble: TroubleError, attempts: int) -> CodingError:
        tries = f" after {attempts} attempts" if attempts > 1 else ""
        remedy = "see that the server runs, serves this model and has the key; what was answered is kept, so run the same again"
        error = CodingError(f"the model {self._options.model} gave no answer{tries}: {trouble}; {remedy}")
        with self._lock:
            self._given_up += trouble.again or trouble.status == 403
            if trouble.status in HOPELESS or self._given_up >= PATIENCE:
                self._broken = self._broken or error
        return error

    def _count(self, reply: Reply) -> None:
        told = reply.tokens_in is not None and reply.tokens_out is not None
        self._counter.add(answered=1, tokens_in=reply.tokens_in or 0, tokens_out=reply.tokens_out or 0, untold=int(not told))

    def _keep(self, key: str, answer: Answer) -> None:
        """Keeps a reply that can be read; another is asked for again the next time."""
        if self._cache is None or not is_usable(answer):
            return
        try:
            self._cache.put(key, answer, self._options.model, self._profile)
        except ConfigError as error:
            with self._lock:
                self._unkept = self._unkept or str(error)


def make_asker(options: AskingOptions, profile: Profile, environ: Mapping[str, str]) -> Asker:
    """An asker with the key of the environment and a source of jitter that is the same in every run. Raises ConfigError for a bad key."""
    return Asker(options, profile, api_key(environ, options.endpoint), random.Random(0))
