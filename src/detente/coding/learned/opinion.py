"""What the tagger says of one sentence, word by word of the parse: triggers it proposes, and how it weighs those of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.codebook.lexicon_model import Entry
from detente.coding.account import Mark, Second
from detente.coding.attribution import Sourced
from detente.coding.learned.casting import candidates, recast
from detente.coding.learned.tagger import ROLES, Matrix, Tags
from detente.coding.learned.weights import Features, Weighing, logit
from detente.coding.participants import Participants
from detente.coding.roles import Cast, Roles
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Sentence
from detente.records import Attribution, Mention, Span, Where

PROPOSED = 0.4  # probability of some event from which a word is proposed as a trigger
LIKELIEST = 3  # types told of a trigger to who asks
NEARBY = 2  # words on either side of a trigger where the tagger may have put its mark instead
SURER = 0.85  # probability from which the tagger's type stands against the grammar's ...
DOUBTED = 0.1  # ... where it gives the grammar's type less than this
SUREST, PHRASE = 0.96, 3  # the same against a phrase of the lexicon of so many words: "designate as terrorist"
NAMED, NO_SOURCE = 0.7, -3.0  # log odds from which a word is the source where the grammar has none; under which its source is none
STANDS, NO_PLACE = -1.0, 0.0  # log odds from which a place is taken in the stead of the grammar's, where that has less than this
LEAST = -8.0  # log odds of what the network didn't look at


class SentenceOpinion:
    """The tagger's opinion on one sentence."""

    def __init__(self, sentence: Sentence, tags: Tags, labels: Labels, weighing: Weighing) -> None:
        self._sentence = sentence
        self._tags = tags
        self._labels = labels
        self._weighing = weighing
        self._pieces = _pieces(sentence, tags)
        self._fits: dict[Trigger, Matrix] = {}
        self._types, self._modes = _by_token(self._pieces, tags)

    def propose(self, tree: Tree, triggers: Sequence[Trigger]) -> list[Trigger]:
        """A trigger for each run of words that the tagger takes for one event, where no trigger of the lexicon stands on or beside it."""
        proposed = []
        for words in self._runs():
            kind = self._labels.types[int(self._types[words, 1:].sum(axis=0).argmax())]
            head = next((word for word in words if tree.tokens[word].head not in words), words[0])
            if not any(_same_event(tree, trigger, head, words, kind) for trigger in triggers):
                proposed.append(Trigger(head, tuple(words), self._labels.entry(kind, verbal=tree.is_verb(head))))
        return proposed

    def recast(self, trigger: Trigger, cast: Cast, roles: Roles) -> Cast:
        """Who acts and who is acted on by both opinions."""
        return recast(cast, candidates(trigger, cast, roles, self.roles(trigger)), self._weighing, roles)

    def source(self, trigger: Trigger, own: Sourced | None, participants: Participants) -> Sourced | None:
        """The grammar's source unless the tagger sees none there; where the grammar has none, whom the tagger is sure of."""
        scores = self.roles(trigger)[ROLES.index("source")]
        if own is not None:
            return None if self._best(scores, own.attribution.span, NO_SOURCE) < NO_SOURCE else own
        if scores.max() < NAMED:
            return None
        word = int(scores.argmax())
        first = next((i + 1 for i in range(word, -1, -1) if scores[i] <= 0), 0)
        last = next((i - 1 for i in range(word, len(scores)) if scores[i] <= 0), len(scores) - 1)
        span = participants.span(first, last)
        named = participants.read(word)
        return Sourced(Attribution(span=span, name=named[0].name if named else span.text))

    def place(self, trigger: Trigger, own: Where | None) -> Where | None:
        """The grammar's place, or the one that the tagger takes for it where it doubts the grammar's."""
        scores = self.roles(trigger)[ROLES.index("place")]
        fits = {where.span: self._best(scores, where.span) for where in self._sentence.places}
        best = max(self._sentence.places, key=lambda where: fits[where.span], default=None)
        if best is None or fits[best.span] < STANDS or (own is not None and self._best(scores, own.span) >= NO_PLACE):
            return own
        return best

    def roles(self, trigger: Trigger) -> Matrix:
        """How well each token fits each of ROLES of the trigger: (ROLES, tokens), log odds."""
        if trigger in self._fits:
            return self._fits[trigger]
        asking = sorted({int(piece) for word in trigger.words for piece in self._pieces[word]})
        found = np.full((len(ROLES), len(self._pieces)), LEAST, dtype=np.float32)
        if asking:
            seen = [word for word, pieces in enumerate(self._pieces) if pieces.size]
            found[:, seen] = np.maximum.reduceat(self._tags.roles(asking), [int(self._pieces[word][0]) for word in seen], axis=1)
        self._fits[trigger] = found
        return found

    def _best(self, scores: Matrix, span: Span, elsewhere: float = LEAST) -> float:
        """The best score of the sentence's words in `span`; `elsewhere` where none of them stands in it."""
        return max((float(scores[t.index]) for t in self._sentence.tokens if t.start < span.end and t.end > span.start), default=elsewhere)

    def weigh(self, mention: Mention, trigger: Trigger) -> Mention:
        """The mention with the probability that both opinions together give it, and the tagger's type where it is much surer."""
        mention, features = self._weighed(mention, trigger)
        return replace(mention, confidence=round(self._weighing.event.probability(features), 4))

    def account(self, mention: Mention, trigger: Trigger) -> Second:
        """The likeliest types at the trigger's words, and what each feature adds to the log odds of the mention."""
        shares = self._types[list(trigger.words)].max(axis=0)[1:]
        likely = [(self._labels.types[int(i)], round(float(shares[i]), 3)) for i in shares.argsort(kind="stable")[::-1][:LIKELIEST]]
        return Second(tuple(likely), self._weighing.event.parts(self._weighed(mention, trigger)[1]))

    def marks(self) -> tuple[Mark, ...]:
        """The words that the tagger takes for events, with the likeliest type and its probability."""
        found = [word for run in self._runs() for word in run]
        best = [(word, int(self._types[word, 1:].argmax())) for word in found]
        return tuple(Mark(word, self._labels.types[i], round(float(self._types[word, 1 + i]), 3)) for word, i in best)

    def _weighed(self, mention: Mention, trigger: Trigger) -> tuple[Mention, Features]:
        """The mention with type and mode settled, and the features that tell how likely it is.

        Where the tagger is much surer of another type, that type stands if the weights find it likelier than the grammar's.
        """
        words = list(trigger.words)
        shares = self._types[words].max(axis=0)
        proposed = trigger.entry.phrase == Labels.PHRASE
        own = trigger.entry.event_type if proposed else mention.event_type
        kinds = [own]
        surer = SURER if len(words) < PHRASE else SUREST
        if not proposed and shares[1:].max() >= surer and shares[self._labels.column(own)] < DOUBTED:
            kinds.append(self._labels.types[int(shares[1:].argmax())])
        weighed = [(kind, self._features(mention, trigger, kind, changed=kind != mention.event_type)) for kind in kinds]
        kind, features = max(weighed, key=lambda row: self._weighing.event.probability(row[1]))
        if proposed or kind != own:
            mode = self._mode(words, kind)
            mention = replace(mention, event_type=kind, mode=mode, intensity=self._labels.intensity(kind, mode))
        return mention, features

    def _features(self, mention: Mention, trigger: Trigger, kind: str, *, changed: bool) -> Features:
        """What speaks for and against an event of that type: FEATURES."""
        words = list(trigger.words)
        column = self._labels.column(kind)
        near = [i for i in range(len(self._types)) if min(abs(i - word) for word in words) <= NEARBY]
        return {
            "one": 1.0,
            "grammar": mention.confidence,
            "proposed": float(trigger.entry.phrase == Labels.PHRASE),
            "type_at_trigger": logit(float(self._types[words, column].max())),
            "any_at_trigger": logit(float(1.0 - self._types[words, 0].min())),
            "type_nearby": logit(float(self._types[near, column].max())),
            "type_elsewhere": logit(float(self._types[:, column].max())),
            "retyped": float(changed),
        }

    def _runs(self) -> list[list[int]]:
        """Words in a row that the tagger takes for events of one type."""
        runs: list[list[int]] = []
        last = None
        for word, row in enumerate(self._types):
            if 1.0 - row[0] < PROPOSED:
                last = None
                continue
            kind = int(row[1:].argmax())
            if kind != last:
                runs.append([])
            runs[-1].append(word)
            last = kind
        return runs

    def _mode(self, words: Sequence[int], kind: str) -> str | None:
        """The likeliest mode among those of `kind`, None where no mode is likelier."""
        scores = self._modes[list(words)].mean(axis=0)
        options = [i for i, (owner, mode) in enumerate(self._labels.modes) if owner == kind or not mode]
        return self._labels.modes[max(options, key=lambda i: float(scores[i]))][1] or None


