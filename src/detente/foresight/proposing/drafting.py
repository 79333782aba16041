"""What each side can do, what is in force and what it may want, as the events of a record show it, each with those events."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from detente.foresight.proposing.sides import Scene, Side
from detente.records import Event

_DONE, _POSSIBLE = ("actual", "historical"), ("future", "hypothetical")


@dataclass(slots=True)
class DraftOption:
    """An option in the making: whose, by which rule, towards whom, and the events that tell of it.

    A sign is a day, whether the option is in force after it (None: only possible), and the event. `shown`: whether some event shows that
    the option exists, rather than only that something of the kind ended.
    """

    side: Side
    rule: dict[str, Any]
    others: list[Side] = field(default_factory=list)
    signs: list[tuple[str, bool | None, Event]] = field(default_factory=list)
    shown: bool = False

    @property
    def key(self) -> str:
        """Its key in the model file."""
        return f"{self.side.key}_{self.rule['key']}"

    @property
    def in_force(self) -> bool:
        """Whether the latest event that tells says so; undated events count as the earliest."""
        told = [(day, force) for day, force, _ in self.signs if force is not None]
        return max(told)[1] if told else False

    @property
    def events(self) -> tuple[Event, ...]:
        """The events under it, latest and best corroborated first."""
        ordered = sorted(self.signs, key=lambda sign: (sign[0], sign[2].corroboration, sign[2].confidence, sign[2].id), reverse=True)
        return tuple(dict.fromkeys(event for _, _, event in ordered))


@dataclass(frozen=True, slots=True)
class DraftWish:
    """A suggestion: `holder` may want `option` taken (or left), for `reason`, as `event` suggests."""

    holder: Side
    option: DraftOption
    take: bool
    reason: str
    event: Event


@dataclass(frozen=True, slots=True)
class Draft:
    """The sides that have options, their options in order, and suggestions."""

    sides: tuple[Side, ...]
    options: tuple[DraftOption, ...]
    wishes: tuple[DraftWish, ...]
    left_out: tuple[Side, ...]


def draft(scene: Scene, most_sides: int, most_options: int) -> Draft:
    """The sides with most events, at most `most_sides`, each with its `most_options` best-documented options."""
    rules = tomllib.loads(files("detente.foresight.proposing").joinpath("options.toml").read_text(encoding="utf-8"))
    options: dict[str, DraftOption] = {}
    for event in sorted(scene.events, key=lambda event: (event.start or "", event.id)):
        for rule in rules["options"]:
            _apply(scene, event, rule, options)
    options = {key: option for key, option in options.items() if option.shown}
    ranked = sorted(_weights(scene, options).items(), key=lambda row: (-row[1], row[0].key))
    sides = tuple(side for side, _ in ranked[:most_sides])
    kept = tuple(option for side in sides for option in _best(side, options, most_options))
    wishes = tuple(_wishes(scene, rules["suggestions"], {option.key: option for option in kept}, sides))
    return Draft(sides, kept, wishes, tuple(side for side, _ in ranked[most_sides:]))


def _apply(scene: Scene, event: Event, rule: dict[str, Any], options: dict[str, DraftOption]) -> None:
    done, possible = _among(event, rule["done"]), _among(event, rule["possible"])
    ended = _among(event, rule["ended"]) and event.status in _DONE
    if not (done or possible or ended):
        return
    owners, others = (event.actors, event.recipients) if rule["of"] == "actor" else (event.recipients, event.actors)
    for side in (side for side in _sides(scene, owners) if rule.get("inside", side.inside) == side.inside):
        option = options.setdefault(f"{side.key}_{rule['key']}", DraftOption(side, rule))
        option.shown = option.shown or done or possible or rule["refused"]
        option.signs.append((event.start or "", _force(event, done, possible), event))
        option.others += [other for other in _sides(scene, others) if other not in (*option.others, side)]


def _force(event: Event, done: bool, possible: bool) -> bool | None:
    """What the event says of the option: in force, not in force (ended, or reported as not done), or only possible (None)."""
    if done and event.status in _DONE:
        return True
    return None if possible or (done and event.status in _POSSIBLE) else False


def _among(event: Event, codes: list[str]) -> bool:
    return event.event_type in codes or f"{event.event_type}/{event.mode}" in codes


def _sides(scene: Scene, parties: tuple[str, ...]) -> list[Side]:
    return list(dict.fromkeys(scene.sides[party] for party in parties if party in scene.sides))


def _weights(scene: Scene, options: dict[str, DraftOption]) -> dict[Side, int]:
    """How many events each side that has an option acts or is acted on in."""
    owners = {option.side for option in options.values()}
    weights = dict.fromkeys(sorted(owners, key=lambda side: side.key), 0)
    for event in scene.events:
        for side in {*_sides(scene, event.actors), *_sides(scene, event.recipients)} & owners:
            weights[side] += 1
    return weights


def _best(side: Side, options: dict[str, DraftOption], most: int) -> list[DraftOption]:
    own = [option for option in options.values() if option.side == side]
    best = sorted(own, key=lambda option: (-len(option.events), option.key))[:most]
    return sorted(best, key=lambda option: option.key)


def _wishes(scene: Scene, rules: list[dict[str, Any]], options: dict[str, DraftOption], sides: tuple[Side, ...]) -> Iterator[DraftWish]:
    seen: set[tuple[Side, str]] = set()
    for event in sorted(scene.events, key=lambda event: (event.start or "", event.id), reverse=True):
        for rule in (rule for rule in rules if _among(event, rule["events"]) and event.status in _DONE):
            holders = _sides(scene, event.actors)
            about = holders if rule["about"] == "actor" else _sides(scene, event.recipients)
            for holder, other in ((holder, other) for holder in holders for other in about):
                key = f"{other.key}_{rule['option']}"
                matched = (holder == other) == (rule["about"] == "actor")
                if matched and holder in sides and key in options and (holder, key) not in seen:
                    seen.add((holder, key))
                    yield DraftWish(holder, options[key], rule["wish"] == "take", rule["reason"], event)
