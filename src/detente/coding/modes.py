"""What who acts, by which means, under which scope and at which place makes of an event's type and mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.codebook.lexicon_model import ActorRule, Means
from detente.coding.scope import Scope
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.records import Participant, Where

Parties = tuple[Participant, ...]
CLOSED = frozenset(("airspace", "border", "frontier", "sky", "skies"))  # closed against its own people is COERCE (guide)
THREATENED: dict[str, dict[str | None, str]] = {  # what somebody says he will do to others if: the mode of the threat by that of the act
    "SANCTION": {None: "relations", "expel": "expel"},
    "ASSAULT": {None: "violence"},
    "COERCE": {None: "restrict", "arrest": "arrest"},
}
BODIES = frozenset(("IGO", "UNO", "EUU"))
BECOME_AGREE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
VERBAL = frozenset(("AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))


def apply_parties(
    tree: Tree,
    trigger: Trigger,
    coded: tuple[str, str | None],
    parties: tuple[Sequence[Participant], Sequence[Participant]],
    rules: Sequence[ActorRule],
) -> tuple[str, str | None]:
    """Type and mode after the first rule on the sectors of actors and recipients; then on whether both are of one country.

    What a state does to its own people is COERCE, the same to another state SANCTION (manual and guide: closed borders).
    """
    kind, mode = coded
    sectors = [frozenset(party.sector for party in side) for side in parties]
    for rule in rules:
        if kind not in rule.types or (rule.modes and mode not in rule.modes):
            continue
        if rule.heads and rule.heads.isdisjoint(tree.lemmas[trigger.head]):
            continue
        if all(_has(wanted, found) for wanted, found in zip((rule.actors, rule.recipients), sectors, strict=True)):
            return rule.becomes, rule.mode
    actors, recipients = (frozenset(party.country for party in side if party.country) for side in parties)
    if kind == "COERCE" and mode in ("restrict", "withhold", "censor") and actors and recipients and actors.isdisjoint(recipients):
        return "SANCTION", "discontinue"
    closed = not tree.vocabulary.isdisjoint(CLOSED)
    if (kind, mode) == ("SANCTION", "discontinue") and closed and len(actors) == 1 and actors == recipients:
        return "COERCE", "restrict"
    return kind, mode


def _has(wanted: frozenset[str], found: frozenset[str]) -> bool:
    return not found if wanted == {"-"} else not wanted or not wanted.isdisjoint(found)


def apply_means(tree: Tree, trigger: Trigger, kind: str, mode: str | None, means: Sequence[Means]) -> str | None:
    """The mode after the means that the trigger's subject, agent, object and "with" or "from" phrase name."""
    if not any(row.event_type == kind and mode in row.instead for row in means):
        return mode
    head = trigger.head
    if trigger.verbal:
        places = [
            *tree.subject(head),
            *tree.object(head),
            *tree.agent(head),
            *tree.prep(head, "with"),
            *tree.prep(head, "from"),
            *(noun for at in (head, *tree.prep(head, "with")) for name in ("by", "via", "over", "through") for noun in tree.prep(at, name)),
        ]
    else:
        places = [*tree.prep(head, "by"), *tree.prep(head, "with"), *tree.children(head, "compound", "amod")]
    words = {
        lemma for place in places for index in (place, *tree.children(place, "compound", "amod", "conj")) for lemma in tree.lemmas[index]
    }
    words |= {lemma for index in trigger.words for lemma in tree.lemmas[index]}
    return next((row.mode for row in means if row.event_type == kind and mode in row.instead and words & row.words), mode)


def apply_scope(kind: str, mode: str | None, scope: Scope, trigger: Trigger) -> tuple[str, str | None, str]:
    """Type, mode and status by the manual's rules on what lies ahead: cooperation ahead is AGREE, a withdrawal ahead CONCEDE."""
    entry = trigger.entry
    if entry.status:
        return kind, mode, entry.status
    if entry.polarity in ("negative", "unwilling"):
        scope = Scope()
    if scope.negated and (scope.future or (scope.hypothetical and mode == "access")) and kind in ("CONCEDE", "RETREAT"):
        return "REJECT", "change" if mode == "resign" else "yield", "actual"
    if scope.negated and scope.future and kind in ("AID", "COOPERATE"):
        return "REJECT", "assist", "actual"
    if kind == "PROTEST" and scope.conditional and (scope.future or scope.hypothetical) and not scope.negated:
        return "THREATEN", "restrict", "actual"
    if scope.future and scope.conditional and not scope.negated and not scope.hypothetical and kind in THREATENED:
        return "THREATEN", THREATENED[kind].get(mode, THREATENED[kind][None]), "actual"
    if scope.future and not scope.negated and not scope.hypothetical:
        if kind in BECOME_AGREE:
            return "AGREE", None, "actual"
        if kind == "RETREAT":
            return "CONCEDE", None, "actual"
    if kind in VERBAL and scope.future and not scope.negated:
        scope = replace(scope, future=False)
    return kind, mode, scope.status


def apply_venue(
    kind: str, mode: str | None, parties: tuple[Parties, Parties], place: Where | None, at: int
) -> tuple[str | None, Parties, Parties]:
    """Mode, actors and recipients of a meeting by where it is: at one side's a visit with that side as host, elsewhere at a third party's.

    A visit needs the sides on both sides of the trigger, which stands `at` that character: "A met B in B's capital", not "talks
    between A and B". A body of states that meets is multilateral (manual, CONSULT modes).
    """
    actors, recipients = parties
    if kind != "CONSULT" or mode is not None or recipients:
        return mode, actors, recipients
    countries = [party.country for party in actors]
    if len(actors) == 1 and countries[0] in BODIES:
        return "multilateral", actors, recipients
    if place is None or place.latitude is None or not place.country or not countries or "" in countries:
        return mode, actors, recipients
    if any(party.span.start <= place.span.start < party.span.end for party in actors):
        return mode, actors, recipients
    hosts = tuple(party for party in actors if party.country == place.country)
    guests = tuple(party for party in actors if party.country != place.country)
    if not hosts:
        return "third-party", actors, recipients
    sides = [{party.span.start < at for party in side} for side in (guests, hosts)]
    apart = len(set(countries)) == 2 and sides in ([{True}, {False}], [{False}, {True}])
    return ("visit", guests, hosts) if apart else (mode, actors, recipients)
