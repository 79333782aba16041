"""Accounts made ready to show, the same for every form: rows of label, value and reason, nodes of the parse, marked words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.coding import SentenceAccount, TriggerAccount
from detente.coding.account import PartyAccount
from detente.parsing import Token
from detente.records import Participant

DEEPEST = 24  # levels of a parse that are shown as levels; what lies deeper stands at the last one
_PARTS = {"verbs": "verb", "nouns": "noun", "phrases": "phrase"}
_POSITIONS = {
    "subject": "subject", "object": "object", "agent": "agent", "dative": "indirect object", "own": "owner", "doer": "owner",
    "kind": "modifier", "reason": "reason", "content": "content", "host": "noun above", "actor": "actor", "verb": "verb above",
    "tagger": "the tagger's party",
}  # fmt: skip
_FEATURES = {
    "one": "to begin with",
    "grammar": "grammar's confidence",
    "proposed": "found by the tagger alone",
    "type_at_trigger": "this type at the trigger",
    "any_at_trigger": "some event at the trigger",
    "type_nearby": "this type nearby",
    "type_elsewhere": "this type anywhere in it",
    "retyped": "the tagger changed the type",
}


class Row(NamedTuple):
    """One line of an account: what it is of, its value, and why."""

    label: str
    value: str
    why: str = ""


@dataclass(slots=True)
class Node:
    """A token and what hangs on it, in the order of the text."""

    token: Token
    below: list[Node] = field(default_factory=list)


class Piece(NamedTuple):
    """Characters of a sentence; `role` where they are marked, `label` where a mark begins."""

    text: str
    role: str = ""
    label: str = ""


def heading(trigger: TriggerAccount) -> str:
    """Type and mode of a mention, or of the entry that was turned away."""
    coded = trigger.mention or trigger.entry
    if not coded.event_type:
        return "look-alike"
    return f"{coded.event_type}/{coded.mode}" if coded.mode else coded.event_type


def entry(trigger: TriggerAccount) -> Row:
    """The lexicon's entry, its frame and where it stands."""
    found = trigger.entry
    if not found.where:
        return Row("entry", "none: the tagger alone proposes it", f"frame {found.frame}, the commonest of {found.event_type}")
    return Row("entry", f"{found.phrase!r}, {_PARTS[found.part]}", f"frame {found.frame}; {trigger.where}")


def rows(trigger: TriggerAccount) -> Iterator[Row]:
    """All that was settled about a trigger, in order."""
    yield entry(trigger)
    yield from _roles(trigger)
    yield from (Row(*finding) for finding in trigger.findings)
    yield from _confidence(trigger)


def _roles(trigger: TriggerAccount) -> Iterator[Row]:
    for role, places in (("actor", trigger.actor_places), ("recipient", trigger.recipient_places)):
        parties = [party for party in trigger.parties if party.role == role]
        yield from (Row(role, participant(party.participant), f"{_position(party)}; {party.known}") for party in parties)
        if places and not parties:
            yield Row(role, "nobody", f"looked at: {', '.join(map(_place, places))}")


def _position(party: PartyAccount) -> str:
    return f"{_place(party.position.removeprefix('verb.'))} of {party.of!r}"


def _place(position: str) -> str:
    """A position of a frame in words: "object.of" is 'of' of the object."""
    return " of the ".join(_POSITIONS.get(name, repr(name)) for name in reversed(position.split(".")))


def participant(party: Participant) -> str:
    """Words of the text, the full name where it is another, country and sectors."""
    name = f" = {party.name}" if party.name not in party.span.text else ""
    codes = " ".join([party.country or "---", "/".join(party.sectors) or "---"])
    return f"{_one_line(party.span.text)}{name} [{codes}]"


def _confidence(trigger: TriggerAccount) -> Iterator[Row]:
    if not trigger.confidence:
        return
    parts = ", ".join(f"{value:+.1f} {name}" for name, value in trigger.confidence)
    total = sum(value for _, value in trigger.confidence)
    second = trigger.second
    if second is None:
        yield Row("confidence", f"{total:.2f}", parts)
        return
    yield Row("grammar", f"{total:.2f}", parts)
    yield Row("tagger", ", ".join(f"{kind} {share:.2f}" for kind, share in second.shares if share >= 0.01) or "no event", "probabilities")
    added = ", ".join(f"{value:+.2f} {_FEATURES[name]}" for name, value in second.parts if value)
    yield Row("confidence", f"{trigger.mention.confidence:.2f}" if trigger.mention else "under the floor", f"log odds: {added}")


