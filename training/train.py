"""Stage 2: trains all heads together, resumable and seeded, for a given time.

    python -m training.train --cache CACHE --run RUN --minutes 70 [--mix training/mix.toml]

Steps of the kinds of batches alternate in the proportions of the mix. Rates rise for a few steps,
then fall linearly to zero over the time given, so that a slow machine ends as settled as a fast
one.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch

from summarizer.models.network import BriefNetwork
from summarizer.models.quantize import in_eight_bits
from training.batches import KINDS
from training.losses import LOSSES
from training.start import fresh


def optimizer(net: BriefNetwork, settings: dict[str, Any]) -> torch.optim.AdamW:
    """Three rates: upper encoder layers, new parts, and none for embeddings and the lowest
    layers."""
    frozen = settings["frozen_layers"]
    for part in (
        net.encoder.words,
        net.encoder.positions,
        net.encoder.norm,
        *net.encoder.layers[:frozen],
    ):
        part.requires_grad_(False)
    old = [p for p in net.encoder.parameters() if p.requires_grad]
    names = {id(p) for p in net.encoder.parameters()} | {
        id(net.embedding.weight),
        id(net.embedding.bias),
    }
    new = [p for p in net.parameters() if id(p) not in names]
    groups = [
        {"params": old + list(net.embedding.parameters()), "peak": settings["encoder_rate"]},
        {"params": new, "peak": settings["new_rate"]},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def save(path: Path, state: dict[str, Any]) -> None:
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--cache", type=Path, required=True)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--minutes", type=float, required=True)
    args.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    args.add_argument("--init", type=Path, help="a checkpoint of an earlier run to start from")
    opts = args.parse_args()
    settings = tomllib.loads(opts.mix.read_text())
    opts.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(settings["seed"])
    net = fresh()
    if opts.init:
        net.load_state_dict(torch.load(opts.init)["net"], strict=False)
    best = optimizer(net, settings)
    step, spent = 0, 0.0
    last = opts.run / "last.pt"
    if last.exists():
        state = torch.load(last)
        net.load_state_dict(state["net"], strict=False)
        best.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["spent"]
    lower = copy.deepcopy(net.encoder.layers[: settings["frozen_layers"]])
    in_eight_bits(lower)
    mix = settings["mix"]
    rng = random.Random(settings["seed"] * 1000 + step)
    feeds = {kind: KINDS[kind](opts.cache, random.Random(rng.random())) for kind in mix}
    due = dict.fromkeys(mix, 0.0)
    seen: dict[str, list[float]] = defaultdict(list)
    began, saved = time.time() - spent, time.time()
    while (spent := time.time() - began) < opts.minutes * 60:
        for kind in mix:
            due[kind] += mix[kind]
        kind = max(due, key=lambda k: due[k])
        due[kind] -= sum(mix.values())
        part = min(1.0, (step + 1) / settings["warm_steps"]) * (1 - spent / opts.minutes / 60)
        for group in best.param_groups:
            group["lr"] = group["peak"] * part
        t = time.time()
        losses = LOSSES[kind](net, next(feeds[kind]), lower)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for g in best.param_groups for p in g["params"]], 1.0)
        best.step()
        best.zero_grad(set_to_none=True)
        step += 1
        for name, value in losses.items():
            seen[f"{kind}.{name}"].append(value.item())
        seen[f"{kind}.s"].append(time.time() - t)
        if step % 25 == 0:
            shown = " ".join(f"{k}={sum(v) / len(v):.3f}" for k, v in sorted(seen.items()))
            print(f"step {step} {spent / 60:.1f}min {shown}", flush=True)
            seen.clear()
        if time.time() - saved > 240:
            save(
                last,
                {
                    "net": net.state_dict(),
                    "optimizer": best.state_dict(),
                    "step": step,
                    "spent": spent,
                },
            )
            saved = time.time()
    save(
        last,
        {"net": net.state_dict(), "optimizer": best.state_dict(), "step": step, "spent": spent},
    )


if __name__ == "__main__":
    main()
