"""Detentions: who is held by whom, where and how, since when, and who was let to see him.

Arrests (COERCE/arrest) and abductions (ASSAULT/abduct) begin or report a detention, releases (RETREAT/release) end it, and so does giving
back who is told as held; each person or group held has a detention of its own, and another one after a release. Only what is told as done
counts: a release that is negotiated, demanded or promised changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.codebook.phrases import PhraseTable
from detente.records import Detention, Event, Mention, Span, Stage, Stated, When, Where, stable_id
from detente.tracking.access import Contacts
from detente.tracking.parties import Parties
from detente.tracking.view import HAPPENED, View

_HELD = frozenset({("COERCE", "arrest"), ("ASSAULT", "abduct")})
_RELEASED = ("RETREAT", "release")
_YIELDED = ("RETREAT", None)
_RANK = {"held": 0, "moved": 1, "released": 2}
_NEAR = 60  # characters between a trigger and what belongs to it
_SINCE = re.compile(r"\bsince (?:[\w’']+ ){0,6}$")
_AIMED = re.compile(
    r"\b(?:to|would|could|might|may|will|can|should|must|if|unless|until|not|never|no|without|for|on(?! \w+day\b)|about|demand\w*|seek\w*"
    r"|sought|negotiat\w*|urg\w*|refus\w*|discuss\w*|possible|promis\w*|offer\w*|propos\w*|prospect\w*|chance\w*)(?: [\w’']+){0,4} $",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\b(?:an?|the|any|such|his|her|their|its|immediate|\w+['’]s?)(?: \w+)? $", re.IGNORECASE)
_WOULD = re.compile(r"(?: [\w’'-]+){0,6}? (?:would|could|might|may|will|remains?|is|was not)\b")


@dataclass(frozen=True, slots=True)
class _Act:
    """Mentions of one event that say the same of one held party."""

    event: Event
    mentions: tuple[Mention, ...]
    stage: str
    onset: bool
    when: When | None
    day: str | None
    holders: tuple[str, ...]


def detentions(view: View) -> tuple[Detention, ...]:
    """All detentions that had begun by the day asked for, by the id of who is held and in time order. Stages are kept, later ones too."""
    acts: defaultdict[str, list[_Act]] = defaultdict(list)
    parties = Parties(view)
    for event in view.events:
        if event.status in HAPPENED and ((event.event_type, event.mode) in _HELD or (event.event_type, event.mode) == _RELEASED):
            for held, act in _acts(view, parties, event):
                acts[held].append(act)
    for event in view.events:
        if event.status in HAPPENED and (event.event_type, event.mode) == _YIELDED and _gives_back(view, event):
            for held, act in _acts(view, parties, event):
                if held in acts:
                    acts[held].append(act)
    contacts = Contacts(view, parties)
    found = []
    for held in sorted(acts):
        for number, spell in enumerate(_spells(acts[held])):
            if any(_counts(view, act) for act in spell):
                found.append(_detention(contacts, held, number, spell))
    return tuple(found)


def _gives_back(view: View, event: Event) -> bool:
    """Whether it tells of somebody given back, which frees whom the record tells as held, and nobody else."""
    signs = view.codebook.tracking["detention_signs"]
    return any(found.label == "given back" for mention in view.of(event) for found in signs.find(mention.trigger.text))


def _counts(view: View, act: _Act) -> bool:
    return view.day is None or (act.day or "") <= view.day


def _acts(view: View, parties: Parties, event: Event) -> Iterable[tuple[str, _Act]]:
    signs = view.codebook.tracking["detention_signs"]
    by_party: defaultdict[tuple[str, str, bool], list[Mention]] = defaultdict(list)
    for mention in view.of(event):
        if event.event_type == "RETREAT" and not _done(mention):
            continue
        labels = {found.label for found in signs.find(_beside(mention).text)}
        released = event.event_type == "RETREAT"
        stage = "released" if released else "moved" if "moved" in labels else "held"
        onset = not released and (_begins(mention, signs) or _since(mention))
        for held in parties.recipients(event, (mention,)):
            by_party[held, stage, onset].append(mention)
    for (held, stage, onset), mentions in by_party.items():
        when = next((mention.date for mention in mentions if mention.date), None)
        when = when or (view.when(event) if len(mentions) == len(event.mentions) else None)
        day = when.start if when else view.first_published(event)
        actors = tuple(each for each in parties.actors(event, mentions) if each != held)
        yield held, _Act(event, tuple(mentions), stage, onset, when, day, () if stage == "released" else actors)


def _done(mention: Mention) -> bool:
    """Whether a release is told as done: not as an aim ("to win the release of"), a demand, or what would follow ("a release would")."""
    text, base = mention.sentence.text, mention.sentence.start
    before, behind = text[: mention.trigger.start - base], text[mention.trigger.end - base :]
    return not (_AIMED.search(before) or (_NOUN.search(before) and _WOULD.match(behind)))


def _begins(mention: Mention, signs: PhraseTable) -> bool:
    """Whether the trigger tells of the taking, not of the holding: "was arrested" but not "is under arrest"."""
    text, start = mention.sentence.text, mention.trigger.start - mention.sentence.start
    around = text[max(0, start - len("have been ")) : mention.trigger.end - mention.sentence.start + len(" by")]
    return any(found.label == "onset" for found in signs.find(around))


def _since(mention: Mention) -> bool:
    """Whether the day told is the one since which somebody is held."""
    told = mention.date.span if mention.date else None
    if told is None:
        return False
    return told.text.lower().startswith("since ") or bool(_SINCE.search(mention.sentence.text[: told.start - mention.sentence.start]))


def _spells(acts: Sequence[_Act]) -> list[list[_Act]]:
    """The acts on one party, in order, cut where an arrest is told to be of a day behind a release.

    A holding that nobody dates lies before a release, a release that nobody dates on the day it was reported.
    """

    def key(act: _Act) -> tuple[str, int]:
        undated = "" if act.stage != "released" else act.day or "9999"
        return act.when.start if act.when else undated, _RANK[act.stage]

    spells: list[list[_Act]] = [[]]
    freed: str | None = None
    for act in sorted(acts, key=key):
        if freed is not None and act.stage == "held" and act.when and act.when.start > freed:
            spells.append([])
            freed = None
        spells[-1].append(act)
        if act.stage == "released":
            freed = key(act)[0]
    return spells


def _detention(contacts: Contacts, held: str, number: int, acts: Sequence[_Act]) -> Detention:
    tables = contacts.view.codebook.tracking
    stages = tuple(Stage(act.stage, act.when, act.event.id) for act in acts)
    events = tuple(dict.fromkeys(act.event for act in acts))
    told = [mention for act in acts if act.stage != "released" for mention in act.mentions]
    onsets = [act.when for act in acts if act.onset and act.when]
    since = min(onsets, key=lambda when: (when.start[:7] != when.end[:7], when.start, when.end), default=None)  # within a month first
    freed = [act.when for act in acts if act.stage == "released"]
    holders = tuple(dict.fromkeys(holder for act in acts for holder in act.holders))
    access = contacts.with_detainee(held, holders, since.start if since else None, events)
    return Detention(
        id=stable_id("detention", held, number),
        held=(held,),
        holders=holders,
        place=next((place for mention in reversed(told) if (place := _place(mention))), None),
        since=since,
        until=freed[-1] if freed and acts[-1].stage == "released" else None,
        state=[act.stage for act in acts if _counts(contacts.view, act)][-1],
        stages=stages,
        access=access,
        events=tuple(dict.fromkeys((*(event.id for event in events), *(each.event for each in access)))),
        manner=_manner(tables["detentions"], told),
        companions=_phrases(tables["detention_signs"], "with", told),
    )


def _manner(table: PhraseTable, mentions: Sequence[Mention]) -> tuple[Stated, ...]:
    """How, by the most telling word beside each trigger; plain detention only where nothing more is told."""
    told: defaultdict[str, list[Span]] = defaultdict(list)
    for mention in mentions:
        if found := table.find(_beside(mention).text):
            told[found[0].label].append(_cut(_beside(mention), found[0].start, found[0].end))
    plain = list(table.patterns)[-1]
    return tuple(
        Stated(label, tuple(dict.fromkeys(told[label]))) for label in table.patterns if label in told and (label != plain or len(told) == 1)
    )


def _phrases(table: PhraseTable, label: str, mentions: Iterable[Mention]) -> tuple[Stated, ...]:
    found: dict[str, Span] = {}
    for mention in mentions:
        beside = _beside(mention)
        for match in table.every(beside.text):
            if match.label == label:
                span = _cut(beside, match.start, match.end)
                found.setdefault(span.text.casefold(), span)
    return tuple(Stated(span.text, (span,)) for span in found.values())


def _place(mention: Mention) -> Where | None:
    """The mention's place where it stands beside the trigger, in its clause: a name elsewhere in the sentence is no place of detention."""
    if mention.location is None:
        return None
    first, last = sorted((mention.trigger, mention.location.span), key=lambda span: span.start)
    between = mention.sentence.text[first.end - mention.sentence.start : max(last.start, first.end) - mention.sentence.start]
    return mention.location if len(between) <= _NEAR and not re.search(r"[,;:—]", between) else None


def _beside(mention: Mention) -> Span:
    """The part of the sentence around the trigger."""
    base, end = mention.sentence.start, mention.sentence.end
    start, stop = max(base, mention.trigger.start - _NEAR), min(end, mention.trigger.end + _NEAR)
    return _cut(mention.sentence, start - base, stop - base)


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.document, span.start + start, span.start + end, span.text[start:end])