class Labels:
    """The tagger's types and modes; `frames` names each type's argument frame for verbs and for nouns, `intensity` gives PLOVER's score."""

    PHRASE = "(tagged)"

    def __init__(
        self,
        types: Sequence[str],
        modes: Sequence[tuple[str, str]],
        frames: Mapping[tuple[str, str], str],
        intensity: Callable[[str, str | None], float],
    ) -> None:
        self.types = tuple(types)
        self.modes = tuple(modes)
        self.intensity = intensity
        self._columns = {kind: 1 + i for i, kind in enumerate(types)}
        self._frames = frames

    def column(self, kind: str) -> int:
        """The column of a type among the tagger's probabilities."""
        return self._columns[kind]

    def entry(self, kind: str, *, verbal: bool) -> Entry:
        """A lexicon entry for a trigger that only the tagger found, with the commonest frame of its type."""
        part = "verbs" if verbal else "nouns"
        return Entry(self.PHRASE, part, kind, (frozenset(),), 0, self._frames[kind, part])


def _pieces(sentence: Sentence, tags: Tags) -> list[NDArray[np.intp]]:
    """For each token the word pieces in it."""
    offset = sentence.span.start
    return [np.flatnonzero((tags.starts < token.end - offset) & (tags.ends > token.start - offset)) for token in sentence.tokens]


def _by_token(pieces: Sequence[NDArray[np.intp]], tags: Tags) -> tuple[Matrix, Matrix]:
    """Rows of word pieces made rows of tokens: of the pieces in a token, the one surest of an event speaks for it."""
    types = np.zeros((len(pieces), tags.types.shape[1]), dtype=np.float32)
    types[:, 0] = 1.0
    modes = np.zeros((len(pieces), tags.modes.shape[1]), dtype=np.float32)
    for row, inside in enumerate(pieces):
        if inside.size:
            piece = inside[tags.types[inside, 0].argmin()]
            types[row], modes[row] = tags.types[piece], tags.modes[piece]
    return types, modes


def _same_event(tree: Tree, trigger: Trigger, head: int, words: Sequence[int], kind: str) -> bool:
    """Whether a lexicon's trigger stands on the proposed words, or right beside them in the tree with the same type."""
    if set(trigger.words) & set(words):
        return True
    beside = tree.tokens[head].head == trigger.head or tree.tokens[trigger.head].head == head
    return beside and trigger.entry.event_type == kind
