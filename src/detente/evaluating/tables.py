"""An assessment as data: one JSON object, and tables in CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from detente.evaluating.assessment import Assessment
from detente.evaluating.comparison import Comparison
from detente.evaluating.confusion import Confusion
from detente.evaluating.scores import Rate, Scores

ERROR_COLUMNS = ("kind", "document", "event_type", "field", "gold", "coded", "trigger", "coded_trigger", "sentence")
TYPE_COLUMNS = ("type", "precision", "recall", "f1", "hits", "coded", "gold")
DIFFERENCE_COLUMNS = ("group", "name", "measure", "first", "second", "difference", "low", "high")


def scores_object(told: Assessment) -> dict[str, Any]:
    """All figures as one JSON object, rates and counts; errors are left to the table."""
    table = told.reliability
    return {
        **_figures(told.scores),
        "confusion": confusion_object(told.confusion),
        "reliability": {**asdict(table), "bins": [asdict(one) for one in table.bins]},
        "min_confidence": [{"least": step.least, "event": _rate(step.event), "triple": _rate(step.triple)} for step in told.steps],
        "comparison": _comparison(told.comparison) if told.comparison else None,
    }


def confusion_object(confusion: Confusion) -> dict[str, dict[str, int]]:
    """The matrix as {gold: {coded: count}}, noughts included."""
    return {name: dict(zip(confusion.columns, row, strict=True)) for name, row in zip(confusion.rows, confusion.counts, strict=True)}


def tables(told: Assessment) -> dict[str, str]:
    """File name to content: scores.json, confusion.csv, errors.csv, types.csv, and comparison.csv where two codings were compared.

    errors.csv then holds the errors of both, and says whose each is (first, second, both).
    """
    rows = ({"gold": name, **counts} for name, counts in confusion_object(told.confusion).items())
    types = sorted(told.scores.types.items(), key=lambda item: (-item[1].gold, item[0]))
    files = {
        "scores.json": json.dumps(scores_object(told), ensure_ascii=False, indent=1) + "\n",
        "confusion.csv": _csv(("gold", *told.confusion.columns), rows),
        "errors.csv": _errors(told),
        "types.csv": _csv(TYPE_COLUMNS, ({"type": name, **_rate(rate)} for name, rate in types)),
    }
    if told.comparison:
        files["comparison.csv"] = _csv(DIFFERENCE_COLUMNS, (asdict(one) for one in told.comparison.differences))
    return files


def _errors(told: Assessment) -> str:
    if told.comparison is None:
        return _csv(ERROR_COLUMNS, (asdict(fault) for fault in told.scores.faults))
    return _csv(("coding", *ERROR_COLUMNS), ({"coding": whose, **asdict(fault)} for whose, fault in told.comparison.faults()))


def _figures(scores: Scores) -> dict[str, Any]:
    return {
        "documents": scores.documents,
        "spread": scores.spread,
        "event": _rate(scores.event),
        "detection": _rate(scores.detection),
        "triple": _rate(scores.triple),
        "roles": {name: _rate(rate) for name, rate in scores.roles.items()},
        "shares": {name: {"right": rate.hits, "of": rate.gold, "share": rate.recall} for name, rate in scores.fields.items()},
        "types": {name: _rate(rate) for name, rate in sorted(scores.types.items())},
    }


def _comparison(told: Comparison) -> dict[str, Any]:
    return {
        "bootstrap": asdict(told.bootstrap),
        "second": _figures(told.second),
        "differences": [{**asdict(one), "apart": one.apart} for one in told.differences],
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": rate.precision,
        "recall": rate.recall,
        "f1": rate.f1,
        "hits": int(rate.hits),
        "coded": int(rate.coded),
        "gold": int(rate.gold),
    }


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
