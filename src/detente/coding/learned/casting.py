"""Who acts and who is acted on, by both opinions: every candidate of either is weighed for either role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from detente.coding.learned.tagger import ROLES, Matrix
from detente.coding.learned.weights import Features, Weighing
from detente.coding.roles import Cast, Placed, Roles
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger

ACTOR, RECIPIENT, SOURCE = (ROLES.index(role) for role in ("actor", "recipient", "source"))
CONSIDERED = -1.0  # log odds from which a word is a candidate for a role
BOUND = 6.0  # log odds beyond which the network's certainty isn't taken at its word
FAR = (5, 8, 13, 19)  # words from trigger to phrase: beyond the first of these it only counts between which of them they stand
DEEP, LOW = 4, 4  # steps in the tree, and places by score, beyond which all count alike
NOUNS = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"))
POSITION = "tagger"


class Candidate(NamedTuple):
    """A noun phrase that may play a role: its head, that of the list it stands in, the role, and what speaks for and against it."""

    head: int
    list_head: int
    role: str
    features: Features


def candidates(trigger: Trigger, cast: Cast, roles: Roles, scores: Matrix) -> list[Candidate]:
    """Each noun phrase that grammar or network takes for a party, once for each role; `scores` are log odds, (ROLES, tokens)."""
    found = {"actor": {placed.head for placed in cast.actors}, "recipient": {placed.head for placed in cast.recipients}}
    heads = {head: {head} for head in found["actor"] | found["recipient"]}  # and the words that the network has for them
    for sought in (ACTOR, RECIPIENT):
        for word in _heads(roles, scores[sought]):
            if word not in (trigger.head, *trigger.words) and roles.accepts(word) and not _denied(roles.tree, trigger, word):
                heads.setdefault(head := roles.named(trigger, word), {head}).add(word)
    bounded = _joined(scores.clip(-BOUND, BOUND), heads)
    reciprocal, down = float(roles.reciprocal(trigger)), _way(roles.tree, trigger.head)
    places = {head: dict.fromkeys(_places(roles.tree, trigger, down, head), 1.0) for head in heads}
    rows = []
    for role, other, row in (("actor", "recipient", ACTOR), ("recipient", "actor", RECIPIENT)):
        ranks = {head: place for place, head in enumerate(sorted(heads, key=lambda head: -bounded[row, head]))}
        for head in sorted(heads):
            own, score = float(head in found[role]), float(bounded[row, head])
            features = {
                "one": 1.0,
                "grammar": own,
                "grammar_other_role": float(head in found[other]),
                "grammar_fills_role": float(bool(found[role])),
                "score": score,
                "score_other_role": float(bounded[ACTOR + RECIPIENT - row, head]),
                "grammar_and_score": own * score,
                "verbal": float(trigger.verbal),
                "reciprocal": reciprocal,
                "score_source": float(bounded[SOURCE, head]),
                f"rank {min(ranks[head], LOW)}": 1.0,
            }
            rows.append(Candidate(head, roles.tree.first_conjunct(head), role, features | places[head]))
    return sorted(rows, key=lambda row: row.head)


def _denied(tree: Tree, trigger: Trigger, word: int) -> bool:
    """Whether the sentence says that the act was not this one's: "the coup was not instigated by Russia"."""
    above = tree.verb_above(trigger.head) if not trigger.verbal else None
    return above is not None and bool(tree.children(above, "neg")) and tree.first_conjunct(word) in tree.agent(above)


def _joined(scores: Matrix, heads: Mapping[int, Iterable[int]]) -> Matrix:
    """The scores, where those at the head of a name are the best that any of its `heads` words has."""
    joined = scores.copy()
    for head, words in heads.items():
        joined[:, head] = scores[:, list(words)].max(axis=1)
    return joined


def _places(tree: Tree, trigger: Trigger, down: list[int], head: int) -> tuple[str, ...]:
    """Where a phrase stands to a trigger: how the branches that bear them hang on the word where these meet, and words between.

    `down` are the words from the trigger up to the root.
    """
    up = _way(tree, head)
    meeting = next((word for word in up if word in down), up[-1])
    branch, other = up[: up.index(meeting)], down[: down.index(meeting)] if meeting in down else down
    hangs = tree.tokens[branch[-1]].dep if branch else ""
    between = head - trigger.head
    words = next((str(far) for far in reversed(FAR) if abs(between) > far), str(abs(between)))
    return (
        f"branch {hangs} {min(len(branch), DEEP)}",
        f"{'verb' if trigger.verbal else 'noun'} {hangs}",
        f"trigger's branch {tree.tokens[other[-1]].dep if other else ''} {min(len(other), 1)}",
        f"words {'after' if between > 0 else 'before'} {words}",
    )


def _way(tree: Tree, word: int) -> list[int]:
    """The words from `word` up to the root."""
    way = [word]
    while tree.tokens[way[-1]].head not in way:
        way.append(tree.tokens[way[-1]].head)
    return way


def recast(cast: Cast, rows: Sequence[Candidate], weighing: Weighing, roles: Roles) -> Cast:
    """The candidates that are likely enough, each in the likelier of its roles; `cast` itself where none is.

    Those of one list ("the AU, the UN and ECOWAS") stand or fall together, by the likeliest of them.
    """
    shares: defaultdict[tuple[int, str], float] = defaultdict(float)
    for row, share in _together(rows, weighing, roles):
        if share >= weighing.of(row.role).floor:
            shares[row.list_head, row.role] = max(shares[row.list_head, row.role], share)
    best: dict[int, tuple[float, str]] = {}
    for row in rows:
        share = shares[row.list_head, row.role]
        if share:
            best[row.head] = max(best.get(row.head, (0.0, "")), (share, row.role))
    if not best:
        return cast
    places = {placed.head: placed.position for placed in (*cast.actors, *cast.recipients)}

    def side(role: str) -> tuple[Placed, ...]:
        return roles.whole([Placed(places.get(head, POSITION), head) for head in sorted(best) if best[head][1] == role])

    return Cast(side("actor"), side("recipient"))


def _together(rows: Sequence[Candidate], weighing: Weighing, roles: Roles) -> list[tuple[Candidate, float]]:
    """The candidates with their chances; of phrases for one party ("the bloc said it had"), the likeliest has the chances of all."""
    single = [(row, weighing.of(row.role).probability(row.features)) for row in rows]
    same: defaultdict[object, list[int]] = defaultdict(list)
    for place, (row, _) in enumerate(single):
        same[row.role, roles.who(row.head) or row.head].append(place)
    for places in same.values():
        likeliest = max(places, key=lambda place: single[place][1])
        single[likeliest] = single[likeliest][0], min(1.0, sum(single[place][1] for place in places))
    return single


def _heads(roles: Roles, row: Matrix) -> list[int]:
    """The heads of the runs of words that the network takes for parties, and of what is coordinated inside them."""
    tokens = roles.tree.tokens
    inside = [bool(score > CONSIDERED) for score in row]
    heads = []
    for token in tokens:
        if not inside[token.index] or token.pos not in NOUNS:
            continue
        step = 1 if token.head > token.index else -1
        joined = token.head != token.index and all(inside[i] for i in range(token.index, token.head + step, step))
        if not joined or token.dep == "conj":
            heads.append(token.index)
    return heads