def read_rows(account: SentenceAccount) -> Iterator[Row]:
    """What the parser read in a sentence beside its tree: parties, references, times, places, quotations, and the tagger's marks."""
    sentence = account.sentence
    for entity in sentence.entities:
        codes = f"{entity.country or '---'} {'/'.join(entity.sectors) or '---'}"
        name = entity.name if entity.name != entity.span.text else ""
        yield Row("party", _one_line(entity.span.text), f"{name + ', ' if name else ''}{entity.kind.replace('_', ' ')} [{codes}]")
    for found in sentence.references:
        yield Row("reference", found.span.text, "stands for " + " and ".join(whom.name for whom in found.antecedents))
    for when in sentence.times:
        if when.span is not None:
            yield Row("time", when.span.text, when.start if when.start == when.end else f"{when.start} to {when.end}")
    for where in sentence.places:
        yield Row("place", where.span.text, f"{where.name}{f', {where.country}' if where.country else ''}")
    for quotation in sentence.quotations:
        yield Row("quotation", _one_line(quotation.span.text), f"by {quotation.speaker.text}" if quotation.speaker else "speaker unknown")
    for mark in account.marks:
        yield Row("tagger", account.tokens[mark.word].text, f"{mark.event_type} {mark.probability:.2f}")


def roots(account: SentenceAccount) -> list[Node]:
    """The sentence's tree from its roots; what lies deeper than DEEPEST levels hangs on the last one."""
    nodes = {token.index: Node(token) for token in account.tokens}
    found, waiting = [], []
    for token in account.tokens:
        if token.head == token.index or token.head not in nodes:
            found.append(nodes[token.index])
            waiting.append((token.index, 1, nodes[token.index]))
    below: dict[int, list[int]] = {}
    for token in account.tokens:
        if token.head != token.index:
            below.setdefault(token.head, []).append(token.index)
    while waiting:
        index, level, holder = waiting.pop()
        for child in below.get(index, ()):
            holder.below.append(nodes[child])
            waiting.append((child, level + 1, nodes[child]) if level < DEEPEST else (child, level, holder))
    return found


def pieces(account: SentenceAccount, trigger: TriggerAccount) -> list[Piece]:
    """The sentence cut at the borders of the trigger's words and of what fills its fields, narrow spans over wide ones."""
    sentence = account.sentence.span
    roles = [""] * len(sentence.text)
    starts: dict[int, str] = {}
    for role, start, end in sorted(_marked(account, trigger), key=lambda row: (row[0] == "trigger", row[1] - row[2])):
        inside = range(max(start - sentence.start, 0), min(end - sentence.start, len(roles)))
        for place in inside:
            roles[place] = role
            starts.pop(place, None)
        if inside:
            starts[inside.start] = role
    found: list[Piece] = []
    seen = 0
    for place in range(1, len(roles) + 1):
        if place == len(roles) or place in starts or roles[place] != roles[place - 1]:
            found.append(Piece(sentence.text[seen:place], roles[seen], starts.get(seen, "")))
            seen = place
    return found


def _marked(account: SentenceAccount, trigger: TriggerAccount) -> Iterator[tuple[str, int, int]]:
    """What is marked of a trigger: its words, and the spans of what fills its fields."""
    for word in trigger.words:
        yield "trigger", account.tokens[word].start, account.tokens[word].end
    mention = trigger.mention
    if mention is None:
        return
    yield from (("actor", party.span.start, party.span.end) for party in mention.actors)
    yield from (("recipient", party.span.start, party.span.end) for party in mention.recipients)
    spans = (
        ("date", mention.date and mention.date.span),
        ("place", mention.location and mention.location.span),
        ("source", mention.attribution and mention.attribution.span),
        ("reason", mention.reason),
        ("hedge", mention.hedge),
    )
    yield from ((role, span.start, span.end) for role, span in spans if span)


def _one_line(text: str) -> str:
    return " ".join(text.split())
