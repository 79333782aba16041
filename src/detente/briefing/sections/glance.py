"""At a glance: what the record holds, what stands out in it, and what it can't tell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from detente.briefing import dates
from detente.briefing.blocks import Block, Facts, Lines, Note, Notes, Row, Section, Table
from detente.briefing.dossier import Dossier, done_in
from detente.briefing.sections.demands import OPEN as UNANSWERED
from detente.briefing.sections.detentions import HELD
from detente.briefing.sections.pressure import IN_FORCE
from detente.briefing.sections.tracks import OPEN
from detente.briefing.text import count, listed
from detente.records import Document, Event

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
NAMED = 8  # documents or parties that one statement lists


def at_a_glance(dossier: Dossier) -> Section:
    """The first section of the brief."""
    blocks: list[Block] = [_facts(dossier)]
    if dossier.events:
        blocks.append(_today(dossier))
        blocks.append(_quads(dossier))
        blocks.append(_findings(dossier))
    blocks.append(Notes(heading="What this record can’t tell", notes=tuple(_limits(dossier))))
    return Section(id="glance", title="At a glance", lede=_lede(dossier), blocks=tuple(blocks))


def period(dossier: Dossier) -> str:
    """The days that the record's present events span, in words; "" where none is dated. Lone far dates are left out."""
    found = done_in(dossier.events)
    return dates.interval(found.first.isoformat(), found.last.isoformat()) if found else ""


def sources_in(dossier: Dossier) -> int:
    """How many independent sources the record has: each rewrite group counts once."""
    return len({dossier.snapshot.groups.get(key, key) for key in dossier.documents})


def _facts(dossier: Dossier) -> Facts:
    return Facts(
        facts=(
            (f"{len(dossier.documents):,}", "document" if len(dossier.documents) == 1 else "documents"),
            (f"{sources_in(dossier):,}", "independent source" if sources_in(dossier) == 1 else "independent sources"),
            (f"{len(dossier.events):,}", "event" if len(dossier.events) == 1 else "events"),
            (f"{len(dossier.entities):,}", "party" if len(dossier.entities) == 1 else "parties"),
        )
    )


def _today(dossier: Dossier) -> Facts:
    """What the views count as of the day."""
    views = dossier.tracking
    counted = (
        (sum(track.stage in OPEN for track in views.tracks), "open track"),
        (sum(measure.state == IN_FORCE for measure in views.measures), "measure in force", "measures in force"),
        (sum(demand.state in UNANSWERED for demand in views.demands), "demand without an answer", "demands without an answer"),
        (sum(held.state in HELD for held in views.detentions), "detention that lasts", "detentions that last"),
        (len(views.contradictions), "contradiction"),
    )
    return Facts(facts=tuple((f"{number:,}", count(number, *noun).split(" ", 1)[1]) for number, *noun in counted))


def _lede(dossier: Dossier) -> str:
    if not dossier.documents:
        return "The record holds no documents yet. Build it from reports first; this page then fills itself."
    documents = count(len(dossier.documents), "document")
    sources = "" if sources_in(dossier) == len(dossier.documents) else f" from {count(sources_in(dossier), 'independent source')}"
    if not dossier.events:
        return f"The record holds {documents}{sources}. No event was found in them."
    verb = "reports" if len(dossier.documents) == 1 else "report"
    told = f"{documents}{sources} {verb} {count(len(dossier.events), 'event')}."
    return f"{told} Most of those reported as done fall in the period {period(dossier)}." if period(dossier) else told


def _quads(dossier: Dossier) -> Table:
    tally = Counter(dossier.words.quad(event.event_type) for event in dossier.events)
    most = max(tally.values())
    names = [*QUADS, *sorted(set(tally) - set(QUADS))]
    kinds = {
        name: Counter(dossier.words.name("types", e.event_type) for e in dossier.events if dossier.words.quad(e.event_type) == name)
        for name in names
    }
    rows = tuple(
        Row(
            cells=(
                name.capitalize(),
                ", ".join(f"{kind} {number}" for kind, number in _ranked(kinds[name])[:4]) or "none",
                f"{tally[name]:,}",
            ),
            bar=tally[name] / most,
            tone="cooperation" if name.endswith("cooperation") else "conflict",
        )
        for name in names
    )
    return Table(caption="Events by quad class", head=("Class", "Most frequent kinds", "Events"), rows=rows, numeric=1)


def _ranked(tally: Counter[str]) -> list[tuple[str, int]]:
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))


