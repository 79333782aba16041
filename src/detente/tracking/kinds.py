"""What kind of measure a mention tells of, and how far it has come: by its type and mode, the noun nearest to its trigger, and the words
beside it.

The stages are those of TIES (Morgan, Bapat, Kobayashi 2014), which codes the threat of a sanction apart from its imposition and its end;
easing apart from lifting, and the kinds, follow the Global Sanctions Data Base (Felbermayr et al. 2020). Both code sanctions of states
and organisations; closures, cut-offs, expulsions and threats of force are added here by the same fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from detente.codebook.phrases import Found, PhraseTable
from detente.records import Mention, Span

ULTIMATUM = "ultimatum"
FORCE = "threat of force"
WARNING = "warning"

Tables = Mapping[str, PhraseTable]
_CLOSING = ("measures_closure",)
_CUTTING = ("measures_closure", "measures_relations")
_ACTS: Mapping[tuple[str, str | None], tuple[str, ...]] = {
    ("SANCTION", "discontinue"): _CUTTING,
    ("SANCTION", None): _CUTTING,
    ("SANCTION", "expel"): ("measures_expel",),
    ("SANCTION", "withdraw"): ("measures_leave",),
    ("COERCE", "restrict"): _CLOSING,
    ("COERCE", "withhold"): _CLOSING,
    ("COERCE", "seize"): ("measures_seizure",),
    ("COERCE", "deport"): ("measures_expel",),
}
_THREATS: Mapping[str | None, tuple[str, ...]] = {
    "relations": (*_CUTTING, "measures_leave"),
    "restrict": _CUTTING,
    "expel": ("measures_expel", "measures_leave"),
}
_RELAXING = frozenset({"RETREAT", "CONCEDE", "COOPERATE", "AID", "SUPPORT"})
_RELAXED = (*_CUTTING, "measures_leave")
_TALES = {"future": "announced", "hypothetical": "hypothetical"}
_REACH = 70  # characters between a trigger and the noun that tells its kind
_CLOSE = 30  # the same for what is lifted: many other things are
_BESIDE = 40  # characters between a trigger and the words that tell its stage
_BEFORE = 15  # a noun before the trigger counts as so much farther off
_BREAK = re.compile(r"[;:—]|,? (?:but|while|whereas|although) | – ")
_ARTICLE = r"(?: (?:the|a|an|new|further|more|possible|potential|economic|tough\w*|imposing|imposition of|use of)){0,3} $"
_ONLY_FACED = re.compile(
    r"\b(?:fac(?:e|es|ing)|risk(?:s|ing)?|threat\w*(?: of| with| to)?|warn\w* of|prospect of|possibility of|fear\w* of|avert|avoid)"
    + _ARTICLE,
    re.IGNORECASE,
)
_ONLY_ASKED = re.compile(
    r"\b(?:call\w*(?: \w+){0,2} (?:for|to)|urg\w*|demand\w*|propos\w*|consider\w*|mull\w*|weigh\w*|discuss\w*|oppos\w*|against|rul\w* out)"
    + _ARTICLE,
    re.IGNORECASE,
)


class Step(NamedTuple):
    """One mention as a step in a measure's life.

    `stage` is hypothetical, threatened, announced, in force, eased, lifted or expired; `onset` says whether the mention tells of its
    beginning, not of its lasting; `noun` is the word that tells the kind, where one does.
    """

    kind: str
    stage: str
    onset: bool
    noun: Span | None


class _Noun(NamedTuple):
    """A phrase of a measure, and the kind that it tells."""

    kind: str
    span: Span


def step_of(mention: Mention, tables: Tables) -> Step | None:
    """What the mention says of a measure; None where it speaks of none."""
    if mention.status == "negated":
        return None
    if mention.event_type == "THREATEN":
        return _threat(mention, tables)
    if mention.event_type in _RELAXING:
        return _relaxation(mention, tables)
    names = _ACTS.get((mention.event_type, mention.mode))
    noun = _nearest(mention, tables, names) if names else None
    before = mention.sentence.text[: mention.trigger.start - mention.sentence.start]
    if noun is None or _ONLY_ASKED.search(before):
        return None
    if _ONLY_FACED.search(before):
        return Step(noun.kind, "threatened", True, noun.span)
    stage, onset = _stage(mention, tables, noun)
    return Step(noun.kind, stage, onset, noun.span)


def is_ultimatum(mention: Mention, tables: Tables) -> bool:
    """Whether the mention's sentence sets a term or names what follows else."""
    return bool(tables["ultimatums"].find(mention.sentence.text))


