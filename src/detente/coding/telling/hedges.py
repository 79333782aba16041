"""Hedges that are nobody's word: "there are fears that", "it is suspected that". Found in the raw sentence, parsed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente.records import Document, Span, Statement

_NOUNS = {
    "fears": r"fears?|concerns?|worries|worry|anxiety|alarm",
    "suspects": r"suspicions?|suspicion|doubts?",
    "rumours": r"rumou?rs?|speculation|whispers",
    "claims": r"allegations?|accusations?|claims?",
    "reports": r"(?:unconfirmed )?reports?",
}
_VERBS = {
    "fears": r"feared",
    "suspects": r"suspected",
    "believes": r"believed|thought|understood|assumed",
    "rumours": r"rumou?red|speculated",
    "claims": r"alleged|claimed",
    "reports": r"reported|said",
}
_FIRMNESS = {"claims": "alleged", "reports": "reported"}  # the others are suspected
_LEADS = (
    r"there (?:are|is|were|was|have been|has been|had been)|amid|despite|"
    r"(?:rais(?:ed|es|ing)|stok(?:ed|es|ing)|fuel(?:s|l?ed|l?ing)|heighten(?:ed|s|ing)|deepen(?:ed|s|ing)|sparked|prompted)"
)
_BESIDE = re.compile(r"\b(?:while|although|though|amid|despite)\b", re.IGNORECASE)  # a clause that ends at its comma
_END = r"(?=\s*(?:[.;!?]|$|,? (?:but|although|though|while|whereas|yet)\b|[\"”]))"
_THAT = re.compile(
    rf"\b(?P<word>(?:{_LEADS}) (?:[\w-]+ ){{0,4}}?(?:{'|'.join(f'(?P<n_{kind}>{noun})' for kind, noun in _NOUNS.items())})"
    r"(?: (?:in|among|within|across) (?:[\w’'-]+ ){1,4}?)? ?(?:(?:are|were|is) (?:growing|mounting|rising) )?)(?:that|of|over|about) "
    rf"(?P<content>[^.;!?]+?){_END}",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"\b(?P<word>it (?:is|was|has been|had been) (?:\w+ )?"
    rf"(?:{'|'.join(f'(?P<v_{kind}>{verb})' for kind, verb in _VERBS.items())})) that (?P<content>[^.;!?]+?){_END}",
    re.IGNORECASE,
)


class _Hedge(NamedTuple):
    kind: str
    word: tuple[int, int]
    content: tuple[int, int]


def hedges_of(document: Document, sentence: Span) -> Iterator[Statement]:
    """The hedged statements of a sentence that have no speaker; their firmness is suspected, alleged or reported, never a fact's."""
    for hedge in _found(sentence.text):
        at = sentence.start
        word = sentence.text[hedge.word[0] : hedge.word[1]].rstrip()
        yield Statement(
            sentence=sentence,
            content=document.span(at + hedge.content[0], at + hedge.content[1]),
            kind=hedge.kind,
            word=document.span(at + hedge.word[0], at + hedge.word[0] + len(word)),
            firmness=_FIRMNESS.get(hedge.kind, "suspected"),
        )


def _found(text: str) -> Iterator[_Hedge]:
    for pattern in (_THAT, _IT_IS):
        for match in pattern.finditer(text):
            kind = next(name[2:] for name, value in match.groupdict().items() if value is not None and name[1] == "_")
            start, end = match.span("content")
            comma = text.find(",", start, end)
            if comma > start and _BESIDE.search(text, 0, match.end("word")):
                end = comma
            yield _Hedge(kind, match.span("word"), (start, end))
