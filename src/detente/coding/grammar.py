"""The grammar coder: triggers of the lexicon over dependency parses, with the rules of PLOVER and of the annotation guide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from detente.codebook import Codebook
from detente.coding.attribution import attribute, hedge
from detente.coding.circumstances import contexts_of, place_of, reason_of
from detente.coding.content import apply_content
from detente.coding.dating import Story, carried, clause_time, is_aside, is_history
from detente.coding.modes import apply_means, apply_parties, apply_venue
from detente.coding.participants import Participants
from detente.coding.refusals import accusation_above, means_of, turned_away
from detente.coding.roles import Roles
from detente.coding.scope import Scope, scope_of
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger, find_triggers, sentence_test
from detente.parsing import Context, ParsedDocument, Sentence, document_context, load_roles
from detente.records import Attribution, Document, Mention, Participant, Rejected, Span, When

FLOOR = 0.65  # where precision on our development articles falls under half
BECOME_AGREE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
SUFFERED = "undergo"  # the frame of nouns that are complete with whom it is done to: "the dismissal of X"
SPOKEN = frozenset(("THREATEN", "ACCUSE", "CONCEDE", "AGREE", "REQUEST", "REJECT", "MOBILIZE", "SUPPORT"))  # only parties do these
VERBAL = frozenset(("AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder gives for one document: its mentions in order, and the triggers turned away with the reason."""

    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]


def sentence_filter(codebook: Codebook) -> Callable[[str], bool]:
    """A cheap test of a raw sentence: whether it can hold an event at all, so that the parser may skip the rest."""
    return sentence_test(codebook.lexicon)


class Opinion(Protocol):
    """A second opinion on one sentence, such as a learned tagger's (detente.coding.learned)."""

    def propose(self, tree: Tree, triggers: Sequence[Trigger]) -> list[Trigger]:
        """Triggers besides those that the lexicon found."""

    def weigh(self, mention: Mention, trigger: Trigger) -> Mention:
        """The mention with the confidence, and where it's surer of them the type and mode, of both opinions together."""


class GrammarCoder:
    """Codes with one codebook's lexicon. The same document always gives the same coding.

    Mentions of a confidence under `floor` (0 to 1) are turned away. `consult` gives a second opinion on the sentences of a document.
    """

    def __init__(
        self, codebook: Codebook, floor: float = FLOOR, consult: Callable[[Sequence[Sentence]], Sequence[Opinion]] | None = None
    ) -> None:
        self._codebook = codebook
        self._floor = floor
        self._consult = consult
        self._roles = load_roles(codebook)

    def code(self, parsed: ParsedDocument) -> Coding:
        """The mentions of `parsed` in order, and the triggers that were turned away. Raises nothing on any text."""
        context = document_context(parsed, self._roles)
        mentions: list[Mention] = []
        rejected: list[Rejected] = []
        story = Story(parsed.document)
        readable = [sentence for sentence in parsed.sentences if sentence.tokens and not sentence.is_question]
        opinions = self._consult(readable) if self._consult else [None] * len(readable)
        for sentence, opinion in zip(readable, opinions, strict=True):
            reader = _SentenceReader(self._codebook, parsed.document, sentence, context, story.before(sentence))
            found, refused = reader.read(self._floor, opinion)
            mentions += found
            rejected += refused
            story.read(sentence, [mention for mention in found if mention.trigger not in reader.asides])
        return Coding(tuple(mentions), tuple(rejected))


