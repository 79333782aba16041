"""Where role phrases stand: "Niger's military junta", "Kenyan police", "officials in Washington"."""

from __future__ import annotations

from collections.abc import Sequence

from detente.parsing.context import Context
from detente.parsing.parsed import EntityMention, Sentence, Token
from detente.parsing.several import stands_alone

_LEFT = ("det", "amod", "compound", "poss", "nummod", "nmod", "case", "quantmod", "punct", "advmod", "predet", "npadvmod")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # "on Monday officials said"
_AREAS = ("region", "province", "district", "city", "area", "village", "town")  # parties only where a sentence makes them act
_CHAINED = 3  # "minister of affairs of X"
_BEHIND = ("of", "in", "from")


def role_heads(sentence: Sentence, context: Context) -> list[Token]:
    """The role nouns of `sentence` that head a noun phrase and are no part of a name."""
    tokens = sentence.tokens
    lower = [token.text.lower() for token in tokens]
    named = {
        place for mention in sentence.entities if mention.kind != "nationality" for place in range(mention.span.start, mention.span.end)
    }
    return [
        token
        for token in tokens
        if (token.pos in ("NOUN", "PROPN", "ADJ") or stands_alone(tokens, token))
        and token.dep not in ("compound", "amod")
        and token.start not in named
        and token.lemma.lower() not in _AREAS
        and (context.roles.ending(lower, token.index + 1) is not None or stands_alone(tokens, token))
    ]


def phrase_bounds(tokens: Sequence[Token], head: Token, entities: Sequence[EntityMention]) -> tuple[int, int]:
    """First and last (exclusive) token of the phrase around `head`: modifiers on the left, "of X" and "in X" with a name behind it."""
    first = head.index
    while first > 0 and tokens[first - 1].text not in _DAYS and _belongs(tokens, tokens[first - 1], head):
        first -= 1
    while first < head.index and tokens[first].pos == "PUNCT":
        first += 1
    last = reach = head.index + 1
    governing = head.index
    for _ in range(_CHAINED):
        if reach >= len(tokens) or tokens[reach].text.lower() not in _BEHIND or tokens[reach].head != governing:
            break
        below = next((token for token in tokens if token.dep == "pobj" and token.head == reach), None)
        if below is None:
            break
        begin, governing, reach = tokens[reach].end, below.index, below.index + 1
        if any(begin <= mention.span.start < below.end for mention in entities):
            last = reach
    return first, last


def _belongs(tokens: Sequence[Token], token: Token, head: Token) -> bool:
    """Whether `token`, left of `head`, hangs on it through modifiers alone."""
    current, steps = token, 0
    while current.index != head.index:
        if current.dep not in _LEFT or steps > 8 or current.head == current.index:
            return False
        current, steps = tokens[current.head], steps + 1
    return True
