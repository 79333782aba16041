"""Corrections as lines of JSON, so that a team's reviews travel between records."""

from __future__ import annotations

import json
from typing import Any

from detente.errors import ConfigError
from detente.records import Correction, Evidence, Span

_KEYS = frozenset(("id", "kind", "author", "time", "reason", "evidence", "names", "values", "of"))


def write_correction(correction: Correction) -> str:
    """One line of JSON, without its end."""
    row = {
        "id": correction.id,
        "kind": correction.kind,
        "author": correction.author,
        "time": correction.time,
        "reason": correction.reason,
        "evidence": [_evidence_row(evidence) for evidence in correction.evidence],
        "names": list(correction.names),
        "values": json.loads(correction.values),
        "of": correction.of,
    }
    return json.dumps(row, ensure_ascii=False)


def read_correction(line: str) -> Correction:
    """The correction that a line holds. Raises ConfigError where it is no correction; `check_correction` says whether it is a sound one."""
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or not row.keys() <= _KEYS:
            raise ConfigError(f"{line[:60]!r} is no correction: an object with {', '.join(sorted(_KEYS))} is")
        if not all(isinstance(row.get(name, []), list) for name in ("evidence", "names")):
            raise ConfigError(f"{line[:60]!r} is no correction: evidence and names are lists")
        correction = Correction(
            kind=row["kind"],
            author=row["author"],
            time=row["time"],
            reason=row["reason"],
            evidence=tuple(_evidence(one) for one in row.get("evidence", ())),
            names=tuple(row.get("names", ())),
            values=json.dumps(row.get("values", {}), ensure_ascii=False, sort_keys=True),
            of=row.get("of"),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{line[:60]!r} is no correction: {type(error).__name__}: {error}") from error
    return correction


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {
        "document": evidence.trigger.document,
        "trigger": _span_row(evidence.trigger),
        "sentence": _span_row(evidence.sentence),
        "event_type": evidence.event_type,
        "mode": evidence.mode,
    }


def _evidence(row: dict[str, Any]) -> Evidence:
    trigger, sentence = (Span(row["document"], row[name]["start"], row[name]["end"], row[name]["text"]) for name in ("trigger", "sentence"))
    return Evidence(trigger=trigger, sentence=sentence, event_type=row["event_type"], mode=row.get("mode"))


def _span_row(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}
