"""The training itself: one loop, fixed seed, one thread, so that it gives the same network again on the same machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

import torch
from torch import nn
from torch.nn import functional

from detente.training.examples import NOTHING, Example
from detente.training.network import Network, role_scores

BATCH, RATE, HEADS_FASTER, MASKED = 24, 4e-4, 6, 0.1
HIDDEN, FIRST_WORD = 103, 999  # the encoder's [MASK], and the first piece id of its words
MODES, ROLES = 0.15, 4.0  # weights of the losses beside that of types
Column = Literal["ids", "types", "modes"]


def learn(network: Network, rows: Sequence[Example], epochs: int) -> None:
    """Train `network` on `rows` with AdamW, linear warm-up and decay; some words are hidden, so that names are not learned by heart.

    A processor that multiplies bfloat16 does so here, in half the time.
    """
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEADS_FASTER * RATE}], weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, 10 * step / steps) * max(0.02, 1 - step / steps))
    chance = random.Random(0)
    halves = torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu.get_capabilities().get("avx512_bf16", False))
    network.train()
    for _ in range(epochs):
        for batch in batches(rows, chance):
            with halves:
                loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()


def batches(rows: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Rows in batches of like length, in an order of chance."""
    mixed = chance.sample(rows, len(rows))
    chunks = [sorted(mixed[i : i + BATCH * 20], key=lambda row: len(row.ids)) for i in range(0, len(mixed), BATCH * 20)]
    found = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    chance.shuffle(found)
    return found


def _loss(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    """Cross entropy of types, of modes in triggers; binary cross entropy of roles."""
    ids = _padded(batch, "ids", 0)
    hidden = torch.where((torch.rand(ids.shape) < MASKED) & (ids >= FIRST_WORD), HIDDEN, ids)
    types, modes, asks, answers = network(hidden, (ids > 0).long())
    loss = _cross_entropy(types, _padded(batch, "types", NOTHING))
    loss = loss + MODES * _cross_entropy(modes, _padded(batch, "modes", NOTHING))
    scores, truths = [], []
    for place, row in enumerate(batch):
        for trigger, roles in row.events:
            scores.append(role_scores(asks[place], answers[place], trigger)[:, : len(row.ids)].flatten())
            truths.append(torch.tensor(roles, dtype=torch.float).flatten())
    if scores:
        loss = loss + ROLES * functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.cat(truths))
    return loss


def _cross_entropy(scores: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    if not bool((truth != NOTHING).any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.flatten(0, 1), truth.flatten(), ignore_index=NOTHING)


def _padded(batch: Sequence[Example], column: Column, filler: int) -> torch.Tensor:
    width = max(len(row.ids) for row in batch)
    return torch.tensor([getattr(row, column) + [filler] * (width - len(row.ids)) for row in batch])