class _SentenceReader:
    """Codes one sentence."""

    def __init__(self, codebook: Codebook, document: Document, sentence: Sentence, context: Context, before: When | None) -> None:
        self._codebook = codebook
        self._document = document
        self._sentence = sentence
        self._before = before
        self._context = context
        self._tree = Tree(sentence.tokens)
        self._participants = Participants(document, sentence, self._tree, context, codebook.lexicon)
        self._roles = Roles(self._tree, self._participants, codebook.lexicon)
        strange = codebook.lexicon.classes.get("elsewhere", frozenset())
        self._triggers: list[Trigger] = []
        self.asides: set[Span] = set()  # triggers of background, whose dates the story doesn't go on from
        self._elsewhere = any(not lemmas.isdisjoint(strange) for lemmas in self._tree.lemmas)

    def read(self, floor: float, opinion: Opinion | None = None) -> tuple[list[Mention], list[Rejected]]:
        tree, lexicon = self._tree, self._codebook.lexicon
        triggers, refused = find_triggers(tree, lexicon, self._participants.is_party, self._closed())
        if opinion:
            triggers = sorted([*triggers, *opinion.propose(tree, triggers)], key=lambda trigger: trigger.head)
        self._roles = Roles(tree, self._participants, lexicon, triggers)
        silent = [t for t in triggers if self._nobody_says(t)]
        refused += [(trigger, "said or done by no party") for trigger in silent]
        triggers = [t for t in triggers if t not in silent]
        self._roles = Roles(tree, self._participants, lexicon, triggers)
        self._triggers = triggers
        mentions: list[Mention] = []
        for trigger in triggers:
            reason = turned_away(tree, trigger, triggers, lexicon)
            mention = None
            if not reason:
                mention, reason = self._mention(trigger, means_of(tree, trigger, triggers))
            if mention is not None and opinion:
                mention = opinion.weigh(mention, trigger)
            if mention is not None and mention.confidence < floor:
                reason = f"confidence {mention.confidence:.2f}, under {floor:.2f}"
            if mention is not None and any(_same(mention, other) for other in mentions):
                reason = "names the same act again"
            if mention is None or reason:
                refused.append((trigger, reason))
            else:
                mentions.append(mention)
        return mentions, [self._rejected(trigger, reason) for trigger, reason in refused]

    def _nobody_says(self, trigger: Trigger) -> bool:
        """Whether a thing is the subject of what only parties do: "the stalemate threatens to widen"."""
        if not trigger.verbal or trigger.entry.event_type not in SPOKEN or not self._roles.thing_does(trigger):
            return False
        return not self._roles.parties(trigger)[0]

    def _closed(self) -> frozenset[int]:
        """Tokens inside names and dates: "March 3", "the Gulf Cooperation Council"."""
        spans = [when.span for when in self._sentence.times if when.span]
        spans += [
            mention.span
            for mention in self._sentence.entities
            if mention.kind in ("organisation", "armed_group") and mention.span.text[:1].isupper()
        ]
        return frozenset(t.index for t in self._tree.tokens for span in spans if span.start <= t.start and t.end <= span.end) | frozenset(
            t.index for t in self._tree.tokens if t.text in ("March", "May") and t.pos == "PROPN"
        )

    def _mention(self, trigger: Trigger, means: str | None) -> tuple[Mention | None, str]:
        tree, head = self._tree, trigger.head
        scope = scope_of(tree, head, trigger.verbal)
        actors, recipients = self._roles.parties(trigger)
        refused = self._refused(trigger, actors, recipients)
        if refused:
            return None, refused
        kind, mode = apply_content(tree, trigger, self._codebook.lexicon.content)
        kind, mode = apply_parties(tree, trigger, (kind, mode or means), (actors, recipients), self._codebook.lexicon.parties)
        mode = apply_means(tree, trigger, kind, mode, self._codebook.lexicon.means)
        kind, mode, status = _settle(kind, mode, scope, trigger)
        place = place_of(self._document, self._sentence, tree, trigger, self._context, self._codebook.lexicon)
        mode, actors, recipients = apply_venue(kind, mode, (actors, recipients), place, tree.tokens[head].start)
        when = self._date(trigger)
        if not trigger.verbal and is_aside(tree, head):
            self.asides.add(self._span(trigger))
        if status == "actual" and is_history(when, self._document):
            status = "historical"
        return (
            Mention(
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
                attribution=_of_others(kind, actors, self._attribution(trigger)),
                reason=reason_of(self._document, tree, trigger),
                hedge=hedge(self._document, tree, head),
                intensity=self._codebook.intensity(kind, mode),
                confidence=_confidence(trigger, actors, recipients, status, self._elsewhere),
            ),
            "",
        )

    def _refused(self, trigger: Trigger, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> str:
        """Why a trigger with these parties is no event; "" where it may be one."""
        entry = trigger.entry
        if not actors and not recipients and not (trigger.verbal and len(trigger.words) > 1):
            return "names nobody who acts or is acted on"
        if entry.actors and entry.actors.isdisjoint(party.sector for party in actors):
            return "done by somebody else it is no event"
        if not trigger.verbal and self._roles.is_bare(trigger):
            return "a bare reference back"
        return ""

    def _date(self, trigger: Trigger) -> When | None:
        found = clause_time(self._sentence, self._tree, trigger.head, trigger.words)
        return found or carried(self._tree, trigger.head, self._before, self._document)

    def _attribution(self, trigger: Trigger) -> Attribution | None:
        accusation = accusation_above(self._tree, trigger, self._triggers)
        accusers = self._roles.parties(accusation)[0] if accusation is not None else ()
        if accusers:
            return Attribution(span=accusers[0].span, name=accusers[0].name, firmness="alleged")
        return attribute(self._document, self._sentence, self._tree, trigger.head, self._participants)

    def _span(self, trigger: Trigger) -> Span:
        words = [w for w in trigger.words if abs(w - trigger.head) <= 4] or [trigger.head]
        tokens = self._tree.tokens
        return self._document.span(tokens[min(words)].start, tokens[max(words)].end)

    def _text(self, trigger: Trigger) -> str:
        return self._span(trigger).text

    def _rejected(self, trigger: Trigger, reason: str) -> Rejected:
        span = self._span(trigger)
        return Rejected(f"{span.text!r} at {span.start}-{span.end}", "code", reason, self._document.id)


def _of_others(kind: str, actors: tuple[Participant, ...], source: Attribution | None) -> Attribution | None:
    """The source, but for who speaks himself: a verbal act's speaker is its actor (guide)."""
    own = source is not None and kind in VERBAL and any(source.name in (party.name, party.span.text) for party in actors)
    return None if own else source


def _same(mention: Mention, other: Mention) -> bool:
    """Whether two mentions of a sentence tell one act twice: same type, mode and parties, a noun beside its verb or another noun."""
    if (mention.event_type, mention.mode, mention.status) != (other.event_type, other.mode, other.status):
        return False
    sides = [[{party.span for party in side} for side in (m.actors, m.recipients)] for m in (mention, other)]
    return sides[0] == sides[1] and mention.event_type in ("COERCE", "CONSULT")


def _settle(kind: str, mode: str | None, scope: Scope, trigger: Trigger) -> tuple[str, str | None, str]:
    """Type, mode and status by the manual's rules on what lies ahead: cooperation ahead is AGREE, a withdrawal ahead CONCEDE."""
    entry = trigger.entry
    if entry.status:
        return kind, mode, entry.status
    if entry.polarity in ("negative", "unwilling"):
        scope = Scope()
    if scope.negated and scope.future and (kind == "CONCEDE" or (kind, mode) == ("RETREAT", "access")):
        return "REJECT", "yield", "actual"
    if kind == "PROTEST" and scope.conditional and (scope.future or scope.hypothetical) and not scope.negated:
        return "THREATEN", "restrict", "actual"
    if scope.future and not scope.negated and not scope.hypothetical:
        if kind in BECOME_AGREE:
            return "AGREE", None, "actual"
        if kind == "RETREAT":
            return "CONCEDE", None, "actual"
    if kind in VERBAL and scope.future and not scope.negated:
        scope = replace(scope, future=False)
    return kind, mode, scope.status


def _confidence(
    trigger: Trigger, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], status: str, elsewhere: bool
) -> float:
    """How complete and unambiguous the frame is, 0 to 1.

    Parties found, known countries, a phrase of several words and a verb speak for it; an if, and words of sport, markets or the
    arts in the sentence (`elsewhere`), against it.
    """
    score = (
        0.4
        + 0.2 * bool(actors)
        + 0.1 * bool(recipients)
        + 0.1 * (trigger.verbal or trigger.entry.part == "phrases")
        + 0.1 * (len(trigger.words) > 1)
        + 0.1 * (trigger.entry.frame == SUFFERED and not trigger.verbal and bool(recipients) and not actors)
    )
    alone = trigger.entry.event_type == "CONSULT" and not trigger.verbal and len(actors) + len(recipients) == 1
    score -= 0.1 * (alone and trigger.entry.mode in (None, "multilateral"))
    score -= 0.2 * (status == "hypothetical") + 0.2 * elsewhere
    return round(score + 0.1 * any(party.country and party.sector for party in (*actors, *recipients)), 2)
