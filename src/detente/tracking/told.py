"""Statements and standing relations as views: parties by entity, and what many documents say of two parties joined into one row.

Both stand from the day on which a document said so. A relation is told anew by each document, so that its row counts sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from detente.consolidating.names import normal_name
from detente.records import Bond, Entity, Participant, Relation, Saying, Stated, stable_id
from detente.tracking.text import last_day
from detente.tracking.view import View


def sayings(view: View) -> tuple[Saying, ...]:
    """The statements published by the view's day, in the order of publication, document and place."""
    named = _Named(view)
    rows = [
        Saying(
            id=each.id,
            speakers=named.all(each.speakers),
            kind=each.kind,
            firmness=each.firmness,
            manner=each.manner,
            content=Stated(each.content.text, (each.content,)),
            through=named.all(each.through),
            published=_published(view, each.document),
            document=each.document,
        )
        for each in view.snapshot.statements
        if _out(view, each.document)
    ]
    return tuple(sorted(rows, key=lambda row: (row.published or "9", row.document, row.content.evidence[0].start, row.id)))


def bonds(view: View) -> tuple[Bond, ...]:
    """One row for each two parties, kind and status that documents published by the view's day tell, in the order of publication."""
    named = _Named(view)
    found: defaultdict[tuple[str, str, str, str], list[Relation]] = defaultdict(list)
    for relation in view.snapshot.relations:
        if _out(view, relation.document):
            party, other = named.of(relation.party), named.of(relation.other)
            if relation.kind in view.codebook.relations.mutual:
                party, other = sorted((party, other))
            if party != other:
                found[party, relation.kind, other, relation.status].append(relation)
    rows = (_bond(view, key, told) for key, told in found.items())
    return tuple(sorted(rows, key=lambda row: (row.published or "9", row.kind, row.id)))


def _bond(view: View, key: tuple[str, str, str, str], told: Sequence[Relation]) -> Bond:
    party, kind, other, status = key
    days = [day for each in told if (day := _published(view, each.document))]
    groups = view.snapshot.groups
    sources = [each.attribution for each in told]
    return Bond(
        id=stable_id("bond", *key),
        party=party,
        kind=kind,
        other=other,
        status=status,
        since=next((each.since for each in told if each.since), None),
        until=next((each.until for each in told if each.until), None),
        published=min(days, default=None),
        sources=len({groups.get(each.document, each.document) for each in told}),
        attributed=tuple(dict.fromkeys(source.name for source in sources if source)) if all(sources) else (),
        documents=tuple(dict.fromkeys(each.document for each in told)),
        evidence=tuple(dict.fromkeys(each.phrase for each in told)),
    )


def _published(view: View, document: str) -> str | None:
    known = view.documents.get(document)
    return last_day(known.published.anchor) if known else None


def _out(view: View, document: str) -> bool:
    """Whether a document had come out by the view's day; one that nobody can date counts on every day."""
    return view.day is None or (_published(view, document) or "") <= view.day


class _Named:
    """The entity that a party of a statement or relation is: the one of its name and country; else the name stands for it."""

    def __init__(self, view: View) -> None:
        self._known: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in view.entities.values():
            for name in {normal_name(name) for name in entity.names}:
                self._known[name].append(entity)

    def all(self, parties: Iterable[Participant]) -> tuple[str, ...]:
        """Those of several parties, each once."""
        return tuple(dict.fromkeys(map(self.of, parties)))

    def of(self, party: Participant) -> str:
        """The id of the entity that a party is, or its name."""
        named = self._known.get(normal_name(party.name), ())
        found = [each for each in named if each.country == party.country] or [each for each in named if "" in (each.country, party.country)]
        return found[0].id if len(found) == 1 else party.name
