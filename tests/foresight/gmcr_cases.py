"""The cases of the shared gold folder: where they lie, and each as a model."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from detente.foresight.formats.cases import case_model
from detente.foresight.formats.source import Source
from detente.foresight.model import Model

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2] / "../shared"))
GMCR = SHARED / "gold" / "gmcr"
HERE = pytest.mark.skipif(not GMCR.is_dir(), reason="needs the shared gold cases; set DETENTE_SHARED")


def case_files() -> list[Path]:
    return sorted(GMCR.glob("*.json"))


def fuzz_cases() -> list[dict[str, Any]]:
    lines = (GMCR / "fuzz_300.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def model_of(case: dict[str, Any]) -> Model:
    """The model of a gold case or of a line of the random models."""
    return case_model(Source(str(case.get("name", case.get("seed"))), case, {}))
