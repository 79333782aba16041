"""The named parties of a document, each mention with the fullest name, country and sectors that the document or gazetteer gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.parsing.gazetteer import Hit
from detente.parsing.known import ELITE, GOVERNMENT, Known
from detente.parsing.names import Found, NameFinder, proper_words
from detente.parsing.parsed import EntityMention
from detente.parsing.profiles import Profile, Profiler, Row, make_row
from detente.parsing.roles import RoleIndex
from detente.parsing.words import Word
from detente.records import Document, Span

_HALVES = ("North", "South", "East", "West")
_AT_PLACE = ("in", "at", "near", "outside", "around", "inside")


class Named:
    """The named parties of one document: `mentions[i]` in sentence i, `candidates[i]` its capitalised words that may be places."""

    def __init__(self, mentions: Sequence[tuple[EntityMention, ...]], candidates: Sequence[tuple[Span, ...]]) -> None:
        self.mentions = mentions
        self.candidates = candidates


def favoured_countries(hits: Iterable[Sequence[Hit]]) -> tuple[str, ...]:
    """Countries by how often unambiguous known names of the document point to them, most often first."""
    pointed = [{sense.party.country for sense in hit.senses} for row in hits for hit in row]
    counts = Counter(country for countries in pointed if len(countries) == 1 for country in countries)
    return tuple(country for country, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def name_parties(
    document: Document, words: Sequence[Sequence[Word]], hits: Sequence[Sequence[Hit]], openings: Sequence[int], roles: RoleIndex
) -> Named:
    """Named parties in `words` (a row a sentence) with their gazetteer `hits`; `openings` are the words that open the sentences."""
    day, favoured = document.published.anchor, favoured_countries(hits)
    hits = [[hit for hit in found if not _generic(hit, line, roles, favoured)] for line, found in zip(words, hits, strict=True)]
    rows = [make_row(line, found, day, favoured) for line, found in zip(words, hits, strict=True)]
    finder, profiler = NameFinder(roles, proper_words(zip(words, openings, strict=True))), Profiler(roles)
    names = [finder.find(row.words, row.hits, opening) for row, opening in zip(rows, openings, strict=True)]
    told = [[profiler.profile(row, found) for found in line] for row, line in zip(rows, names, strict=True)]
    people = _Register()
    for row in rows:
        for known in row.known.values():
            half = known.name.split(" ")[0]
            if known.kind in ("state", "nationality") and half in _HALVES and half != known.name:
                people.add(Profile(known.name, "state", known.country, (GOVERNMENT,)))
                people.alias(known.name, half)  # "the North"
    for row, line, profiles in zip(rows, names, told, strict=True):
        for found, (profile, _) in zip(line, profiles, strict=True):
            people.add(_with_known(row, found, profile))
            people.alias(profile.name, _abbreviation(row, found.last))
    mentions, candidates = [], []
    for row, line, profiles in zip(rows, names, told, strict=True):
        found_here, free = _mentions(document, row, list(zip(line, profiles, strict=True)), people)
        mentions.append(found_here)
        candidates.append(free)
    return Named(mentions, candidates)


def in_order(mentions: Iterable[EntityMention]) -> tuple[EntityMention, ...]:
    """`mentions` by place, of those that begin together the longest first."""
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))


def _generic(hit: Hit, words: Sequence[Word], roles: RoleIndex, favoured: Sequence[str]) -> bool:
    """Whether a national body's name is an ordinary role noun ("Congress") in a document that isn't about its country."""
    party = hit.senses[0].party
    if party.kind != "organisation" or party.country in favoured[:1]:
        return False
    spelled = [word.text.lower() for word in words[hit.first : hit.last]]
    role = roles.ending(spelled, len(spelled))
    domestic = party.country not in ("UNO", "EUU", "IGO", "NGO", "MNC")
    return role is not None and role.first == 0 and role.role.sector in ("LEG", "JUD", "MIL", "COP") and domestic


class _Register:
    """Profiles by full name, and the shorter names that stand for them."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}
        self._aliases: dict[str, str] = {}

    def add(self, profile: Profile) -> None:
        if profile.kind in ("other", "place"):
            return
        known = self._profiles.get(profile.name)
        self._profiles[profile.name] = known.joined(profile) if known else profile
        if profile.kind == "person" and " " in profile.name:
            parts = profile.name.split(" ")
            for short in (parts[-1], " ".join(parts[-2:]), parts[0], " ".join(parts[:2]), *(part for part in parts if part[0].isupper())):
                self._aliases.setdefault(short, profile.name)

    def alias(self, name: str, short: str | None) -> None:
        if short:
            self._aliases.setdefault(short, name)

    def get(self, name: str) -> Profile | None:
        """The profile that `name` stands for, under its fullest name; None where the document tells of none."""
        full = self._aliases.get(name)
        if full is not None and full in self._profiles:
            profile = self._profiles[full]
            short = self._profiles.get(name)
            return profile.joined(short) if short else profile
        return self._profiles.get(name)


