"""Questions to a record and its views: each answers with where it found what was asked, or with an empty string.

Names are looked for among all names of a party, words among the text of a sentence, both as parts and in either case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from detente import track
from detente.records import Detention, Document, Event, Measure, Mention, Snapshot, Stage, Stated, Tracking


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def _in(words: str, texts: Iterable[str]) -> bool:
    return any(_flat(words) in _flat(text) for text in texts)


def _values(items: Iterable[Stated | None]) -> list[str]:
    return [text for item in items if item for text in (item.value, *(span.text for span in item.evidence))]


@dataclass(frozen=True)
class Look:
    """A record with its views on its last day."""

    record: Snapshot

    @cached_property
    def views(self) -> Tracking:
        """The views of the record."""
        return track(self.record)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return {each.id: (each.name, *each.names) for each in self.record.entities}

    @cached_property
    def _mentions(self) -> dict[str, Mention]:
        return {each.id: each for each in self.record.mentions}

    def on(self, day: str) -> Tracking:
        """The views as of an ISO day."""
        return track(self.record, day=day)

    def named(self, wanted: str, ids: Iterable[str]) -> bool:
        """Whether a party among `ids` bears the name; an empty name asks for nothing."""
        return not wanted or any(_in(wanted, self._names.get(key, (key,))) for key in ids)

    def country(self, name: str) -> set[str]:
        """Countries of the parties that bear the name."""
        return {each.country for each in self.record.entities if _in(name, (each.name, *each.names))}

    def document(self, words: str) -> Document | None:
        """The document whose text holds the words; the first of several."""
        return next((each for each in self.record.documents if _in(words, (each.text,))), None)

    def mentions(self, words: str, kind: str = "", mode: str = "", by: str = "", to: str = "") -> list[Mention]:
        """Mentions whose sentence holds the words, with this type, mode, actor and recipient where they are asked for."""
        return [
            each
            for each in self.record.mentions
            if _in(words, (each.sentence.text,))
            and kind in ("", each.event_type)
            and mode in ("", each.mode)
            and (not by or _in(by, (part.name for part in each.actors)))
            and (not to or _in(to, (part.name for part in each.recipients)))
        ]

    def said(self, words: str, kind: str = "", mode: str = "", by: str = "", to: str = "") -> str:
        """A mention of `mentions`."""
        return "mention" if self.mentions(words, kind, mode, by, to) else ""

    def claimed(self, words: str, by: str = "") -> str:
        """A mention that tells its act as done or possible: one told as not done is no claim of it."""
        return "mention" if any(each.status != "negated" for each in self.mentions(words, by=by)) else ""

    def sourced(self, words: str, source: str = "", hedged: bool = False, kind: str = "") -> str:
        """A mention with its source, or with a word that hedges it."""
        found = [each for each in self.mentions(words, kind) if not source or (each.attribution and _in(source, (each.attribution.name,)))]
        return "mention's source" if any(each.hedge or each.attribution or not hedged for each in found) else ""

    def event(self, *words: str, kind: str = "", reports: int = 1, sources: int = 1) -> str:
        """One event that has a mention for each of `words`, told in so many documents and by so many sources."""
        return "event" if any(self._joins(each, words, kind, reports, sources) for each in self.record.events) else ""

    def _joins(self, event: Event, words: tuple[str, ...], kind: str, reports: int, sources: int) -> bool:
        told = [self._mentions[key] for key in event.mentions if key in self._mentions]
        return (
            kind in ("", event.event_type)
            and event.corroboration >= sources
            and len({each.document for each in told}) >= reports
            and all(_in(word, (each.sentence.text for each in told)) for word in words)
        )

    def track(self, by: str = "", to: str = "", channel: str = "", issue: str = "", stage: str = "", about: str = "") -> str:
        """A track with this mediator or sender, party, channel, issue and stage, with `about` in its outcome or obstacles."""
        for each in self.views.tracks:
            if (
                self.named(by, (*each.mediators, *each.senders))
                and self.named(to, each.parties)
                and (not channel or _in(channel, (one.value for one in each.channels)))
                and (not issue or _in(issue, (one.value for one in each.issues)))
                and _staged(stage, each.stages)
                and (not about or _in(about, _values((each.outcome, *each.obstacles))))
            ):
                return "track"
        return ""

    def measures(self, kind: str, by: str = "", to: str = "", state: str = "", stage: str = "") -> list[Measure]:
        """Measures of a kind with this imposer, target, state and stage."""
        return [
            each
            for each in self.views.measures
            if _in(kind, (each.kind,))
            and self.named(by, each.imposers)
            and self.named(to, each.targets)
            and state in ("", each.state)
            and _staged(stage, each.stages)
        ]

    def measure(self, kind: str, by: str = "", to: str = "", state: str = "", stage: str = "") -> str:
        """A measure of `measures`."""
        return "measure" if self.measures(kind, by, to, state, stage) else ""

    def condition(self, trigger: str, effect: str = "") -> str:
        """A condition of a measure or a track whose trigger and effect hold these words."""
        for each in (*self.views.measures, *self.views.tracks):
            if any(_in(trigger, (one.trigger.value,)) and _in(effect, (one.effect.value,)) for one in each.conditions):
                return "condition"
        return ""

    def demand(self, by: str = "", to: str = "", content: str = "", state: str = "") -> str:
        """A demand with this demander, addressee, content and state."""
        for each in self.views.demands:
            if (
                self.named(by, each.demanders)
                and self.named(to, each.addressees)
                and _in(content, _values((each.content,)))
                and state in ("", each.state)
            ):
                return "demand"
        return ""

    def held(self, name: str, views: Tracking | None = None) -> list[Detention]:
        """The detentions of who bears the name."""
        return [each for each in (views or self.views).detentions if self.named(name, each.held)]

    def access(self, name: str, seeker: str, outcome: str, channel: str = "") -> str:
        """Access to who is held, by who sought it and how it ended."""
        for each in self.held(name):
            if any(self.named(seeker, one.seeker) and one.outcome == outcome and channel in ("", one.channel) for one in each.access):
                return "access"
        return ""

    def stance(self, party: str, toward: str, *stances: str) -> str:
        """An alignment of one party to another."""
        for each in self.views.alignments:
            if self.named(party, (each.party,)) and self.named(toward, (each.toward,)) and each.stance in stances:
                return "alignment"
        return ""

    def relation(self, party: str, other: str, kind: str, status: str = "actual") -> str:
        """A standing relation of one party to another; one that holds both ways is found from either side."""
        for each in self.views.relations:
            ways = [(party, other), (other, party)] if each.kind == "ally" else [(party, other)]
            told = each.kind == kind and each.status == status
            if told and any(self.named(one, (each.party,)) and self.named(two, (each.other,)) for one, two in ways):
                return "relation"
        return ""

    def stated(self, words: str, by: str, kind: str = "") -> str:
        """A statement whose content holds the words, of this speaker and kind."""
        found = [each for each in self.views.statements if _in(words, (each.content.value,)) and kind in ("", each.kind)]
        return "statement" if any(each.speakers and self.named(by, each.speakers) for each in found) else ""

    def feared(self, words: str) -> str:
        """A statement that is nobody's word and only suspected."""
        found = [each for each in self.views.statements if _in(words, (each.content.value,)) and not each.speakers]
        return "statement" if any(each.firmness == "suspected" for each in found) else ""

    def cause(self, effect: str, of: str, kind: str = "", by: str = "", to: str = "") -> str:
        """A stated cause: an effect of type `effect` by this actor that came of an event of type `of` done to this recipient."""
        events = {each.id: each for each in self.record.events}
        for each in self.views.causes:
            after, before = events[each.effect], events[each.cause]
            right = (after.event_type, before.event_type) == (effect, of) and kind in ("", each.kind)
            if right and self.named(by, after.actors) and self.named(to, before.recipients):
                return f"cause ({each.kind})"
        return ""

    def office(self, person: str, post: str = "", standing: str = "") -> str:
        """An office with its standing."""
        for each in self.views.offices:
            if self.named(person, (each.person,)) and _in(post, (each.post,)) and standing in ("", each.standing):
                return "office"
        return ""

    def party(self, *names: str) -> str:
        """One party that bears all these names."""
        return "party" if any(all(_in(name, names_of) for name in names) for names_of in self._names.values()) else ""

    def contradiction(self, kind: str, *words: str) -> str:
        """A contradiction of a kind (empty: any), with each of `words` in a side of its own or its evidence."""
        for each in self.views.contradictions:
            sides = [(side.value, *(span.text for span in side.evidence)) for side in each.sides]
            if kind in ("", each.kind) and all(any(_in(word, side) for side in sides) for word in words):
                return "contradiction"
        return ""


def _staged(stage: str, stages: Iterable[Stage]) -> bool:
    return not stage or any(each.name == stage for each in stages)
