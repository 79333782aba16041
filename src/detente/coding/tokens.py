"""Tokens made ready for the tree: lists that the parser broke, and the lemmas that a token may stand for."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.lexicon_model import fold
from detente.parsing.parsed import Token


def relisted(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` with a second object or subject behind a comma as the next name of a list: "a mission by Chad, the UN and Mali"."""
    fixed = list(tokens)
    seen: dict[tuple[int, str], int] = {}
    for token in tokens:
        if token.dep not in ("dobj", "nsubjpass") or seen.setdefault((token.head, token.dep), token.index) == token.index:
            continue
        before = [other.index for other in tokens if other.head == token.index and other.dep in ("det", "compound", "amod")]
        comma = min([token.index, *before]) - 1
        comma -= comma > 0 and tokens[comma].text == "and"
        if token.pos != "PROPN" or comma < 1 or tokens[comma].text != ",":
            continue
        last = comma - 1
        while tokens[last].dep in ("punct", "appos", "compound") and tokens[last].head < comma and tokens[last].head != last:
            last = tokens[last].head
        if tokens[last].pos == "PROPN":
            fixed[token.index] = token._replace(head=last, dep="conj")
    return tuple(fixed)


def lemmas_of(token: Token, lemma: str) -> frozenset[str]:
    """The lemmas a token may stand for: the tagger's, its small letters, and those of a participle that was tagged as adjective or noun."""
    low = fold(token.text)
    found = {lemma, low}
    if token.pos in ("ADJ", "NOUN", "PROPN") and len(low) > 5:
        for ending, repairs in (("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e"))):
            if low.endswith(ending):
                stem = low[: -len(ending)]
                found |= {stem + repair for repair in repairs}
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    found.add(stem[:-1])
    return frozenset(found)
