"""Who wants what of whom, and the answers.

A demand is made by a request, by the terms of a threat ("an ultimatum demanding ..."), or told by its refusal ("defied calls to ...").
Requests of the same sides on the same issue are one demand, made and repeated. An answer is a later act of the addressee that concerns
the same issue, uses the same words, or stands in the same sentence. Kinds of answers follow the responses to demands in the
International Crisis Behavior and Militarized Compellent Threats data (comply, partly comply, refuse); a promise counts as part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.records import Demand, Event, Mention, Stage, Stated, stable_id
from detente.tracking.contents import asked, called_for
from detente.tracking.sides import Side
from detente.tracking.talks import only_aimed_at
from detente.tracking.terms import terms_of
from detente.tracking.text import clause_end
from detente.tracking.view import HAPPENED, View
from detente.tracking.words import tail

_ANSWERS = frozenset({"CONCEDE", "RETREAT", "AGREE", "REJECT", "CONSULT"})
_TALKS = "talks"  # the issue of a demand to meet, where the text tells none
_PART = re.compile(
    r"\b(?:some|part|partly|partial|partially|several|two of|few of|half|temporar\w*|eased?|promis\w*|only)\b", re.IGNORECASE
)
_STOP = frozenset(("about", "after", "again", "against", "their", "there", "these", "those", "which", "while", "would", "could", "should"))
_BARE = frozenset(("comply", "obey", "do so", "agree", "respond", "answer", "give way", "back down"))  # contents that point back
_THE_DEMAND = re.compile(r"\b(?:the|that|this|their|its|his|her) (?:\w+ )?(?:demand|request|call|appeal|ultimatum|plea)s?\b", re.IGNORECASE)
_BACK = 300  # characters back to the demand that "turned the demand down" points to
_PARAGRAPH = 600  # characters around a demand in which whom it concerns may be told


@dataclass(frozen=True, slots=True)
class _Ask:
    """One event that tells a demand; `answered` where it tells of its refusal."""

    event: Event
    demanders: frozenset[Side]
    addressees: frozenset[Side]
    content: Stated
    issue: str
    sure: bool = True  # whether the content itself tells the issue, not only its sentence
    answered: bool = False


@dataclass(slots=True)
class _Case:
    """A demand in the making."""

    asks: list[_Ask]
    words: frozenset[str]
    answers: dict[str, tuple[Event, str]] = field(default_factory=dict)

    @property
    def demanders(self) -> frozenset[Side]:
        return frozenset(side for ask in self.asks for side in ask.demanders)

    @property
    def addressees(self) -> frozenset[Side]:
        return frozenset(side for ask in self.asks for side in ask.addressees)

    @property
    def issue(self) -> str:
        return next((ask.issue for ask in self.asks if ask.issue), "")


def demands(view: View) -> tuple[Demand, ...]:
    """Demands that had been made by the view's day, in the order in which they were first made."""
    cases = _cases(view)
    acts = _acts_by_side(view)
    for case in cases:
        _answer(view, case, acts)
    found = (_demand(view, case) for case in cases)
    return tuple(demand for demand in found if demand is not None)


def _asks(view: View) -> Iterable[_Ask]:
    for event in view.events:
        if event.status not in HAPPENED or event.event_type not in ("REQUEST", "THREATEN", "REJECT"):
            continue
        told = _content(view, event)
        if told is None:
            continue
        content, mention = told
        issues = view.codebook.tracking["issues"]
        own = issues.first(content.value) or (_TALKS if event.mode == "meet" else "")
        issue = own or issues.first(mention.sentence.text)
        actors, recipients = view.sides_of(event.actors), view.sides_of(event.recipients)
        if event.event_type == "REJECT":
            yield _Ask(event, frozenset(), actors, content, issue, bool(own), answered=True)
        else:
            yield _Ask(event, actors, recipients - actors, content, issue, bool(own))


