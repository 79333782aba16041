"""Where reports differ: one event told with other values, one act told as done and as not done, one act with other reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.briefing import dates
from detente.briefing.blocks import Comparison, Lines, Section
from detente.briefing.dossier import HAPPENED, REASON, Dossier, unique
from detente.briefing.text import count, listed, shorten
from detente.records import Event, Mention

COMPARED = 6  # passages side by side


@dataclass(frozen=True, slots=True)
class _Matter:
    """A difference before its passages are looked up: `fields` names what each mention is asked for."""

    heading: str
    differs: tuple[str, ...]
    mentions: tuple[Mention, ...]
    fields: tuple[str, ...]


def where_reports_differ(dossier: Dossier) -> Section:
    """Each difference with every report's own sentence beside it. Differing is not erring: both may hold."""
    found = [*_disagreements(dossier), *_denials(dossier), *_reasons(dossier)]
    if not found:
        return Section(
            id="differences", title="Where reports differ", lede="No two reports of this record were found to differ on the same event."
        )
    most = dossier.options.lines
    blocks = tuple(_comparison(dossier, matter) for matter in found[:most])
    more = (Lines(more=len(found) - most),) if len(found) > most else ()
    lede = f"{count(len(found), 'matter')} on which reports differ in values, reasons or outcomes. Which holds is for the reader to judge."
    return Section(id="differences", title="Where reports differ", lede=lede, blocks=(*blocks, *more))


def _comparison(dossier: Dossier, matter: _Matter) -> Comparison:
    """Sentences that say something on the matter, one of each document first."""
    speaking = [(mention, fields) for mention in matter.mentions if (fields := _told(dossier, mention, matter.fields))]
    first = {mention.document: mention.id for mention, _ in reversed(speaking)}
    ordered = sorted(speaking, key=lambda pair: first[pair[0].document] != pair[0].id)
    passages = tuple(dossier.passage(mention, fields) for mention, fields in ordered[:COMPARED])
    return Comparison(heading=matter.heading, differs=matter.differs, passages=passages, more=max(0, len(ordered) - COMPARED))


def _told(dossier: Dossier, mention: Mention, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What one sentence says in the fields that differ; fields on which it is silent are left out."""
    values = {
        "date": dates.interval(mention.date.start, mention.date.end) if mention.date else "",
        "location": mention.location.name if mention.location else "",
        "mode": dossier.words.what(mention.event_type, mention.mode) if mention.mode else "",
        "reason": mention.reason.text if mention.reason else "",
        "status": dossier.words.name("statuses", mention.status),
    }
    return tuple((dossier.words.name("fields", name), shorten(values[name], REASON)) for name in names if values.get(name))


def _shown(name: str, value: str) -> str:
    if name != "date":
        return f"“{shorten(value, REASON)}”" if name == "reason" else shorten(value, REASON)
    start, _, end = value.partition("/")
    return dates.interval(start, end or start)


def _heading(dossier: Dossier, event: Event) -> str:
    line = dossier.line(event, ())
    return (f"{line.actors} → {line.recipients}" if line.recipients else line.actors) + f": {line.what}"


def _disagreements(dossier: Dossier) -> Iterable[_Matter]:
    for event in sorted(dossier.events, key=lambda e: (-e.corroboration, e.start or "9", e.id)):
        if event.disagreements:
            differs = tuple(
                f"{dossier.words.name('fields', name).capitalize()}: {listed([_shown(name, value) for value in values], 5)}"
                for name, values in event.disagreements
            )
            yield _Matter(_heading(dossier, event), differs, dossier.of(event), tuple(name for name, _ in event.disagreements))


def _denials(dossier: Dossier) -> Iterable[_Matter]:
    """One matter for each denied act that other sources tell as done."""
    index: dict[tuple[str, str], list[Event]] = {}
    for event in dossier.events:
        if event.status in HAPPENED:
            for actor in event.actors:
                index.setdefault((event.event_type, actor), []).append(event)
    for denied in dossier.events:
        if denied.status != "negated":
            continue
        own = _groups(dossier, dossier.of(denied))
        candidates = {e.id: e for actor in denied.actors for e in index.get((denied.event_type, actor), ()) if _alike(denied, e)}
        done = [event for event in candidates.values() if not _groups(dossier, dossier.of(event)) <= own]
        if done:  # one source that tells both is no difference between reports
            mentions = tuple(mention for event in (denied, *done) for mention in dossier.of(event))
            yield _Matter(_heading(dossier, done[0]), ("Told as done by one report and as not done by another",), mentions, ("status",))


def _groups(dossier: Dossier, mentions: Iterable[Mention]) -> set[str]:
    return {dossier.snapshot.groups.get(mention.document, mention.document) for mention in mentions}


def _alike(one: Event, two: Event) -> bool:
    """An actor and, where both name one, a recipient in common; dates that can both hold. An undated act must be of the very same mode."""
    if not set(one.actors) & set(two.actors) or (one.recipients and two.recipients and not set(one.recipients) & set(two.recipients)):
        return False
    if not (one.start and two.start):
        return one.mode is not None and one.mode == two.mode
    return (
        (one.mode == two.mode or not (one.mode and two.mode))
        and one.start <= (two.end or two.start)
        and two.start <= (one.end or one.start)
    )


def _reasons(dossier: Dossier) -> Iterable[_Matter]:
    """Separate events of one type by the same actors for which different sources state different reasons."""
    stated: dict[tuple[str, str, tuple[str, ...]], list[Mention]] = {}
    within = {key for event in dossier.events if any(name == "reason" for name, _ in event.disagreements) for key in event.mentions}
    for event in dossier.events:
        if event.actors:
            key = (event.event_type, event.mode or "", tuple(sorted(event.actors)))
            stated.setdefault(key, []).extend(mention for mention in dossier.of(event) if mention.reason and mention.id not in within)
    for (event_type, mode, actors), mentions in sorted(stated.items()):
        reasons = {text.casefold(): text for text in unique(mention.reason for mention in mentions)}
        if len(reasons) > 1 and len(_groups(dossier, mentions)) > 1:
            heading = f"{dossier.parties(actors)}: {dossier.words.what(event_type, mode or None)}"
            differs = (f"Stated reason: {listed([f'“{shorten(reason, REASON)}”' for reason in sorted(reasons.values())], 5)}",)
            yield _Matter(heading, differs, tuple(mentions), ("reason",))
