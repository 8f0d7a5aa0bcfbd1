"""Stage 2: trains all heads together, resumable and seeded, for a given time.

    python -m training.train --cache CACHE --run RUN --minutes 70 [--mix training/mix.toml]
                             [--device cuda] [--bf16]

RUN holds the settings, the log and the last state, from which the same command goes on. Steps of
the kinds of batches alternate in the proportions of the mix. Rates rise for a few steps, then fall
linearly to zero over the time given, so that a slow machine ends as settled as a fast one.
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


def moved(batch: Any, device: torch.device) -> Any:
    """The same with its tensors on the device."""
    if isinstance(batch, dict):
        return {key: moved(value, device) for key, value in batch.items()}
    return batch.to(device)


def say(log: Path, line: str) -> None:
    """Prints a line and keeps it."""
    print(line, flush=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--cache", type=Path, required=True)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--minutes", type=float, required=True)
    args.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    args.add_argument("--init", type=Path, help="a checkpoint of an earlier run to start from")
    args.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args.add_argument("--bf16", action="store_true", help="products in bf16, where that is faster")
    opts = args.parse_args()
    settings = tomllib.loads(opts.mix.read_text())
    opts.run.mkdir(parents=True, exist_ok=True)
    log, device = opts.run / "log.txt", torch.device(opts.device)
    (opts.run / "settings.toml").write_text(opts.mix.read_text())
    say(log, f"{opts.minutes:g} minutes on {device}, {'bf16' if opts.bf16 else 'fp32'}")
    torch.set_num_threads(2)
    torch.set_default_device(device)
    torch.manual_seed(settings["seed"])
    net = fresh().to(device)
    if opts.init:
        start = torch.load(opts.init, map_location=device)["net"]
        net.load_state_dict(start, strict=False)
    best = optimizer(net, settings)
    step, spent = 0, 0.0
    last = opts.run / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device)
        net.load_state_dict(state["net"], strict=False)
        best.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["spent"]
    lower = copy.deepcopy(net.encoder.layers[: settings["frozen_layers"]])
    if device.type == "cpu" and not opts.bf16:
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
        with torch.autocast(device.type, torch.bfloat16, enabled=opts.bf16):
            losses = LOSSES[kind](net, moved(next(feeds[kind]), device), lower)
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
            say(log, f"step {step} {spent / 60:.1f}min {shown}")
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
