"""What an analyst said of the mentions that a brief shows: one note for each correction that holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from detente.briefing import dates
from detente.briefing.text import shorten
from detente.briefing.wording import Words
from detente.records import Correction, Evidence, Mention, Snapshot
from detente.reviewing.withdrawing import in_order, taken_back

ON_MENTIONS = ("accept", "correct", "add", "merge", "split")  # kinds whose mentions are still in the record
_REASON = 200  # characters shown of an analyst's reason


def standing(snapshot: Snapshot) -> tuple[Correction, ...]:
    """The corrections that hold, in the order of their time: neither withdrawals, nor what was withdrawn, nor what finds no place."""
    log = in_order(snapshot.corrections)
    gone = taken_back(log) | {each.correction.id for each in snapshot.unmatched}
    return tuple(each for each in log if each.kind != "withdraw" and each.id not in gone)


def marks(snapshot: Snapshot, words: Words) -> dict[str, tuple[str, ...]]:
    """Notes by mention id: "Accepted by A. Reader, 3 May 2024: both reports agree"."""
    by_place: defaultdict[str, list[Mention]] = defaultdict(list)
    corrections = [each for each in standing(snapshot) if each.kind in ON_MENTIONS]
    if corrections:
        for mention in snapshot.mentions:
            by_place[mention.document].append(mention)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for correction in corrections:
        for key in _mentions(correction.evidence, by_place):
            found[key].append(note(correction, words))
    return {mention: tuple(notes) for mention, notes in found.items()}


def note(correction: Correction, words: Words) -> str:
    """A correction in words: what was done, by whom, when and why."""
    why = f": {shorten(correction.reason, _REASON)}" if correction.reason else ""
    done = words.name("corrections", correction.kind)
    return f"{done[:1].upper()}{done[1:]} by {shorten(correction.author, 80)}, {dates.in_words(correction.time[:10])}{why}"


def _mentions(evidence: Iterable[Evidence], by_place: Mapping[str, list[Mention]]) -> dict[str, None]:
    """Ids of the mentions at the passages of `evidence`: the trigger in the same place, or else a trigger that meets it."""
    chosen: dict[str, None] = {}
    for one in evidence:
        there = [
            m for m in by_place.get(one.trigger.document, ()) if m.trigger.start < one.trigger.end and one.trigger.start < m.trigger.end
        ]
        same = [m for m in there if m.trigger == one.trigger] or there
        typed = [m for m in same if m.event_type == one.event_type] or same
        chosen.update(dict.fromkeys(mention.id for mention in typed))
    return chosen
