"""The grammar coder's work on one sentence: triggers, who plays which role, and what type, status, date and source come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.codebook import Codebook
from detente.coding.account import Mark, Step
from detente.coding.attribution import Sourced, attribute, hedge, of_others
from detente.coding.circumstances import contexts_of, place_of
from detente.coding.confidence import confidence_parts, total
from detente.coding.content import apply_content
from detente.coding.dating import carried, clause_time, is_aside, is_history
from detente.coding.denials import accusation_above
from detente.coding.doubles import overlaid, same_act
from detente.coding.modes import Parties, apply_means, apply_parties, apply_scope, apply_venue
from detente.coding.offices import Offices
from detente.coding.opinion import Opinion
from detente.coding.participants import Participants
from detente.coding.reasons import reason_of
from detente.coding.refusals import means_of, turned_away, void
from detente.coding.roles import Cast, Roles
from detente.coding.scope import Scope, scope_of
from detente.coding.trace import Making, Trace
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger, find_triggers
from detente.parsing import Context, Sentence
from detente.records import Attribution, Document, Mention, Participant, Rejected, Span, When, Where

PHRASED = 3  # words of an entry beyond which it reads a threat out of more than the words that the tagger marks: "refuse to rule out force"
SPOKEN = frozenset(("THREATEN", "ACCUSE", "CONCEDE", "AGREE", "REQUEST", "REJECT", "MOBILIZE", "SUPPORT"))  # only parties do these


@dataclass(frozen=True, slots=True)
class Ground:
    """What the coding of one document's sentences stands on."""

    codebook: Codebook
    offices: Offices
    document: Document
    context: Context


