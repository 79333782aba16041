"""Fits how tagger and grammar are weighed, on gold that neither was made on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.codebook import Codebook
from detente.coding import GrammarCoder
from detente.coding.learned.casting import Candidate, candidates
from detente.coding.learned.coder import labels_of
from detente.coding.learned.opinion import Labels, SentenceOpinion
from detente.coding.learned.tagger import Tagger
from detente.coding.learned.weights import FEATURES, ROLE_FEATURES, Features, Weighing, Weights
from detente.coding.roles import Cast, Roles
from detente.coding.triggers import Trigger
from detente.evaluating import GoldDocument
from detente.evaluating.gold import GoldEvent
from detente.evaluating.pairing import pair_up
from detente.exporting.contract import mention_row
from detente.parsing import ParsedDocument, Sentence
from detente.records import Mention, Span
from detente.training.examples import nearest

RIDGE, STEPS = 0.5, 40
SEEN = 20  # rows that a feature must stand in to get a weight
FLOORS = tuple(round(0.1 + 0.02 * step, 2) for step in range(30))
GIVEN = 0.035  # F1 of events that may be given away for recall: a user can raise the floor with --min-confidence, not lower it
ROLE_FLOORS = {"actor": 0.46, "recipient": 0.4}  # under even odds: a party too many costs less than none, most of all a recipient

Rows = NDArray[np.float64]
OPEN = Weighing(
    Weights(dict.fromkeys(FEATURES, 0.0), 0.0),
    Weights(dict.fromkeys(ROLE_FEATURES, 0.0), 1.0),
    Weights(dict.fromkeys(ROLE_FEATURES, 0.0), 1.0),
)
"""Keeps every mention, with the parties that the grammar gives it."""


@dataclass(slots=True)
class Samples:
    """Features and truths, a row each, and the document each row is of: of mentions, and of candidates for either role."""

    rows: dict[str, list[Features]] = field(default_factory=lambda: defaultdict(list))
    truths: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    events: int = 0

    def add(self, kind: str, document: str, features: Features, truth: bool) -> None:
        """One row of a kind: event, actor or recipient."""
        self.rows[kind].append(features)
        self.truths[kind].append(truth)
        self.documents[kind].append(document)


class _Noting(SentenceOpinion):
    """An opinion that notes the features it weighs."""

    def __init__(self, sentence: Sentence, tagger: Tagger, labels: Labels, weighing: Weighing) -> None:
        super().__init__(sentence, tagger.tag(sentence.span.text), labels, weighing)
        self.sentence = sentence
        self.weighed: dict[tuple[Span, str], tuple[Features, Trigger]] = {}
        self.cast: dict[Trigger, list[Candidate]] = {}

    def recast(self, trigger: Trigger, cast: Cast, roles: Roles) -> Cast:
        self.cast[trigger] = candidates(trigger, cast, roles, self.roles(trigger))
        return super().recast(trigger, cast, roles)

    def weigh(self, mention: Mention, trigger: Trigger) -> Mention:
        found, features = self._weighed(mention, trigger)
        for each in (mention, found):  # the grammar may keep its own type
            self.weighed[each.trigger, each.event_type] = (features, trigger)
        return super().weigh(mention, trigger)


def sample(
    documents: Iterable[tuple[ParsedDocument, GoldDocument]], codebook: Codebook, judge: Callable[[str], tuple[Tagger, Weighing]]
) -> Samples:
    """Every candidate of the coder on `documents`, with what gold says of it.

    `judge` gives, for a document's id, a tagger that was not trained on it and the weights of roles to code it with.
    """
    found = Samples()
    for parsed, gold in documents:
        tagger, weighing = judge(gold.doc_id)
        labels = labels_of(codebook, tagger)
        opinions: list[_Noting] = []

        def consult(
            sentences: Sequence[Sentence],
            to: list[_Noting] = opinions,
            by: Tagger = tagger,
            labels: Labels = labels,
            w: Weighing = weighing,
        ) -> list[_Noting]:
            to += [_Noting(sentence, by, labels, w) for sentence in sentences]
            return to

        mentions = GrammarCoder(codebook, 0.0, consult).code(parsed).mentions
        pairs = {j: gold.events[i] for i, j in pair_up(gold.events, [mention_row(mention) for mention in mentions])}
        found.events += len(gold.events)
        by_sentence = {opinion.sentence.span: opinion for opinion in opinions}
        for place, mention in enumerate(mentions):
            _note(found, by_sentence[mention.sentence], mention, pairs.get(place))
    return found


def _note(found: Samples, opinion: _Noting, mention: Mention, event: GoldEvent | None) -> None:
    features, trigger = opinion.weighed[mention.trigger, mention.event_type]
    right = event is not None and event.event_type == mention.event_type
    found.add("event", mention.document, features, right)
    if event is None or not right:
        return
    sentence = mention.sentence
    for candidate in opinion.cast[trigger]:
        token = opinion.sentence.tokens[candidate.head]
        parties = event.actors if candidate.role == "actor" else event.recipients
        starts = [(nearest(sentence.text, party.text, mention.trigger.start - sentence.start), len(party.text)) for party in parties]
        begin, end = token.start - sentence.start, token.end - sentence.start
        truth = any(at >= 0 and at <= begin and end <= at + length for at, length in starts)
        found.add(candidate.role, mention.document, candidate.features, truth)


def fit_roles(samples: Samples, without: frozenset[str] = frozenset()) -> Weighing:
    """Weights of the roles from the rows of all documents but `without`; events are kept as OPEN keeps them."""
    actor, recipient = (Weights(_fitted(samples, role, without)[0], floor) for role, floor in ROLE_FLOORS.items())
    return Weighing(OPEN.event, actor, recipient)


def fit_events(samples: Samples, roles: Weighing, without: frozenset[str] = frozenset()) -> Weighing:
    """`roles` with weights of events from the rows of all documents but `without`: the best floor is advised, the lowest near it kept."""
    values, shares, truths = _fitted(samples, "event", without)
    share_left = len(truths) / max(len(samples.rows["event"]), 1)
    scores = {floor: _f1(shares >= floor, truths, samples.events * share_left) for floor in FLOORS}
    floor = min(floor for floor in FLOORS if scores[floor] >= max(scores.values()) - GIVEN)
    return Weighing(Weights(values, floor), roles.actor, roles.recipient, max(FLOORS, key=lambda step: scores[step]))


def regression(rows: Rows, truths: Rows) -> tuple[float, ...]:
    """Logistic regression by Newton's method with a small ridge: one weight a column of `rows`."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - truths) + RIDGE * weights
        curve = rows.T @ (rows * (share * (1 - share))[:, None]) + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return tuple(float(weight) for weight in weights)


def _fitted(samples: Samples, kind: str, without: frozenset[str]) -> tuple[dict[str, float], Rows, Rows]:
    """Weights by feature name, and for each row of all documents but `without` its probability and its truth."""
    kept = [i for i, document in enumerate(samples.documents[kind]) if document not in without]
    seen = Counter(name for i in kept for name in samples.rows[kind][i])
    names = sorted(name for name, times in seen.items() if times >= SEEN or name in (*FEATURES, *ROLE_FEATURES))
    rows = np.array([[samples.rows[kind][i].get(name, 0.0) for name in names] for i in kept], dtype=float)
    truths = np.array([samples.truths[kind][i] for i in kept], dtype=float)
    values = regression(rows, truths)
    return dict(zip(names, values, strict=True)), 1 / (1 + np.exp(-rows @ np.array(values))), truths


def _f1(kept: NDArray[np.bool_], truths: Rows, events: float) -> float:
    hits = float(truths[kept].sum())
    return 2 * hits / (float(kept.sum()) + events)
