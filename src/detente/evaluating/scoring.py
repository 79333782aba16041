"""Precision, recall and F1 of events, triples and roles; shares of modes, dates, status and places; confusions and errors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.evaluating.gold import GoldDocument, GoldEvent
from detente.evaluating.pairing import Row, country, is_excused, pair_up, text_of, word_overlap

LOOSE_DAYS = 3  # an interval up to this long that holds the gold day counts as right
SAME_SOURCE = 0.3  # word overlap of two spans that name one source


@dataclass(slots=True)
class Rate:
    """Hits among what was coded and what is gold."""

    hits: int = 0
    coded: int = 0
    gold: int = 0

    def add(self, hits: int, coded: int, gold: int) -> None:
        """Count one more comparison in."""
        self.hits, self.coded, self.gold = self.hits + hits, self.coded + coded, self.gold + gold

    @property
    def precision(self) -> float:
        """Share of what was coded that is right."""
        return self.hits / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; for fields that every pair has, simply the share right."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.coded + self.gold) if self.coded + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A gold event that was missed, or a mention that is not in gold."""

    kind: str  # missed | not in gold
    document: str
    event_type: str
    trigger: str
    sentence: str


@dataclass(slots=True)
class Scores:
    """All figures of one comparison; `fields` and `roles` are over the pairs whose type is right."""

    documents: int = 0
    event: Rate = field(default_factory=Rate)
    detection: Rate = field(default_factory=Rate)
    triple: Rate = field(default_factory=Rate)
    roles: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    fields: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    types: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def spread(self) -> float:
        """Coded mentions for each gold event."""
        return self.event.coded / self.event.gold if self.event.gold else 0.0


def evaluate(gold: Sequence[GoldDocument], rows: Iterable[Row]) -> Scores:
    """Compare coded mentions, as `detente code` prints them, with gold documents; mentions of other documents are left out."""
    coded: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        coded[str(row.get("document"))].append(row)
    scores = Scores(documents=len(gold))
    for document in gold:
        _score_document(document, coded[document.doc_id], scores)
    return scores


def _score_document(document: GoldDocument, rows: Sequence[Row], scores: Scores) -> None:
    pairs = pair_up(document.events, rows)
    partner = {j: i for i, j in pairs}
    counted = [j for j, row in enumerate(rows) if j in partner or not is_excused(row, document.neutral)]
    right = [(i, j) for i, j in pairs if document.events[i].event_type == rows[j].get("event_type")]
    triples = sum(_same_triple(document.events[i], rows[j]) for i, j in right)
    for rate, hits in ((scores.event, len(right)), (scores.detection, len(pairs)), (scores.triple, triples)):
        rate.add(hits, len(counted), len(document.events))
    for event in document.events:
        scores.types[event.event_type].gold += 1
    for j in counted:
        scores.types[str(rows[j].get("event_type"))].coded += 1
    for i, j in pairs:
        if (i, j) not in right:
            scores.confusion[document.events[i].event_type, str(rows[j].get("event_type"))] += 1
    for i, j in right:
        scores.types[document.events[i].event_type].hits += 1
        _score_fields(document.events[i], rows[j], scores)
        _score_roles(document.events[i], rows[j], scores)
    _list_faults(document, rows, counted, right, scores)


def _list_faults(
    document: GoldDocument, rows: Sequence[Row], counted: Sequence[int], right: Sequence[tuple[int, int]], scores: Scores
) -> None:
    found, hit = {i for i, _ in right}, {j for _, j in right}
    for i, event in enumerate(document.events):
        if i not in found:
            scores.faults.append(Fault("missed", document.doc_id, event.event_type, event.trigger, event.sentence))
    for j in counted:
        if j not in hit:
            kind, trigger, sentence = str(rows[j].get("event_type")), text_of(rows[j], "trigger"), text_of(rows[j], "sentence")
            scores.faults.append(Fault("not in gold", document.doc_id, kind, trigger, sentence))


def _countries(parties: Iterable[object]) -> set[str]:
    return {country(party) for party in parties}


def _with_sector(parties: Iterable[object]) -> set[tuple[str, str]]:
    def sector(party: object) -> str:
        value = party.get("sector") if isinstance(party, Mapping) else getattr(party, "sector", "")
        return (value or "").upper()[:3]

    return {(country(party), sector(party)) for party in parties}


def _same_triple(event: GoldEvent, row: Row) -> bool:
    same_actors = _countries(event.actors) == _countries(row.get("actors") or ())
    return same_actors and _countries(event.recipients) == _countries(row.get("recipients") or ())


def _score_fields(event: GoldEvent, row: Row, scores: Scores) -> None:
    if event.mode:
        scores.fields["mode"].add(event.mode == row.get("mode"), 1, 1)
    scores.fields["status"].add((event.status or "actual") == (row.get("status") or "actual"), 1, 1)
    if event.date:
        scores.fields["date"].add(_date_right(event.date, row.get("date") or {}), 1, 1)
    if event.location:
        coded = (row.get("location") or {}).get("country") or ""
        scores.fields["location country"].add(event.location.country == coded, 1, 1)


def _score_roles(event: GoldEvent, row: Row, scores: Scores) -> None:
    for role, gold, coded in (
        ("actor", event.actors, row.get("actors") or ()),
        ("recipient", event.recipients, row.get("recipients") or ()),
    ):
        wide, wide_coded = _countries(gold), _countries(coded)
        scores.roles[f"{role} country"].add(len(wide & wide_coded), len(wide_coded), len(wide))
        fine, fine_coded = _with_sector(gold), _with_sector(coded)
        scores.roles[f"{role} country and sector"].add(len(fine & fine_coded), len(fine_coded), len(fine))
    source = text_of(row, "attribution")
    same = bool(event.attributed_to and source) and word_overlap(event.attributed_to, source) >= SAME_SOURCE
    scores.roles["attribution"].add(same, bool(source), bool(event.attributed_to))


def _date_right(gold: str, coded: Mapping[str, str]) -> bool:
    """A gold day lies in the coded interval, which is at most `LOOSE_DAYS` longer; a gold month or year holds both ends."""
    start = (coded.get("start") or "")[:10]
    end = (coded.get("end") or start)[:10]
    if not start:
        return False
    if len(gold) < len("2023-08-08"):
        return start.startswith(gold) and end.startswith(gold)
    return start <= gold <= end and (date.fromisoformat(end) - date.fromisoformat(start)).days <= LOOSE_DAYS
