"""Stage 3: the salience head alone, over the finished encoder.

The encoder reads each article once, in 8 bits where the processor can, as the product will; its
sentence features are kept in memory, so that the head can go over many articles many times.

    python -m training.salience --cache CACHE --run RUN --to RUN2 --minutes 12
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as fn

from summarizer.models.network import BriefNetwork, pool
from summarizer.models.quantize import in_eight_bits
from training.batches import articles, load
from training.losses import salience
from training.start import fresh

Feature = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def features(net: BriefNetwork, rows: list[Any]) -> list[Feature]:
    """(means, firsts, lengths, chosen, own) of the sentences of each row."""
    batch = articles(rows)
    with torch.inference_mode():
        ids, weights = batch["ids"], batch["weights"]
        states = net.encode(ids, ids != 0)
        means = pool(states, weights)
        firsts = states[torch.arange(len(ids))[:, None], weights.argmax(-1)]
    lengths = weights.sum(-1).long()
    out = []
    for i, row in enumerate(rows):
        n = len(row[1])
        kept = (means[i, :n].half(), firsts[i, :n].half(), lengths[i, :n])
        out.append((*kept, batch["label"][i, :n], batch["own"][i, :n]))
    return out


def stacked(rows: list[Feature]) -> tuple[Tensor, ...]:
    most = max(len(r[2]) for r in rows)

    def stack(k: int) -> Tensor:
        return torch.stack(
            [fn.pad(r[k].float(), (0, 0) * (r[k].dim() - 1) + (0, most - len(r[k]))) for r in rows]
        )

    means, firsts, lengths, chosen, own = (stack(k) for k in range(5))
    return means, firsts, lengths.long(), chosen, own


def loss(net: BriefNetwork, rows: list[Feature], dropout: float = 0.0) -> Tensor:
    means, firsts, lengths, chosen, own = stacked(rows)
    means, firsts = fn.dropout(means, dropout), fn.dropout(firsts, dropout)
    scores = net.salience(means, firsts, lengths, torch.arange(lengths.shape[1]))
    return salience(scores, lengths > 0, chosen, own)


def read_all(net: BriefNetwork, rows: list[Any], seconds: float) -> list[Feature]:
    """Features of as many rows as the time allows, in batches of like length."""
    out: list[Feature] = []
    began = time.time()
    for start in range(0, len(rows), 256):
        group = sorted(rows[start : start + 256], key=lambda r: len(r[0]))
        for i in range(0, len(group), 16):
            out += features(net, group[i : i + 16])
        if time.time() - began > seconds:
            break
        print(f"{len(out)} articles read, {time.time() - began:.0f} s", flush=True)
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--cache", type=Path, required=True)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--to", type=Path, required=True)
    args.add_argument("--minutes", type=float, default=12.0, help="for reading")
    args.add_argument("--epochs", type=int, default=8)
    args.add_argument("--rate", type=float, default=4e-4)
    opts = args.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(7)
    rng = random.Random(11)
    state = torch.load(opts.run / "last.pt")
    net = fresh()
    net.load_state_dict(state["net"], strict=False)
    net.eval()
    opts.to.mkdir(parents=True, exist_ok=True)
    kept = opts.to / "features.pt"
    if kept.exists():
        found = torch.load(kept)
    else:
        rows = load(opts.cache, "cnn")
        rng.shuffle(rows)
        some = [r[3] for r in load(opts.cache, "news")[:1500]]
        in_eight_bits(net.encoder)
        found = {"news": read_all(net, some, opts.minutes * 6)}
        found["cnn"] = read_all(net, rows, opts.minutes * 54)
        torch.save(found, kept)
    held, rest = found["cnn"][:500], found["cnn"][500:] + found["news"]
    head = net.salience.requires_grad_(True)
    best = torch.optim.AdamW(head.parameters(), lr=opts.rate, weight_decay=0.05)
    total = opts.epochs * (len(rest) // 32)
    pace = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min(1, s / 50) * (1 - s / total))
    lowest, chosen = 1e9, {}
    for epoch in range(opts.epochs + 1):
        with torch.no_grad():
            now = float(
                torch.stack([loss(net, held[i : i + 50]) for i in range(0, 500, 50)]).mean()
            )
        print(f"epoch {epoch}: held out {now:.4f}", flush=True)
        if now < lowest:
            lowest, chosen = now, {k: v.clone() for k, v in head.state_dict().items()}
        if epoch == opts.epochs:
            break
        rng.shuffle(rest)
        for i in range(0, len(rest) - 31, 32):
            loss(net, rest[i : i + 32], 0.15).backward()  # type: ignore[no-untyped-call]
            best.step()
            pace.step()
            best.zero_grad()
    state["net"] |= {f"salience.{k}": v for k, v in chosen.items()}
    state.pop("optimizer", None)
    torch.save(state, opts.to / "last.pt")


if __name__ == "__main__":
    main()
