"""Events as steps of talks: who leads them from outside, between whom, and how far they have come.

Who leads: where a country is in turmoil at home, every side of it is a party to its crisis, and an outsider who talks with it is what the
Civil War Mediation codebook calls a third party (mediation there is any talking by outsiders that isn't force, also good offices and
missions). One whose forces and that country's attack each other is no outsider, unless he is said to mediate. Between states of which
none is in turmoil a third party is who the text says mediates; without such words the talks are bilateral, and all sides are parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.records import Event, Mention
from detente.tracking.quarrels import Quarrels, quarrels
from detente.tracking.sides import Side
from detente.tracking.view import HAPPENED, TO_COME, View
from detente.tracking.words import head, tail

_ANSWERS = frozenset({"AGREE", "SUPPORT", "REJECT", "CONCEDE"})
_AHEAD = 60  # characters before a trigger in which the mediation stands that it answers
_BEFORE, _OBJECT = 25, 90  # characters before and after a trigger's start in which its object stands
_ASIDE = re.compile(r"\b(?:during|after|before|since|while|when|following|ahead of|on the sidelines of)\b")
_LEFT = re.compile(
    r"\b(?:withdr[ae]wn?|withdrew|withdrawal|withdrawing|pull\w* out|back\w* out|step\w* back|retir\w*)(?: of)? from(?: \w+)? $"
)
_EFFORT = r"(?:mediat\w+|good offices|channel|initiative|go-between\w*|peace (?:plan|effort|mission)s?)"
_EFFORT_BY = re.compile(rf"\b{_EFFORT} (?:by|of|from) (?:the )?$", re.IGNORECASE)
_OFFER_BY = re.compile(r"\b(?:offer|attempt|proposal|plan|readiness) (?:by|of|from) (?:the )?$", re.IGNORECASE)
_TO_MEDIATE = re.compile(r" to mediate\b|['’]s? (?:\w+ )?(?:offer|attempt|proposal|readiness) to mediate\b")
_ITS_EFFORT = re.compile(rf"(?:['’]s?)? (?:\w+ )?{_EFFORT}\b", re.IGNORECASE)
_PURPOSE = ("to", "to win the", "to secure the", "to negotiate the", "to help", "for the", "demanded the", "seeking the")


@dataclass(frozen=True, slots=True)
class Talk:
    """One event as a step of talks. `leads` are outsiders, `parties` those whose matter it is; either may be empty (not told).

    `stages` are the steps it makes; `internal` is a body's own meeting; `joint` several leads on one mission; `loose` tells of talks
    only where others do (a truce that is kept); `offered` answers a mediation that its words name.
    """

    event: Event
    leads: frozenset[Side]
    parties: frozenset[Side]
    stages: tuple[str, ...]
    internal: bool = False
    joint: bool = False
    loose: bool = False
    offered: bool = False


def talks(view: View) -> tuple[Talk, ...]:
    """The steps of talks among the events of `view`, in time order. Several leads who aren't on one mission make a step each."""
    known = quarrels(view)
    found: list[Talk] = []
    for event in view.events:
        steps = stages_of(view, event)
        if steps:
            found.extend(_with_sides(view, event, steps, known))
    return tuple(found)


def stages_of(view: View, event: Event) -> tuple[str, ...]:
    """The steps of talks that an event makes: none where it isn't about talks."""
    match event.event_type, event.mode:
        case "CONSULT", _:
            return _of_meeting(view, event)
        case "REQUEST", "meet":
            return () if event.status == "negated" else ("proposed",)
        case "REQUEST", "assist":
            return ("proposed",) if event.status != "negated" and _says(view, event, "mediation") else ()
        case ("REJECT", "meet") | ("REJECT", "yield"):
            return _of_refusal(view, event)
        case "REJECT", _:
            return ("refused",) if event.status in HAPPENED and offered_by(view, event) else ()
        case "SANCTION", "discontinue":
            return ("stalled",) if event.status in HAPPENED and _says(view, event, "talks") else ()
        case "AGREE", _:
            return _of_agreement(view, event)
        case "SUPPORT", _:
            return _of_support(view, event)
        case "CONCEDE", _:
            return ("accepted",) if event.status in HAPPENED and _says(view, event, "talks") else ()
        case "RETREAT", "ceasefire":
            return ("agreed",) if event.status in HAPPENED and not only_aimed_at(view, event) else ()
    return ()