class SentenceCoder:
    """Codes one sentence; `before` is the day that carries over to it."""

    def __init__(self, ground: Ground, sentence: Sentence, before: When | None) -> None:
        self._codebook = codebook = ground.codebook
        self._offices = ground.offices
        self._document = ground.document
        self._sentence = sentence
        self._before = before
        self._context = ground.context
        self._tree = Tree(sentence.tokens)
        self._participants = Participants(ground.document, sentence, self._tree, ground.context, codebook.lexicon)
        self._roles = Roles(self._tree, self._participants, codebook.lexicon)
        strange = codebook.lexicon.classes.get("elsewhere", frozenset())
        self._triggers: list[Trigger] = []
        self._trace: Trace | None = None
        self._opinion: Opinion | None = None
        self._weak: dict[Trigger, str] = {}  # triggers under the floor, which carry no others, and why
        self._unscoped: dict[Trigger, str] = {}  # types that triggers had before what lies ahead changed them
        self.asides: set[Span] = set()  # triggers of background, whose dates the story doesn't go on from
        self._elsewhere = not self._tree.vocabulary.isdisjoint(strange)

    def listen(self, marks: tuple[Mark, ...]) -> Trace:
        """A trace that keeps what `read` does."""
        self._trace = Trace(self._document, self._sentence, self._tree, self._participants, self._context, self._before, marks)
        return self._trace

    def read(self, floor: float, opinion: Opinion | None = None) -> tuple[list[Mention], list[Rejected]]:
        """The sentence's mentions of at least that confidence, in order, and the triggers turned away."""
        tree, lexicon, trace = self._tree, self._codebook.lexicon, self._trace
        self._opinion = opinion
        closed = self._closed()
        triggers, refused = find_triggers(tree, lexicon, self._participants.is_party, closed, trace.unfit.append if trace else None)
        if opinion:
            proposed = (trigger for trigger in opinion.propose(tree, triggers) if trigger.head not in closed)
            triggers = sorted([*triggers, *proposed], key=lambda trigger: trigger.head)
        self._roles = Roles(tree, self._participants, lexicon, triggers)
        none = {trigger: reason for trigger in triggers if (reason := self._nobody_says(trigger) or void(tree, trigger, triggers))}
        refused += none.items()
        triggers = [trigger for trigger in triggers if trigger not in none]
        self._roles = Roles(tree, self._participants, lexicon, triggers)
        self._triggers = triggers
        made, turned = self._judged(triggers, floor)
        weak = [(trigger, reason) for trigger, reason in turned if trigger in self._weak]
        if weak and len(turned) > len(weak):
            made, turned = self._judged([trigger for trigger in triggers if trigger not in self._weak], floor)
            turned += weak
        refused += turned
        if trace:
            trace.mentions |= made
            trace.refused += refused
        return list(made.values()), [self._rejected(trigger, reason) for trigger, reason in refused]

    def _judged(self, triggers: Sequence[Trigger], floor: float) -> tuple[dict[Trigger, Mention], list[tuple[Trigger, str]]]:
        """The triggers that become mentions beside each other, and the others with the reason; of those too weak `_weak` keeps it too."""
        opinion = self._opinion
        made: dict[Trigger, Mention] = {}
        refused: list[tuple[Trigger, str]] = []
        for trigger in triggers:
            reason = turned_away(self._tree, trigger, triggers, self._codebook.lexicon)
            mention, reason = (None, reason) if reason else self._mention(trigger, means_of(self._tree, trigger, triggers))
            if mention is not None and opinion:
                if self._trace:
                    self._trace.seconds[trigger] = opinion.account(mention, trigger)
                mention = self._settled(mention, opinion.weigh(mention, trigger), trigger)
            if mention is not None and mention.confidence < floor:
                reason = self._weak[trigger] = f"confidence {mention.confidence:.2f}, under {floor:.2f}"
            if mention is not None and any(same_act(mention, other) for other in made.values()):
                reason = "names the same act again"
            if mention is None or reason:
                refused.append((trigger, reason))
            else:
                made[trigger] = mention
        lost = overlaid(made)
        refused += [(trigger, "its words are also those of a likelier event") for trigger in lost]
        return {trigger: mention for trigger, mention in made.items() if trigger not in lost}, refused

    def _nobody_says(self, trigger: Trigger) -> str:
        """Why the trigger is none where a thing is the subject of what only parties do: "the stalemate threatens to widen"."""
        if not trigger.verbal or trigger.entry.event_type not in SPOKEN or not self._roles.thing_does(trigger):
            return ""
        return "" if self._roles.parties(trigger)[0] else "its subject is a thing, and only parties do such"

    def _settled(self, own: Mention, weighed: Mention, trigger: Trigger) -> Mention:
        """The mention as weighed, but for types that forget what lies ahead or a negation: "will cut aid unless", "refused to rule out"."""
        negated = own.event_type == "THREATEN" and (trigger.entry.polarity == "negative" or len(trigger.entry.words) > PHRASED)
        kept = negated or weighed.event_type == self._unscoped.get(trigger)
        return replace(weighed, event_type=own.event_type, mode=own.mode, intensity=own.intensity) if kept else weighed

    def _closed(self) -> frozenset[int]:
        """Tokens inside names and dates: "March 3", "the Gulf Cooperation Council"."""
        spans = [when.span for when in self._sentence.times if when.span]
        spans += [
            mention.span
            for mention in self._sentence.entities
            if mention.kind in ("organisation", "armed_group", "person") and mention.span.text[:1].isupper()
        ]
        tokens = self._tree.tokens
        closed = {token.index for span in spans for token in tokens if span.start <= token.start and token.end <= span.end}
        return frozenset(closed.union(token.index for token in tokens if token.text in ("March", "May") and token.pos == "PROPN"))

    def _mention(self, trigger: Trigger, means: str | None) -> tuple[Mention | None, str]:
        making = Making(self._cast(trigger))
        if self._trace:
            self._trace.makings[trigger] = making
        parties = self._roles.read(making.cast)
        refused = self._refused(trigger, *parties)
        return (None, refused) if refused else (self._made(making, trigger, means, parties), "")

    def _made(self, making: Making, trigger: Trigger, means: str | None, parties: tuple[Parties, Parties]) -> Mention:
        tree, head = self._tree, trigger.head
        making.scope = scope_of(tree, head, trigger.verbal)
        place = self._place(trigger)
        when, making.dated = self._date(trigger)
        parties = self._offices.on_the_day(parties[0], when), self._offices.on_the_day(parties[1], when)
        if not trigger.verbal and is_aside(tree, head):
            self.asides.add(self._span(trigger))
        steps = self._steps(trigger, means, parties, making.scope)
        kind, status = steps[-1].event_type, steps[-1].status
        if steps[-2].event_type != kind:
            self._unscoped[trigger] = steps[-2].event_type
        mode, actors, recipients = apply_venue(kind, steps[-1].mode, parties, place, tree.tokens[head].start)
        steps.append(Step("venue", kind, mode, status))
        if status == "actual" and is_history(when, self._document):
            status = "historical"
            steps.append(Step("date", kind, mode, status))
        making.steps = steps
        making.source = self._attribution(trigger)
        making.confidence = confidence_parts(trigger, actors, recipients, status, self._elsewhere)
        return Mention(
            sentence=self._sentence.span,
            trigger=self._span(trigger),
            event_type=kind,
            mode=mode,
            contexts=contexts_of(tree, trigger, self._codebook.lexicon.contexts),
            status=status,
            actors=actors,
            recipients=recipients,
            date=when,
            location=place,
            attribution=of_others(trigger, kind, actors, making.source),
            reason=reason_of(self._document, self._sentence, tree, trigger),
            hedge=hedge(self._document, tree, head),
            intensity=self._codebook.intensity(kind, mode),
            confidence=total(making.confidence),
        )

    def _cast(self, trigger: Trigger) -> Cast:
        cast = self._roles.cast(trigger)
        return self._opinion.recast(trigger, cast, self._roles) if self._opinion else cast

    def _place(self, trigger: Trigger) -> Where | None:
        own = place_of(self._document, self._sentence, self._tree, trigger, self._context, self._codebook.lexicon)
        told = self._opinion.place(trigger, own) if self._opinion else own
        if self._trace and told != own:
            self._trace.overruled.add((trigger, "place"))
        return told

    def _steps(self, trigger: Trigger, means: str | None, parties: tuple[Parties, Parties], scope: Scope) -> list[Step]:
        """What each rule in turn makes of type, mode and status."""
        tree, lexicon = self._tree, self._codebook.lexicon
        kind, mode, word = apply_content(tree, trigger, lexicon.content)
        steps = [Step("entry", trigger.entry.event_type, trigger.entry.mode), Step("content", kind, mode, "", word)]
        mode = mode or means
        steps.append(Step("noun", kind, mode))
        kind, mode = apply_parties(tree, trigger, (kind, mode), parties, lexicon.parties)
        steps.append(Step("parties", kind, mode))
        mode = apply_means(tree, trigger, kind, mode, lexicon.means)
        steps.append(Step("means", kind, mode))
        steps.append(Step("scope", *apply_scope(kind, mode, scope, trigger)))
        return steps

    def _refused(self, trigger: Trigger, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> str:
        """Why a trigger with these parties is no event; "" where it may be one."""
        entry = trigger.entry
        if not actors and not recipients and not (trigger.verbal and len(trigger.words) > 1):
            return "nobody stands where its actor or recipient would"
        if entry.actors and entry.actors.isdisjoint(party.sector for party in actors):
            return f"only an event where its actor is {' or '.join(sorted(entry.actors))}"
        if not trigger.verbal and self._roles.is_bare(trigger):
            return "only refers back to what was told before"
        if self._codebook.lexicon.frames[entry.frame].directed and not recipients:
            return "nobody stands where the one whom it is done to would"
        return ""

    def _date(self, trigger: Trigger) -> tuple[When | None, str]:
        """The day of the event, and whether an expression, a sentence before or the report gives it."""
        found = clause_time(self._sentence, self._tree, trigger.head, trigger.words)
        if found is not None:
            return found, "expression"
        when = carried(self._tree, trigger.head, self._before, self._document)
        return when, "" if when is None else "carried" if when is self._before else "report"

    def _attribution(self, trigger: Trigger) -> Sourced | None:
        accusation = accusation_above(self._tree, trigger, self._triggers)
        accusers = self._roles.parties(accusation)[0] if accusation is not None else ()
        if accusation is not None and accusers:
            return Sourced(Attribution(span=accusers[0].span, name=accusers[0].name, firmness="alleged"), accusation.head)
        own = attribute(self._document, self._sentence, self._tree, trigger.head, self._participants)
        told = self._opinion.source(trigger, own, self._participants) if self._opinion else own
        if self._trace and told != own:
            self._trace.overruled.add((trigger, "source"))
        return told

    def _span(self, trigger: Trigger) -> Span:
        words = [w for w in trigger.words if abs(w - trigger.head) <= 4] or [trigger.head]
        tokens = self._tree.tokens
        return self._document.span(tokens[min(words)].start, tokens[max(words)].end)

    def _rejected(self, trigger: Trigger, reason: str) -> Rejected:
        span = self._span(trigger)
        return Rejected(f"{span.text!r} at {span.start}-{span.end}", "code", reason, self._document.id)
