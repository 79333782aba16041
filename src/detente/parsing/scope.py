"""The parts of a noun phrase by scope: roles and modifiers, named parties, possessors."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.model import Role
from detente.parsing.compose import PartyPart
from detente.parsing.context import Context
from detente.parsing.known import ELITE
from detente.parsing.parsed import EntityMention, Token
from detente.parsing.words import word_set

_BEFORE_PLACE = word_set("of in from at for")


def modifying(
    phrase: Sequence[Token], lower: Sequence[str], first: int, place: int, context: Context
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """Roles and sector modifiers before the head noun at `place` (its role begins at `first`) and in "of" phrases behind it."""
    roles: list[Role] = []
    modifiers = [
        found[1]
        for index in range(first)
        if (found := context.roles.modifier(lower, index)) and found[0] <= first and lower[found[0] : found[0] + 1] != ["-"]
    ]
    index = first
    while index > 0:
        hit = context.roles.ending(lower, index)
        if hit:
            roles.append(hit.role)
        index = hit.first if hit else index - 1
    index = place + 1
    while index < len(phrase) and lower[place + 1] in ("of", "from"):
        if lower[index] in ("who", "which", "that", "to", "in", "at", ","):
            break
        after = context.roles.starting(lower, index)
        found = context.roles.modifier(lower, index)
        if after:
            roles.append(after.role)
        elif found:
            modifiers.append(found[1])
        index = after.last if after else index + 1
    return tuple(roles), tuple(modifiers)


def parties_of(phrase: Sequence[Token], place: int, context: Context) -> tuple[PartyPart, ...]:
    """Named parties of the phrase by scope: before the head from near to far, then behind "of", "in", "from"."""
    mentions = context.within(phrase[0].start, phrase[-1].end)
    head = phrase[place]
    mentions = [mention for mention in mentions if mention.kind == "nationality" or not mention.span.start <= head.start < mention.span.end]
    before = [mention for mention in mentions if mention.span.end <= head.end and not _hyphened(mention, phrase)]
    behind = []
    for mention in mentions:
        if mention.span.start < phrase[place].end:
            continue
        at = next((index for index, token in enumerate(phrase) if token.start >= mention.span.start), len(phrase))
        lead = at - 1
        while lead > place and phrase[lead].pos in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"):
            lead -= 1
        if lead > place and phrase[lead].text.lower() in _BEFORE_PLACE:
            behind.append(mention)
    ordered = [*sorted(before, key=lambda mention: -mention.span.end), *behind]
    return tuple(PartyPart(mention.kind, mention.country, mention.sectors) for mention in ordered)


def _hyphened(mention: EntityMention, phrase: Sequence[Token]) -> bool:
    """Whether a hyphen binds the name to another word ("Russian-backed", "pro-Iranian"), so that it isn't the country of the head."""
    index = next((index for index, token in enumerate(phrase) if token.start <= mention.span.start < token.end), None)
    if index is None:
        return False
    token = phrase[index]
    if token.start < mention.span.start or token.end > mention.span.end:
        return "-" in token.text
    before, after = [found.text for found in phrase[max(index - 2, 0) : index]], phrase[index + 1 : index + 3]
    prefixed = len(before) == 2 and before[1] == "-" and before[0].lower() in ("pro", "anti", "non", "ex")
    return prefixed or (len(after) == 2 and after[0].text == "-" and after[1].tag in ("VBN", "VBD", "JJ"))


def possessors(phrase: Sequence[Token], head: Token, context: Context) -> tuple[PartyPart, ...]:
    """Whom "his", "their" or "the country's" in the phrase stand for."""
    return tuple(
        PartyPart(mention.kind, mention.country, tuple(sector for sector in mention.sectors if sector != ELITE))
        for found in context.references_in(phrase[0].start, phrase[-1].end)
        if not found.span.start <= head.start < found.span.end
        for mention in found.antecedents[:1]
    )
