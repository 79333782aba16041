"""Pressure as of the day: ultimatums, threats, measures by the state they are in, and what would follow from what."""

from __future__ import annotations

from detente.briefing.blocks import Block, Card, Fact, Section, Told
from detente.briefing.dossier import Dossier
from detente.briefing.sections.cards import card, cards, conditions, days, grouped, heading, plain, stated
from detente.briefing.sections.untold import untold
from detente.briefing.text import count
from detente.records import Measure

IN_FORCE = "in force"
_GROUPS = {
    "In force": (IN_FORCE, "eased"),
    "Announced": ("announced",),
    "Threatened": ("threatened",),
    "Lifted or expired": ("lifted", "expired"),
    "Only possible, or would follow": ("hypothetical",),
}


def measures_of_pressure(dossier: Dossier) -> Section:
    """Ultimatums first, then measures by state, threats apart from acts, then events of pressure that no measure holds."""
    found = dossier.tracking.measures
    ultimatums = [measure for measure in found if is_ultimatum(measure)]
    others = [measure for measure in found if not is_ultimatum(measure)]

    def draw(measure: Measure) -> Card:
        return _card(dossier, measure)

    blocks: list[Block] = [cards(dossier, "Ultimatums and deadlines", ultimatums, draw)] if ultimatums else []
    blocks += grouped(dossier, others, _GROUPS, lambda measure: measure.state, draw)
    rest = untold(dossier, "pressure")
    in_force = sum(measure.state in _GROUPS["In force"] for measure in others)
    lede = (
        f"{count(in_force, 'measure')} in force, {count(len(ultimatums), 'ultimatum')}, {count(len(others) - in_force, 'other measure')}. "
    )
    lede += "What was done stands apart from what was threatened, announced or only possible."
    empty = rest.alone or "No pressure was found in these documents."
    return Section(id="pressure", title="Pressure", lede=lede if found else empty, blocks=(*blocks, *rest.blocks))


def is_ultimatum(measure: Measure) -> bool:
    """Whether a measure is an ultimatum or has a deadline."""
    return measure.kind == "ultimatum" or measure.deadline is not None or measure.term is not None


def _card(dossier: Dossier, measure: Measure) -> Card:
    facts = (
        *_deadline(dossier, measure),
        *stated(dossier, "Demand", (measure.demand,), quoted=True),
        *stated(dossier, "Threatened consequence", (measure.consequence,), quoted=True),
        *plain("Announced", days(measure.announced)),
        *plain("Since", days(measure.since)),
        *plain("Until", days(measure.until)),
        *conditions(dossier, measure.conditions),
        *stated(dossier, "Reasons as stated", measure.reasons, quoted=True),
    )
    head = (measure.kind.capitalize(), heading(dossier, measure.imposers, measure.targets))
    return card(dossier, measure, head, measure.state, facts)


def _deadline(dossier: Dossier, measure: Measure) -> tuple[Fact, ...]:
    """The deadline with the words that set it, and whether it had passed by the day."""
    if measure.deadline is None and measure.term is None:
        return ()
    words = f"“{measure.term.value}”" if measure.term else ""
    passed = {True: "passed", False: "not passed yet", None: "whether it has passed can’t be told"}[measure.passed]
    text = ", ".join(part for part in (days(measure.deadline), words, passed) if part)
    return (Fact("Deadline", (Told(text, dossier.cites(measure.term.evidence if measure.term else ())),)),)