def _content(view: View, event: Event) -> tuple[Stated, Mention] | None:
    """What the event demands and the mention that tells it best: the longest clause among the first reports."""
    found: list[tuple[Stated, Mention]] = []
    for mention in view.of(event):
        if event.event_type == "THREATEN":
            stated = terms_of(mention, view.published(mention)).demand
            if stated:
                found.append((stated, mention))
        else:
            span = asked(mention) if event.event_type == "REQUEST" else called_for(mention)
            if span:
                found.append((Stated(span.text, (span,)), mention))
    if not found:
        return None
    best = max(found, key=lambda pair: len(pair[0].value.split()) if len(pair[0].value) < 200 else 0)
    evidence = tuple(dict.fromkeys(span for stated, _ in found for span in stated.evidence))
    return Stated(best[0].value, (*best[0].evidence, *(span for span in evidence if span not in best[0].evidence))), best[1]


def _cases(view: View) -> list[_Case]:
    """Demands in the order in which they were first made, each with all requests that make it up and the refusals that tell it."""
    cases: list[_Case] = []
    by_side: defaultdict[Side | None, list[_Case]] = defaultdict(list)
    for ask in _asks(view):
        words = _words(ask.content.value)
        near = [case for side in (*sorted(ask.addressees), None) for case in by_side[side]]
        homes = list({id(case): case for case in near if _same(view, ask, case, words)}.values())
        if ask.answered and homes:
            for case in homes:
                case.answers[ask.event.id] = (ask.event, "refused")
            continue
        if ask.content.value.casefold() in _BARE and not homes:
            continue
        if homes and not {span for each in homes[0].asks for span in each.content.evidence}.isdisjoint(ask.content.evidence):
            continue  # one clause read twice: "demanded his release and warned ..."
        home = homes[0] if homes else _Case([], words)
        if not homes:
            cases.append(home)
        home.asks.append(ask)
        for side in ask.addressees or {None}:
            if all(case is not home for case in by_side[side]):
                by_side[side].append(home)
    return cases


def _same(view: View, ask: _Ask, case: _Case, words: frozenset[str]) -> bool:
    """Whether a request is that of a case: sides that can be the same, and the same issue or half of the words."""
    if ask.demanders and case.demanders and not ask.demanders & case.demanders:
        return False
    if ask.addressees and not case.addressees and not any(_told_beside(view, each.event, ask.addressees) for each in case.asks):
        return False
    if not ask.addressees and case.addressees and not _told_beside(view, ask.event, case.addressees):
        return False
    if ask.content.value.casefold() in _BARE:
        return bool(ask.demanders & case.demanders)
    if ask.issue and ask.issue == case.issue and ask.sure and case.asks[0].sure:
        return True
    return bool(words) and len(words & case.words) * 2 >= min(len(words), len(case.words)) > 0


def _told_beside(view: View, event: Event, sides: frozenset[Side]) -> bool:
    """Whether the paragraph of an event tells of one of `sides`, where the event itself doesn't."""
    return any(view.sides.of_text(mention.document, mention.trigger.start, _PARAGRAPH) & sides for mention in view.of(event))


def _words(text: str) -> frozenset[str]:
    """The first five letters of the longer words: what two wordings of one thing share."""
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{5,}", text.casefold()) if word not in _STOP)


Acts = dict[Side | None, list[Event]]


def _acts_by_side(view: View) -> Acts:
    """Acts that may answer a demand by who does them; by whom they hit, where that isn't told."""
    acts: defaultdict[Side | None, list[Event]] = defaultdict(list)
    for event in view.events:
        if event.event_type in _ANSWERS and event.status in HAPPENED:
            for side in view.sides_of(event.actors) or {None}:
                acts[side].append(event)
    return dict(acts)


def _answer(view: View, case: _Case, acts: Acts) -> None:
    asks = {ask.event.id for ask in case.asks}
    unknown = [event for event in acts.get(None, []) if view.sides_of(event.recipients) & case.demanders]
    for event in [event for side in sorted(case.addressees) for event in acts.get(side, [])] + unknown:
        if event.id in asks or event.id in case.answers or not _after(view, event, case):
            continue
        name = _kind(view, event, case)
        if name:
            case.answers[event.id] = (event, name)


def _after(view: View, event: Event, case: _Case) -> bool:
    """Whether an act may follow the demand: not before it by their days or, where those aren't told, in a text that tells both."""
    first = case.asks[0].event
    day, asked_on = view.day_of(event), view.day_of(first)
    if event.start and first.start:
        return (day or "") >= (asked_on or "")
    places = {mention.document: mention.trigger.start for ask in reversed(case.asks) for mention in view.of(ask.event)}
    later = [mention for mention in view.of(event) if mention.document in places]
    if later:
        return any(mention.trigger.start >= places[mention.document] for mention in later)
    return bool(day and asked_on and day >= asked_on)


