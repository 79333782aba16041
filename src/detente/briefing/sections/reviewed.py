"""What analysts said of the record: corrections that hold, by kind, and those that find no place in it now."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing import reviews
from detente.briefing.blocks import Block, Note, Notes, Section
from detente.briefing.dossier import TITLE, Dossier
from detente.briefing.text import count, listed, shorten
from detente.records import Correction

SHOWN = 40  # corrections of one kind


def reviewed(dossier: Dossier) -> Section:
    """Corrections by kind, each with its passage; what finds no place is listed with the reason."""
    found = reviews.standing(dossier.snapshot)
    kinds = list(dict.fromkeys(each.kind for each in found))
    blocks: list[Block] = [_kind(dossier, kind, [each for each in found if each.kind == kind]) for kind in sorted(kinds)]
    lost = dossier.snapshot.unmatched
    if lost:
        notes = tuple(
            Note(text=f"{_told(dossier, each.correction)} ({each.reason})", documents=_documents(dossier, each.correction))
            for each in lost[:SHOWN]
        )
        blocks.append(Notes(heading="Without a place in the record as it is now", notes=notes, more=max(0, len(lost) - SHOWN)))
    lede = f"{count(len(found), 'correction holds', 'corrections hold')}; {count(len(lost), 'finds', 'find')} no place and is kept."
    if len(lost) != 1:
        lede = lede.replace("is kept", "are kept")
    return Section(id="review", title="Reviewed by hand", lede=lede, blocks=tuple(blocks))


def _kind(dossier: Dossier, kind: str, found: list[Correction]) -> Notes:
    name = dossier.words.name("corrections", kind)
    notes = tuple(Note(text=_told(dossier, each), documents=_documents(dossier, each)) for each in found[:SHOWN])
    return Notes(heading=f"{name[:1].upper()}{name[1:]}: {len(found):,}", notes=notes, more=max(0, len(found) - SHOWN))


def _told(dossier: Dossier, correction: Correction) -> str:
    return f"{reviews.note(correction, dossier.words)}. {' · '.join(_about(dossier, correction))}".rstrip(". ")


def _about(dossier: Dossier, correction: Correction) -> Iterable[str]:
    """The passages or the names that a correction speaks of."""
    for one in correction.evidence[:3]:
        what = dossier.words.what(one.event_type, one.mode)
        yield f"{what}: “{shorten(one.sentence.text, TITLE)}”"
    if correction.names:
        yield listed([f"“{shorten(name, 80)}”" for name in correction.names], 5)


def _documents(dossier: Dossier, correction: Correction) -> tuple[int, ...]:
    return tuple(sorted({dossier.numbers[one.trigger.document] for one in correction.evidence if one.trigger.document in dossier.numbers}))
