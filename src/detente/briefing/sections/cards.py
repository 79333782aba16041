"""What the sections of the views share: values with their places, stages in a row, cards in groups by state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from detente.briefing import dates
from detente.briefing.blocks import Card, Cards, Fact, Step, Told
from detente.briefing.dossier import MOST_CITES, REASON, UNNAMED, Dossier
from detente.briefing.text import listed, shorten
from detente.records import Condition, Stage, Stated, When

VALUES = 4  # values that one field shows
STEPS = 8  # stages that one card shows
DAYS = ("Announced", "Since")  # fields that the day of a lone stage can stand for
UNTOLD = "day not told"
NAMES = 6  # parties that one card names


class _Row(Protocol):
    """A track, measure, demand or detention."""

    @property
    def events(self) -> tuple[str, ...]: ...

    @property
    def stages(self) -> tuple[Stage, ...]: ...


Row = TypeVar("Row", bound=_Row)


def days(when: When | None) -> str:
    """Days in words; "" where none are told."""
    return dates.interval(when.start, when.end) if when else ""


def names(dossier: Dossier, ids: Iterable[str]) -> str:
    """Names of parties as a list, each once; "" of none."""
    return listed(list(dict.fromkeys(dossier.name(key) for key in ids)), NAMES)


def heading(dossier: Dossier, by: Sequence[str], to: Sequence[str]) -> str:
    """ "ECOWAS → Niger"; a side that no text names is told as such."""
    one, two = names(dossier, by), names(dossier, to)
    text = one or UNNAMED
    text = f"{text[:1].upper()}{text[1:]}"
    return f"{text} → {two}" if two else text


def plain(label: str, text: str) -> tuple[Fact, ...]:
    """A field with one value in our words; none where it is empty."""
    return (Fact(label, (Told(text),)),) if text else ()


def stated(dossier: Dossier, label: str, values: Iterable[Stated | None], quoted: bool = False) -> tuple[Fact, ...]:
    """A field with the values that texts give, verbatim in quotation marks where `quoted`, each with its places."""
    told: dict[str, list[Stated]] = {}
    for value in values:
        if value is not None and value.value.strip():
            told.setdefault(shorten(value.value, REASON), []).append(value)
    shown = [
        Told(f"“{text}”" if quoted else text, dossier.cites(span for one in same for span in one.evidence))
        for text, same in list(told.items())[:VALUES]
    ]
    if len(told) > VALUES:
        shown.append(Told(f"and {len(told) - VALUES} more"))
    return (Fact(label, tuple(shown)),) if shown else ()


def conditions(dossier: Dossier, told: Iterable[Condition]) -> tuple[Fact, ...]:
    """What hangs on what, in the text's words; none of none."""
    values = tuple(
        Told(f"{each.word} “{each.trigger.value}”: “{each.effect.value}”", dossier.cites((*each.trigger.evidence, *each.effect.evidence)))
        for each in told
    )
    return (Fact("Condition", values),) if values else ()


def steps(dossier: Dossier, stages: Iterable[Stage]) -> tuple[Step, ...]:
    """Stages up to the day in their order; those of one name and day, or of no told day, are one, and a long row is cut in its middle."""
    found: list[Step] = []
    for stage in stages:
        if stage.event not in dossier.by_id or (stage.when and dossier.day and stage.when.start > dossier.day):
            continue
        cites = dossier.cites(mention.sentence for mention in dossier.of(dossier.by_id[stage.event]))
        step = Step(dossier.words.name("states", stage.name), days(stage.when) or UNTOLD, cites)
        last = found[-1] if found else None
        if last and last.name == step.name and (last.when == step.when or UNTOLD in (last.when, step.when)):
            when = step.when if last.when == UNTOLD else last.when
            found[-1] = Step(step.name, when, tuple(dict.fromkeys((*last.cites, *cites)))[:MOST_CITES])
        else:
            found.append(step)
    if len(found) > STEPS:
        left = len(found) - STEPS
        head, tail = found[: STEPS // 2 - 1], found[-(STEPS // 2 + 1) :]
        return (*head, Step(tail[0].name, tail[0].when, tail[0].cites, left), *tail[1:])
    return tuple(found)


def card(dossier: Dossier, row: _Row, head: tuple[str, str], state: str, facts: tuple[Fact, ...]) -> Card:
    """The card of a row: `head` is who and what, `state` the code of its state."""
    passages, more = dossier.passages(dossier.mentions_of(row.events))
    tone = str(dossier.words.tables["tones"].get(state, "open"))
    told = steps(dossier, row.stages)
    when = Told(told[0].when, told[0].cites) if len(told) == 1 else None
    if when is not None:
        facts = tuple(fact for fact in facts if fact.label not in DAYS or [value.text for value in fact.values] != [when.text])
    return Card(
        heading=head[0],
        what=head[1],
        state=dossier.words.name("states", state),
        tone=tone,
        when=when,
        facts=facts,
        steps=() if when else told,
        passages=passages,
        more=more,
    )


def grouped(
    dossier: Dossier, rows: Sequence[Row], groups: Mapping[str, Sequence[str]], state: Callable[[Row], str], draw: Callable[[Row], Card]
) -> tuple[Cards, ...]:
    """Cards under headings by state; of a long list those told in most events, in the order of time. Rows of other states come last."""
    place = {each: heading for heading, states in groups.items() for each in states}
    sorted_out: dict[str, list[Row]] = {heading: [] for heading in groups}
    for row in rows:
        sorted_out.setdefault(place.get(state(row), "Other"), []).append(row)
    return tuple(cards(dossier, heading, found, draw) for heading, found in sorted_out.items() if found)


def cards(dossier: Dossier, heading: str, rows: Sequence[Row], draw: Callable[[Row], Card], note: str = "") -> Cards:
    """Cards under one heading."""
    most = dossier.options.lines
    kept = {id(row) for row in sorted(rows, key=lambda row: -len(row.events))[:most]}
    shown = tuple(draw(row) for row in rows if id(row) in kept)
    return Cards(heading=heading, note=note, cards=shown, more=len(rows) - len(shown))
