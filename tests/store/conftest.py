"""Where the tests keep records: see places.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import new_place, other_place, place

__all__ = ["new_place", "other_place", "place"]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A path at which no record is yet."""
    return tmp_path / "crisis.db"
