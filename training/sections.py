"""Fits the weights by which the merger tells what a sentence states (`merge/classes.py`).

    python -m training.sections [--rows CACHE.npz] [--to summarizer/merge/data/classes.npz]

`sections_labels.jsonl` holds the labels, without text: an article's key and a sentence's hash, the
label by the definitions of `benchmarks/sections.py`, and the part: `valid` for the articles put
aside, else `train`. The articles are read, searched for facts and gathered as a run
does it, then a small network is fitted to what the merger sees of each sentence. `--rows` keeps
that, as it takes minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.leadership_articles import DATA, Worked, short_hash, worked
from summarizer.merge.classes import TOPICS, Network, features
from summarizer.merge.material import gather
from summarizer.reading import load as load_reader
from summarizer.records import FloatArray, Story

LABELS = Path(__file__).with_name("sections_labels.jsonl")
NEWS = DATA / "business_news.train.jsonl.xz"
WEIGHTS = Path("summarizer/merge/data/classes.npz")
NAMES = tuple(topic.value if topic else "none" for topic in TOPICS)
FOLDS = 5

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """members: networks whose scores are averaged; hidden: units of each; balance: how much more
    rare topics count, as a power of how rare they are; steps go over all sentences at once."""

    members: int = 3
    hidden: int = 32
    dropout: float = 0.5
    rate: float = 0.005
    decay: float = 2.0
    steps: int = 60
    balance: float = 0.4
    none: float = 0.2
    """The share of sentences without a topic in the mix that sections are measured in; the topics
    share the rest alike."""
    shift: float = 0.5
    """How far the scores are set for that mix instead of the labelled one, as a power."""
    seed: int = 8


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is seen of each labelled sentence (n, width), its label (n,) as a column of TOPICS, a
    number of its article (n,), and whether it is put aside (n,)."""

    seen: FloatArray
    label: IntArray
    article: IntArray
    valid: npt.NDArray[np.bool_]


