"""Names of one party joined: spellings that differ by article, case, accents or a title's abbreviation are one entity."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from detente.records import Entity, Mention, Participant, stable_id

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def normal_name(name: str) -> str:
    """The form in which names are compared: no accents, article, possessive or punctuation, one case, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _POSSESSIVE.sub("", _ARTICLE.sub("", plain.strip()))
    return " ".join(re.sub(r"[^\w\s]", " ", plain).casefold().split())


def party_key(party: Participant) -> tuple[str, int, int, str]:
    """What tells one participant from another; one span may stand for two parties ("both capitals")."""
    return (party.span.document, party.span.start, party.span.end, normal_name(party.name))


def join_names(mentions: Sequence[Mention]) -> tuple[tuple[Entity, ...], dict[tuple[str, int, int, str], str]]:
    """Entities, and for each participant (by `party_key`) the id of its entity.

    A name seen without a country joins the one country that the same name has elsewhere; where it has several, it stays apart.
    """
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for party in _parties(mentions):
        countries[normal_name(party.name)].add(party.country)
    names: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sectors: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    members: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    ids: dict[tuple[str, int, int, str], str] = {}
    for mention in mentions:
        for party in (*mention.actors, *mention.recipients):
            key = _identity(party, countries)
            names[key][party.name.strip()] += 1
            sectors[key].update(party.sectors or ((party.sector,) if party.sector else ()))
            members[key].add(mention.id)
            ids[party_key(party)] = stable_id("entity", *key)
    entities = tuple(
        Entity(
            id=stable_id("entity", *key),
            name=_best(names[key]),
            country=key[1],
            sectors=tuple(sector for sector, _ in sorted(sectors[key].items(), key=lambda item: (-item[1], item[0]))),
            names=tuple(sorted(names[key])),
            mentions=tuple(sorted(members[key])),
        )
        for key in names
    )
    return tuple(sorted(entities, key=lambda entity: entity.id)), ids


def _parties(mentions: Iterable[Mention]) -> Iterable[Participant]:
    for mention in mentions:
        yield from mention.actors
        yield from mention.recipients


def _identity(party: Participant, countries: dict[str, set[str]]) -> tuple[str, str]:
    name = normal_name(party.name)
    known = countries[name] - {""}
    country = party.country or (next(iter(known)) if len(known) == 1 else "")
    return name, country


def _best(names: Counter[str]) -> str:
    """The commonest spelling; among equals the longest, then the first by alphabet."""
    return min(names, key=lambda name: (-names[name], -len(name), name))
