"""What could not be read or coded: every item turned away, grouped by stage and reason, long lists counted and folded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.briefing.blocks import Note, Notes, Section
from detente.briefing.dossier import Dossier
from detente.briefing.text import count, one_line, shorten
from detente.records import Rejected

_STAGES = ("read", "parse", "code", "consolidate")
REASONS = 20  # of one stage
ITEMS = 12  # of one reason
_QUOTED = re.compile(r"'[^']+'")  # words of the text inside a reason: reasons that differ in them alone are one


def turned_away(dossier: Dossier) -> Section:
    """Rejected items by stage, the commonest reason first."""
    rejected = dossier.snapshot.rejected
    title = "What could not be read or coded"
    if not rejected:
        return Section(id="rejected", title=title, lede="Nothing was turned away.")
    stages = sorted({item.stage for item in rejected}, key=lambda s: (_STAGES.index(s) if s in _STAGES else len(_STAGES), s))
    blocks = tuple(_stage(dossier, stage, [item for item in rejected if item.stage == stage]) for stage in stages)
    lede = f"{count(len(rejected), 'item was', 'items were')} turned away. Each is a row of the record with its reason."
    return Section(id="rejected", title=title, lede=lede, blocks=blocks)


def _stage(dossier: Dossier, stage: str, items: list[Rejected]) -> Notes:
    reasons: dict[str, list[Rejected]] = {}
    for item in items:
        reasons.setdefault(_QUOTED.sub("‘…’", one_line(item.reason)), []).append(item)
    ranked = sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    heading = f"In {dossier.words.name('pipeline', stage)}: {count(len(items), 'item')}"
    left = sum(len(found) for _, found in ranked[REASONS:])
    return Notes(heading=heading, notes=tuple(_reason(dossier, reason, found) for reason, found in ranked[:REASONS]), more=left)


def _reason(dossier: Dossier, reason: str, found: list[Rejected]) -> Note:
    shown = tuple(dict.fromkeys(_named(dossier, item) for item in found))
    text = f"{shorten(reason, 300)} ({count(len(found), 'item')})"
    return Note(text=text, items=shown[:ITEMS], more=max(0, len(shown) - ITEMS))


def _named(dossier: Dossier, item: Rejected) -> str:
    document = dossier.documents.get(item.where)
    where = f"[{dossier.numbers[document.id]}]" if document else item.where
    name = "" if item.item in dossier.documents else item.item
    return " · ".join(_parts(shorten(name, 120), shorten(where, 120))) or "no name"


def _parts(*parts: str) -> Iterable[str]:
    return (part for part in dict.fromkeys(parts) if part)