def labels() -> list[Mapping[str, str]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def rows(items: Iterable[Worked], told: Sequence[Mapping[str, str]]) -> Rows:
    """The rows of the labelled sentences, without those that cleaning cuts otherwise by now."""
    wanted = {(row["key"], row["sentence"]): row for row in told}
    found = [(wanted[at], seen) for item in items for at, seen in _seen(item) if at in wanted]
    print(f"{len(found)} of {len(wanted)} labelled sentences are there")
    keys = {row["key"]: number for number, row in enumerate(told)}
    return Rows(
        np.stack([seen for _, seen in found]),
        np.array([NAMES.index(row["label"]) for row, _ in found]),
        np.array([keys[row["key"]] for row, _ in found]),
        np.array([row["part"] == "valid" for row, _ in found]),
    )


def _seen(item: Worked) -> Iterator[tuple[tuple[str, str], FloatArray]]:
    """Every line of an article by its key and hash, as a story of its article alone has it."""
    own = item.article
    story = Story(item.key, ((own.id,),))
    material = gather(story, {own.id: own}, {own.id: item.reading}, {own.id: item.facts})
    lines = [line for line in material.lines.values() if not line.title]
    for line, seen in zip(lines, features(material, lines), strict=True):
        yield (item.key, short_hash(line.text)), seen


# ---------------------------------------------------------------- fitting


def fit(seen: FloatArray, label: IntArray, settings: Settings) -> Network:
    """Networks fitted with different seeds, as one whose scores are their mean."""
    members = [_member(seen, label, settings, settings.seed + n) for n in range(settings.members)]
    return Network(
        np.concatenate([m.inner for m in members], axis=1),
        np.concatenate([m.inner_bias for m in members]),
        (np.concatenate([m.outer for m in members]) / len(members)).astype(np.float32),
        np.mean([m.outer_bias for m in members], axis=0),
    )


def _member(seen: FloatArray, label: IntArray, settings: Settings, seed: int) -> Network:
    import torch
    from torch import nn

    torch.manual_seed(seed)
    counts = np.bincount(label, minlength=len(TOPICS)).astype(np.float32)
    rare = torch.tensor((len(label) / counts) ** settings.balance)
    x, y = torch.tensor(seen), torch.tensor(label)
    weight = rare[y] / rare[y].mean()
    inner, outer = (
        nn.Linear(seen.shape[1], settings.hidden),
        nn.Linear(settings.hidden, len(TOPICS)),
    )
    net = nn.Sequential(inner, nn.ReLU(), nn.Dropout(settings.dropout), outer)
    steps = torch.optim.AdamW(net.parameters(), lr=settings.rate, weight_decay=settings.decay)
    for _ in range(settings.steps):
        steps.zero_grad()
        lost: Any = (nn.functional.cross_entropy(net(x), y, reduction="none") * weight).mean()
        lost.backward()
        steps.step()
    parts: list[Any] = [inner.weight.T, inner.bias, outer.weight.T, outer.bias]
    return Network(*(part.detach().numpy().copy() for part in parts))


def crossed(data: Rows, settings: Settings) -> FloatArray:
    """Probabilities of each sentence by a network that has seen none of its article."""
    digests = [hashlib.sha256(str(n).encode()).digest()[0] for n in data.article]
    fold = np.array(digests) % FOLDS
    out = np.zeros((len(data.label), len(TOPICS)), np.float32)
    for n in range(FOLDS):
        net = fit(data.seen[fold != n], data.label[fold != n], settings)
        out[fold == n] = net.probabilities(data.seen[fold == n])
    return out


def calibrated(net: Network, shares: FloatArray, label: IntArray, settings: Settings) -> Network:
    """The network with its scores scaled so that the probabilities of others like it (`shares`, by
    cross-validation) come true, then set half-way for a mix of equally common topics."""
    logs = np.log(shares + 1e-9)
    powers = np.arange(0.5, 2.0, 0.05)
    best = min(powers, key=lambda power: loss(_scaled(logs * power), label))
    shift = settings.shift * shifts(label, settings)
    print(f"scores times {best:.2f}, log loss {loss(_scaled(logs * best), label):.3f}")
    return Network(
        net.inner,
        net.inner_bias,
        (net.outer * best).astype(np.float32),
        (net.outer_bias * best + shift).astype(np.float32),
    )


def shifts(label: IntArray, settings: Settings) -> FloatArray:
    """What the scores are raised by in the mix, as logarithms."""
    raised: FloatArray = np.log(mix(settings)) - np.log(np.bincount(label) / len(label))
    return raised


def mix(settings: Settings) -> FloatArray:
    topics = len(TOPICS) - 1
    return np.array([(1 - settings.none) / topics] * topics + [settings.none], np.float32)


def _scaled(logs: FloatArray) -> FloatArray:
    powers = np.exp(logs)
    shares: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def loss(shares: FloatArray, label: IntArray) -> float:
    return float(-np.log(shares[np.arange(len(label)), label] + 1e-9).mean())


# ---------------------------------------------------------------- figures


def report(title: str, shares: FloatArray, label: IntArray, settings: Settings) -> None:
    """F1 as counted, and with sentences weighed as if they came in the mix."""
    print(f"{title}: {len(label)} sentences")
    even = (mix(settings) / (np.bincount(label, minlength=len(TOPICS)) / len(label)))[label]
    found = shares.argmax(axis=1)
    for name, weight in (("as counted", np.ones(len(label))), ("in the mix", even)):
        scores = []
        for n in range(len(TOPICS)):
            right = weight[(found == n) & (label == n)].sum()
            scores.append(2 * right / (weight[found == n].sum() + weight[label == n].sum()))
        told = ", ".join(f"{n} {s:.3f}" for n, s in zip(NAMES, scores, strict=True))
        print(f"  {name}: macro-F1 {np.mean(scores):.3f} ({told})")


def _rows(cache: Path | None) -> Rows:
    if cache is not None and cache.is_file():
        with np.load(cache) as kept:
            return Rows(*(kept[name] for name in ("seen", "label", "article", "valid")))
    told = labels()
    items = worked(NEWS, {row["key"] for row in told}, load_reader("default"))
    found = rows(items, told)
    if cache is not None:
        keep(cache, found)
    return found


def keep(cache: Path, found: Rows) -> None:
    np.savez(cache, seen=found.seen, label=found.label, article=found.article, valid=found.valid)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=Path, help="where to keep what is seen of the sentences")
    options.add_argument("--to", type=Path, default=WEIGHTS)
    chosen = options.parse_args()
    settings, data = Settings(), _rows(chosen.rows)
    aside = data.valid
    train = Rows(data.seen[~aside], data.label[~aside], data.article[~aside], aside[~aside])
    shares = crossed(train, settings)
    raised = np.log(shares + 1e-9) + settings.shift * shifts(train.label, settings)
    report("cross-validated", _scaled(raised), train.label, settings)
    net = fit(train.seen, train.label, settings)
    net = calibrated(net, shares, train.label, settings)
    report("put aside", net.probabilities(data.seen[aside]), data.label[aside], settings)
    parts = {name: getattr(net, name).astype(np.float16) for name in Network.__slots__}
    np.savez_compressed(chosen.to, **parts)
    print(f"{chosen.to}: {chosen.to.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
