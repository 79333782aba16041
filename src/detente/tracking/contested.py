"""Contradictions of measures and offices: a measure in force and lifted on one day, a measure of two scopes, an office of two holders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from detente.codebook import Codebook
from detente.codebook.phrases import PhraseTable
from detente.records import Contradiction, Event, Measure, Mention, Office
from detente.tracking.claims import Claim, apart, contradiction, length, sentences
from detente.tracking.kinds import step_of
from detente.tracking.offices import HOLDS, SELF_PROCLAIMED
from detente.tracking.view import HAPPENED, View

_NARROW = 3  # days up to which an interval tells a day
_IN_OFFICE = frozenset((HOLDS, SELF_PROCLAIMED, "claimed"))  # one who acts for the holder doesn't contest him
_DISPUTED = frozenset((SELF_PROCLAIMED, "claimed"))
_WIDTH = frozenset(("part", "whole"))
_AREAS = frozenset(("aid suspension",))  # measures whose areas exclude each other: aid of one kind is not aid of another
_VAGUE_POSTS = frozenset(("leader", "ruler"))  # of a state only where the text says so


def contested_measures(view: View, measures: Iterable[Measure]) -> Iterator[Contradiction]:
    """Measures that are told as in force and as lifted, and measures whose scope is told differently."""
    events = {event.id: event for event in view.events if view.counts(event)}
    for measure in measures:
        own = [events[key] for key in measure.events if key in events]
        yield from filter(None, (_in_force_and_lifted(view, measure, events), _scopes(view, measure, own)))


def _in_force_and_lifted(view: View, measure: Measure, events: Mapping[str, Event]) -> Contradiction | None:
    """By different sources, on days that meet; what begins anew after a lifting is another life of the measure."""
    stages = [stage for stage in measure.stages if stage.event in events]
    lifted = [stage for stage in stages if stage.name == "lifted" and stage.when and length(stage.when) <= _NARROW]
    imposed = [stage for stage in stages if stage.name == "in force"]
    claims: list[Claim] = []
    for end in lifted:
        over = [mention for mention in view.of(events[end.event])]
        sources = view.sources((events[end.event],))
        for stage in imposed:
            event = events[stage.event]
            day = stage.when.start if stage.when else view.day_of(event)
            meets = stage.when and length(stage.when) <= _NARROW and end.when and not apart(stage.when, end.when)
            still = stage.when is None and day and end.when and day >= end.when.start
            if (meets or still) and view.sources((event,)).isdisjoint(sources):
                claims += [*sentences("in force", view.of(event)), *sentences("lifted", over)]
    return contradiction(view, "measure", measure.id, claims)


def _scopes(view: View, measure: Measure, events: Sequence[Event]) -> Contradiction | None:
    """ "Certain assistance" and "security assistance", "some" and "all": unless told of different days, since a measure may be widened."""
    told: list[tuple[frozenset[str], Mention, str]] = []
    for event in events:
        if event.status in HAPPENED:
            for mention in view.of(event):
                labels, words = _scope(view.codebook, mention, measure.kind)
                if labels:
                    told.append((labels, mention, words))
    unlike = {
        id(each)
        for pair in combinations(told, 2)
        if pair[0][0].isdisjoint(pair[1][0]) and not _widened(pair[0][1], pair[1][1])
        for each in pair
    }
    return contradiction(
        view, "scope", measure.id, [Claim(words, mention.sentence) for each in told if id(each) in unlike for _, mention, words in (each,)]
    )


def _scope(codebook: Codebook, mention: Mention, kind: str) -> tuple[frozenset[str], str]:
    """The scope words before the measure's noun, and the passage from the first of them through the noun."""
    step = step_of(mention, codebook.tracking)
    if step is None or step.noun is None or step.kind != kind or step.stage not in ("in force", "announced"):
        return frozenset(), ""
    base = mention.sentence.start
    start = max(
        0,
        min(mention.trigger.start - base, step.noun.start - base)
        if mention.trigger.start < step.noun.start
        else step.noun.start - base - 25,
    )
    end = step.noun.end - base
    before = re.split(r"[,;:]", mention.sentence.text[start:end])[-1]
    found = [each for each in codebook.tracking["scopes"].every(before) if each.label in _WIDTH or kind in _AREAS]
    words = before[min(each.start for each in found) :] if found else ""
    return frozenset(each.label for each in found), words


def _widened(one: Mention, two: Mention) -> bool:
    return bool(one.date and two.date and one.date.span and two.date.span and apart(one.date, two.date))


def contested_offices(view: View, offices: Iterable[Office]) -> Iterator[Contradiction]:
    """One post of one state with two persons whom documents of the same days style its holder.

    One who is elsewhere styled former or deposed has left, unless the other only claims the post.
    """
    table = view.codebook.tracking["posts"]
    holders: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    gone: set[tuple[str, str, str]] = set()
    states = {party.country for party in view.codebook.parties if party.kind == "state"}
    for office in offices:
        label = _class(table, office.post)
        if not label or office.country not in states or (office.post in _VAGUE_POSTS and office.standing == HOLDS):
            continue
        if office.standing in _IN_OFFICE:
            holders[label, office.country].append(office)
        else:
            gone.add((office.person, label, office.country))
    for (label, country), styled in sorted(holders.items()):
        claims: list[Claim] = []
        about = min(office.id for office in styled)
        for one, two in combinations(styled, 2):
            left = {(each.person, label, country) for each in (one, two)} & gone
            disputed = _DISPUTED & {one.standing, two.standing}
            if one.person != two.person and _same_time(one, two) and (disputed or not left):
                claims += [Claim(_styled(view, each), span) for each in (one, two) for span in each.evidence]
        found = contradiction(view, "office", about, claims)
        if found:
            yield found


def _class(table: PhraseTable, post: str) -> str:
    """The label of the posts that `post` is one of; "" of none."""
    for label, pattern in table.patterns.items():
        match = pattern.fullmatch(post)
        if match and match["yes"]:
            return label
    return ""


def _same_time(one: Office, two: Office) -> bool:
    """Whether documents of the same days say both; undated documents may be of any."""
    if one.start and one.end and two.start and two.end:
        return (one.start <= two.end and two.start <= one.end) or bool(_DISPUTED & {one.standing, two.standing})
    return True


def _styled(view: View, office: Office) -> str:
    standing = "" if office.standing == HOLDS else f"{office.standing} "
    return f"{view.name(office.person)}, {standing}{office.post}"
