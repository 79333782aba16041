"""The figures of a comparison: rates, confusions, judged mentions and faults, which add up over documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MISSED = "missed"  # the coded side of a gold event that nothing was paired with
SPURIOUS = "spurious"  # the gold side of a mention that was paired with nothing
WRONG_TYPE = "wrong type"
WRONG_FIELD = "wrong field"
FAULT_KINDS = (MISSED, SPURIOUS, WRONG_TYPE, WRONG_FIELD)


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
    """One error. `event_type` and `trigger` are the gold's (a spurious mention's own); `gold` and `coded` the two sides of `field`."""

    kind: str  # one of FAULT_KINDS
    document: str
    event_type: str
    trigger: str
    sentence: str
    field: str = ""  # event_type for a wrong type; actors, recipients, mode, date, location, status or attribution for a wrong field
    gold: str = ""
    coded: str = ""
    coded_trigger: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded mention that counts: its confidence (None: the coder gave none), and whether sentence and type are right."""

    confidence: float | None
    right: bool


@dataclass(slots=True)
class Scores:
    """All figures of one comparison; `fields` and `roles` are over the pairs whose type is right.

    `confusion` counts every gold event as (its type, coded type or MISSED) and every unpaired mention as (SPURIOUS, its type).
    """

    documents: int = 0
    event: Rate = field(default_factory=Rate)
    detection: Rate = field(default_factory=Rate)
    triple: Rate = field(default_factory=Rate)
    roles: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    fields: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    types: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: list[Judged] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def spread(self) -> float:
        """Coded mentions for each gold event."""
        return self.event.coded / self.event.gold if self.event.gold else 0.0

    def rates(self) -> Iterator[tuple[str, str, Rate]]:
        """Every rate with its group (headline, role, field, type) and name."""
        for name in ("event", "detection", "triple"):
            yield "headline", name, getattr(self, name)
        for group, rates in (("role", self.roles), ("field", self.fields), ("type", self.types)):
            for name, rate in rates.items():
                yield group, name, rate


def total(parts: Iterable[Scores]) -> Scores:
    """The sum of the scores of single documents, faults sorted by kind and field, then as the documents have them."""
    whole = Scores()
    for part in parts:
        whole.documents += part.documents
        for group, name, rate in part.rates():
            _same(whole, group, name).add(rate.hits, rate.coded, rate.gold)
        whole.confusion.update(part.confusion)
        whole.judged += part.judged
        whole.faults += part.faults
    whole.faults.sort(key=lambda fault: (FAULT_KINDS.index(fault.kind), fault.field))
    return whole


def _same(scores: Scores, group: str, name: str) -> Rate:
    if group == "headline":
        rate: Rate = getattr(scores, name)
        return rate
    return {"role": scores.roles, "field": scores.fields, "type": scores.types}[group][name]
