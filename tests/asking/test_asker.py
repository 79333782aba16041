"""Questions to a real server on loopback: answers, retries, limits, the cache, and the key that never leaks."""

import json
import logging
import random
import threading
import time
from pathlib import Path

import pytest
from chat_server import Said, completion, refusal, running_chat

from detente.asking import Asker, AskingOptions, load_profile
from detente.coding.model import Answer, Message, Question
from detente.errors import CodingError, ConfigError

KEY = "sk-loopback/0123456789abcdef"
EVENTS = {"events": []}


def question(words="one", schema='{"type": "object"}'):
    return Question((Message("system", "code"), Message("user", words)), schema, '{"temperature": 0}')


class Waits:
    """Stands in for sleep: keeps what was waited."""

    def __init__(self):
        self.seconds = []

    def __call__(self, seconds):
        self.seconds.append(seconds)


def asker_for(chat, sleep=None, key=KEY, **options):
    chosen = AskingOptions(**({"endpoint": chat.endpoint, "model": "m1", "timeout": 5.0} | options))
    return Asker(chosen, load_profile("contract"), key, random.Random(1), sleep or Waits())


def first_then(*said):
    """Answers one after another, the last for good."""
    left = list(said)
    lock = threading.Lock()

    def answer(heard):
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return answer


def test_an_answer_is_the_words_of_the_model_and_its_tokens_are_counted():
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker = asker_for(chat, price_in=2.0, price_out=10.0)
        assert asker([question()]) == [Answer('{"events": []}')]
        assert chat.heard[0].path == "/v1/chat/completions"
        body = chat.heard[0].body
        assert (body["model"], body["temperature"], body["stream"]) == ("m1", 0, False)
        assert body["response_format"]["type"] == "json_schema"
        assert (asker.usage.tokens_in, asker.usage.tokens_out) == (100, 10)
        assert asker.report().endswith("100 tokens in and 10 out, cost 0.0003")


def test_answers_come_in_the_order_of_the_questions_and_equal_ones_are_asked_once():
    with running_chat(lambda heard: completion([{"said": heard.user}])) as chat:
        answers = asker_for(chat)([question("b"), question("a"), question("b")])
    assert [json.loads(answer.text)[0]["said"] for answer in answers] == ["b", "a", "b"]
    assert sorted(heard.user for heard in chat.heard) == ["a", "b"]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_trouble_that_may_pass_is_tried_again(status):
    with running_chat(first_then(refusal(status), completion(EVENTS))) as chat:
        waits = Waits()
        assert asker_for(chat, waits)([question()]) == [Answer('{"events": []}')]
    assert len(chat.heard) == 2
    assert 0.5 <= waits.seconds[0] <= 1.0


def test_the_pause_grows_and_is_the_same_for_the_same_source():
    seconds = []
    for _ in range(2):
        with running_chat(lambda heard: refusal(500)) as chat:
            waits = Waits()
            asker_for(chat, waits, retries=4)([question()])
            seconds.append(waits.seconds)
    assert seconds[0] == seconds[1]
    assert all(0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(seconds[0]))


def test_retry_after_is_honoured():
    with running_chat(first_then(refusal(429, Retry_After="7"), completion(EVENTS))) as chat:
        waits = Waits()
        asker_for(chat, waits)([question()])
    assert waits.seconds == [7.0]


def test_after_the_last_attempt_a_clear_error_takes_the_answers_place():
    with running_chat(lambda heard: refusal(503, "warming up")) as chat:
        [error] = asker_for(chat, retries=2)([question()])
    assert isinstance(error, CodingError)
    assert "after 3 attempts" in str(error)
    assert "503: warming up" in str(error)
    assert len(chat.heard) == 3


def test_a_refused_key_fails_at_once_and_stops_the_rest():
    with running_chat(lambda heard: refusal(401, f"bad key {KEY}")) as chat:
        asker = asker_for(chat, concurrency=1)
        errors = asker([question(str(number)) for number in range(5)])
    assert all(isinstance(error, CodingError) for error in errors)
    assert len(chat.heard) == 1
    with pytest.raises(CodingError, match="does not accept the key"):
        asker.report()


