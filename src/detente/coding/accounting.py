"""Traces of the coder made into accounts: the same coding told in words and plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.codebook import Codebook
from detente.codebook.files import PACKAGED
from detente.codebook.lexicon_model import Entry
from detente.coding.account import Finding, PartyAccount, SentenceAccount, Step, TriggerAccount
from detente.coding.roles import Placed
from detente.coding.trace import Making, Trace
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import EntityMention, ParsedDocument, Sentence
from detente.records import Mention, Participant

_CONDITIONS = {
    "negative": "only where negated",
    "unwilling": "only where somebody will not",
    "bare": "only without an infinitive behind it",
}


def accounts(parsed: ParsedDocument, traces: Sequence[Trace], codebook: Codebook) -> tuple[SentenceAccount, ...]:
    """One account for each sentence of `parsed`, in order; those without a trace say why they weren't coded."""
    traced = {trace.sentence.span: trace for trace in traces}
    names = frozenset(party.name for party in codebook.parties)
    found = []
    for number, sentence in enumerate(parsed.sentences, 1):
        trace = traced.get(sentence.span)
        if trace is None:
            found.append(SentenceAccount(number=number, sentence=sentence, tokens=sentence.tokens, passed=_passed(parsed, sentence)))
        else:
            found.append(_Teller(trace, codebook, names).sentence(number))
    return tuple(found)


def _passed(parsed: ParsedDocument, sentence: Sentence) -> str:
    if sentence.tokens:
        return "a question or a heading, which only presupposes"
    place = f"sentence at {sentence.span.start}-{sentence.span.end}"
    told = next((row.reason for row in parsed.rejected if row.item == place), None)
    return told or "not parsed: a quick look found no sign of an event in it"


class _Teller:
    """Tells one sentence."""

    def __init__(self, trace: Trace, codebook: Codebook, names: frozenset[str]) -> None:
        self._trace = trace
        self._codebook = codebook
        self._names = names

    def sentence(self, number: int) -> SentenceAccount:
        trace = self._trace
        tried = [self._trigger(trigger, "") for trigger in trace.mentions]
        tried += [self._trigger(trigger, reason) for trigger, reason in trace.refused]
        tried += [self._trigger(trigger, _unfit(trigger.entry)) for trigger in trace.unfit]
        return SentenceAccount(
            number=number,
            sentence=trace.sentence,
            tokens=tuple(trace.tree.tokens),
            triggers=tuple(sorted(tried, key=lambda told: (told.mention is None, told.words))),
            marks=trace.marks,
        )

    def _trigger(self, trigger: Trigger, reason: str) -> TriggerAccount:
        trace, entry = self._trace, trigger.entry
        tokens = trace.tree.tokens
        frame = self._codebook.lexicon.frames[entry.frame]
        making = trace.makings.get(trigger)
        mention = trace.mentions.get(trigger)
        reached = making is not None
        return TriggerAccount(
            span=trace.document.span(tokens[trigger.words[0]].start, tokens[trigger.words[-1]].end),
            words=trigger.words,
            entry=entry,
            where=entry.where.removeprefix(f"{PACKAGED}/"),
            frame=frame,
            actor_places=(frame.actor if trigger.verbal else frame.noun_actor) if reached else (),
            recipient_places=(frame.recipient if trigger.verbal else frame.noun_recipient) if reached else (),
            parties=tuple(self._parties(trigger, making, mention)) if making else (),
            steps=tuple(making.steps) if making else (),
            findings=tuple(_Findings(trace, trigger, making, mention).all()) if making and mention else (),
            confidence=making.confidence if making else (),
            second=trace.seconds.get(trigger),
            mention=mention,
            reason=reason,
        )

    def _parties(self, trigger: Trigger, making: Making, mention: Mention | None) -> Iterator[PartyAccount]:
        hosts = () if mention is None else [party for party in mention.recipients if party not in mention.actors]
        for role, placed in (("actor", making.cast.actors), ("recipient", making.cast.recipients)):
            for found in placed:
                for party in self._trace.participants.read(found.head):
                    yield PartyAccount(
                        role="recipient" if party in hosts else role,
                        position=found.position,
                        of=self._of(trigger, found),
                        participant=party,
                        known=self._known(party),
                    )

    def _of(self, trigger: Trigger, placed: Placed) -> str:
        """The word whose position it is: the trigger's head, or the verb that carries a noun."""
        tree = self._trace.tree
        verb = tree.verb_above(trigger.head) if placed.position.startswith("verb.") and not tree.is_verb(trigger.head) else None
        return tree.tokens[trigger.head if verb is None else verb].text

    def _known(self, party: Participant) -> str:
        """How it was told who the party is: what it refers to, its name, or its own words, and where its country comes from."""
        context, span = self._trace.context, party.span
        for reference in context.references_in(span.start, span.end):
            if any(whom.name == party.name for whom in reference.antecedents):
                return f"{reference.span.text!r} refers to {party.name}"
        within = context.within(span.start, span.end)
        named = next((mention for mention in within if mention.name == party.name and self._proper(mention)), None)
        if named is not None:
            return f"the gazetteer's {_plain(named.kind)}" if party.name in self._names else f"a name in the text: {_plain(named.kind)}"
        giver = next((m for m in within if party.country and m.country == party.country and m.span != span and self._proper(m)), None)
        sector = f"{party.sector} by its noun" if party.sector else "somebody, of no sector told"
        if giver is not None:
            return f"{sector}, {party.country} by {giver.span.text!r}"
        if party.country and party.country == context.country_at(span.start):
            return f"{sector}, {party.country} since the text is about it"
        return f"{sector}, {party.country} by the words around it" if party.country else f"{sector}, no country told"

    def _proper(self, mention: EntityMention) -> bool:
        """Whether a proper name or a demonym stands in the mention, not only a role noun."""
        inside = [t for t in self._trace.tree.tokens if mention.span.start <= t.start < mention.span.end]
        return mention.kind == "nationality" or any(token.pos == "PROPN" for token in inside)


