"""Events that can't both have happened: an act told as done and as not done, a meeting told as held and as refused, a claim and its denial.

A plan and its cancelling are no contradiction, nor is a thing told as feared or hoped for and as not done.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from detente.records import Contradiction, Event, Mention, Span
from detente.tracking.claims import Claim, SameDays, contradiction, independent, sentences
from detente.tracking.differing import TURNED_AWAY
from detente.tracking.sides import Side
from detente.tracking.text import around, naming
from detente.tracking.view import HAPPENED, View
from detente.tracking.words import tail

_TALKS = frozenset({None, "visit"})
_OBJECT = 120  # characters behind a refusal in which it names who was refused
_SET_OUT_OR_NOT = frozenset({"called off", "turned back"})
_PRONOUN = re.compile(r"^[“\"'’]?(?:It|They|He|She|The \w+(?: \w+)?)\b")
_BACK = 90  # characters before a denial in which its speaker stands


def opposed(view: View) -> Iterator[Contradiction]:
    """The contradictions of fact and the denials of a record, in the order of events."""
    same_days = SameDays(view)
    index = _index(view)
    for event in filter(view.counts, view.events):
        for look in (_not_done, _refused, _turned_back, _ended_by, _denied):
            found = look(view, event, index, same_days)
            if found:
                yield found
        yield from _answered(view, event)


Index = Mapping[tuple[str, str], Sequence[Event]]


def _index(view: View) -> Index:
    """Events that happened by type and side."""
    found: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in view.events:
        if event.status in HAPPENED and view.counts(event):
            for side in _parties(view, event):
                found[event.event_type, side.key].append(event)
    return found


def _parties(view: View, event: Event) -> frozenset[Side]:
    return view.sides_of((*event.actors, *event.recipients))


def _others(view: View, event: Event, event_type: str, index: Index) -> list[Event]:
    """The events of a type that share a side with `event`, each once, in time order."""
    found = {other.id: other for side in sorted(_parties(view, event)) for other in index.get((event_type, side.key), ())}
    return [other for other in found.values() if other.id != event.id]


def _not_done(view: View, denied: Event, index: Index, same_days: SameDays) -> Contradiction | None:
    """An act that one source tells as not done and another as done."""
    if denied.status != "negated":
        return None
    done = [
        event
        for event in _others(view, denied, denied.event_type, index)
        if _same_mode(event, denied)
        and _same_parties(view, denied, event)
        and independent(view, denied, event)
        and same_days(denied, event)
    ]
    if not done:
        return None
    claims = [*sentences("not done", view.of(denied)), *(claim for event in done for claim in sentences("done", view.of(event)))]
    return contradiction(view, "fact", done[0].id, claims)


def _same_mode(one: Event, two: Event) -> bool:
    return one.mode == two.mode or not (one.mode and two.mode)


def _same_parties(view: View, part: Event, whole: Event) -> bool:
    """Whether all sides of `part` are in `whole`, on the same side where both tell who acted, and one party is the very same."""
    if not _parties(view, part) <= _parties(view, whole) or not {*part.actors, *part.recipients} & {*whole.actors, *whole.recipients}:
        return False
    if part.event_type in ("CONSULT", "AGREE", "COOPERATE"):
        return len(_parties(view, part)) > 1
    return not (part.actors and whole.actors) or bool(view.sides_of(part.actors) & view.sides_of(whole.actors))


def _refused(view: View, refusal: Event, index: Index, same_days: SameDays) -> Contradiction | None:
    """A meeting that one source tells as refused and another as held by the same sides in the same days.

    Where no event tells the guests, they are the parties that the refusal's own words name: "snubbed talks with a Ruritanian envoy".
    """
    if (refusal.event_type, refusal.mode) != ("REJECT", "meet") or refusal.status not in HAPPENED:
        return None
    hosts = view.sides_of(refusal.actors)
    guests = view.sides_of(refusal.recipients) or _named_behind(refusal, view)
    held = [
        event
        for event in _others(view, refusal, "CONSULT", index)
        if event.mode in _TALKS
        and hosts & _parties(view, event)
        and (guests - hosts) & _parties(view, event)
        and independent(view, refusal, event)
        and same_days(refusal, event)
    ]
    if not held:
        return None
    claims = [*sentences("refused", view.of(refusal)), *(claim for event in held for claim in sentences("held", view.of(event)))]
    return contradiction(view, "fact", held[0].id, claims)


def _named_behind(refusal: Event, view: View) -> frozenset[Side]:
    return frozenset(side for mention in view.of(refusal) for side in view.called.sides(tail(mention, _OBJECT)))


def _turned_back(view: View, refusal: Event, index: Index, same_days: SameDays) -> Contradiction | None:
    """A mission that one source tells as called off and another as turned back on its way."""
    if (refusal.event_type, refusal.mode) not in TURNED_AWAY or refusal.status not in HAPPENED or len(_parties(view, refusal)) < 2:
        return None
    others = [
        event
        for event in _others(view, refusal, "REJECT", index)
        if (event.event_type, event.mode) in TURNED_AWAY
        and len(_parties(view, event) & _parties(view, refusal)) > 1
        and independent(view, refusal, event)
        and same_days(refusal, event)
    ]
    told = [mention for event in (refusal, *others) for mention in view.of(event)]
    ends = [(view.codebook.tracking["refusals"].first(mention.trigger.text), mention) for mention in told]
    claims = [Claim(end, mention.sentence) for end, mention in ends if end in _SET_OUT_OR_NOT]
    return contradiction(view, "fact", min(event.id for event in (refusal, *others)), claims)


def _ended_by(view: View, refusal: Event, index: Index, same_days: SameDays) -> Contradiction | None:
    """A meeting of two sides that one source tells as ended by the one and another as ended by the other."""
    if (refusal.event_type, refusal.mode) != ("REJECT", "meet") or refusal.status not in HAPPENED or not refusal.actors:
        return None
    others = [
        event
        for event in _others(view, refusal, "REJECT", index)
        if event.mode == "meet"
        and event.actors
        and view.sides_of(event.actors) <= view.sides_of(refusal.recipients)
        and view.sides_of(refusal.actors) <= view.sides_of(event.recipients)
        and independent(view, refusal, event)
        and same_days(refusal, event)
    ]
    claims = [Claim(f"ended by {_names(view, event)}", mention.sentence) for event in (refusal, *others) for mention in view.of(event)]
    return contradiction(view, "actor", min(event.id for event in (refusal, *others)), claims)


def _names(view: View, event: Event) -> str:
    return ", ".join(sorted({view.name(actor) for actor in event.actors}))


def _denied(view: View, event: Event, index: Index, same_days: SameDays) -> Contradiction | None:
    """An act that somebody denies and others claim, in the mentions of one event or of another by the same actor."""
    denials = [mention for mention in view.of(event) if _is_denial(mention)]
    if not denials:
        return None
    others = [
        other
        for other in _others(view, event, event.event_type, index)
        if _same_mode(event, other) and view.sides_of(event.actors) & view.sides_of(other.actors) and same_days(event, other)
    ]
    told = [mention for each in (event, *others) for mention in view.of(each) if not _is_denial(mention)]
    claims = [*(Claim(_denier(mention), mention.sentence) for mention in denials), *sentences("claimed", told)]
    return contradiction(view, "denial", event.id, claims) if told else None


def _is_denial(mention: Mention) -> bool:
    return mention.attribution is not None and mention.attribution.firmness == "denied"


def _denier(mention: Mention) -> str:
    return f"denied by {mention.attribution.name}" if mention.attribution else "denied"


def _answered(view: View, event: Event) -> Iterator[Contradiction]:
    """An accusation, and the denial of the accused in the same or one of the next two sentences."""
    if event.event_type != "ACCUSE" or event.mode != "allege" or event.status not in HAPPENED:
        return
    claims: list[Claim] = []
    for mention in view.of(event):
        denial = _denial_behind(view, mention, event)
        if denial:
            claims += [Claim("accused", mention.sentence), Claim("denied", denial)]
    found = contradiction(view, "denial", event.id, claims)
    if found:
        yield found


def _denial_behind(view: View, mention: Mention, event: Event) -> Span | None:
    document = view.documents.get(mention.document)
    if document is None or not mention.recipients:
        return None
    spans = [Span(mention.document, mention.trigger.end, mention.sentence.end, document.text[mention.trigger.end : mention.sentence.end])]
    last = mention.sentence
    for _ in range(2):
        wider = around(document, last, 0, 1)
        rest = document.text[last.end : wider.end]
        if rest.strip():
            start = last.end + len(rest) - len(rest.lstrip())
            spans.append(document.span(start, wider.end))
        last = wider
    accused = naming([*(party.name for party in mention.recipients), *map(view.name, event.recipients)])
    accuser = naming([*(party.name for party in mention.actors), *map(view.name, event.actors)])
    for number, span in enumerate(spans):
        for found in view.codebook.tracking["denials"].every(span.text):
            before = span.text[max(0, found.start - _BACK) : found.start]
            named = accused.search(before) or (number == 1 and _PRONOUN.match(span.text) and len(before.split()) < 4)
            if named and not accuser.search(before):
                return span if number else mention.sentence
    return None
