"""Mediation and negotiation tracks of a record.

Fields follow three codebooks where they fit. After the Civil War Mediation codebook (DeRouen, Bercovitch, Pospieszna 2011): `mediators`
(mediator's identity), `level` (mediator's rank), `issues` (conflict issue), `outcome` (offered, failed, partial, full agreement). After
MEND and M-IND (mediation by non-state and international mediators, event by event): `senders` (on whose behalf a mediator acts), joint
efforts with several leads, and `stages` as dated steps instead of one summary row. `channels` and `obstacles` are our own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from detente.records import Event, Mention, Stage, Stated, Track, stable_id
from detente.tracking.conditions import conditions_among
from detente.tracking.grouping import Effort, channels, efforts
from detente.tracking.levels import level_of
from detente.tracking.talks import talks
from detente.tracking.text import clause_end
from detente.tracking.view import View
from detente.tracking.words import HERE, NEAR, clauses, labels, part

STAGES = ("proposed", "accepted", "under way", "stalled", "refused", "cancelled", "agreed", "failed")
_HINDERED = frozenset({"refused", "cancelled", "stalled", "failed"})
_OPEN = frozenset({"proposed", "accepted", "refused", "stalled"})  # steps that a condition can be set with
_PRELIMINARY = frozenset({"proposed", "accepted"})


def tracks(view: View) -> tuple[Track, ...]:
    """Tracks that had begun by the view's day, in the order of their first steps.

    `stages` holds all steps that the record tells, also later ones; `stage` and `outcome` are those of the view's day.
    """
    found = (_track(view, effort) for effort in efforts(view, talks(view)))
    return tuple(track for track in found if track is not None)


def _track(view: View, effort: Effort) -> Track | None:
    events = tuple(dict.fromkeys(step.event for step in effort.steps))
    stages = _in_order(Stage(name, view.when(step.event), step.event.id) for step in effort.steps for name in step.stages)
    past = [event for event in events if view.counts(event)]
    done = {event.id for event in past}
    reached = [stage.name for stage in stages if stage.event in done]
    if not reached:
        return None
    mediators, senders, parties = _people(view, effort, events)
    mentions = [mention for event in events for mention in view.of(event)]
    issues = labels(view, "issues", mentions, HERE) or labels(view, "issues", mentions, NEAR)
    issues = tuple(sorted(issues, key=lambda stated: -len(stated.evidence)))  # the one told most often first
    told = ((mention, step.event) for step in effort.steps if _OPEN & set(step.stages) for mention in view.of(step.event))
    return Track(
        id=stable_id("track", *sorted(side.key for side in effort.leads), "|", *sorted(side.key for side in effort.parties), events[0].id),
        mediators=mediators,
        senders=senders,
        parties=parties,
        channels=_channels(view, events),
        level=level_of(view, mediators or parties, mentions),
        issues=issues,
        stages=stages,
        stage=_stage(reached),
        outcome=_outcome(view, past, reached),
        obstacles=_obstacles(view, effort),
        events=tuple(event.id for event in events),
        conditions=conditions_among(told),
    )


def _in_order(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Steps in their order, but of those on the same days the offers first: a meeting is called before it is turned away."""
    same_days = groupby(stages, key=lambda stage: (stage.when.start, stage.when.end) if stage.when else (stage.event, ""))
    return tuple(stage for _, steps in same_days for stage in sorted(steps, key=lambda stage: stage.name not in _PRELIMINARY))


def _stage(reached: list[str]) -> str:
    """The last step, but for offers and their acceptance while talks are under way: those leave them under way."""
    stage = reached[0]
    for name in reached[1:]:
        if stage != "under way" or name not in _PRELIMINARY:
            stage = name
    return stage


