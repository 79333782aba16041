"""One document's replies to mentions: every field checked against text and codebook, and what does not hold turned into a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.codebook import Codebook
from detente.coding.model.anchors import Key, find_anchor, find_passage
from detente.coding.model.parties import interval, known_countries, read_date, read_party, read_place
from detente.coding.model.profile import Profile
from detente.coding.model.prompts import Asked, Window
from detente.coding.model.replies import DateReply, EventReply, PartyReply, PlaceReply, SourceReply, read_event
from detente.coding.model.schema import FIRMNESS
from detente.coding.model.spans import find_spans, nearest, shown
from detente.parsing import ParsedDocument, RoleIndex, Sentence, document_context, load_roles
from detente.records import Attribution, Mention, Participant, Rejected, Span, When, Where

ABSENT = "its words do not stand in the sentence"


@dataclass(frozen=True, slots=True)
class Tables:
    """What every document is read with."""

    codebook: Codebook
    profile: Profile
    countries: frozenset[str]
    roles: RoleIndex


def make_tables(codebook: Codebook, profile: Profile) -> Tables:
    """The tables of a codebook and profile, made once."""
    return Tables(codebook, profile, known_countries(codebook), load_roles(codebook))


class ReplyReader:
    """Reads the replies about one document; remembers the mentions it made and the rows for what it turned away."""

    def __init__(self, parsed: ParsedDocument, tables: Tables) -> None:
        self._parsed = parsed
        self._codebook = tables.codebook
        self._profile = tables.profile
        self._countries = tables.countries
        self._context = document_context(parsed, tables.roles)
        self._taken: set[Key] = set()
        self._mentions: dict[str, Mention] = {}
        self.rejected: list[Rejected] = []

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions so far, in the order of the text."""
        return tuple(sorted(self._mentions.values(), key=lambda mention: (mention.trigger.start, mention.trigger.end, mention.event_type)))

    def turn_away(self, item: str, reason: str) -> None:
        """Notes what is not kept, and why."""
        self.rejected.append(Rejected(item, "code", reason, self._parsed.document.id))

    def read(self, item: Any, asked: Asked) -> None:
        """One event of a reply: a mention, or a row that says why not. Raises nothing on any JSON value."""
        reply = read_event(item, self._profile.form)
        if isinstance(reply, str):
            self.turn_away("an event of the reply", shown(reply, 300))
            return
        what = f"{shown(reply.event_type, 20)} {shown(reply.trigger)!r}"
        reason = self._wrong_type(reply, asked)
        place = reason or self._anchor(reply, asked.window)
        if isinstance(place, str):
            self.turn_away(what, place)
            return
        sentence, trigger = place
        if sentence.is_question:
            self.turn_away(what, "a question or heading only presupposes what it names")
            return
        mention = self._mention(reply, sentence, trigger, what)
        if mention.id in self._mentions:
            self.turn_away(what, "given twice")
            return
        self._taken.add((trigger.start, trigger.end))
        self._mentions[mention.id] = mention

    def _wrong_type(self, reply: EventReply, asked: Asked) -> str:
        if reply.event_type not in self._codebook.event_types:
            return "its type is not of the codebook"
        if asked.event_type is not None and reply.event_type != asked.event_type:
            return f"{asked.event_type} was asked for"
        return ""

    def _anchor(self, reply: EventReply, window: Window) -> tuple[Sentence, Span] | str:
        if self._profile.form == "contract":
            return find_anchor(reply, self._parsed, window, self._taken)
        return find_passage(reply, self._parsed, window, self._codebook)

    def _mention(self, reply: EventReply, sentence: Sentence, trigger: Span, what: str) -> Mention:
        field = _Fields(self, sentence, trigger, what)
        mode = self._code(reply.mode, self._codebook.event_types[reply.event_type].modes, f"mode of {what}") or None
        contexts = [self._code(code, self._codebook.contexts, f"context of {what}") for code in reply.contexts]
        statuses = self._codebook.statuses
        return Mention(
            sentence=sentence.span,
            trigger=trigger,
            event_type=reply.event_type,
            mode=mode,
            contexts=tuple(dict.fromkeys(filter(None, contexts))),
            status=self._code(reply.status, statuses, f"status of {what}") or next(iter(statuses)),
            actors=field.parties("actor", reply.actors),
            recipients=field.parties("recipient", reply.recipients),
            date=field.date(reply.date),
            location=field.place(reply.location),
            attribution=field.source(reply.attribution),
            reason=field.words("reason", reply.reason),
            hedge=field.words("hedge", reply.hedge),
            intensity=self._codebook.intensity(reply.event_type, mode),
            confidence=self._profile.confidence if reply.confidence is None else reply.confidence,
        )

    def _code(self, code: str, known: Any, what: str) -> str:
        """`code` where it is one of `known`; "" with a row where it isn't."""
        if code and code not in known:
            self.turn_away(f"{what}: {shown(code, 40)!r}", "not a code of the codebook")
            return ""
        return code

    def country(self, code: str, what: str) -> str:
        """The country code, or "" with a row where nobody knows it."""
        return self._code(code, self._countries, f"country of {what}")

    def around(self, sentence: Sentence) -> list[Sentence]:
        """The sentence, then those within the profile's reach, the nearest first, of equals the earlier."""
        here = self._parsed.sentences.index(sentence)
        reach = self._profile.reach
        near = self._parsed.sentences[max(here - reach, 0) : here + reach + 1]
        return sorted(near, key=lambda other: (abs(other.span.start - sentence.span.start), other.span.start))

    def located(self, words: str, sentence: Sentence, position: int) -> tuple[Span, Sentence] | None:
        """Where `words` stand in the sentence, or within the profile's reach of it: the place nearest to `position`."""
        for other in self.around(sentence) if self._profile.reach else (sentence,):
            span = nearest(find_spans(self._parsed.document, other.span, words), position)
            if span:
                return span, other
        return None

    def party(self, reply: PartyReply, span: Span, sentence: Sentence, what: str) -> tuple[Participant, ...]:
        """The participants at `span`, unknown codes left out with a row each."""
        sector = self._code(reply.sector, self._codebook.sectors, f"sector of {what}")
        checked = reply.model_copy(update={"sector": sector, "country": self.country(reply.country, what)})
        return read_party(checked, span, sentence, self._context, self._parsed.document.text)

    def is_report_day(self, days: tuple[str, str] | None) -> bool:
        """Whether `days` are the one day of publication, which needs no words as evidence."""
        anchor = self._parsed.document.published.anchor
        return days is not None and days == (anchor, anchor)


