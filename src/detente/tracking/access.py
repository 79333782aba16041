"""Access to who is held: who asked to see him, who was let in or turned away, who spoke with him by phone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.records import Access, Event, Mention, Span
from detente.tracking.parties import Parties
from detente.tracking.view import HAPPENED, View

_PHONE = re.compile(r"\b(?:phone\w*|telephone\w*|video|call(?:ed)?)\b", re.IGNORECASE)
_VISIT = re.compile(r"\b(?:visit\w*|see|saw|seen|meet\w*|met|in person)\b", re.IGNORECASE)
_HIM = re.compile(r"\b(?:him|her|them)\b")
_DENIED = re.compile(
    r"\b(?:(?:denied|refused|without|barred from) (?:\w+ ){0,2}(?:access|a meeting|a visit)"
    r"|not (?:allowed|permitted|let) (?:to )?(?:see|visit|meet))\b",
    re.IGNORECASE,
)  # told beside a contact: "denied access, she spoke with him by phone"
_REACH = 60  # characters behind a trigger in which it may speak of access
_BACK = 300  # characters back to the sentence in which the detainee is named
_MEETINGS = frozenset({None, "visit", "phone", "multilateral"})

_KINDS = frozenset({"CONSULT", "RETREAT", "REQUEST", "REJECT"})


class Contacts:
    """All contacts of a record, by the document that tells them."""

    def __init__(self, view: View, parties: Parties) -> None:
        self.view, self.parties = view, parties
        self.by_document: defaultdict[str, list[Event]] = defaultdict(list)
        for event in view.events:
            if event.event_type in _KINDS and event.status in HAPPENED:
                for document in {mention.document for mention in view.of(event)}:
                    self.by_document[document].append(event)

    def with_detainee(self, held: str, holders: Iterable[str], since: str | None, told: Sequence[Event]) -> tuple[Access, ...]:
        """The contacts with `held` that were asked for, had or refused while he was held, in time order.

        `since` is the first day of the detention (None: not told), `told` the events that tell of it. Contacts of his holders are none.
        A contact that nobody dates counts where a text that tells of the detention tells of it.
        """
        detainee = _Detainee(self, held, told)
        keepers = self.view.sides_of(holders)
        found: dict[tuple[tuple[str, ...], str, str], Access] = {}
        for event in detainee.near():
            outcome = detainee.outcome(event)
            day = self.view.day_of(event)
            if not outcome or (since and day and day < since):
                continue
            seekers = tuple(each for each in detainee.seekers(event, outcome) if each != held and self.view.side(each) not in keepers)
            if seekers:
                access = Access(seekers, outcome, _channel(self.view, event), self.view.when(event), event.id)
                found.setdefault((access.seeker, access.outcome, access.channel), access)
                if outcome == "given" and any(_DENIED.search(mention.sentence.text) for mention in self.view.of(event)):
                    found.setdefault((seekers, "refused", ""), replace(access, outcome="refused", channel=""))
        return tuple(found.values())


class _Detainee:
    """Who is held, and where the texts speak of him."""

    def __init__(self, contacts: Contacts, held: str, told: Sequence[Event]) -> None:
        self.contacts, self.view, self.held, self.parties = contacts, contacts.view, held, contacts.parties
        entity = self.view.entities.get(held)
        surname = entity.name.split()[-1] if entity and entity.name[:1].isupper() else ""
        self.name = re.compile(rf"\b{re.escape(surname)}\b") if len(surname) > 2 else None
        own = (self.view.mentions[key] for key in sorted(entity.mentions) if key in self.view.mentions) if entity else ()
        self.own = tuple(own)
        self.documents = {mention.document for event in told for mention in self.view.of(event)}
        self.sentences = {mention.sentence for mention in self.own}
        self.by_document: defaultdict[str, list[Span]] = defaultdict(list)
        for sentence in self.sentences:
            self.by_document[sentence.document].append(sentence)

    def near(self) -> list[Event]:
        """The events of documents that name him, in time order."""
        found = {event.id: event for document in self.by_document for event in self.contacts.by_document[document]}
        return sorted(found.values(), key=self.view.order)

    def outcome(self, event: Event) -> str:
        """asked, given or refused; "" where the event is no access to him."""
        mentions = self.view.of(event)
        if not (event.start or any(mention.document in self.documents for mention in mentions)):
            return ""
        if event.event_type == "CONSULT" and event.mode in _MEETINGS:
            told = event.mode or _channel(self.view, event)  # talks on a release are no access to whom they are about
            return "given" if told and self.held in (*event.actors, *event.recipients) else ""
        if event.event_type == "RETREAT" and event.mode == "access":
            return "given" if any(map(self.concerns, mentions)) else ""
        asking = any(self.concerns(mention) and self.speaks_of_access(mention) for mention in mentions)
        if event.event_type == "REQUEST" and asking:
            return "asked"
        if event.event_type == "REJECT" and (asking or any(map(self.answers, mentions))):
            return "refused"
        return ""

    def seekers(self, event: Event, outcome: str) -> tuple[str, ...]:
        """Who seeks access: who asks; who is refused; who is let in or takes part in the talk."""
        own = [mention for mention in self.view.of(event) if self.concerns(mention)]
        if outcome == "asked":
            return self.parties.actors(event, own)
        if outcome == "refused":
            return self.parties.recipients(event, own) or self.asking_beside(event)
        return (*event.actors, *event.recipients) if event.event_type == "CONSULT" else event.recipients

    def concerns(self, mention: Mention) -> bool:
        """Whether the sentence names him, or points to whom the sentences before it name."""
        if mention.sentence in self.sentences or (self.name and self.name.search(mention.sentence.text)):
            return True
        back = (0 < mention.sentence.start - sentence.end <= _BACK for sentence in self.by_document[mention.document])
        return bool(_HIM.search(mention.sentence.text)) and any(back)

    def speaks_of_access(self, mention: Mention) -> bool:
        base = mention.sentence.start
        behind = mention.sentence.text[mention.trigger.start - base : mention.trigger.end - base + _REACH]
        return any(found.label == "access" for found in self.view.codebook.tracking["detention_signs"].find(behind))

    def answers(self, mention: Mention) -> bool:
        """Whether a refusal follows a request for access in its own sentence ("asked to see him but was refused")."""
        return any(True for _ in self._requests((mention,)))

    def asking_beside(self, event: Event) -> tuple[str, ...]:
        found = (self.parties.among(other, other.actors) for other in self._requests(self.view.of(event)))
        return tuple(dict.fromkeys(each for asking in found for each in asking))

    def _requests(self, mentions: Iterable[Mention]) -> Iterable[Mention]:
        sentences = {mention.sentence for mention in mentions}
        return (m for m in self.own if m.sentence in sentences and m.event_type == "REQUEST" and self.speaks_of_access(m))


def _channel(view: View, event: Event) -> str:
    if event.mode in ("phone", "visit"):
        return event.mode
    spoken = " ".join(map(_clause, view.of(event)))
    return "phone" if _PHONE.search(spoken) else "visit" if _VISIT.search(spoken) else ""


def _clause(mention: Mention) -> str:
    """The trigger and what stands behind it, up to the next comma."""
    base = mention.sentence.start
    behind = mention.sentence.text[mention.trigger.end - base :]
    return mention.trigger.text + re.split(r"[,;:—]", behind)[0]