def test_content_that_one_article_is_refused_for_does_not_stop_the_others():
    with running_chat(lambda heard: refusal(403) if heard.user == "1" else completion(EVENTS)) as chat:
        answers = asker_for(chat, concurrency=1)([question(str(number)) for number in range(4)])
    assert [isinstance(answer, Answer) for answer in answers] == [True, False, True, True]


def test_a_dead_endpoint_is_given_up_after_a_few_questions():
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker = asker_for(chat, concurrency=1, retries=1)
    errors = asker([question(str(number)) for number in range(20)])
    assert all("gave no answer" in str(error) for error in errors)
    assert asker.usage.asked == 6
    assert str(errors[-1]).startswith("not asked")


def test_a_server_without_schemas_is_asked_for_json_then_for_text_and_that_is_remembered():
    def answer(heard):
        return refusal(400, "response_format?") if "response_format" in heard.body else completion(EVENTS)

    with running_chat(answer) as chat:
        asker = asker_for(chat, concurrency=1)
        asker([question("a")])
        asker([question("b")])
    kinds = [heard.body.get("response_format", {}).get("type") for heard in chat.heard]
    assert kinds == ["json_schema", "json_object", None, None]


def test_a_slow_server_is_left_at_the_deadline():
    with running_chat(lambda heard: Said(b"x" * 1000, pause=0.02)) as chat:
        begun = time.monotonic()
        [error] = asker_for(chat, timeout=0.3, retries=0)([question()])
    assert "within 0.3 seconds" in str(error)
    assert time.monotonic() - begun < 15


def test_an_endless_reply_is_cut_at_the_limit():
    with running_chat(lambda heard: Said(b" ", endless=True)) as chat:
        [error] = asker_for(chat, max_bytes=200_000)([question()])
    assert "over the limit of 200,000 bytes" in str(error)
    assert len(chat.heard) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<html><script>alert(1)</script></html>",
        b"",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": {"a": 1}}}]}',
        b'{"choices": [{"message": {"content": "{}"}}], "usage": {"prompt_tokens": -5}}',
        b"[" * 100_000,
        b'{"choices": [{"message": {"content": "' + b"\xff\xfe" + b'"}}]}',
        b'{"choices": [{"message": {"content": null, "refusal": "I would rather not"}}]}',
    ],
)
def test_what_is_no_chat_completion_is_an_error_and_not_asked_again(body):
    with running_chat(lambda heard: Said(body)) as chat:
        [error] = asker_for(chat)([question()])
    assert isinstance(error, CodingError)
    assert len(chat.heard) == 1


def test_redirects_are_not_followed():
    with running_chat(lambda heard: completion(EVENTS)) as other:
        with running_chat(lambda heard: Said(status=307, headers={"Location": f"{other.endpoint}/chat/completions"})) as chat:
            [error] = asker_for(chat)([question()])
        assert "redirects are not followed" in str(error)
        assert other.heard == []


def test_no_more_requests_are_under_way_than_allowed():
    def answer(heard):
        time.sleep(0.2)
        return completion(EVENTS)

    with running_chat(answer) as chat:
        asker_for(chat, concurrency=3)([question(str(number)) for number in range(12)])
        assert chat.most == 3


def test_replies_are_kept_and_never_asked_for_again(tmp_path):
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker_for(chat, cache=tmp_path)([question("a"), question("b")])
        again = asker_for(chat, cache=tmp_path)
        assert again([question("b"), question("c")]) == [Answer('{"events": []}')] * 2
        assert (again.usage.cached, again.usage.asked) == (1, 1)
        assert sorted(heard.user for heard in chat.heard) == ["a", "b", "c"]


def test_an_interrupted_run_goes_on_where_it_was(tmp_path):
    def stopping(heard):
        return completion(EVENTS) if heard.user in "ab" else refusal(503)

    with running_chat(stopping) as chat:
        answers = asker_for(chat, cache=tmp_path, retries=0, concurrency=1)([question(words) for words in "abcd"])
        assert [isinstance(answer, Answer) for answer in answers] == [True, True, False, False]
        chat.answer = lambda heard: completion(EVENTS)
        chat.heard.clear()
        assert asker_for(chat, cache=tmp_path)([question(words) for words in "abcd"]) == [Answer('{"events": []}')] * 4
        assert sorted(heard.user for heard in chat.heard) == ["c", "d"]