def _with_known(row: Row, found: Found, profile: Profile) -> Profile:
    """`profile` completed by the gazetteer where it knows the very name."""
    known = _known_at(row, found)
    if known is None:
        return profile
    return replace(
        profile, name=known.name, kind=known.kind, country=known.country or profile.country, sectors=_sectors(found, profile, known)
    )


def _sectors(found: Found, profile: Profile, known: Known) -> tuple[str, ...]:
    """Of a known person: what the title at the name says, or that he was ousted; else what the gazetteer knows of the day."""
    told = found.roles or ELITE in profile.sectors or not known.sectors
    return profile.sectors if profile.sectors and told else known.sectors


def _known_at(row: Row, found: Found) -> Known | None:
    """The gazetteer's reading of the bare name of `found`, where it is known as a whole."""
    hit = next((hit for hit in row.hits if hit.first == found.name and hit.last == found.last), None)
    return row.known[hit.first] if hit else None


def _abbreviation(row: Row, last: int) -> str | None:
    """The abbreviation in brackets behind word `last`: "(ECOWAS)"."""
    inside = [word.text for word in row.words[last : last + 3]]
    if len(inside) == 3 and inside[0] == "(" and inside[2] == ")" and inside[1].isupper() and len(inside[1]) > 1:
        return inside[1]
    return None


def _mentions(
    document: Document, row: Row, told: Sequence[tuple[Found, tuple[Profile, int]]], people: _Register
) -> tuple[tuple[EntityMention, ...], tuple[Span, ...]]:
    """Entity mentions of one sentence in order of place, and capitalised names that nothing explains."""
    mentions: list[EntityMention] = []
    free: list[Span] = []
    covered: set[int] = set()
    for found, (own, first) in told:
        profile = people.get(_with_known(row, found, own).name)
        located = found.name > 0 and row.lower[found.name - 1] in _AT_PLACE
        if own.kind == "place" or (located and profile is None):
            free.append(_span(document, row, found.name, found.last))
        if own.kind in ("other", "place") and profile is None:
            continue
        if profile is None:
            continue
        covered.update(range(found.name, found.last))
        begin = first if profile.kind == "person" else found.name
        sectors = own.sectors if found.roles and own.sectors else profile.sectors  # the title of the day before that of another
        profile = replace(profile, title=own.title or profile.title, sectors=sectors)
        if located and own.kind == "person" and not profile.title and not profile.sectors:
            free.append(_span(document, row, found.name, found.last))
        mentions.append(_mention(_span(document, row, begin, found.last), profile))
    for hit in row.hits:
        if hit.first in covered:
            continue
        known = row.known[hit.first]
        profile = people.get(known.name) if known.kind == "person" else None
        own_title = profile.title if profile else known.office
        sectors = profile.sectors if profile and profile.sectors else known.sectors
        mentions.append(
            _mention(_span(document, row, hit.first, hit.last), Profile(known.name, known.kind, known.country, sectors, own_title))
        )
    return in_order(mentions), tuple(sorted(set(free)))


def _span(document: Document, row: Row, first: int, last: int) -> Span:
    return document.span(row.words[first].start, row.words[last - 1].end)


def _mention(span: Span, profile: Profile) -> EntityMention:
    return EntityMention(
        span=span, name=profile.name, kind=profile.kind, country=profile.country, sectors=profile.sectors, title=profile.title
    )