def only_aimed_at(view: View, event: Event) -> bool:
    """Whether all mentions tell the act as somebody's aim: "in an effort to set him free"."""
    heads = [head(mention).rstrip().casefold() for mention in view.of(event)]
    return bool(heads) and all(any(text.endswith(f" {words}") for words in _PURPOSE) for text in heads)


def _of_meeting(view: View, event: Event) -> tuple[str, ...]:
    after = _after(view, event)
    left = [bool(_LEFT.search(head(mention))) for mention in view.of(event)]
    if event.status in HAPPENED and any(left):
        return ("cancelled",) if all(left) else ("under way", "cancelled")
    if event.status == "negated":
        return (next((label for label in after if label in ("cancelled", "refused")), "failed"),)
    if event.status in TO_COME:
        return ("proposed",)
    return ("under way", *_hindered(after))


def _after(view: View, event: Event) -> list[str]:
    return [label for mention in view.of(event) for label in _labels(view, "stages", tail(mention))]


def _hindered(after: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in after if label in ("failed", "stalled")))


def _of_refusal(view: View, event: Event) -> tuple[str, ...]:
    if event.status not in HAPPENED:
        return ()
    if event.mode == "yield":
        return ("refused",) if any("access" in mention.trigger.text.casefold() for mention in view.of(event)) else ()
    told = [_labels(view, "stages", mention.trigger.text) for mention in view.of(event)]
    return tuple(dict.fromkeys(next((label for label in found if label in ("cancelled", "stalled")), "refused") for found in told))


def _of_agreement(view: View, event: Event) -> tuple[str, ...]:
    if event.status == "negated":
        return ()
    steps = _steps(view, event)
    if _says(view, event, "talks") or _says(view, event, "mediation"):
        if event.status in TO_COME:
            return ("proposed",)
        stated = "accepted" if "accepted" in _in_triggers(view, event) else ""
        stage = stated or next((label for label in steps if label in ("accepted", "proposed")), "proposed")
        return (stage, *_hindered(_after(view, event)))
    return ("agreed",) if "agreed" in steps and len(_sides(view, event)) > 1 else ()


def _of_support(view: View, event: Event) -> tuple[str, ...]:
    if event.status not in HAPPENED:
        return ()
    if offered_by(view, event):
        return ("accepted",)
    return ("agreed",) if "agreed" in _steps(view, event) and len(_sides(view, event)) > 1 else ()


def _steps(view: View, event: Event) -> list[str]:
    """Labels of the stage words in the triggers, then in what follows them."""
    behind = [label for mention in view.of(event) for label in _labels(view, "stages", tail(mention, _OBJECT))]
    return _in_triggers(view, event) + behind


def _in_triggers(view: View, event: Event) -> list[str]:
    return [label for mention in view.of(event) for label in _labels(view, "stages", mention.trigger.text)]


def _says(view: View, event: Event, label: str) -> bool:
    """Whether a trigger or its object has words of talks.toml under `label`."""
    return any(label in _labels(view, "talks", _object(mention)) for mention in view.of(event))


def _object(mention: Mention) -> str:
    """The trigger with what it governs: the words just before and after it, without asides ("announced it during a visit")."""
    text = tail(mention, _OBJECT)
    size = len(mention.trigger.text)
    return head(mention)[-_BEFORE:] + text[:size] + _ASIDE.split(text[size:])[0]


def _labels(view: View, table: str, text: str) -> list[str]:
    return [found.label for found in view.codebook.tracking[table].find(text)]


def vague(view: View, entity: str) -> bool:
    """Whether nobody can say who is meant: no country, and no name of its own ("African countries" has one only in part)."""
    known = view.entities.get(entity)
    return known is None or (view.side(entity).kind == "party" and not known.country)


