"""Why the mentions of an event were joined, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.consolidating.cases import Case, make_cases
from detente.consolidating.entities import join_names
from detente.consolidating.likeness import levels
from detente.consolidating.ties import Ties
from detente.records import Event, When

if TYPE_CHECKING:
    from detente.records import Snapshot

_PARTIES = {
    "entity": "same {side}",
    "entities": "same parties",
    "sector": "same country and sector of the {side}",
    "country": "same country of the {side}",
    "countries": "same countries",
    "code": "{side} that can be one",
    "some": "some of the {side}",
}
_DATES = {
    "told soon": "told undated within days of it",
    "told later": "told undated within two weeks of it",
    "told weeks later": "told undated weeks later",
    "undated soon": "both undated, told within days of each other",
    "undated later": "both undated, told within two weeks of each other",
    "undated weeks": "both undated, told weeks apart",
    "undated here": "both undated, in one document",
    "dated here": "undated in the same document",
    "one known": "one of them undated, in a document without a date",
    "nobody knows": "both undated, in documents without dates",
}


def why_joined(event: Event, snapshot: Snapshot, ties: Ties | None = None) -> Mapping[str, str]:
    """For each mention of `event` after the first a short reason why it is one with the first, by mention id.

    `snapshot` holds the event's mentions and their documents; `ties` are those it was consolidated with. Raises KeyError where a mention
    of the event is not in the snapshot.
    """
    ties = ties or Ties()
    known = {mention.id: mention for mention in snapshot.mentions}
    ordered = [known[key] for key in event.mentions]
    _, parties = join_names(ordered, ties)
    published = {document.id: document.published.anchor for document in snapshot.documents}
    first, *others = make_cases(ordered, parties, published, snapshot.groups)
    bundles = ties.bundles()
    first_bundle = bundles.get(first.mention.id)
    return {
        other.mention.id: "an analyst joined them"
        if first_bundle and bundles.get(other.mention.id) == first_bundle
        else "; ".join(_reasons(first, other))
        for other in others
    }


def _reasons(first: Case, other: Case) -> list[str]:
    mention = other.mention
    found = [f"same type {other.kind}" + (f", {mention.mode}" if mention.mode and mention.mode == first.mention.mode else "")]
    for field, level in levels(first, other):
        if field in ("actors", "recipients", "parties") and level in _PARTIES:
            side = {"actors": mention.actors, "recipients": mention.recipients}.get(field, mention.actors + mention.recipients)
            names = ", ".join(dict.fromkeys(party.name for party in side))
            found.append(f"{_PARTIES[level].format(side=field)} ({names})")
        elif field == "date":
            found.append(_DATES.get(level) or f"dates {_interval(first.mention.date)} and {_interval(mention.date)}")
        elif field == "place" and level == "same" and mention.location:
            found.append(f"same place {mention.location.name}")
        elif field == "words" and level != "0":
            shared = sorted(first.words.keys() & other.words.keys(), key=lambda stem: (-other.words[stem], stem))
            found.append(f"words shared: {', '.join(_whole(stem, mention.sentence.text) for stem in shared[:3])}")
    return found


def _interval(when: When | None) -> str:
    if when is None:
        return "unknown"
    return when.start if when.start == when.end else f"{when.start} to {when.end}"


def _whole(stem: str, text: str) -> str:
    """The word of `text` that begins with `stem`."""
    return next((word.strip(".,;:!?\"'“”()") for word in text.split() if word.casefold().strip("\"'“(").startswith(stem)), stem)
