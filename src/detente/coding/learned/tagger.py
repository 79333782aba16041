"""The tagger: a small encoder that says of each word of a sentence whether it names an event, of which type, in which mode, and whose.

Three layers of all-MiniLM-L6-v2 (Wang and others 2020, "MiniLM"; Apache-2.0), fine-tuned on the corpus (corpus/README.md) as a token
classifier over the 16 types of PLOVER. A fourth reads what they made of the sentence once more for each trigger, with the trigger marked
(after Soares and others 2019, "Matching the Blanks"), and tells what each word is to it: actor, recipient, source or place. Weights in
eight bits, run by onnxruntime on the processor. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detente.errors import CodingError

LONGEST = 160  # word pieces of a sentence that are looked at
NETWORKS = ("tagger.onnx", "roles.onnx")  # what reads a sentence, and what reads it again for each trigger
ROLES = ("actor", "recipient", "source", "place")  # what a piece may be to a trigger

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger makes of one sentence: a row for each word piece, at `starts` to `ends` of its text.

    `types` holds the probability of "no event" and of each type, `modes` the scores of each mode (of "none" first), `states` what the
    encoder made of the sentence, (1, all its pieces, width), and `kept` which of these the rows stand for. `reader` reads that again.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    types: Matrix
    modes: Matrix
    states: Matrix
    kept: NDArray[np.intp]
    reader: Callable[[Matrix, Matrix], Matrix]

    def roles(self, trigger: Sequence[int]) -> Matrix:
        """How well each piece fits each of ROLES of the trigger that stands on these pieces: (ROLES, pieces), log odds."""
        marks = np.zeros(self.states.shape[:2], dtype=np.float32)
        marks[0, self.kept[list(trigger)]] = 1.0
        fits: Matrix = self.reader(self.states, marks)[0, self.kept].T
        return fits


class Tagger:
    """Runs the packaged network on `threads` cores. Raises CodingError where its files are broken."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        place = folder or files("detente.coding.learned") / "data"
        try:
            labels = json.loads((place / "labels.json").read_text(encoding="utf-8"))
            networks = [(place / name).read_bytes() for name in NETWORKS]
            vocabulary = (place / "tokenizer.json").read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CodingError(f"the tagger in {place} can't be loaded: {error}; install the package again") from error
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        self._first, self._second = (
            onnxruntime.InferenceSession(network, settings, providers=["CPUExecutionProvider"]) for network in networks
        )
        self._tokenizer: Any = Tokenizer.from_str(vocabulary)
        self.digest = hashlib.sha256(b"".join(networks)).hexdigest()[:12]
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self.types: tuple[str, ...] = tuple(labels["types"])
        self.modes: tuple[tuple[str, str], ...] = tuple((kind, mode) for kind, mode in labels["modes"])

    def tag(self, text: str) -> Tags:
        """The tags of one sentence. It is run alone: eight-bit scales follow what is run together, and tags must not hang on company."""
        item = self._tokenizer.encode(text)
        ids = np.array([item.ids], dtype=np.int64)
        scores, modes, states = self._first.run(["types", "modes", "states"], {"ids": ids, "mask": np.ones_like(ids)})
        kept = np.array([i for i, (start, end) in enumerate(item.offsets) if end > start], dtype=np.intp)
        scores = scores[0, kept]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True)) if kept.size else scores
        return Tags(
            starts=np.array([item.offsets[i][0] for i in kept], dtype=np.int32),
            ends=np.array([item.offsets[i][1] for i in kept], dtype=np.int32),
            types=(shares / shares.sum(axis=1, keepdims=True) if kept.size else shares).astype(np.float32),
            modes=modes[0, kept],
            states=states,
            kept=kept,
            reader=self._read_again,
        )

    def _read_again(self, states: Matrix, marks: Matrix) -> Matrix:
        found: Matrix = self._second.run(["roles"], {"states": states, "marks": marks})[0]
        return found
