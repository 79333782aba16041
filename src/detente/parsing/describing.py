"""Any noun phrase as a participant: its name, country and sectors, by what stands in it, then by what the document tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from detente.codebook.model import Role
from detente.parsing.compose import Parts, PartyPart, country_of, sectors_of
from detente.parsing.known import ELITE, GOVERNMENT
from detente.parsing.parsed import EntityMention, ParsedDocument, Reference, Token
from detente.parsing.roles import RoleIndex
from detente.parsing.words import word_set

_QUANTITIES = word_set(
    "thousands hundreds dozens scores tens millions group groups number majority some many most both all several few one none two "
    "three half part rest crowd crowds handful pair couple series any each others column convoy"
)
_BEFORE_PLACE = word_set("of in from at for")
_BODIES = ("UNO", "EUU", "IGO", "NGO", "MNC")
_IN_TITLE = 3.0  # mentions that a name in the title is worth
_WHOLE, _LOCAL, _NEAR = 1.0, 0.3, 400  # weights of the whole document and of the characters just before
_NAMED = ("person", "organisation", "armed_group", "state", "place")


class Description(NamedTuple):
    """What a noun phrase names: kind as in EntityMention, PLOVER country ("" unknown), primary sector ("" unknown), all sectors."""

    name: str
    kind: str
    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What `describe` knows of a document: entity mentions and references by place, the countries it is about, the role nouns."""

    roles: RoleIndex
    entities: tuple[EntityMention, ...]
    references: tuple[Reference, ...]
    countries: tuple[str, ...]  # the states most often named first
    starts: tuple[int, ...] = ()  # of the entities
    places: tuple[tuple[int, str], ...] = ()  # where which state is named
    weights: Mapping[str, float] = field(default_factory=dict)  # how much each state is the document's

    def country_at(self, position: int) -> str:
        """The state that a domestic party at `position` belongs to: what the document is about, and what was just named; "" for none."""
        scores = {country: _WHOLE * weight for country, weight in self.weights.items()}
        first = bisect_left(self.places, (position - _NEAR, ""))
        last = bisect_left(self.places, (position, ""))
        for place, country in self.places[first:last]:
            scores[country] += _LOCAL * (1 - (position - place) / _NEAR)
        return max(scores, key=lambda country: scores[country], default="")

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Entity mentions that lie between the characters `start` and `end`, in order."""
        first = bisect_left(self.starts, start)
        found = []
        for mention in self.entities[first:]:
            if mention.span.start >= end:
                break
            if mention.span.end <= end:
                found.append(mention)
        return found

    def covering(self, start: int, end: int) -> EntityMention | None:
        """The longest entity mention around the characters `start` to `end`, or None."""
        found = [mention for mention in self.entities if mention.span.start <= start and end <= mention.span.end]
        return max(found, key=lambda mention: mention.span.end - mention.span.start, default=None)

    def reference(self, start: int, end: int) -> Reference | None:
        """The reference whose span lies within the characters `start` to `end`, or None."""
        return next((found for found in self.references if start <= found.span.start and found.span.end <= end), None)


def document_context(parsed: ParsedDocument, roles: RoleIndex) -> Context:
    """The context of `parsed` for `describe`; make `roles` once with load_roles(codebook)."""
    entities = [mention for sentence in parsed.sentences for mention in sentence.entities]
    references = [found for sentence in parsed.sentences for found in sentence.references]
    return make_context(roles, entities, references, parsed.document.title or "")


def make_context(roles: RoleIndex, entities: Sequence[EntityMention], references: Sequence[Reference], title: str = "") -> Context:
    """A context from `entities` and `references`, both in order of place; what `title` names counts for more."""
    headed = frozenset(re.findall(r"\w+", title))
    weights: dict[str, float] = {}
    places: list[tuple[int, str]] = []
    for mention in entities:
        if mention.kind in ("state", "nationality", "place") and mention.country not in _BODIES and mention.country:
            inside = headed.issuperset(re.findall(r"\w+", mention.span.text))
            weights[mention.country] = weights.get(mention.country, 0.0) + (_IN_TITLE if inside else 1.0)
            places.append((mention.span.start, mention.country))
    countries = tuple(sorted(weights, key=lambda country: -weights[country]))  # of equals the one named first
    starts = tuple(mention.span.start for mention in entities)
    return Context(roles, tuple(entities), tuple(references), countries, starts, tuple(places), weights)


def describe(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> Description:
    """The participant that tokens `start_index` to `end_index` (exclusive) of one sentence name. Pure; raises nothing on any range.

    The head noun gives the kind: a known or named party, a reference (its antecedent), a role noun. Country by scope: adjectives,
    possessives and compounds before the head, then "of X" and "in X" behind it, then possessive pronouns, then the
    country the document is about for domestic roles. Sector by sectors_of. What nothing tells is "".
    """
    return describe_all(tokens, start_index, end_index, context)[0]


def describe_all(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> tuple[Description, ...]:
    """Like `describe`, with one description for each party that the phrase stands for: "both capitals" gives two. Never empty."""
    phrase = [token for token in tokens[start_index:end_index] if token.pos not in ("PUNCT", "SPACE")]
    if not phrase:
        return (Description("", "other"),)
    head = _real_head(phrase)
    reference = context.reference(phrase[0].start, phrase[-1].end)
    if reference and reference.span.start <= head.start and head.end <= reference.span.end:
        return tuple(_of_mention(mention, ()) for mention in reference.antecedents)
    entity = context.covering(head.start, head.end)
    if entity and entity.kind in _NAMED and not head.text.islower():
        return (_named(entity, phrase, context),)
    described = _by_role(phrase, head, _text(phrase), context)
    if not described.country and entity and entity.kind != "nationality":
        described = described._replace(country=entity.country)
    if not described.country and described.sectors:
        described = described._replace(country=context.country_at(head.start))
    return (described,)


def explicit(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> Description:
    """What the phrase headed by a common noun tells by itself: the country stays "" where only the document could tell it."""
    phrase = [token for token in tokens[start_index:end_index] if token.pos not in ("PUNCT", "SPACE")]
    return _by_role(phrase, _real_head(phrase), _text(phrase), context) if phrase else Description("", "other")


def _real_head(phrase: Sequence[Token]) -> Token:
    """The noun that tells who it is: the syntactic head, or what stands behind "of" where that only counts ("dozens of protesters")."""
    inside = {token.index for token in phrase}
    heads = [token for token in phrase if token.head not in inside or token.head == token.index]
    head = next((token for token in heads if token.pos in ("NOUN", "PROPN", "PRON")), heads[0] if heads else phrase[-1])
    seen = {head.index}
    while head.text.lower() in _QUANTITIES or head.pos == "NUM":
        of = next((token for token in phrase if token.head == head.index and token.text.lower() in ("of", "among")), None)
        below = of and next((token for token in phrase if token.head == of.index and token.dep == "pobj"), None)
        if not below or below.index in seen:
            break
        head = below
        seen.add(head.index)
    return head


def _text(phrase: Sequence[Token]) -> str:
    """The phrase without articles before it."""
    kept = list(phrase)
    while len(kept) > 1 and kept[0].pos == "DET":
        kept.pop(0)
    out = kept[0].text
    for before, token in pairwise(kept):
        out += (" " if token.start > before.end else "") + token.text
    return out


def _of_mention(mention: EntityMention, modifiers: Sequence[str]) -> Description:
    """The description of a named party, ousted where a modifier says so."""
    sectors = mention.sectors
    if ELITE in modifiers and mention.kind == "person":
        sectors = tuple(dict.fromkeys((ELITE, *sectors)))
    return Description(mention.name, mention.kind, mention.country, sectors[0] if sectors else "", sectors)


def _named(entity: EntityMention, phrase: Sequence[Token], context: Context) -> Description:
    """A named party with what else the phrase tells of it."""
    lower = [token.text.lower() for token in phrase]
    modifiers = [found[1] for index in range(len(lower)) if (found := context.roles.modifier(lower, index))]
    described = _of_mention(entity, modifiers)
    if entity.kind == "place":
        described = described._replace(kind="state", sector=GOVERNMENT, sectors=(GOVERNMENT,))
    if not described.country and entity.kind in ("person", "organisation"):
        around = [mention.country for mention in context.within(phrase[0].start, phrase[-1].end) if mention.country]
        described = described._replace(country=around[0] if around else context.country_at(entity.span.start))
    return described


def _by_role(phrase: Sequence[Token], head: Token, name: str, context: Context) -> Description:
    """A phrase whose head is a common noun."""
    lower = [token.text.lower() for token in phrase]
    place = next(index for index, token in enumerate(phrase) if token.index == head.index)
    hit = context.roles.ending(lower, place + 1) or context.roles.ending([*lower[:place], head.lemma.lower()], place + 1)
    inner, modifiers = _around(phrase, lower, hit.first if hit else place, place, context)
    parties = (*_parties(phrase, place, context), *_possessors(phrase, context))
    role: Role | None = hit.role if hit else None
    noun = " ".join(lower[hit.first : hit.last]) if hit else lower[place]
    sectors = sectors_of(Parts(role, noun, inner, modifiers, parties))
    nationality = next((mention for mention in context.within(head.start, head.end) if mention.kind == "nationality"), None)
    if nationality and not sectors:
        sectors = ("CVL",) if head.tag in ("NNS", "NNPS") else (GOVERNMENT,)
    country = country_of(parties)
    kind = "person" if hit and hit.role.kind == "office" else "organisation" if hit and hit.role.kind == "body" else "other"
    return Description(name, kind, country, sectors[0] if sectors else "", sectors)


def _around(
    phrase: Sequence[Token], lower: Sequence[str], first: int, place: int, context: Context
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """Roles and sector modifiers before the head noun at `place` (its role begins at `first`) and in "of" phrases behind it."""
    roles: list[Role] = []
    modifiers = [found[1] for index in range(first) if (found := context.roles.modifier(lower, index)) and found[0] <= first]
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


def _parties(phrase: Sequence[Token], place: int, context: Context) -> tuple[PartyPart, ...]:
    """Named parties of the phrase by scope: before the head from near to far, then behind "of", "in", "from"."""
    mentions = context.within(phrase[0].start, phrase[-1].end)
    before = [mention for mention in mentions if mention.span.end <= phrase[place].end and not _hyphened(mention, phrase)]
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
    """Whether a hyphen and a participle follow ("Russian-backed"), so that it isn't the country of the head."""
    after = next((index for index, token in enumerate(phrase) if token.start >= mention.span.end), None)
    return after is not None and phrase[after].text == "-" and after + 1 < len(phrase) and phrase[after + 1].tag in ("VBN", "VBD")


def _possessors(phrase: Sequence[Token], context: Context) -> tuple[PartyPart, ...]:
    """Whom "his", "their" or "the country's" in the phrase stand for."""
    return tuple(
        PartyPart(mention.kind, mention.country, tuple(sector for sector in mention.sectors if sector != ELITE))
        for found in context.references
        if phrase[0].start <= found.span.start and found.span.end <= phrase[-1].end
        for mention in found.antecedents[:1]
    )