class _Findings:
    """Why each field of a mention is as it is."""

    def __init__(self, trace: Trace, trigger: Trigger, making: Making, mention: Mention) -> None:
        self._trace, self._trigger, self._making, self._mention = trace, trigger, making, mention
        self._tree: Tree = trace.tree

    def all(self) -> Iterator[Finding]:
        mention = self._mention
        yield Finding("type", _code(mention), "; ".join(self._rules()))
        yield Finding("status", mention.status, self._status())
        yield Finding("date", _days(mention), self._date())
        if mention.location:
            nearest = "by the tagger" if self._overruled("place") else "the nearest that a preposition ties to it"
            yield Finding("place", mention.location.name, f"{mention.location.span.text!r}, {nearest}")
        if mention.attribution or self._making.source:
            yield Finding("attribution", mention.attribution.name if mention.attribution else "none", self._attribution())
        if mention.reason:
            yield Finding("reason", mention.reason.text, "a phrase of cause under the trigger")
        if mention.hedge:
            yield Finding("hedge", mention.hedge.text, "stands over the trigger's clause")
        if mention.contexts:
            yield Finding("contexts", ", ".join(mention.contexts), "words of the trigger, its arguments and its content")

    def _overruled(self, field: str) -> bool:
        return (self._trigger, field) in self._trace.overruled

    def _word(self, index: int | None) -> str:
        return "" if index is None else repr(self._tree.tokens[index].text)

    def _rules(self) -> Iterator[str]:
        """Each rule that changed type or mode, in order."""
        steps, mention = self._making.steps, self._mention
        yield f"{_code(steps[0])} by {_entry(self._trigger.entry)}"
        for before, step in pairwise(steps):
            if (before.event_type, before.mode) != (step.event_type, step.mode):
                yield f"{_code(step)} by {_RULES[step.rule]}" + (f": {self._word(step.word)}" if step.word is not None else "")
        if (steps[-1].event_type, steps[-1].mode) != (mention.event_type, mention.mode):
            yield f"{_code(mention)} by the tagger"

    def _status(self) -> str:
        if self._mention.status == "historical" and self._making.steps[-1].rule == "date":
            return "its day is more than a year before the report"
        if self._trigger.entry.status:
            return "given by the entry"
        signs = self._making.scope.signs if self._making.scope else ()
        told = ", ".join(f"{sign.scope} by {self._word(sign.word)}" for sign in signs if sign.scope != "conditional")
        if not told:
            return "nothing stands over it"
        return told if self._mention.status != "actual" else f"{told}, which the type already says or which cancel each other"

    def _date(self) -> str:
        how, when = self._making.dated, self._mention.date
        if how == "expression" and when and when.span:
            return f"{when.span.text!r}, the nearest expression in the tree"
        if how == "carried":
            told = self._trace.before.span if self._trace.before else None
            return f"carried over from {told.text!r} of an earlier sentence" if told else "carried over from an earlier sentence"
        if how == "report":
            return "no expression: the day of the report"
        return "no expression, and neither an earlier sentence nor the report gives a day that fits"

    def _attribution(self) -> str:
        source, mention = self._making.source, self._mention
        if source is None:
            return ""
        by = f"by {self._word(source.word)}" if source.word is not None else "speaker of the quotation"
        by = "by the tagger" if self._overruled("source") else by
        if mention.attribution is None:
            return f"{source.attribution.name}, {by}, is the actor: a speaker's own act has no other source"
        return f"{by}, {mention.attribution.firmness}{', in quotation marks' if mention.attribution.quoted else ''}"


_RULES = {
    "content": "what it is about",
    "noun": "a noun of the same act",
    "parties": "who acts on whom",
    "means": "the means named",
    "scope": "what lies ahead or is refused",
    "venue": "where the sides meet",
}


def _code(coded: Step | Mention) -> str:
    return f"{coded.event_type}/{coded.mode}" if coded.mode else coded.event_type


def _entry(entry: Entry) -> str:
    return f"the entry {entry.phrase!r}" if entry.where else "the tagger alone"


def _plain(kind: str) -> str:
    return kind.replace("_", " ")


def _unfit(entry: Entry) -> str:
    return _CONDITIONS.get(entry.polarity, "only of the future")


def _days(mention: Mention) -> str:
    when = mention.date
    if when is None:
        return "none"
    return when.start if when.start == when.end else f"{when.start} to {when.end}"
