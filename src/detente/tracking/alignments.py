"""Where one party stands to another, and how that changed: supports, recognises, joins, leaves, condemns, opposes.

Stances are taken from words and from membership, not from force or pressure, which measures tell. A party is the side that it acts
for: an envoy's praise is her state's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente.records import Alignment, Bond, Event, Stage, stable_id
from detente.tracking.sides import Side
from detente.tracking.talks import vague
from detente.tracking.view import HAPPENED, View
from detente.tracking.words import tail

_OBJECT = 60  # characters after a trigger's start in which it tells its stance
_MUTUAL = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
_DEFAULT = {
    ("SUPPORT", None): "supports",
    ("AID", None): "supports",
    ("ACCUSE", "disapprove"): "condemns",
    ("ACCUSE", "allege"): "opposes",
    ("ACCUSE", None): "opposes",
}
_ALLOWED = {
    "SUPPORT": ("recognises", "joins", "supports"),
    "AID": ("supports",),
    "ACCUSE": ("condemns", "opposes"),
}


def alignments(view: View, bonds: Iterable[Bond] = ()) -> tuple[Alignment, ...]:
    """One row for each two parties with a stance told by the view's day, in the order of the first stance; then those whom only a
    standing relation (`bonds`) puts side by side or against each other.
    """
    steps: defaultdict[tuple[Side, Side], list[tuple[str, Event]]] = defaultdict(list)
    for event in view.events:
        if event.status in HAPPENED and not _only_alleged(view, event):
            for party, toward, stance in _stances(view, event):
                steps[party, toward].append((stance, event))
    names = _representatives(view)
    found = (_alignment(view, (names[party], names[toward]), told) for (party, toward), told in steps.items())
    return _with_bonds(view, {(each.party, each.toward): each for each in found if each is not None}, bonds, names)


def _with_bonds(
    view: View, rows: dict[tuple[str, str], Alignment], bonds: Iterable[Bond], names: Mapping[Side, str]
) -> tuple[Alignment, ...]:
    """The rows with what standing relations that hold add to them, and rows for the pairs that no event tells."""
    stances = view.codebook.relations.stances
    for bond in bonds:
        if bond.status != "actual" or bond.kind not in stances:
            continue
        pair = tuple(names[view.side(each)] if each in view.entities else each for each in (bond.party, bond.other))
        own = pair if pair[0] != pair[1] else (bond.party, bond.other)  # two of one side: each for himself
        known = rows.get((own[0], own[1])) or Alignment(
            id=stable_id("alignment", *own), party=own[0], toward=own[1], stance=stances[bond.kind], stages=(), events=()
        )
        told = replace(known, relations=(*known.relations, bond.id), evidence=(*known.evidence, *bond.evidence))
        rows[own[0], own[1]] = told
    return tuple(rows.values())


def _alignment(view: View, pair: tuple[str, str], told: list[tuple[str, Event]]) -> Alignment | None:
    past = [stance for stance, event in told if view.counts(event)]
    if not past:
        return None
    return Alignment(
        id=stable_id("alignment", *pair),
        party=pair[0],
        toward=pair[1],
        stance=past[-1],
        stages=tuple(Stage(stance, view.when(event), event.id) for stance, event in told),
        events=tuple(dict.fromkeys(event.id for _, event in told)),
    )


def _only_alleged(view: View, event: Event) -> bool:
    """Whether nobody but an accuser tells it, or its source denies it: no stance of the accused."""
    said = [mention.attribution.firmness if mention.attribution else "" for mention in view.of(event)]
    return bool(said) and all(firmness in ("alleged", "denied") for firmness in said)


def _stances(view: View, event: Event) -> Iterable[tuple[Side, Side, str]]:
    stance = _stance(view, event)
    if not stance:
        return
    actors = sorted(view.sides_of(entity for entity in event.actors if not vague(view, entity)))
    toward = sorted(view.sides_of(entity for entity in event.recipients if not vague(view, entity)))
    if stance == "leaves":
        toward = [side for side in toward if side.kind == "organisation"]
    if stance == "joins" and not toward:
        toward = actors
    for one in actors:
        for other in toward:
            if one != other:
                yield one, other, stance


def _stance(view: View, event: Event) -> str:
    """The stance that an event tells; "" where it tells none."""
    told = [found.label for mention in view.of(event) for found in view.codebook.tracking["stances"].find(tail(mention, _OBJECT))]
    if event.event_type == "SANCTION":
        return "leaves" if event.mode == "withdraw" else ""
    if event.event_type in _MUTUAL and "joins" in told:
        return "joins"
    default = _DEFAULT.get((event.event_type, event.mode)) or _DEFAULT.get((event.event_type, None), "")
    if event.event_type == "SUPPORT" and not told:
        return ""  # a signature, a law: no stance towards anybody
    return next((label for label in told if label in _ALLOWED.get(event.event_type, ())), default)


def _representatives(view: View) -> dict[Side, str]:
    """The entity that stands for a side: the state or organisation itself where the record names it, else who is named most."""
    members: defaultdict[Side, list[str]] = defaultdict(list)
    for entity in view.entities:
        members[view.side(entity)].append(entity)

    def rank(entity: str) -> tuple[bool, int, str]:
        return (view.name(entity) not in view.sides.wholes, -len(view.entities[entity].mentions), entity)

    return {side: min(entities, key=rank) for side, entities in members.items()}
