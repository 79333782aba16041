"""What reports say came of what: reasons as they state them, and what they only tell as coming after."""

from __future__ import annotations

from detente.briefing.blocks import Row, Section, Table
from detente.briefing.dossier import NAME, REASON, UNNAMED, Dossier
from detente.briefing.text import count, listed, shorten
from detente.records import Cause

SEQUENCE = "sequence"


def came_of(dossier: Dossier) -> Section | None:
    """Stated causes with the sentences they rest on, reasons and mere sequences apart; nothing where no report states any."""
    found = dossier.tracking.causes
    if not found:
        return None
    reasons = [each for each in found if each.kind != SEQUENCE]
    after = [each for each in found if each.kind == SEQUENCE]
    tables = (
        _table(dossier, "Given as the reason", reasons, "Because, as told"),
        _table(dossier, "Told as coming after, which gives no reason", after, "After what"),
    )
    lede = (
        f"{count(len(reasons), 'reason')} that reports give for an event, and {count(len(after), 'event')} that they tell as after another."
    )
    return Section(
        id="causes",
        title="What reports say came of what",
        lede=f"{lede} None of them is a finding.",
        blocks=tuple(table for table in tables if table.rows),
    )


def _table(dossier: Dossier, caption: str, found: list[Cause], ground: str) -> Table:
    ranked = sorted(found, key=lambda each: (-each.sources, each.published or "9", each.id))[: dossier.options.rows]
    kept = {each.id for each in ranked}
    rows = tuple(_row(dossier, each) for each in found if each.id in kept)
    return Table(caption=caption, head=("Who", "Did what, as told", ground, "Who says so"), rows=rows, more=len(found) - len(rows))


def _row(dossier: Dossier, cause: Cause) -> Row:
    passages, more = dossier.quotes((*cause.evidence, *cause.ground.evidence), dossier.options.passages)
    sources = count(cause.sources, "independent source")
    said = f"{listed([shorten(name, NAME) for name in cause.attributed], 3)}, by {sources}" if cause.attributed else sources
    cells = (
        dossier.parties(cause.actors) or UNNAMED,
        f"“{shorten(cause.result.value, REASON)}”",
        f"“{shorten(cause.ground.value, REASON)}”",
        said,
    )
    return Row(cells=cells, passages=passages, more=more)
