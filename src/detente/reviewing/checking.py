"""Whether a correction is sound in itself, whatever record it comes to."""

from __future__ import annotations

from typing import Any

from detente.codebook import Codebook
from detente.errors import CodebookError, ConfigError
from detente.records import CORRECTIONS, Correction, Evidence
from detente.reviewing.values import FIELDS, parse_object, storable
from detente.reviewing.withdrawing import instant

PASSAGES = {"accept": (1, 1), "reject": (1, 1), "correct": (1, 1), "add": (1, 1), "merge": (2, None), "split": (2, None)}
NAMES = {"rename": (2, 2), "join": (2, None), "part": (2, None)}
FIELD_KINDS = ("correct", "add")


def check_correction(correction: Correction, codebook: Codebook) -> None:
    """Raise ConfigError where a correction lacks what its kind needs, or names codes that aren't the codebook's."""
    if correction.kind not in CORRECTIONS:
        raise ConfigError(f"{correction.kind!r} is no kind of correction: use {', '.join(CORRECTIONS)}")
    for what in ("author", "time", "reason"):
        if not storable(getattr(correction, what), what).strip():
            raise ConfigError(f"a correction needs its {what}: the log must say who changed the record, when and why")
    instant(correction.time)
    _count(correction, "evidence", *PASSAGES.get(correction.kind, (0, 0)))
    _count(correction, "names", *NAMES.get(correction.kind, (0, 0)))
    for name in correction.names:
        if not storable(name, "a name").strip():
            raise ConfigError(f"{correction.kind}: a name is empty")
    for evidence in correction.evidence:
        _check_evidence(evidence)
    if (correction.kind == "withdraw") != (correction.of is not None):
        raise ConfigError(f"{correction.kind}: a withdrawal, and no other, names the id of the correction that it takes back")
    storable("" if correction.of is None else correction.of, "of")
    values = parse_object(storable(correction.values, "values"))
    if correction.kind in FIELD_KINDS:
        check_codes(values, codebook)
        if correction.kind == "correct" and not values:
            raise ConfigError(f"correct: no field is given a value; the fields are {', '.join(FIELDS)}")
    elif values and not (correction.kind == "split" and values.keys() == {"groups"}):
        raise ConfigError(f"{correction.kind} takes no values")


def check_codes(values: dict[str, Any], codebook: Codebook) -> None:
    """Raise ConfigError where the type, mode, contexts or sectors among `values` aren't the codebook's."""
    try:
        if values.get("event_type") is not None:
            codebook.check(values["event_type"], values.get("mode"))
        kind = values.get("event_type") or next(iter(codebook.event_types))
        for context in values.get("contexts") or ():
            codebook.check(kind, None, context)
    except CodebookError as error:
        raise ConfigError(str(error)) from error
    except TypeError as error:
        raise ConfigError(f"a code must be text: {error}") from error
    for party in [*_list(values.get("actors")), *_list(values.get("recipients"))]:
        sectors = [*_list(party.get("sectors")), party.get("sector")] if isinstance(party, dict) else []
        for sector in sectors:
            if sector and not (isinstance(sector, str) and sector in codebook.sectors):
                raise ConfigError(f"sector {sector!r} isn't PLOVER's: use one of {', '.join(codebook.sectors)}")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _count(correction: Correction, what: str, least: int, most: int | None) -> None:
    count = len(getattr(correction, what))
    if count < least or (most is not None and count > most):
        wanted = f"{least} or more" if most is None else str(least)
        things = "passages" if what == "evidence" else "names"
        raise ConfigError(f"{correction.kind} speaks of {wanted} {things}, not of {count}")


def _check_evidence(evidence: Evidence) -> None:
    for text in (
        evidence.trigger.document,
        evidence.trigger.text,
        evidence.sentence.text,
        evidence.event_type,
        "" if evidence.mode is None else evidence.mode,
    ):
        storable(text, "a passage")
    for span in (evidence.trigger, evidence.sentence):
        if any(isinstance(place, bool) or not isinstance(place, int) for place in (span.start, span.end)):
            raise ConfigError(f"a passage's start and end must be whole numbers, not {span.start!r} and {span.end!r}")
    if not evidence.event_type:
        raise ConfigError("a passage needs the event type that it was coded as")