class _Fields:
    """Reads the fields of one event."""

    def __init__(self, reader: ReplyReader, sentence: Sentence, trigger: Span, what: str) -> None:
        self._reader = reader
        self._sentence = sentence
        self._trigger = trigger
        self._what = what

    def parties(self, role: str, replies: Sequence[PartyReply]) -> tuple[Participant, ...]:
        found: list[Participant] = []
        for reply in replies:
            place = self._place(role, reply.text)
            if place:
                found += self._reader.party(reply, *place, f"{role} {shown(reply.text)!r}")
        return tuple(dict.fromkeys(found))

    def date(self, reply: DateReply | None) -> When | None:
        if reply is None or not (reply.text or reply.start):
            return None
        days = interval(reply.start, reply.end)
        if not reply.text:
            if days and self._reader.is_report_day(days):
                return When(start=days[0], end=days[1])
            self._turn_away("date", f"{reply.start} {reply.end}", "a date without words that tell it")
            return None
        place = self._place("date", reply.text)
        when = read_date(reply, *place) if place else None
        if place and when is None:
            self._turn_away("date", reply.text, "its words tell no day")
        return when

    def place(self, reply: PlaceReply | None) -> Where | None:
        place = self._place("location", reply.text) if reply and reply.text else None
        if reply is None or place is None:
            return None
        return read_place(place[0], self._reader.country(reply.country, f"location {shown(reply.text)!r}"), place[1])

    def source(self, reply: SourceReply | None) -> Attribution | None:
        place = self._place("attribution", reply.text) if reply and reply.text else None
        if reply is None or place is None:
            return None
        if reply.firmness and reply.firmness not in FIRMNESS:
            self._turn_away("firmness", reply.firmness, "not a code of the codebook")
            reply = reply.model_copy(update={"firmness": ""})
        party = self._reader.party(PartyReply(text=reply.text), *place, "attribution")
        source = Attribution(span=place[0], name=party[0].name if party else place[0].text, quoted=self._quoted())
        return replace(source, firmness=reply.firmness) if reply.firmness else source

    def words(self, role: str, words: str) -> Span | None:
        place = self._place(role, words) if words else None
        return place[0] if place else None

    def _quoted(self) -> bool:
        quotations = self._sentence.quotations
        return any(quotation.span.start <= self._trigger.start < quotation.span.end for quotation in quotations)

    def _place(self, role: str, words: str) -> tuple[Span, Sentence] | None:
        place = self._reader.located(words, self._sentence, self._trigger.start)
        if place is None:
            self._turn_away(role, words, ABSENT)
        return place

    def _turn_away(self, role: str, words: str, reason: str) -> None:
        self._reader.turn_away(f"{role} {shown(words)!r} of {self._what}", reason)
