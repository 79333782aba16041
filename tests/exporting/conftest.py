"""A record that the stages built from three of the example reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.records import Snapshot

REPORTS = Path(detente.__file__).parent / "examples" / "reports"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    sources = [str(REPORTS / name) for name in ("sudan/jeddah.txt", "sudan/sanctions.json", "quiet-channel.txt", "niamey-page.html")]
    with detente.build(sources, record=tmp_path_factory.mktemp("built") / "crisis.db") as record:
        return record.snapshot()
