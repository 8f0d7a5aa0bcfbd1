"""Stage 4: the entity head alone, over the finished encoder.

    python -m training.entities --cache CACHE --run RUN --to RUN2 --epochs 6

Sentences are read once alone and once joined with their neighbours, as in an article.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn

from summarizer.models.network import BriefNetwork
from summarizer.models.quantize import in_eight_bits
from training.batches import load, tag_batch
from training.start import fresh

Seen = tuple[Tensor, Tensor, Tensor]


def joined(rows: list[Any], rng: random.Random) -> list[Any]:
    """Neighbouring sentences in groups of two to eight, each group a row of at most 300 pieces."""
    out, i = [], 0
    while i < len(rows):
        size = rng.randint(2, 8)
        parts = zip(*rows[i : i + size], strict=True)
        out.append(tuple(np.concatenate(part)[:300] for part in parts))
        i += size
    return out


def read(net: BriefNetwork, rows: list[Any]) -> list[Seen]:
    """(states, tags, case) of batches of like length."""
    order = sorted(rows, key=lambda r: len(r[0]))
    out, i = [], 0
    while i < len(order):
        size = max(1, 1600 // (len(order[i][0]) + 16))
        batch = tag_batch(order[i : i + size])
        with torch.inference_mode():
            states = net.encode(batch["ids"], batch["ids"] != 0).to(torch.bfloat16)
        out.append((states.clone(), batch["tags"], batch["case"]))
        i += size
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--cache", type=Path, required=True)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--to", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--rate", type=float, default=5e-4)
    opts = args.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(7)
    rng = random.Random(5)
    state = torch.load(opts.run / "last.pt")
    net = fresh()
    net.load_state_dict(state["net"], strict=False)
    net.eval()
    in_eight_bits(net.encoder)
    began = time.time()
    rows = load(opts.cache, "entities")
    seen = read(net, rows) + read(net, joined(rows, rng))
    print(f"{len(seen)} batches read, {time.time() - began:.0f} s", flush=True)
    best = torch.optim.AdamW(net.entity.parameters(), lr=opts.rate, weight_decay=0.05)
    total = opts.epochs * len(seen)
    pace = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min(1, s / 50) * (1 - s / total))
    for epoch in range(opts.epochs):
        rng.shuffle(seen)
        losses = []
        for states, tags, case in seen:
            given = fn.dropout(states.float(), 0.1)
            loss = fn.cross_entropy(net.entity(given, case).flatten(0, 1), tags.flatten())
            loss.backward()  # type: ignore[no-untyped-call]
            best.step()
            pace.step()
            best.zero_grad()
            losses.append(loss.item())
        print(f"epoch {epoch}: {np.mean(losses):.4f}, {time.time() - began:.0f} s", flush=True)
    state["net"] |= {f"entity.{k}": v for k, v in net.entity.state_dict().items()}
    state.pop("optimizer", None)
    opts.to.mkdir(parents=True, exist_ok=True)
    torch.save(state, opts.to / "last.pt")


if __name__ == "__main__":
    main()