def _findings(dossier: Dossier) -> Lines:
    """The best supported, most intense and most recent events with a named actor; one for each type and pair of parties."""
    seen: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    chosen: list[Event] = []
    candidates = [event for event in dossier.events if event.actors and event.status not in ("historical", "hypothetical")]
    for event in sorted(candidates, key=lambda e: (-_weight(dossier, e), e.id)):
        key = (event.event_type, tuple(sorted(event.actors)), tuple(sorted(event.recipients)))
        if key not in seen and len(chosen) < dossier.options.findings:
            seen.add(key)
            chosen.append(event)
    return Lines(
        heading="What stands out",
        lines=tuple(dossier.line(event) for event in chosen),
        note="Ranked by independent sources first, then by sentences, intensity, named recipients, certainty and recency.",
    )


def _weight(dossier: Dossier, event: Event) -> float:
    """Support counts most: a second independent source weighs as much as nine points of intensity or three times the sentences."""
    mentions = dossier.of(event)
    last, day = dates.parse(dossier.day), dates.parse(event.end or event.start)
    age = abs((last - day).days) if last and day else 365
    doubts = any(mention.hedge for mention in mentions) + all(
        dossier.documents[mention.document].published.doubtful for mention in mentions
    )
    named = 0.8 if event.recipients else 0.0
    support = 3 * math.log2(1 + event.corroboration) + 1.5 * math.log2(1 + len(mentions))
    return support + abs(event.intensity) / 5 + named + event.confidence - doubts + 1 / (1 + age / 30)


def _limits(dossier: Dossier) -> Iterable[Note]:
    documents = list(dossier.documents.values())
    doubtful = [d for d in documents if d.published.doubtful]
    undated = [d for d in documents if d.published.value is None]
    foreign = [d for d in documents if d.language not in (None, "en")]
    if dossier.unknown:
        text = f"{count(dossier.unknown, 'document')} left out: without a date to trust, nobody can say whether it was known by then"
        yield Note(text=text)
    if doubtful:
        text = f"{count(len(doubtful), 'document')} of doubtful date: the content contradicts it, so it dates nothing here"
        yield _note(dossier, text, doubtful)
    if undated:
        yield _note(dossier, f"{count(len(undated), 'document')} without a publication date: “on Monday” can’t be resolved there", undated)
    if foreign:
        languages = listed(sorted({dossier.words.name("languages", d.language or "") for d in foreign}))
        yield _note(dossier, f"{count(len(foreign), 'document')} in {languages}: kept, but not coded", foreign)
    cited = {mention.document for mention in dossier.mentions.values()}
    silent = [d for d in documents if d.id not in cited and d not in foreign]
    if silent:
        yield _note(dossier, f"{count(len(silent), 'document')} in which no event was found", silent)
    yield from _event_limits(dossier)
    if dossier.snapshot.rejected:
        yield Note(
            text=f"{count(len(dossier.snapshot.rejected), 'item')} that could not be read or coded, listed near the end of this page"
        )


def _note(dossier: Dossier, text: str, documents: Sequence[Document]) -> Note:
    numbers = sorted(dossier.numbers[document.id] for document in documents)
    return Note(text=text, documents=tuple(numbers[:NAMED]), more=max(0, len(numbers) - NAMED))


def _event_limits(dossier: Dossier) -> Iterable[Note]:
    events = dossier.events
    if not events:
        return

    def share(number: int) -> str:
        return f"{number:,} of {len(events):,} events ({number / len(events):.0%})"

    single = sum(event.corroboration <= 1 for event in events)
    if single:
        yield Note(text=f"{share(single)} rest on a single source")
    mentions = list(dossier.mentions.values())
    hedged = sum(
        m.hedge is not None or (m.attribution is not None and m.attribution.firmness in ("reported", "alleged", "denied")) for m in mentions
    )
    if hedged:
        yield Note(
            text=f"{hedged:,} of {len(mentions):,} statements ({hedged / len(mentions):.0%}) are hedged, alleged or told at second hand"
        )
    undated = sum(event.start is None for event in events)
    if undated:
        yield Note(text=f"{share(undated)} have no date that the text lets one tell")
    nowhere = sum(event.location is None for event in events)
    if nowhere:
        yield Note(text=f"{share(nowhere)} have no place that the text names")
    actorless = sum(not event.actors for event in events)
    if actorless:
        yield Note(text=f"{share(actorless)} have no actor that the sentence names")
    acting = {party for event in events for party in event.actors}
    acted_on = Counter(party for event in events for party in event.recipients if party not in acting)
    if acted_on:
        named = [
            f"{dossier.name(party)} ({number})" for party, number in sorted(acted_on.items(), key=lambda i: (-i[1], dossier.name(i[0])))
        ]
        yield Note(
            text=f"{count(len(acted_on), 'party', 'parties')} acted upon but never reported as acting; their side is missing here",
            items=tuple(named[:NAMED]),
            more=max(0, len(named) - NAMED),
        )
