"""`python build_small.py SOURCE RECORD [PATIENCE]`: a build with the small stages, for a test that disturbs it.

PATIENCE: seconds that it waits for a database that is locked or away.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from small_stages import small_stages

from detente.pipeline import BuildOptions, build
from detente.store import retrying


def consolidate_by_hand(mentions, documents, groups, ties):  # type: ignore[no-untyped-def]
    """Tell the test that consolidating begins, so that it can kill right then; then do it."""
    sys.stdout.write("consolidating\n")
    sys.stdout.flush()
    return small_stages().consolidate(mentions, documents, groups, ties)


if __name__ == "__main__":
    retrying.PATIENCE = float(sys.argv[3]) if len(sys.argv) > 3 else retrying.PATIENCE
    stages = replace(small_stages(), consolidate=consolidate_by_hand)
    build([sys.argv[1]], sys.argv[2], BuildOptions(stages=stages, batch=4)).close()