def _sides(view: View, event: Event) -> frozenset[Side]:
    parties = (*event.actors, *event.recipients)
    return view.sides_of([entity for entity in parties if not vague(view, entity)] or parties)


def _with_sides(view: View, event: Event, stages: tuple[str, ...], known: Quarrels) -> Iterable[Talk]:
    sides, offering = _sides(view, event) | visited(view, event), offered_by(view, event)
    mediated = bool(offering) or _mediated(view, event)
    joint = _joint(view, event)
    leads, parties = (offering, sides - offering) if offering else _split(view, event, sides, known, mediated)
    internal = not parties and len(leads) < 2 and not mediated and _meets(view, event)
    loose = event.event_type == "RETREAT"
    together = internal or joint or mediated or not leads
    if stages[0] == "accepted" and leads and view.sides_of(event.actors) <= leads:
        stages = ("proposed", *stages[1:])  # an outsider's willingness is an offer
    for lead in [leads] if together else [frozenset({lead}) for lead in sorted(leads)]:
        yield Talk(event, lead, parties, stages, internal=internal, joint=joint, loose=loose, offered=bool(offering))


def _mediated(view: View, event: Event) -> bool:
    """Whether the text says that somebody mediates; the coder's mode counts where both a mediator and a side are told."""
    if _says(view, event, "mediation"):
        return True
    return event.mode == "third-party" and bool(event.actors and event.recipients)


def offered_by(view: View, event: Event) -> frozenset[Side]:
    """Whose mediation the words beside a trigger name: "the good offices of Paris", "the Swiss channel", "an offer by Oman to mediate"."""
    found = set()
    for mention in view.of(event) if event.event_type in _ANSWERS else ():
        text = head(mention)[-_AHEAD:] + _ASIDE.split(tail(mention, _OBJECT))[0]
        for start, end, side in view.called.places(text):
            offered = _OFFER_BY.search(text, 0, start) and _TO_MEDIATE.match(text, end)
            if offered or _EFFORT_BY.search(text, 0, start) or _ITS_EFFORT.match(text, end):
                found.add(side)
    return frozenset(found) - view.sides_of(event.actors)


def visited(view: View, event: Event) -> frozenset[Side]:
    """The state in whose capital a visit is that tells no host: it is to its government."""
    if (event.event_type, event.mode) != ("CONSULT", "visit") or event.recipients or not event.actors:
        return frozenset()
    named = {side for mention in view.of(event) if mention.location for side in view.called.sides(mention.location.name)}
    own = {side.country for side in view.sides_of(event.actors)}
    return frozenset(side for side in named if side.kind == "state" and side.country not in own)


def _joint(view: View, event: Event) -> bool:
    names = [view.name(entity) for entity in (*event.actors, *event.recipients)]
    texts = [*names, *(mention.sentence.text for mention in view.of(event))]
    return any("joint mission" in _labels(view, "channels", text) for text in texts)


def _meets(view: View, event: Event) -> bool:
    return any("summit" in _labels(view, "talks", tail(mention, _OBJECT)) for mention in view.of(event))


def _split(view: View, event: Event, sides: frozenset[Side], known: Quarrels, mediated: bool) -> tuple[frozenset[Side], frozenset[Side]]:
    """Leads and parties among the sides of an event, by the quarrels of their countries and whether somebody is said to mediate."""
    if event.event_type in ("AGREE", "SUPPORT") and not mediated and len(sides) > 1 and not _says(view, event, "talks"):
        return frozenset(), sides  # who signs or agrees is a party
    actors = view.sides_of(event.actors) & sides
    parties = known.torn(sides)
    if parties:
        parties |= frozenset() if mediated else known.fighting(sides, parties)
        visits = event.mode == "visit" and bool(actors) and actors <= parties
        return (frozenset(), sides) if visits and not mediated else (sides - parties, parties)
    if len(sides) == 1:
        return sides, frozenset()
    return (actors, sides - actors) if mediated and actors else (frozenset(), sides)
