"""Offices: who is styled how, by which documents, on which days.

A style is what a text calls a person, not what he is: "the ousted president" and "President" of the same man stand side by side, each with
the documents that say so. No standard of event data holds this; the standing words are ours (codebook, tracking/standings.toml).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.consolidating.entities import normal_name
from detente.records import Document, Entity, Office, Span, stable_id
from detente.tracking.styles import Style, Stylist, stylist
from detente.tracking.text import last_day
from detente.tracking.view import View

SELF_PROCLAIMED = "self-proclaimed"
HOLDS = "holds"
DEPOSED = "deposed"
_REMOVAL = re.compile(r"\b(?:dismissal|removal|sacking|firing|ouster|ousting|overthrow|toppling) of (?:the )?$", re.IGNORECASE)
_BEFORE = 40  # characters before a style in which a removal may be told


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that the codebook and the record know: persons by name, states and organisations, codes by the words that name a state."""

    leaders: Mapping[str, tuple[str, str]]  # name -> (full name, country)
    others: frozenset[str]  # names of states and organisations: never a person's
    countries: Mapping[str, str]  # "Chadian", "Chad" -> TCD
    entities: Mapping[str, Entity]  # by normal name
    no_names: frozenset[str]  # words that are no part of a name
    states: frozenset[str]  # codes of states

    def clean(self, name: str) -> str:
        """The name without what is no name before it ("On Monday", "President") and without a possessive behind it; "" of none."""
        parts = re.sub(r"['’]s?$", "", name).split()
        while parts and parts[0].lower() in self.no_names:
            parts.pop(0)
        return "" if any(part.lower() in self.no_names or (part.isupper() and len(part) > 2) for part in parts) else " ".join(parts)


def offices(view: View) -> tuple[Office, ...]:
    """All styles of persons in the documents that had come out by the day asked for, by person, post and standing.

    `person` is the id of the entity; the name itself where no event names the person.
    """
    scribe, known = stylist(view.codebook), _known(view)
    passages: defaultdict[tuple[str, str, str, str], list[Span]] = defaultdict(list)
    for document in sorted(view.documents.values(), key=lambda document: document.id):
        day = last_day(document.published.anchor)
        if view.day is None or (day or "") <= view.day:
            for key, span in _styled(view.codebook, scribe, known, document):
                passages[key].append(span)
    return tuple(_office(view, key, passages[key]) for key in sorted(passages))


def _office(view: View, key: tuple[str, str, str, str], spans: list[Span]) -> Office:
    documents = tuple(dict.fromkeys(span.document for span in spans))
    days = sorted(day for each in documents if (day := last_day(view.documents[each].published.anchor)))
    person, post, country, standing = key
    return Office(
        id=stable_id("office", *key),
        person=person,
        post=post,
        country=country,
        standing=standing,
        start=days[0] if days else None,
        end=days[-1] if days else None,
        evidence=tuple(spans),
        documents=documents,
    )


def _styled(codebook: Codebook, scribe: Stylist, known: _Known, document: Document) -> Iterable[tuple[tuple[str, str, str, str], Span]]:
    styles = list(scribe.styles(document))
    full = {_surname(name): name for style in reversed(styles) if len((name := known.clean(style.name)).split()) > 1}
    for style in styles:
        name = known.clean(style.name)
        if not name or any(part in known.others for part in (name, *name.split())):
            continue
        if len(name.split()) == 1 and name not in known.leaders:
            name = full.get(name, "") or _alone(known, name)
        if not name:
            continue
        person, country = known.leaders.get(name, (name, ""))
        told = _country(known, f"{style.words} {style.of}")
        standing = _standing(codebook, style, document)
        if style.post in scribe.vague and not told and standing == HOLDS:
            continue  # "the head, A B": of what, nobody says
        entity = known.entities.get(normal_name(person)) or known.entities.get(normal_name(name))
        country = country or (entity.country if entity else "")
        post = style.post if told in known.states or not style.of or style.of in style.post else f"{style.post} of {style.of}"
        yield (entity.id if entity else person, post, told or country, standing), style.span


def _standing(codebook: Codebook, style: Style, document: Document) -> str:
    if style.proclaimed:
        return SELF_PROCLAIMED
    if _REMOVAL.search(document.text[max(0, style.span.start - _BEFORE) : style.span.start]):
        return DEPOSED
    return codebook.tracking["standings"].first(f"{style.words} {style.span.text.split(style.name)[0]}") or HOLDS


def _surname(name: str) -> str:
    return name.split()[-1]


def _alone(known: _Known, surname: str) -> str:
    """The one person of the record with this last name; "" where it has none, or several."""
    ends = f" {normal_name(surname)}"
    found = {entity.id for name, entity in known.entities.items() if name.endswith(ends)}
    return next((name for name in sorted(known.entities, key=len, reverse=True) if name.endswith(ends)), "") if len(found) == 1 else ""


def _country(known: _Known, words: str) -> str:
    """The state that `words` name first, by its name or adjective."""
    parts = [re.sub(r"['’]s?$", "", part.strip(",")).replace("·", ".") for part in words.split()]
    for start in range(len(parts)):
        for length in (4, 3, 2, 1):
            code = known.countries.get(" ".join(parts[start : start + length]))
            if code:
                return code
    return ""


def _known(view: View) -> _Known:
    leaders: dict[str, tuple[str, str]] = {}
    others: set[str] = set()
    countries: dict[str, str] = {}
    for party in view.codebook.parties:
        if party.kind == "person":
            leaders.update({name: (party.name, party.country) for name in party.names})
        else:
            others.update(party.names)
        if party.kind in ("state", "organisation"):
            countries |= {
                word: party.country for word in (*party.names, *party.adjectives) if party.kind == "state" or word not in countries
            }
    entities = {normal_name(name): entity for entity in view.snapshot.entities for name in entity.names}
    no_names = frozenset(view.codebook.tracking["post_words"].phrases["no name"])
    states = frozenset(party.country for party in view.codebook.parties if party.kind == "state")
    return _Known(leaders, frozenset(others), countries, entities, no_names, states)
