"""The tagger: a small encoder that says of each word of a sentence whether it names an event, of which type, in which mode, and whose.

Three layers of all-MiniLM-L6-v2 (Wang and others 2020, "MiniLM"; Apache-2.0), fine-tuned on the corpus (corpus/README.md) as a token
classifier over the 16 types of PLOVER that also tells what each word is to a trigger: actor, recipient, source or place. Weights in
eight bits, run by onnxruntime on the processor. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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
ROLES = ("actor", "recipient", "source", "place")  # what a piece may be to a trigger
ROLE_WIDTH = 48  # numbers that a trigger asks with, and a piece answers with, for each role

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger makes of one sentence: a row for each word piece, at `starts` to `ends` of its text.

    `types` holds the probability of "no event" and of each type, `modes` the scores of each mode (of "none" first), `asks` and
    `answers` what `roles` multiplies.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    types: Matrix
    modes: Matrix
    asks: Matrix
    answers: Matrix

    def roles(self, trigger: Sequence[int]) -> Matrix:
        """How well each piece fits each of ROLES of the trigger that stands on these pieces: (ROLES, pieces), log odds."""
        question = self.asks[list(trigger)].mean(axis=0).reshape(len(ROLES), ROLE_WIDTH)
        answer = self.answers.reshape(len(self.answers), len(ROLES), ROLE_WIDTH + 1)
        fits: Matrix = (answer[..., :ROLE_WIDTH] * question).sum(axis=2) / np.float32(ROLE_WIDTH**0.5) + answer[..., ROLE_WIDTH]
        return fits.T


class Tagger:
    """Runs the packaged network on `threads` cores. Raises CodingError where its files are broken."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        place = folder or files("detente.coding.learned") / "data"
        try:
            labels = json.loads((place / "labels.json").read_text(encoding="utf-8"))
            network = (place / "tagger.onnx").read_bytes()
            vocabulary = (place / "tokenizer.json").read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CodingError(f"the tagger in {place} can't be loaded: {error}; install the package again") from error
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(network, settings, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_str(vocabulary)
        self.digest = hashlib.sha256(network).hexdigest()[:12]
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self.types: tuple[str, ...] = tuple(labels["types"])
        self.modes: tuple[tuple[str, str], ...] = tuple((kind, mode) for kind, mode in labels["modes"])

    def tag(self, text: str) -> Tags:
        """The tags of one sentence. It is run alone: eight-bit scales follow what is run together, and tags must not hang on company."""
        item = self._tokenizer.encode(text)
        ids = np.array([item.ids], dtype=np.int64)
        outputs = self._session.run(["types", "modes", "asks", "answers"], {"ids": ids, "mask": np.ones_like(ids)})
        kept = [i for i, (start, end) in enumerate(item.offsets) if end > start]
        scores, modes, asks, answers = (output[0][kept].astype(np.float32) for output in outputs)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True)) if kept else scores
        return Tags(
            starts=np.array([item.offsets[i][0] for i in kept], dtype=np.int32),
            ends=np.array([item.offsets[i][1] for i in kept], dtype=np.int32),
            types=(shares / shares.sum(axis=1, keepdims=True) if kept else shares).astype(np.float32),
            modes=modes,
            asks=asks,
            answers=answers,
        )
