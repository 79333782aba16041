"""Acts of pressure put together to measures: those of one kind, by one imposer, against one target.

An act whose sentence names no target (or no imposer) joins the one measure of its kind and imposer (target) that its text speaks of;
where several could be meant, it stays apart: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.records import Event, Mention, Span
from detente.tracking.kinds import Step, Tables, step_of
from detente.tracking.parties import Parties
from detente.tracking.sides import Side
from detente.tracking.view import View

Sides = frozenset[Side]
_PRESSING = frozenset({"REQUEST", "THREATEN", "SANCTION"})


@dataclass(frozen=True, slots=True)
class Act:
    """Mentions of one event that tell the same step of one kind of measure; parties as entity ids and as the sides they act for."""

    event: Event
    mentions: tuple[Mention, ...]
    step: Step
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    imposers: Sides
    targets: Sides


@dataclass(slots=True)
class Group:
    """A measure in the making: its acts in time order, and what tells whether another belongs to it."""

    kind: str
    imposers: Sides
    targets: Sides
    acts: list[Act] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        """What tells one group from another, whatever the day asked for."""
        alone = "" if self.imposers and self.targets else min(act.event.id for act in self.acts)
        return self.kind, _keys(self.imposers), _keys(self.targets), alone


def _keys(sides: Sides) -> tuple[str, ...]:
    return tuple(sorted(side.key for side in sides))


def acts_of(view: View, tables: Tables) -> list[Act]:
    """The acts of all events, in time order. One without any party is none."""
    parties, implied = Parties(view), _implied_targets(view)
    acts = []
    for event in view.events:
        steps: defaultdict[tuple[str, str], list[tuple[Mention, Step]]] = defaultdict(list)
        for mention in view.of(event):
            if step := step_of(mention, tables):
                steps[step.kind, step.stage].append((mention, step))
        for pairs in steps.values():
            mentions = tuple(mention for mention, _ in pairs)
            actors, recipients = parties.actors(event, mentions), parties.recipients(event, mentions)
            imposers = view.sides_of(actors)
            targets = view.sides_of(recipients) - imposers  # nobody is the target of a measure of his own
            recipients = recipients if targets else implied(mentions, imposers)
            if imposers or recipients:
                step = next((step for _, step in pairs if step.onset), pairs[0][1])
                acts.append(Act(event, mentions, step, actors, recipients, imposers, view.sides_of(recipients) - imposers))
    return acts


def _implied_targets(view: View) -> Callable[[Iterable[Mention], Sides], tuple[str, ...]]:
    """For mentions without a target, whom their own sentences name: the one whom the same imposer presses there, or who defies him.

    "They imposed sanctions, aiming to press the generals"; "they threatened force, but the generals remained defiant".
    """
    by_sentence: defaultdict[Span, list[Event]] = defaultdict(list)
    for event in view.events:
        for sentence in view.evidence(event):
            by_sentence[sentence].append(event)

    def targets(mentions: Iterable[Mention], imposers: Sides) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for other in (each for mention in mentions for each in by_sentence[mention.sentence]):
            pressing = other.event_type in _PRESSING and other.mode != "yield"  # whose release is asked is not the one who is pressed
            if pressing and view.sides_of(other.actors) & imposers:
                found.update(dict.fromkeys(other.recipients))
            elif other.event_type == "REJECT" and not other.recipients:
                found.update(dict.fromkeys(other.actors))
        return tuple(each for each in found if view.side(each) not in imposers)

    return targets


def groups_of(view: View, acts: Sequence[Act]) -> list[Group]:
    """The measures that `acts` are steps of, those whose parties are both told first."""
    spoken = _countries_by_document(view)
    groups: list[Group] = []
    index: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: (not act.imposers) + (not act.targets)):
        countries = {country for mention in act.mentions for country in spoken[mention.document]} - {side.country for side in act.imposers}
        home = _home(act, index, countries)
        if home is None:
            home = Group(act.step.kind, act.imposers, act.targets)
            groups.append(home)
        _add(home, act, countries)
        for side in (*home.imposers, *home.targets):
            filed = index[home.kind, side.key]
            if home not in filed:
                filed.append(home)
    order = {event.id: at for at, event in enumerate(view.events)}
    for group in groups:
        group.acts.sort(key=lambda act: order[act.event.id])
    return sorted(groups, key=lambda group: group.key)


def _add(group: Group, act: Act, countries: Iterable[str]) -> None:
    group.imposers |= act.imposers
    group.targets |= act.targets - group.imposers
    group.acts.append(act)
    group.documents.update(mention.document for mention in act.mentions)
    group.countries.update(countries)


def _home(act: Act, index: Mapping[tuple[str, str], Sequence[Group]], countries: set[str]) -> Group | None:
    near = {id(group): group for side in act.imposers | act.targets for group in index.get((act.step.kind, side.key), ())}
    fitting = [group for group in near.values() if _fits(act, group)]
    if act.imposers and act.targets:
        return fitting[0] if fitting else None
    documents = {mention.document for mention in act.mentions}
    here = [group for group in fitting if group.documents & documents]
    spoken_of = here or [group for group in fitting if _spoken_of(group, countries)]
    return spoken_of[0] if len(spoken_of) == 1 else None


def _fits(act: Act, group: Group) -> bool:
    """Imposers and targets in common, where both tell them; a group is never widened by an act that tells more than it."""
    if act.imposers and group.imposers and not act.imposers & group.imposers:
        return False
    if act.targets and group.targets and not act.targets & group.targets:
        return False
    return bool(act.imposers & group.imposers or act.targets & group.targets)


def _spoken_of(group: Group, countries: set[str]) -> bool:
    """Whether the act's text speaks of the country that the measure is about."""
    return bool((({side.country for side in group.targets} or group.countries) - {""}) & countries)


def _countries_by_document(view: View) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in view.snapshot.mentions:
        found[mention.document].update(party.country for party in (*mention.actors, *mention.recipients) if party.country)
    return defaultdict(frozenset, {document: frozenset(countries) for document, countries in found.items()})
