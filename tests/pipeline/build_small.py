"""`python build_small.py SOURCE RECORD`: a build with the small stages, for a test that kills it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from small_stages import small_stages

from detente.pipeline import BuildOptions, build


def consolidate_by_hand(mentions, documents, groups, ties):  # type: ignore[no-untyped-def]
    """Tell the test that consolidating begins, so that it can kill right then; then do it."""
    sys.stdout.write("consolidating\n")
    sys.stdout.flush()
    return small_stages().consolidate(mentions, documents, groups, ties)


if __name__ == "__main__":
    stages = replace(small_stages(), consolidate=consolidate_by_hand)
    build([sys.argv[1]], sys.argv[2], BuildOptions(stages=stages, batch=4)).close()
