"""What the tagger says of one sentence, word by word of the parse: triggers it proposes, and how it weighs those of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from detente.codebook.lexicon_model import Entry
from detente.coding.account import Mark, Second
from detente.coding.attribution import Sourced
from detente.coding.learned.tagger import Matrix, Tags
from detente.coding.learned.weights import Weights, logit
from detente.coding.participants import Participants
from detente.coding.roles import Cast, Roles
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Sentence
from detente.records import Mention, Where

PROPOSED = 0.3  # probability of some event from which a word is proposed as a trigger
LIKELIEST = 3  # types told of a trigger to who asks
NEARBY = 2  # words on either side of a trigger where the tagger may have put its mark instead
SURER = 0.6  # probability from which the tagger's type stands against the grammar's ...
DOUBTED = 0.15  # ... where it gives the grammar's type less than this


class SentenceOpinion:
    """The tagger's opinion on one sentence."""

    def __init__(self, sentence: Sentence, tags: Tags, labels: Labels, weights: Weights) -> None:
        self._start = sentence.span.start
        self._labels = labels
        self._weights = weights
        self._types, self._modes = _by_token(sentence, tags)

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
        """The grammar's parties: this tagger knows none."""
        return cast

    def source(self, trigger: Trigger, own: Sourced | None, participants: Participants) -> Sourced | None:
        """The grammar's source: this tagger knows none."""
        return own

    def place(self, trigger: Trigger, own: Where | None) -> Where | None:
        """The grammar's place: this tagger knows none."""
        return own

    def weigh(self, mention: Mention, trigger: Trigger) -> Mention:
        """The mention with the probability that both opinions together give it, and the tagger's type where it is much surer."""
        mention, features = self._weighed(mention, trigger)
        return replace(mention, confidence=round(self._weights.probability(features), 4))

    def account(self, mention: Mention, trigger: Trigger) -> Second:
        """The likeliest types at the trigger's words, and what each feature adds to the log odds of the mention."""
        shares = self._types[list(trigger.words)].max(axis=0)[1:]
        likely = [(self._labels.types[int(i)], round(float(shares[i]), 3)) for i in shares.argsort(kind="stable")[::-1][:LIKELIEST]]
        return Second(tuple(likely), self._weights.parts(self._weighed(mention, trigger)[1]))

    def marks(self) -> tuple[Mark, ...]:
        """The words that the tagger takes for events, with the likeliest type and its probability."""
        found = [word for run in self._runs() for word in run]
        best = [(word, int(self._types[word, 1:].argmax())) for word in found]
        return tuple(Mark(word, self._labels.types[i], round(float(self._types[word, 1 + i]), 3)) for word, i in best)

    def _weighed(self, mention: Mention, trigger: Trigger) -> tuple[Mention, tuple[float, ...]]:
        """The mention with type and mode settled, and the features that tell how likely it is."""
        words = list(trigger.words)
        shares = self._types[words].max(axis=0)
        best = self._labels.types[int(shares[1:].argmax())]
        proposed = trigger.entry.phrase == Labels.PHRASE
        surer = shares[1:].max() >= SURER and shares[self._labels.column(mention.event_type)] < DOUBTED
        kind = trigger.entry.event_type if proposed else best if surer else mention.event_type
        if proposed or kind != mention.event_type:
            mode = self._mode(words, kind)
            mention = replace(mention, event_type=kind, mode=mode, intensity=self._labels.intensity(kind, mode))
        own = self._labels.column(kind)
        near = [i for i in range(len(self._types)) if min(abs(i - word) for word in words) <= NEARBY]
        return mention, (
            1.0,
            mention.confidence,
            float(proposed),
            logit(float(shares[own])),
            logit(float(1.0 - self._types[words, 0].min())),
            logit(float(self._types[near, own].max())),
            logit(float(self._types[:, own].max())),
        )

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


def _by_token(sentence: Sentence, tags: Tags) -> tuple[Matrix, Matrix]:
    """Rows of word pieces made rows of tokens: of the pieces in a token, the one surest of an event speaks for it."""
    types = np.zeros((len(sentence.tokens), tags.types.shape[1]), dtype=np.float32)
    types[:, 0] = 1.0
    modes = np.zeros((len(sentence.tokens), tags.modes.shape[1]), dtype=np.float32)
    for row, token in enumerate(sentence.tokens):
        start, end = token.start - sentence.span.start, token.end - sentence.span.start
        inside = np.flatnonzero((tags.starts < end) & (tags.ends > start))
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
