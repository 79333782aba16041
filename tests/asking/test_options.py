"""Endpoints, keys, profiles and pauses."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.asking import AskingOptions, api_key, load_profile, packaged_profiles
from detente.asking.options import chat_url
from detente.asking.retrying import LONGEST, pause, read_retry_after
from detente.asking.usage import Usage
from detente.coding.model import parse_profile
from detente.errors import ConfigError

NOW = datetime(2024, 5, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("http://localhost:8000/v1", "http://localhost:8000/v1/chat/completions"),
        ("http://localhost:8000/v1/", "http://localhost:8000/v1/chat/completions"),
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        ("https://models.example/api/v3", "https://models.example/api/v3/chat/completions"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1/chat/completions"),
    ],
)
def test_an_endpoint_leads_to_its_chat_completions(endpoint, url):
    assert chat_url(endpoint) == url


@pytest.mark.parametrize(
    "endpoint",
    ["file:///etc/passwd", "ftp://host/v1", "localhost:8000", "", "http://", "http://host:port/v1", "http://[::1/v1", "gopher://x"],
)
def test_an_endpoint_must_be_http_or_https(endpoint):
    with pytest.raises(ConfigError, match="http"):
        AskingOptions(endpoint=endpoint, model="m")


@pytest.mark.parametrize("endpoint", ["https://me:hunter22@host/v1", "https://host/v1?key=hunter22", "https://host/v1#hunter22"])
def test_no_secret_may_stand_in_an_endpoint_and_none_is_shown(endpoint):
    with pytest.raises(ConfigError) as caught:
        AskingOptions(endpoint=endpoint, model="m")
    assert "hunter22" not in str(caught.value)


@pytest.mark.parametrize("odd", [{"model": " "}, {"concurrency": 0}, {"timeout": 0}, {"retries": -1}, {"max_bytes": 0}])
def test_options_that_can_not_be_honoured_are_refused(odd):
    with pytest.raises(ConfigError):
        AskingOptions(**({"endpoint": "http://localhost/v1", "model": "m"} | odd))


@pytest.mark.parametrize(
    ("environ", "endpoint", "key"),
    [
        ({}, "https://models.example/v1", None),
        ({"DETENTE_API_KEY": "ours", "OPENAI_API_KEY": "theirs"}, "https://models.example/v1", "ours"),
        ({"OPENAI_API_KEY": "theirs"}, "https://models.example/v1", "theirs"),
        ({"OPENAI_API_KEY": "theirs"}, "http://localhost:8000/v1", "theirs"),
        ({"OPENAI_API_KEY": "theirs"}, "http://models.example/v1", None),
        ({"DETENTE_API_KEY": "ours"}, "http://models.example/v1", "ours"),
        ({"DETENTE_API_KEY": "  "}, "https://models.example/v1", None),
    ],
)
def test_the_key_comes_from_the_environment_and_a_borrowed_one_never_goes_in_the_clear(environ, endpoint, key):
    assert api_key(environ, endpoint) == key


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_a_key_that_no_header_carries_is_refused_without_being_shown(key):
    with pytest.raises(ConfigError) as caught:
        api_key({"DETENTE_API_KEY": key}, "https://models.example/v1")
    assert key not in str(caught.value)


def test_the_packaged_profiles_load_and_have_a_version():
    assert packaged_profiles() == ("contract", "ngec")
    versions = {load_profile(name).version for name in packaged_profiles()}
    assert len(versions) == 2


def test_a_profile_of_ones_own_is_a_file(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "mine"\nform = "attributes"\nsystem = "s"\nuser = "$type: $text"\ntypes = ["AID"]\n', encoding="utf-8")
    assert (load_profile(str(mine)).name, load_profile(str(mine)).types) == ("mine", ("AID",))


def test_the_profile_of_the_how_to_page_loads():
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "code-with-a-model.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert parse_profile(block, "page").request == {"temperature": 0, "max_tokens": 4096}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "broken TOML"),
        ('name = "x"', "form"),
        ('name = "x"\nform = "contract"\nsystem = ""\nuser = "$nobody $sentences $fence"', "nobody"),
        ('name = "x"\nform = "contract"\nsystem = ""\nuser = "no place for the article"', "needs fence, sentences"),
        ('name = "x"\nform = "contract"\nsystem = "5 $"\nuser = "$sentences $fence"', r"\$\$"),
        ('name = "x"\nform = "contract"\nsystem = ""\nuser = "$sentences $fence"\n[request]\nstream = true', "may not set stream"),
        ('name = "x"\nform = "contract"\nsystem = ""\nuser = "$sentences $fence"\nkey = "secret"', "key"),
    ],
)
def test_a_bad_profile_is_told_with_file_and_field(tmp_path, text, told):
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as caught:
        load_profile(str(path))
    assert "bad.toml" in str(caught.value)


def test_a_profile_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(ConfigError, match="contract, ngec"):
        load_profile("nowhere.toml")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("3", 3.0),
        ("soon", None),
        ("-4", None),
        ("Wed, 15 May 2024 12:00:30 GMT", 30.0),
        ("Wed, 15 May 2024 11:00:00 GMT", 0.0),
        ("9" * 400, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert read_retry_after(value, NOW) == seconds


@given(st.integers(0, 1000), st.integers(), st.none() | st.floats(0, 1e9))
def test_a_pause_is_never_longer_than_the_longest_nor_negative(attempt, seed, after):
    assert 0.5 <= pause(attempt, random.Random(seed), after) <= LONGEST


def test_costs_need_both_prices():
    usage = Usage(tokens_in=1_000_000, tokens_out=500_000)
    assert usage.cost(3.0, None) is None
    assert usage.cost(3.0, 10.0) == 8.0
    assert "cost 8.0000" in usage.told(3.0, 10.0)
    assert "cost" not in usage.told()
