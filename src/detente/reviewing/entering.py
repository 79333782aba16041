"""From what an analyst says (ids, words, names, values) to corrections that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.codebook import Codebook
from detente.consolidating.entities import normal_name
from detente.errors import ConfigError
from detente.records import Correction, Document, Entity, Event, Evidence, Mention, Participant, Span, Where
from detente.reviewing.applying import Reviewed
from detente.reviewing.checking import check_codes, check_correction
from detente.reviewing.values import Passage, parse_object, read_values, write_values
from detente.reviewing.withdrawing import instant

SHORTEST = 4  # characters of an id that may stand for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The record as the analyst sees it."""

    reviewed: Reviewed
    events: tuple[Event, ...]
    entities: tuple[Entity, ...]
    documents: Mapping[str, Document]
    corrections: tuple[Correction, ...]
    codebook: Codebook

    def mentions(self) -> dict[str, Mention]:
        """All mentions that may be spoken of, rejected ones too, by id."""
        return {mention.id: mention for mention in (*self.reviewed.rejected, *self.reviewed.mentions)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who says it, when (ISO instant) and why."""

    author: str
    time: str
    reason: str


def enter(kind: str, subjects: Sequence[str], values: Mapping[str, Any], by: Signature, present: Present) -> tuple[Correction, ...]:
    """The corrections that say so, one for each mention where the kind speaks of one.

    `subjects` are for accept, reject, correct, merge: ids of mentions or events (an event stands for all its mentions); for split: an
    event and those of its mentions that are another happening, or two or more mentions, each another; for add: a document's id and the
    words of the trigger; for rename: an entity's id or name and its new name; for join and part: ids or names; for withdraw: the
    correction's id. An id may be cut short where it stays the only one. `values` are fields of the contract.
    Raises ConfigError where something is not there, is more than one, or is no value of its field.
    """
    if kind not in _ENTERED:
        raise ConfigError(f"{kind!r} is no kind of correction: use {', '.join(_ENTERED)}")
    base = Correction(kind=kind, author=by.author.strip(), time=instant(by.time).isoformat(), reason=by.reason.strip())
    found = tuple(_ENTERED[kind](base, subjects, values, present))
    for correction in found:
        check_correction(correction, present.codebook)
    return found


def _each(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    """accept and reject: one for each mention."""
    if not subjects or values:
        raise ConfigError(f"{base.kind}: name one or more mentions or events, and no values")
    for mention in _mentions(subjects, present):
        yield replace(base, evidence=(present.reviewed.evidence[mention.id],))


def _correct(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    for mention in _mentions(subjects, present):
        yield replace(base, evidence=(present.reviewed.evidence[mention.id],), values=_completed(values, mention, present))


def _merge(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    yield replace(base, evidence=tuple(present.reviewed.evidence[mention.id] for mention in _mentions(subjects, present)))


def _split(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    events = {event.id: event for event in present.events}
    event = events.get(_found(subjects[0], (*events, *present.mentions()), "event or mention")) if subjects else None
    if event is None:
        yield _merge_like(base, _mentions(subjects, present), present)
        return
    leaving = _mentions(subjects[1:], present)
    foreign = [mention.id for mention in leaving if mention.id not in event.mentions]
    staying = [key for key in event.mentions if key not in {mention.id for mention in leaving}]
    if foreign:
        raise ConfigError(f"split: mention {foreign[0]} is none of event {event.id}'s, which has {', '.join(event.mentions)}")
    if not leaving or not staying:
        raise ConfigError(f"split: name some, not all, of the mentions of event {event.id}: {', '.join(event.mentions)}")
    count = len(leaving)
    groups = [list(range(count)), list(range(count, count + len(staying)))]
    both = [*leaving, *(present.mentions()[key] for key in staying)]
    yield replace(_merge_like(base, both, present), values=write_values({"groups": groups}))


def _merge_like(base: Correction, mentions: Sequence[Mention], present: Present) -> Correction:
    return replace(base, evidence=tuple(present.reviewed.evidence[mention.id] for mention in mentions))


def _add(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    if len(subjects) != 2 or not subjects[1] or not values.get("event_type"):
        raise ConfigError("add: name a document, the words of the trigger, and an event_type")
    document = present.documents[_found(subjects[0], present.documents, "document")]
    start = values.get("start")
    trigger, sentence = _trigger(document, subjects[1], start)
    given = {name: value for name, value in values.items() if name != "start"}
    check_codes(given, present.codebook)
    mode = given.get("mode")
    mention = Mention(sentence=sentence, trigger=trigger, event_type=given["event_type"], mode=mode, confidence=1.0)
    for other in present.reviewed.mentions:
        if (other.trigger, other.event_type) == (trigger, mention.event_type):
            raise ConfigError(f"add: mention {other.id} has this trigger and type already: correct that one")
    evidence = Evidence(trigger=trigger, sentence=sentence, event_type=mention.event_type, mode=mode)
    yield replace(base, evidence=(evidence,), values=_completed({"mode": mode, **given}, mention, present))


def _trigger(document: Document, words: str, start: object) -> tuple[Span, Span]:
    """The span of `words` and that of its sentence."""
    from detente.parsing.sentences import split_sentences  # here, since the parser takes its time to load

    places = [match.start() for match in re.finditer(re.escape(words), document.text)]
    if start is not None:
        places = [place for place in places if place == start]
    if len(places) != 1:
        told = f"stands {len(places)} times in document {document.id}" if places else f"does not stand in document {document.id}"
        at = (
            f" at {start}"
            if start is not None
            else f": say which by start ({', '.join(map(str, places))}), or give more words"
            if places
            else ""
        )
        raise ConfigError(f"add: {words!r} {told}{at}")
    trigger = document.span(places[0], places[0] + len(words))
    for bounds in split_sentences(document.text):
        if bounds.start <= trigger.start and trigger.end <= bounds.end:
            return trigger, document.span(bounds.start, bounds.end)
    raise ConfigError(f"add: {words!r} runs over the end of a sentence: name the one word or phrase that tells the event")


def _rename(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    if len(subjects) != 2:
        raise ConfigError("rename: name a party (by id or name) and the name it shall bear")
    yield replace(base, names=(_name(subjects[0], present), subjects[1].strip()))


def _names(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    yield replace(base, names=tuple(dict.fromkeys(_name(subject, present) for subject in subjects)))


def _withdraw(base: Correction, subjects: Sequence[str], values: Mapping[str, Any], present: Present) -> Iterable[Correction]:
    if not subjects:
        raise ConfigError("withdraw: name the correction to take back; the log has their ids")
    for subject in subjects:
        yield replace(base, of=_found(subject, (correction.id for correction in present.corrections), "correction"))


_ENTERED: Mapping[str, Callable[[Correction, Sequence[str], Mapping[str, Any], Present], Iterable[Correction]]] = {
    "accept": _each,
    "reject": _each,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "add": _add,
    "rename": _rename,
    "join": _names,
    "part": _names,
    "withdraw": _withdraw,
}


def _found(given: str, keys: Iterable[str], what: str) -> str:
    """The one key that `given` is, or begins. Raises ConfigError where there is none, or more than one."""
    known = set(keys)
    if given in known:
        return given
    begun = sorted(key for key in known if len(given) >= SHORTEST and key.startswith(given))
    if len(begun) == 1:
        return begun[0]
    raise ConfigError(f"{given!r} is the id of no {what}" if not begun else f"{given!r} begins the ids {', '.join(begun)}: give more of it")


def _mentions(subjects: Iterable[str], present: Present) -> list[Mention]:
    """The mentions that ids name, each once; an event stands for all of its own."""
    mentions, events = present.mentions(), {event.id: event for event in present.events}
    found: dict[str, Mention] = {}
    for subject in subjects:
        key = _found(subject, (*mentions, *events), "mention or event")
        found |= {one: mentions[one] for one in (events[key].mentions if key in events else (key,))}
    return list(found.values())


def _name(subject: str, present: Present) -> str:
    """The name that an entity's id or one of its names stands for."""
    for entity in present.entities:
        if subject == entity.id:
            return entity.name
    known = {normal_name(name) for entity in present.entities for name in (entity.name, *entity.names)}
    if normal_name(subject) not in known:
        raise ConfigError(f"no party of the record bears the name or id {subject!r}")
    return subject


def _completed(values: Mapping[str, Any], mention: Mention, present: Present) -> str:
    """`values` as they are kept: looked up, with the type pinned where the mode is given, a mode that fits it, and its intensity."""
    check_codes(dict(values), present.codebook)
    passage = Passage(
        document=present.documents[mention.document],
        sentence=mention.sentence,
        parties=lambda words: _known_party(words, present),
        places=lambda words: _known_place(words, present),
    )
    fields = read_values(write_values(values), passage)
    if "event_type" in fields or "mode" in fields:
        kind = fields.setdefault("event_type", mention.event_type)
        mode = fields.setdefault("mode", mention.mode if mention.mode in present.codebook.event_types[kind].modes else None)
        check_codes({"event_type": kind, "mode": mode}, present.codebook)
        fields.setdefault("intensity", present.codebook.intensity(kind, mode))
    kept = write_values(fields)
    check_codes(parse_object(kept), present.codebook)
    return kept


def _known_party(words: str, present: Present) -> Participant | None:
    """What the record says of a party that is called so, else what the codebook says of its name."""
    key = normal_name(words)
    for mention in present.reviewed.mentions:
        for told in (*mention.actors, *mention.recipients):
            if normal_name(told.span.text) == key:
                return told
    span = Span("", 0, len(words), words)
    for party in present.codebook.parties:
        if words in party.names:
            return Participant(span=span, name=party.name, country=party.country, sector=(party.sectors or ("",))[0], sectors=party.sectors)
    return None


def _known_place(words: str, present: Present) -> Where | None:
    """What the record says of a place that is called so."""
    places = (mention.location for mention in present.reviewed.mentions if mention.location)
    return next((place for place in places if normal_name(place.span.text) == normal_name(words)), None)
