"""Steps of talks put together to efforts: the same outsiders, the same parties, no long rest in between.

A step that names one side only ("Morocco's mediation remains uncertain", "she was denied a meeting") belongs to the effort of that side
that stands nearest in the same text. An effort that rests for more than `REST_DAYS` and goes on through another channel is another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.records import Event
from detente.tracking.sides import Side
from detente.tracking.talks import Talk
from detente.tracking.view import View
from detente.tracking.words import labels

REST_DAYS = 90
REACH = 1500  # characters between steps in one text where they share no outsider
BESIDE = 250  # characters within which a promise belongs to the talks beside it
_PLAYERS = frozenset({"state", "organisation", "armed group"})  # whose talks are worth a track where nobody else is told
_MEETINGS = frozenset({"CONSULT", "REQUEST", "REJECT"})


@dataclass(slots=True, eq=False)
class Effort:
    """A track in the making."""

    leads: frozenset[Side]
    parties: frozenset[Side]
    internal: bool
    joint: bool
    steps: list[Talk] = field(default_factory=list)
    channels: set[str] = field(default_factory=set)
    last: str = ""  # the latest day of its steps

    @property
    def sides(self) -> frozenset[Side]:
        """All who take part."""
        return self.leads | self.parties


@dataclass(slots=True)
class _Book:
    """Efforts by side and by the places of their steps, so that a step isn't compared with all of them."""

    view: View
    found: list[Effort] = field(default_factory=list)
    by_side: defaultdict[Side, list[Effort]] = field(default_factory=lambda: defaultdict(list))
    by_document: defaultdict[str, list[tuple[int, Effort]]] = field(default_factory=lambda: defaultdict(list))

    def of(self, step: Talk) -> list[Effort]:
        """Efforts that share a side with a step, the latest first."""
        seen = {id(effort): effort for side in sorted(step.leads | step.parties) for effort in self.by_side[side]}
        return [effort for effort in reversed(self.found) if id(effort) in seen] if seen else []

    def add(self, step: Talk, home: Effort | None) -> None:
        """File a step under its effort, or under a new one."""
        if home is None:
            home = Effort(step.leads, step.parties, step.internal, step.joint)
            self.found.append(home)
        elif not step.loose and (not home.parties or _whole(step)) and not home.internal:
            home.parties |= step.parties - home.leads
            home.joint = home.joint or step.joint
            home.leads |= step.leads - home.parties if home.leads else frozenset()
        home.steps.append(step)
        for side in home.sides:
            if home not in self.by_side[side]:
                self.by_side[side].append(home)
        for mention in self.view.of(step.event):
            self.by_document[mention.document].append((mention.trigger.start, home))
        home.channels |= channels(self.view, step.event)
        home.last = max(home.last, self.view.day_of(step.event) or "")

    def distances(self, step: Talk) -> dict[int, int]:
        """By effort (its `id`) the characters to the nearest of its steps in a document that tells both."""
        near: dict[int, int] = {}
        for mention in self.view.of(step.event):
            for start, effort in self.by_document[mention.document]:
                distance = abs(mention.trigger.start - start)
                near[id(effort)] = min(distance, near.get(id(effort), distance))
        return near


def efforts(view: View, steps: Sequence[Talk]) -> list[Effort]:
    """The efforts that `steps` make up, in the order of their first steps.

    Steps that tell both sides come first, then those that tell an outsider, then the rest; a step of the rest that finds no effort
    is left out, unless a state, an organisation or an armed group is told to meet, ask or refuse.
    """
    book = _Book(view)
    for step in sorted(steps, key=_rank):
        home = _nearest(book, step) if _rank(step) else _same_effort(book, step)
        if home is not None or _worth(step):
            book.add(step, home)
    order = {event.id: at for at, event in enumerate(view.events)}
    for effort in book.found:
        effort.steps.sort(key=lambda step: order[step.event.id])
    return sorted(book.found, key=lambda effort: (order[effort.steps[0].event.id], sorted(effort.leads), sorted(effort.parties)))


def _whole(step: Talk) -> bool:
    """Whether a step tells both sides: outsiders and a party, or two parties, or a body's own meeting."""
    return step.internal or bool(step.leads and step.parties) or len(step.parties) > 1


def _rank(step: Talk) -> int:
    if step.loose:
        return 4
    if not _whole(step):
        return 2 if step.leads else 3
    return 1 if step.event.event_type == "AGREE" and not step.internal else 0


def _worth(step: Talk) -> bool:
    """Whether a step makes an effort of its own."""
    if step.loose:
        return False
    if _whole(step):
        return True
    return step.event.event_type in _MEETINGS and any(side.kind in _PLAYERS for side in step.leads | step.parties)


def channels(view: View, event: Event) -> set[str]:
    """The channels that an event tells: by its mode, and by the words of its sentences."""
    told = {stated.value for stated in labels(view, "channels", view.of(event))}
    return told | ({event.mode} & {"phone", "visit"} if event.mode else set())


def _same_effort(book: _Book, step: Talk) -> Effort | None:
    fitting = (effort for effort in book.of(step) if _same(step, effort) and not _rested(book.view, step, effort))
    return next(fitting, None)


def _same(step: Talk, effort: Effort) -> bool:
    if step.internal or effort.internal:
        return step.internal and effort.internal and step.leads == effort.leads and step.parties == effort.parties
    if step.leads != effort.leads and not (step.joint and effort.joint and step.leads & effort.leads):
        return False
    if not step.parties or not effort.parties:
        return step.parties == effort.parties
    shared = len(step.parties & effort.parties)
    return shared >= (1 if step.leads else min(2, len(step.parties), len(effort.parties)))


def _rested(view: View, step: Talk, effort: Effort) -> bool:
    day = view.day_of(step.event)
    if not day or not effort.last or (date.fromisoformat(day) - date.fromisoformat(effort.last)).days <= REST_DAYS:
        return False
    new = channels(view, step.event)
    return bool(new) and not new & effort.channels


def _nearest(book: _Book, step: Talk) -> Effort | None:
    """The effort that a step belongs to by the text: of the same sides, by distance in a document they share."""
    near = book.distances(step)
    candidates = [effort for effort in book.of(step) if not effort.internal]
    if _whole(step) and not step.loose:  # a promise between two: that of the talks told beside it, else by its sides
        fitting = [effort for effort in candidates if step.leads & effort.leads or not (step.offered or (step.leads and effort.leads))]
        beside = [effort for effort in fitting if near.get(id(effort), BESIDE + 1) <= BESIDE]
        return min(beside, key=lambda effort: near[id(effort)], default=None) or _same_effort(book, step)
    ranked = sorted((near[id(effort)], at) for at, effort in enumerate(candidates) if id(effort) in near and _may_hold(step, effort))
    if not step.leads and not step.loose:  # nobody but a party is told: outsiders told close by are those it talks with
        ranked += sorted(
            (far, -1 - at)
            for at, effort in enumerate(book.found)
            if (far := near.get(id(effort), REACH + 1)) <= REACH and effort.leads and not effort.parties and not effort.internal
        )
    if ranked and (step.leads or ranked[0][0] <= REACH):
        at = ranked[0][1]
        return candidates[at] if at >= 0 else book.found[-1 - at]
    alone = [effort for effort in candidates if step.leads and _may_hold(step, effort) and not _rested(book.view, step, effort)]
    return alone[0] if len(alone) == 1 else None


def _may_hold(step: Talk, effort: Effort) -> bool:
    sides = step.leads | step.parties
    return bool(sides & effort.sides) if step.loose else sides <= effort.sides