def _people(view: View, effort: Effort, events: Iterable[Event]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Mediators, senders and parties as entities, the most often named first. Whoever sent somebody isn't a mediator himself."""
    named = Counter(entity for event in events for entity in (*event.actors, *event.recipients))
    ranked = sorted(named, key=lambda entity: (-named[entity], view.name(entity), entity))
    ranked += _only_in_words(view, effort, ranked)
    leading = [entity for entity in ranked if view.side(entity) in effort.leads]
    parties = tuple(entity for entity in ranked if view.side(entity) in effort.parties)
    texts = [mention.sentence.text for event in events for mention in view.of(event)]
    ordered = {entity for entity in _of_sides(view, effort) if any(_sent(view, entity, text) for text in texts)}
    people = [entity for entity in leading if entity not in ordered and not _whole_side(view, entity)]
    wholes = [entity for entity in leading if entity not in ordered and _whole_side(view, entity)]
    if not people:
        return tuple(wholes), tuple(sorted(ordered)), parties
    covered = {view.side(entity) for entity in people}
    sending = [entity for entity in wholes if view.side(entity) in covered]
    return (*people, *(entity for entity in wholes if entity not in sending)), (*sending, *sorted(ordered)), parties


def _only_in_words(view: View, effort: Effort, named: Iterable[str]) -> list[str]:
    """States and organisations that take part by a sentence's words alone ("the good offices of Paris"), if the record knows them."""
    worded = {side for step in effort.steps if step.offered for side in step.leads} | (effort.sides - view.sides_of(named))
    return sorted({entity for entity in view.entities if view.called.of(view.name(entity)) in worded}.difference(named), key=view.name)


def _of_sides(view: View, effort: Effort) -> list[str]:
    return [entity for entity in view.entities if view.side(entity) in effort.leads and not _whole_side(view, entity)]


def _whole_side(view: View, entity: str) -> bool:
    """Whether the party is the state or organisation itself, not somebody who acts for it."""
    name = view.name(entity)
    return name in view.sides.wholes


def _sent(view: View, entity: str, text: str) -> bool:
    """Whether the text says that somebody went at the party's request, or was sent by it."""
    last = view.name(entity).split()[-1]
    if last not in text:
        return False
    name = re.escape(last)
    asked = rf"\b(?:at|on|upon)\b(?:\W+\w+){{0,6}}?\W+{name}['’]s?\s+(?:request|behest|orders?|instructions?)\b"
    passive = rf"\b(?:sent|dispatched|despatched|appointed|mandated|named)\s+by\b(?:\W+\w+){{0,6}}?\W+{name}\b"
    active = rf"\b{name}\s+(?:has\s+|had\s+)?(?:sent|dispatched|despatched|sends|dispatches)\b"
    return re.search(f"{asked}|{passive}|{active}", text) is not None


def _channels(view: View, events: Iterable[Event]) -> tuple[Stated, ...]:
    told: dict[str, Stated] = {}
    for event in events:
        for stated in labels(view, "channels", view.of(event), HERE):
            known = told.get(stated.value, stated)
            told[stated.value] = Stated(stated.value, tuple(dict.fromkeys((*known.evidence, *stated.evidence))))
        for channel in channels(view, event) - set(told):
            told[channel] = Stated(channel, tuple(mention.trigger for mention in view.of(event)))
    order = list(view.codebook.tracking["channels"].patterns)
    return tuple(sorted(told.values(), key=lambda stated: order.index(stated.value)))


def _outcome(view: View, past: Iterable[Event], reached: list[str]) -> Stated | None:
    """What the latest report of the talks says came of them, with the words that say so."""
    for event in reversed(list(past)):
        found = labels(view, "outcomes", view.of(event))
        if found:
            return found[0]
    return Stated("agreement") if "agreed" in reached else None


def _obstacles(view: View, effort: Effort) -> tuple[Stated, ...]:
    """Reasons as stated where talks were refused, cancelled, stalled or failed, and other words for what stands in the way."""
    found: dict[str, Stated] = {}
    for step in effort.steps:
        mentions = view.of(step.event)
        if _HINDERED.intersection(step.stages):
            for mention in mentions:
                reason = _reason(mention)
                if reason:
                    found.setdefault(reason.value, reason)
        for stated in clauses(view, "obstacles", mentions):
            if not any(stated.value in known or known in stated.value for known in found):
                found[stated.value] = stated
    return tuple(found.values())


def _reason(mention: Mention) -> Stated | None:
    if mention.reason is None:
        return None
    sentence = mention.sentence
    start = mention.reason.start - sentence.start
    if not 0 <= start < len(sentence.text):
        return Stated(mention.reason.text, (mention.reason,))
    end = max(clause_end(sentence.text, start), mention.reason.end - sentence.start)
    span = part(sentence, start, end)
    return Stated(span.text, (span,))
