"""How the brief was made: runs, codebook, method and its limits."""

from __future__ import annotations

import json

from detente.briefing.blocks import Note, Notes, Row, Section, Table
from detente.briefing.dossier import Dossier
from detente.briefing.text import one_line, shorten
from detente.records import Run

RUNS = 8
_METHOD = (
    "A program read the reports, found events by the grammar of each sentence and coded them by the PLOVER standard: 16 types with modes, "
    "contexts and a status. Nobody checked the lines by hand unless a line says so; read the sentence under a line before you rely on it.",
    "Every line leads to the characters it was read from. What a text doesn’t say is left empty, never guessed.",
    "Rewrites and copies of one story count as one source. Independent sources may still share an origin that none of them names.",
    "Events of the same type with overlapping parties and compatible dates are joined into one. Two happenings may be joined that were "
    "separate, and one may stand twice.",
    "Dates in words (“on Monday”) are resolved against the publication date, unless that date is doubtful. Places are looked up in an "
    "offline gazetteer by their context.",
    "Intensity is PLOVER’s expert score for a type and mode, from −10 to +10. It is no measure of an event’s consequences. "
    "In brackets it is that of an act announced, only possible or not done.",
    "How often coding of this kind is right, measured on hand-coded reports, stands in the project’s documentation on accuracy.",
)


def how_it_was_made(dossier: Dossier) -> Section:
    """Runs, latest first, and the notes on method that a reader needs before using a line."""
    codebook = dossier.words.codebook
    runs = sorted(dossier.snapshot.runs, key=lambda run: (run.started, run.id), reverse=True)
    table = Table(
        caption="Runs that made this record",
        head=("Started (UTC)", "Run", "Version", "Coder", "Codebook", "Options", "State", "Documents", "Mentions"),
        rows=tuple(Row(cells=_cells(run)) for run in runs[:RUNS]),
        numeric=2,
        more=max(0, len(runs) - RUNS),
    )
    notes = Notes(heading="Method and limits", notes=tuple(Note(text=text) for text in _METHOD))
    lede = f"Codebook {codebook.version}, {len(codebook.event_types)} event types. Times are UTC."
    return Section(id="method", title="How this was made", lede=lede, blocks=(notes, table) if runs else (notes,))


def _cells(run: Run) -> tuple[str, ...]:
    started = run.started.replace("T", " ")[:16]
    state = "finished" if run.finished else "not finished"
    return (
        started,
        shorten(run.id, 16),
        run.version,
        run.coder,
        shorten(run.codebook, 24),
        shorten(_options(run.options), 160),
        state,
        f"{run.documents:,}",
        f"{run.mentions:,}",
    )


def _options(options: str) -> str:
    """A run's options as "key: value" pairs; as they stand where they aren't a JSON object."""
    try:
        table = json.loads(options or "{}")
    except ValueError:
        return one_line(options)
    if not isinstance(table, dict):
        return one_line(options)
    return "; ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(table.items())) or "defaults"