def _threat(mention: Mention, tables: Tables) -> Step | None:
    if mention.mode == "arrest" or mention.status == "hypothetical":
        return None
    ultimatum = is_ultimatum(mention, tables)
    if ultimatum and mention.mode != "expel":
        return Step(ULTIMATUM, "threatened", True, None)
    if mention.mode == "violence":
        return Step(FORCE, "threatened", True, None)
    noun = _nearest(mention, tables, _THREATS.get(mention.mode, ()))
    if noun:
        return Step(noun.kind, "threatened", True, noun.span)
    if ultimatum:
        return Step(ULTIMATUM, "threatened", True, None)
    warned = any(found.label == WARNING for found in tables["measures_threat"].find(mention.trigger.text))
    return Step(WARNING, "threatened", True, None) if warned else None


def _relaxation(mention: Mention, tables: Tables) -> Step | None:
    """A measure lifted or eased, done: a promise to lift it changes nothing yet."""
    if mention.status not in ("actual", "historical"):
        return None
    found = tables["measure_stages"].find(mention.trigger.text)
    stage = next((each.label for each in found if each.label in ("eased", "lifted")), "")
    noun = _nearest(mention, tables, _RELAXED, _CLOSE) if stage else None
    return Step(noun.kind, stage, True, noun.span) if noun else None


def _nearest(mention: Mention, tables: Tables, names: tuple[str, ...], reach: int = _REACH) -> _Noun | None:
    """The noun nearest to the trigger, in its clause, within reach; of several in the trigger itself the last, which is its head."""
    text, start, end = mention.sentence.text, *_offsets(mention)
    found = [each for name in names for each in tables[name].every(text)]
    found = [each for each in found if not any(each != other and _within(each, other) for other in found)]
    best: tuple[int, int, Found] | None = None
    for each in found:
        after, before = each.start - end, start - each.end
        if max(after, before) > reach or _BREAK.search(text, min(end, each.end), max(start, each.start)):
            continue
        if before >= 0 and " and " in text[each.end : start]:
            continue  # the noun of the clause before
        distance = after if after > 0 else before + _BEFORE if before > 0 else 0
        key = (distance, -each.start if distance == 0 else each.start, each)
        if best is None or key[:2] < best[:2]:
            best = key
    return _Noun(best[2].label, _span(mention, best[2].start, best[2].end)) if best else None


def _within(one: Found, other: Found) -> bool:
    """Whether `one` is a part of a longer phrase."""
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _stage(mention: Mention, tables: Tables, noun: _Noun) -> tuple[str, bool]:
    """The stage of an act, and whether it began then."""
    if mention.status in _TALES:
        return _TALES[mention.status], True
    base = mention.sentence.start
    start, end = _offsets(mention)
    first, last = min(start, noun.span.start - base), max(end, noun.span.end - base)
    left, right = _clause(mention.sentence.text, first, last)
    beside = {each.label: each for each in tables["measure_stages"].every(mention.sentence.text[left:right])}
    for stage in ("expired", "eased", "lifted"):
        if stage in beside:
            return stage, True
    announced = beside.get("announced")
    if announced and left + announced.start < max(start + 1, end):
        return "announced", True
    return "in force", "continuing" not in beside


def _clause(text: str, first: int, last: int) -> tuple[int, int]:
    """The characters beside `first` to `last`, not past a break or the word that brings in another clause."""
    left, right = max(0, first - _BESIDE), min(len(text), last + _BESIDE)
    breaks = re.compile(r"[,;:—]| (?:and|but|while|after|before|when|who|which|that|as) ")
    for match in breaks.finditer(text, left, first):
        left = match.end()
    stop = breaks.search(text, last, right)
    return left, stop.start() if stop else right


def _offsets(mention: Mention) -> tuple[int, int]:
    return mention.trigger.start - mention.sentence.start, mention.trigger.end - mention.sentence.start


def _span(mention: Mention, start: int, end: int) -> Span:
    sentence = mention.sentence
    return Span(sentence.document, sentence.start + start, sentence.start + end, sentence.text[start:end])
