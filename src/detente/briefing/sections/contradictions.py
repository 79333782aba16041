"""Contradictions side by side, never resolved; then values of one event that differ and may both hold."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing import dates
from detente.briefing.blocks import Block, Lines, Row, Section, Side, Sides, Table
from detente.briefing.dossier import NAME, REASON, Dossier
from detente.briefing.sections.cards import heading
from detente.briefing.text import count, listed, shorten
from detente.records import Contradiction, Event
from detente.records import Side as Claimed

PASSAGES = 3  # sentences of one side
NUMBERS = 8  # documents that one side names
_FIELDS = {"date": "date", "location": "place", "reason": "reason", "status": "fact"}  # field of an event -> kind of contradiction


def side_by_side(dossier: Dossier) -> Section:
    """Each contradiction with its sides, the independent ones first."""
    found = sorted(dossier.tracking.contradictions, key=lambda each: (not each.independent, -sum(s.sources for s in each.sides)))
    most = dossier.options.lines
    blocks: list[Block] = [_sides(dossier, each) for each in found[:most]]
    if len(found) > most:
        blocks.append(Lines(more=len(found) - most))
    table = _differing(dossier)
    title = "Contradictions, side by side"
    if not found and not table.rows:
        return Section(id="differences", title=title, lede="No two statements of this record were found that cannot both hold.")
    independent = f"{number:,}" if (number := sum(each.independent for each in found)) else "none"
    lede = f"{count(len(found), 'matter')} on which statements cannot both hold, {independent} of them between independent sources. "
    lede += "Which holds is for the reader to judge."
    return Section(id="differences", title=title, lede=lede, blocks=(*blocks, *((table,) if table.rows else ())))


def _sides(dossier: Dossier, found: Contradiction) -> Sides:
    between = "told by sources that are independent of each other" if found.independent else "the sources are not independent of each other"
    kind = dossier.words.name("contradictions", found.kind)
    return Sides(
        heading=_about(dossier, found),
        note=f"{kind[:1].upper()}{kind[1:]}: {between}",
        sides=tuple(_side(dossier, found.kind, side) for side in found.sides),
    )


def _side(dossier: Dossier, kind: str, side: Claimed) -> Side:
    passages, more = dossier.quotes(side.evidence, min(PASSAGES, dossier.options.passages))
    numbers = sorted(dossier.numbers[key] for key in side.documents if key in dossier.numbers)
    places = " ".join(f"[{number}]" for number in numbers[:NUMBERS]) + (
        f" and {len(numbers) - NUMBERS} more" if len(numbers) > NUMBERS else ""
    )
    first = f"first published {dates.in_words(side.published)}" if side.published else "not dated"
    support = f"{count(side.sources, 'independent source')} · {first} · {places}"
    says = _says(dossier, kind, side.value)
    return Side(says=f"{says[:1].upper()}{says[1:]}", support=support, passages=passages, more=more)


def _says(dossier: Dossier, kind: str, value: str) -> str:
    if kind == "date":
        start, _, end = value.partition("/")
        return dates.interval(start, end or start)
    if kind in ("reason", "number", "scope"):
        return f"“{shorten(value, REASON)}”"
    return shorten(dossier.words.name("claims", value) if value in dossier.words.tables["claims"] else value, REASON)


def _about(dossier: Dossier, found: Contradiction) -> str:
    """What a contradiction is about: an event in words, a measure with its parties, or an office."""
    if found.about in dossier.by_id:
        return _event(dossier, dossier.by_id[found.about])
    for measure in dossier.tracking.measures:
        if measure.id == found.about:
            return f"{heading(dossier, measure.imposers, measure.targets)}: {measure.kind}"
    for office in dossier.tracking.offices:
        if office.id == found.about:
            post = ", ".join(part for part in (shorten(office.post, NAME), dossier.words.state(office.country)) if part)
            return f"{post[:1].upper()}{post[1:]}"
    return listed([shorten(side.value, 80) for side in found.sides], 3)


def _event(dossier: Dossier, event: Event) -> str:
    line = dossier.line(event, ())
    return (f"{line.actors} → {line.recipients}" if line.recipients else line.actors) + f": {line.what}"


def _differing(dossier: Dossier) -> Table:
    """Fields of one event in which its reports differ, where no contradiction tells of them."""
    told = {(each.about, each.kind) for each in dossier.tracking.contradictions}
    rows = list(_rows(dossier, told))
    most = dossier.options.rows
    return Table(
        caption="Values that differ and may both hold", head=("Event", "Field", "As told"), rows=tuple(rows[:most]), more=len(rows[most:])
    )


def _rows(dossier: Dossier, told: set[tuple[str, str]]) -> Iterable[Row]:
    for event in sorted(dossier.events, key=lambda e: (-e.corroboration, e.start or "9", e.id)):
        left = [(name, values) for name, values in event.disagreements if (event.id, _FIELDS.get(name, name)) not in told]
        for name, values in left:
            passages, more = dossier.passages(dossier.of(event))
            shown = listed([_value(name, value) for value in values], 5)
            yield Row(cells=(_event(dossier, event), dossier.words.name("fields", name), shown), passages=passages, more=more)


def _value(name: str, value: str) -> str:
    if name != "date":
        return f"“{shorten(value, REASON)}”" if name == "reason" else shorten(value, REASON)
    start, _, end = value.partition("/")
    return dates.interval(start, end or start)
