"""spaCy's attribute ruler without its matcher: the same attributes in a tenth of the time.

The official English pipelines set part of speech, morphology and some lemmas by about 180 rules, nearly all on one token's tag,
relation and word. What these give depends on nothing else, so it is worked out once for each combination that occurs; only rules
about several tokens are left to the matcher, which is asked where a token stands that may begin what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

FACTORY = "detente_token_rules"
_KEYS = frozenset(("TAG", "DEP", "LOWER", "IS_SPACE"))
_SETS = (TAG, DEP, POS, MORPH, LEMMA)
_Condition = Mapping[str, Any]
_Key = tuple[int, int, int, int]


class _Given(NamedTuple):
    """The attributes of a token in the order of _SETS, and whether it may begin what a rule on several tokens is about."""

    values: tuple[int, ...]
    begins: bool


class TokenRules:
    """The rules of one attribute ruler, as a component that stands in its place and gives what it gives."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._strings = ruler.vocab.strings
        self._rules: list[tuple[list[_Condition], dict[int, Any]]] = []
        self._rest = AttributeRuler(ruler.vocab, name="rules on several tokens")
        self._openings: list[_Condition] = []
        self._words: dict[int, int] = {}  # each word that was met, and 0 where no rule is about it
        self._known: dict[_Key, _Given] = {}
        rules: Sequence[Mapping[str, Any]] = ruler.patterns
        for rule, attributes in zip(rules, ruler.attrs, strict=True):
            if all(len(pattern) == 1 and _is_plain(pattern[0]) for pattern in rule["patterns"]) and set(attributes) <= set(_SETS):
                self._rules.append(([pattern[0] for pattern in rule["patterns"]], attributes))
            else:
                self._rest.add(rule["patterns"], rule["attrs"], rule["index"])
                self._openings += [pattern[0] if _is_plain(pattern[0]) else {} for pattern in rule["patterns"]]
        conditions = [*self._openings, *(one for conditions, _ in self._rules for one in conditions)]
        self._wanted = [one["LOWER"] for one in conditions if "LOWER" in one]

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token of `doc`."""
        given = [self._given(row) for row in doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist()]
        if given:
            values: Any = numpy.array([one.values for one in given], dtype="uint64")
            doc.from_array(list(_SETS), values)
        return self._rest(doc) if any(one.begins for one in given) else doc

    def _given(self, row: Sequence[int]) -> _Given:
        tag, dep, lower, space = row
        word = self._words.get(lower)
        if word is None:
            word = self._words[lower] = lower if any(_holds(wanted, self._strings[lower]) for wanted in self._wanted) else 0
        key = (tag, dep, word, space)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(key)
        return found

    def _read(self, key: _Key) -> _Given:
        """What the rules give a token of such a tag, relation and word; later rules have precedence."""
        tag, dep, lower, space = key
        shown = {"TAG": self._strings[tag], "DEP": self._strings[dep], "LOWER": self._strings[lower], "IS_SPACE": bool(space)}
        found: dict[int, Any] = {TAG: tag, DEP: dep}
        for conditions, attributes in self._rules:
            if any(_meets(shown, one) for one in conditions):
                found |= attributes
        return _Given(tuple(found.get(attribute, 0) for attribute in _SETS), any(_meets(shown, one) for one in self._openings))


@Language.factory(FACTORY)
def token_rules(nlp: Language, name: str) -> TokenRules:
    """The component as spaCy makes it, over the pipeline's own attribute ruler."""
    return TokenRules(nlp.get_pipe("attribute_ruler"))  # type: ignore[arg-type]


def _is_plain(condition: _Condition) -> bool:
    """Whether it is only about what the rules here look at."""
    return set(condition) <= _KEYS and all(_is_simple(wanted) for wanted in condition.values())


def _is_simple(wanted: Any) -> bool:
    return not isinstance(wanted, Mapping) or (len(wanted) == 1 and set(wanted) <= {"IN", "NOT_IN", "REGEX"})


def _meets(shown: Mapping[str, Any], condition: _Condition) -> bool:
    return all(_holds(wanted, shown[name]) for name, wanted in condition.items())


def _holds(wanted: Any, value: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(value == wanted)
    if "REGEX" in wanted:
        return re.search(wanted["REGEX"], value) is not None
    return (value in wanted["IN"]) if "IN" in wanted else (value not in wanted["NOT_IN"])