def _kind(view: View, event: Event, case: _Case) -> str:
    """met, partly met or refused, or "" where the act doesn't concern the demand."""
    if event.event_type == "CONSULT":
        return _meeting(event, case)
    if not _concerns(view, event, case) or only_aimed_at(view, event):
        return ""
    if event.event_type == "REJECT":
        return "refused"
    part = event.event_type != "RETREAT" or any(_PART.search(tail(mention, 60)) for mention in view.of(event))
    return "partly met" if part else "met"


def _meeting(event: Event, case: _Case) -> str:
    """A meeting answers who asked for one with the same person; by phone it does so in part."""
    wanted = [ask.event for ask in case.asks if ask.event.mode == "meet"]
    met = {*event.actors, *event.recipients}
    if any(met & set(ask.actors) and met & set(ask.recipients) for ask in wanted):
        return "partly met" if event.mode == "phone" else "met"
    return ""


def _concerns(view: View, event: Event, case: _Case) -> bool:
    """Whether an act is about what is demanded: the same issue or words, or a refusal in the demand's own sentence."""
    mentions = view.of(event)
    refuses = event.event_type == "REJECT"
    sentences = {mention.sentence for ask in case.asks for mention in view.of(ask.event)}
    beside = any(mention.sentence in sentences for mention in mentions)
    if refuses and case.issue == _TALKS:
        theirs = view.sides_of(event.recipients) & case.demanders if event.recipients else beside
        return bool(theirs) and (event.mode == "meet" or any("access" in mention.trigger.text for mention in mentions))
    issues = view.codebook.tracking["issues"]
    told = {found.label for mention in mentions for found in issues.find(_own_words(mention))}
    if told:
        return case.issue in told
    if refuses and event.mode == "meet":
        return False
    if refuses and (beside or _points_back(view, mentions, case)):
        return True
    return any(len(_words(_own_words(mention)) & case.words) >= 2 for mention in mentions)


def _points_back(view: View, mentions: Iterable[Mention], case: _Case) -> bool:
    """Whether a refusal names the demand that was told just before it: "turned the demand down"."""
    pointing = [mention for mention in mentions if _THE_DEMAND.search(mention.trigger.text)]
    told = [mention for ask in case.asks for mention in view.of(ask.event)]
    return any(one.document == other.document and 0 < one.trigger.start - other.trigger.end <= _BACK for one in pointing for other in told)


def _own_words(mention: Mention) -> str:
    """The clause that the trigger opens."""
    text = tail(mention)
    return text[: clause_end(text, len(mention.trigger.text))]


def _demand(view: View, case: _Case) -> Demand | None:
    order = {event.id: at for at, event in enumerate(view.events)}
    steps: list[tuple[int, str, Event]] = []
    for number, ask in enumerate(case.asks):
        steps.append((order[ask.event.id], "refused" if ask.answered else "repeated" if number else "made", ask.event))
    steps += [(order[event.id], name, event) for event, name in case.answers.values()]
    steps.sort(key=lambda step: (step[0], step[1]))
    past = [name for _, name, event in steps if view.counts(event)]
    if not past:
        return None
    events = [ask.event for ask in case.asks]
    content = case.asks[0].content
    evidence = tuple(dict.fromkeys(span for ask in case.asks for span in ask.content.evidence))
    demanders = [] if case.asks[0].answered else [entity for event in events for entity in event.actors]
    addressed = [entity for ask in case.asks for entity in (ask.event.actors if ask.answered else ask.event.recipients)]
    return Demand(
        id=stable_id("demand", *sorted(side.key for side in case.demanders), "|", case.issue, events[0].id),
        demanders=tuple(dict.fromkeys(demanders)),
        addressees=tuple(entity for entity in dict.fromkeys(addressed) if entity not in demanders),
        content=Stated(content.value, evidence),
        issue=case.issue,
        state=past[-1],
        stages=tuple(Stage(name, view.when(event), event.id) for _, name, event in steps),
        events=tuple(dict.fromkeys(event.id for _, _, event in steps)),
    )