@pytest.mark.parametrize("said", [completion("<html>busy</html>"), completion('{"events": [', "length")])
def test_replies_that_can_not_be_read_are_not_kept(tmp_path, said):
    with running_chat(lambda heard: said) as chat:
        for _ in range(2):
            [answer] = asker_for(chat, cache=tmp_path)([question()])
            assert isinstance(answer, Answer)
    assert len(chat.heard) == 2


def test_another_model_or_profile_or_question_has_a_place_of_its_own(tmp_path):
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        for model in ("m1", "m2"):
            asker_for(chat, cache=tmp_path, model=model)([question()])
        other = load_profile("contract").model_copy(update={"confidence": 0.1})
        Asker(AskingOptions(endpoint=chat.endpoint, model="m1", cache=tmp_path), other, None, random.Random(1))([question()])
    assert len(chat.heard) == 3


def test_a_damaged_file_of_the_cache_counts_as_absent(tmp_path):
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker_for(chat, cache=tmp_path)([question()])
        [kept] = [path for path in tmp_path.rglob("*") if path.is_file()]
        kept.write_bytes(kept.read_bytes()[:20])
        assert asker_for(chat, cache=tmp_path)([question()]) == [Answer('{"events": []}')]
    assert len(chat.heard) == 2


def test_a_full_disk_costs_no_answer_and_is_told(tmp_path):
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker = asker_for(chat, cache=tmp_path / "cache")
        (tmp_path / "cache").rmdir()
        (tmp_path / "cache").write_text("a file stands here")
        assert asker([question()]) == [Answer('{"events": []}')]
    assert "could not be kept" in asker.report()


def _texts(folder: Path):
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()]


def test_the_key_goes_into_one_header_and_nowhere_else(tmp_path, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    escaped = KEY.replace("/", "\\/")
    said = first_then(
        refusal(500, f"your key {KEY} is fine"),
        Said(f'{{"error": {{"message": "{escaped}"}}}}'.encode(), 503),
        completion([{"trigger": f"Bearer {KEY}"}]),
        Said(f"<html>{KEY}</html>".encode(), headers={"Content-Type": "text/html"}),
    )
    with running_chat(said) as chat:
        asker = asker_for(chat, cache=tmp_path, retries=2, concurrency=1)
        [answer, error] = asker([question("a"), question("b")])
        failing = asker_for(chat, cache=tmp_path, retries=0)
        chat.answer = lambda heard: refusal(429, KEY)
        [other] = failing([question("c")])
    assert all(heard.headers["Authorization"] == f"Bearer {KEY}" for heard in chat.heard)
    assert all(KEY not in json.dumps(heard.body) for heard in chat.heard)
    shown = [answer.text, str(error), repr(error), str(other), asker.report(), repr(asker), caplog.text, *_texts(tmp_path)]
    assert "***" in answer.text
    assert [text for text in shown if KEY in text or escaped in text or KEY[3:] in text] == []


def test_a_key_sent_back_in_a_header_is_not_shown():
    with running_chat(lambda heard: Said(b"", headers={"Content-Type": f"text/{KEY}"})) as chat:
        [error] = asker_for(chat)([question()])
    assert "text/***" in str(error)


def test_without_a_key_no_header_is_sent():
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker_for(chat, key=None)([question()])
    assert "Authorization" not in chat.heard[0].headers


def test_prepared_questions_are_not_asked_twice():
    with running_chat(lambda heard: completion(EVENTS)) as chat:
        asker = asker_for(chat)
        asker.prepare([question("a"), question("b")])
        assert asker([question("a")]) == asker([question("b")])
        assert asker.usage.asked == 2


def test_a_cache_that_can_not_be_made_is_an_error_that_names_it(tmp_path):
    (tmp_path / "file").write_text("")
    with running_chat(lambda heard: completion(EVENTS)) as chat, pytest.raises(ConfigError, match="can't be made"):
        asker_for(chat, cache=tmp_path / "file" / "cache")
