"""Where reports differ: one event told with other values, one act told as done and as not done, one act with other reasons."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing import dates
from detente.briefing.blocks import Comparison, Lines, Section
from detente.briefing.dossier import HAPPENED, Dossier
from detente.briefing.text import count, listed, one_line
from detente.records import Event, Mention

COMPARED = 6  # passages side by side


def where_reports_differ(dossier: Dossier) -> Section:
    """Each difference with every report's own sentence beside it. Differing is not erring: both may hold."""
    found = [*_disagreements(dossier), *_denials(dossier), *_reasons(dossier)]
    if not found:
        return Section(
            id="differences", title="Where reports differ", lede="No two reports of this record were found to differ on the same event."
        )
    most = dossier.options.lines
    blocks = (*found[:most], *((Lines(more=len(found) - most),) if len(found) > most else ()))
    lede = f"{count(len(found), 'matter')} on which reports differ in values, reasons or outcomes. Which holds is for the reader to judge."
    return Section(id="differences", title="Where reports differ", lede=lede, blocks=blocks)


def _heading(dossier: Dossier, event: Event) -> str:
    line = dossier.line(event, ())
    return (f"{line.actors} → {line.recipients}" if line.recipients else line.actors) + f": {line.what}"


def _disagreements(dossier: Dossier) -> Iterable[Comparison]:
    for event in sorted(dossier.events, key=lambda e: (-e.corroboration, e.start or "9", e.id)):
        if event.disagreements:
            differs = tuple(
                f"{dossier.words.name('fields', name).capitalize()}: {listed([_shown(name, v) for v in values], 5)}"
                for name, values in event.disagreements
            )
            names = tuple(name for name, _ in event.disagreements)
            yield _comparison(dossier, _heading(dossier, event), differs, [(m, _told(dossier, m, names)) for m in dossier.of(event)])


def _shown(name: str, value: str) -> str:
    if name != "date":
        return f"“{one_line(value)}”" if name == "reason" else one_line(value)
    start, _, end = value.partition("/")
    return dates.interval(start, end or start)


def _told(dossier: Dossier, mention: Mention, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What one sentence says in the fields that differ; fields on which it is silent are left out."""
    values = {
        "date": dates.interval(mention.date.start, mention.date.end) if mention.date else "",
        "location": mention.location.name if mention.location else "",
        "mode": dossier.words.what(mention.event_type, mention.mode) if mention.mode else "",
        "reason": mention.reason.text if mention.reason else "",
        "status": dossier.words.name("statuses", mention.status),
    }
    return tuple((dossier.words.name("fields", name), one_line(values[name])) for name in names if values.get(name))


def _comparison(
    dossier: Dossier, heading: str, differs: tuple[str, ...], told: list[tuple[Mention, tuple[tuple[str, str], ...]]]
) -> Comparison:
    """Sentences that say something on the matter, one of each document first."""
    speaking = [pair for pair in told if pair[1]]
    seen: set[str] = set()
    first = [pair for pair in speaking if pair[0].document not in seen and not seen.add(pair[0].document)]  # type: ignore[func-returns-value]
    ordered = first + [pair for pair in speaking if pair not in first]
    passages = tuple(dossier.passage(mention, fields) for mention, fields in ordered[:COMPARED])
    return Comparison(heading=heading, differs=differs, passages=passages, more=max(0, len(ordered) - COMPARED))


def _alike(one: Event, two: Event) -> bool:
    """Same type, an actor and a recipient in common, and dates that don't exclude each other."""
    if not set(one.actors) & set(two.actors) or bool(one.recipients and two.recipients and not set(one.recipients) & set(two.recipients)):
        return False
    if one.mode and two.mode and one.mode != two.mode:
        return False
    return not (one.start and two.start) or ((one.start <= (two.end or two.start)) and two.start <= (one.end or one.start))


def _by_type(dossier: Dossier) -> dict[tuple[str, str], list[Event]]:
    """Events by type and each of their actors: only those can be alike."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in dossier.events:
        for actor in event.actors:
            found.setdefault((event.event_type, actor), []).append(event)
    return found


def _denials(dossier: Dossier) -> Iterable[Comparison]:
    index = _by_type(dossier)
    for denied in dossier.events:
        if denied.status != "negated":
            continue
        candidates = {
            e.id: e for actor in denied.actors for e in index[denied.event_type, actor] if e.status in HAPPENED and _alike(denied, e)
        }
        groups = {dossier.snapshot.groups.get(m.document, m.document) for m in dossier.of(denied)}
        for done in candidates.values():
            if {dossier.snapshot.groups.get(m.document, m.document) for m in dossier.of(done)} <= groups:
                continue  # one source that tells both is no contradiction between reports
            pairs = [(m, _told(dossier, m, ("status",))) for e in (done, denied) for m in dossier.of(e)]
            yield _comparison(dossier, _heading(dossier, done), ("Told as done by one report and as not done by another",), pairs)


def _reasons(dossier: Dossier) -> Iterable[Comparison]:
    """Separate events of one type between the same parties for which different reasons are stated by different sources."""
    stated: dict[tuple[str, str | None, tuple[str, ...]], list[Mention]] = {}
    for event in dossier.events:
        if event.actors:
            key = (event.event_type, event.mode, tuple(sorted(event.actors)))
            stated.setdefault(key, []).extend(mention for mention in dossier.of(event) if mention.reason)
    within = {key for event in dossier.events if any(name == "reason" for name, _ in event.disagreements) for key in event.mentions}
    for (event_type, mode, actors), mentions in sorted(stated.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2])):
        reasons = {one_line(m.reason.text).casefold(): one_line(m.reason.text) for m in mentions if m.reason and m.id not in within}
        sources = {dossier.snapshot.groups.get(m.document, m.document) for m in mentions}
        if len(reasons) > 1 and len(sources) > 1:
            heading = f"{dossier.parties(actors)}: {dossier.words.what(event_type, mode)}"
            differs = (f"Stated reason: {listed([f'“{reason}”' for reason in sorted(reasons.values())], 5)}",)
            yield _comparison(dossier, heading, differs, [(m, _told(dossier, m, ("reason",))) for m in mentions])
