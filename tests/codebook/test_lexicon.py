"""The lexicon's files load, cover the standard, and complain by name about what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.codebook.files import CodebookFile
from detente.codebook.lexicon import build_lexicon, load_lexicon
from detente.codebook.lexicon_model import fold
from detente.errors import CodebookError

CODEBOOK = load_codebook()
LEXICON = CODEBOOK.lexicon
TYPES = {code: tuple(event_type.modes) for code, event_type in CODEBOOK.event_types.items()}
FRAMES = '[frames.act]\nactor = "subject"\nrecipient = "object"\n'


def file(text: str, name: str = "lexicon/arrest.toml") -> CodebookFile:
    return CodebookFile(name, name, text.encode())


def built(text: str):
    return build_lexicon([file(f'source = "test"\n{FRAMES}', "lexicon/_frames.toml"), file(text)], TYPES)


@pytest.mark.parametrize("event_type", sorted(TYPES))
def test_every_type_has_at_least_eighty_triggers(event_type):
    assert sum(entry.event_type == event_type for entry in LEXICON.entries()) >= 80


def test_every_mode_of_the_standard_has_a_trigger_or_a_rule():
    found = {(entry.event_type, entry.mode) for entry in LEXICON.entries()}
    found |= {(kind, rule.mode) for rule in LEXICON.content for kind in (*rule.types, rule.becomes)}
    found |= {(rule.becomes, rule.mode) for rule in LEXICON.parties} | {(means.event_type, means.mode) for means in LEXICON.means}
    missing = {(kind, mode) for kind, modes in TYPES.items() for mode in modes} - found
    assert not missing


def test_every_packaged_row_is_of_the_standard():
    assert load_lexicon(types=TYPES).entries() == LEXICON.entries()


def test_every_entry_has_a_frame_and_an_example():
    for entry in LEXICON.entries():
        assert entry.frame in LEXICON.frames, entry
        assert entry.example.endswith("."), entry


def test_contexts_are_of_the_standard():
    assert set(LEXICON.contexts) == set(CODEBOOK.contexts)


def test_rules_lead_to_types_and_modes_of_the_standard():
    for rule in LEXICON.parties:
        assert rule.becomes in TYPES
        assert rule.mode is None or rule.mode in TYPES[rule.becomes]
    for means in LEXICON.means:
        assert means.mode in TYPES[means.event_type]


def test_an_entry_of_several_words_knows_its_head():
    (entry,) = [e for e in LEXICON.entries() if e.phrase == "state of emergency"]
    assert entry.words[entry.head] == frozenset({"state"})


def test_alternatives_and_classes_fill_one_word():
    lexicon = built(
        'source = "test"\ntype = "COERCE"\n[classes]\nmedia = "radio; newspaper"\n'
        '[[group]]\nmode = "censor"\nverbs = "ban|close @media"\nexample = "They closed a radio."\n'
    )
    (entry,) = lexicon.entries()
    assert entry.words == (frozenset({"ban", "close"}), frozenset({"radio", "newspaper"}))
    assert set(lexicon.verbs) == {"ban", "close"}


BROKEN = {
    "unknown frame 'sideways'": '[[group]]\nverbs = "jail"\nframe = "sideways"\nexample = "x."\n',
    "mode 'fly' isn't one of COERCE": '[[group]]\nverbs = "jail"\nmode = "fly"\nexample = "x."\n',
    "unknown class '@nobody'": '[[group]]\nverbs = "jail @nobody"\nexample = "x."\n',
    "no trigger": '[[group]]\nexample = "x."\n',
    "no example": '[[group]]\nverbs = "jail"\n',
    "unknown key 'verb'": '[[group]]\nverb = "jail"\nverbs = "jail"\nexample = "x."\n',
    "a rule needs types": '[[rule]]\nmode = "meet"\n',
    "an actor_rule needs from and to": '[[actor_rule]]\nheads = "strike"\n',
    "a means row needs": '[[means]]\ntype = "ASSAULT"\n',
    "unknown table 'groups'": '[[groups]]\nverbs = "jail"\n',
    "broken TOML": "[[group\n",
}


@pytest.mark.parametrize(("message", "text"), BROKEN.items())
def test_a_broken_file_is_named_with_row_and_reason(message, text):
    with pytest.raises(CodebookError) as raised:
        built(f'source = "test"\ntype = "COERCE"\n{text}')
    assert message in str(raised.value)
    assert "lexicon/arrest.toml" in str(raised.value)


def test_a_file_without_source_is_refused():
    with pytest.raises(CodebookError, match="no source"):
        built('type = "COERCE"\n[[group]]\nverbs = "jail"\nexample = "x."\n')


def test_an_unknown_type_is_refused():
    with pytest.raises(CodebookError, match="'JAIL' isn't PLOVER's"):
        built('source = "test"\ntype = "JAIL"\n[[group]]\nverbs = "jail"\nexample = "x."\n')


def test_a_users_folder_adds_and_removes_triggers(tmp_path: Path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "coerce.toml").write_text(
        'source = "mine"\ntype = "COERCE"\n[[group]]\nmode = "arrest"\nverbs = "frogwalk"\nexample = "They frogwalked him."\n'
        "[[group]]\nremove = true\nverbs = 'deport'\n"
    )
    lexicon = load_lexicon([tmp_path], TYPES)
    assert "frogwalk" in lexicon.verbs
    assert not [e for e in lexicon.verbs.get("deport", ()) if e.phrase == "deport" and e.event_type == "COERCE"]
    assert len(lexicon.entries()) == len(LEXICON.entries())


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word):
    assert fold(fold(word)) == fold(word)


def test_both_spellings_of_a_verb_fold_into_one():
    assert fold("criticise") == fold("criticize")
    assert fold("normalisation") == fold("normalization")
