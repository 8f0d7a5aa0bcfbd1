"""Endless, seeded, length-bucketed batches of each kind, from the caches `prepare.py` wrote.

Every batch is a dict of tensors. Widths are padded to multiples of 16, so that few shapes occur.
"""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

Batch = dict[str, Any]
TASK_IDS = {"compress": 1, "headline": 2, "condense": 3}


def load(cache: Path, kind: str) -> list[Any]:
    with (cache / f"{kind}.pkl").open("rb") as file:
        rows: list[Any] = pickle.load(file)
    return rows


def up(n: int, step: int = 16) -> int:
    return -(-n // step) * step


def padded(rows: list[Any], fill: int, step: int = 16) -> Tensor:
    out = np.full((len(rows), up(max(len(r) for r in rows), step)), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def buckets(
    rows: list[Any], size: int, length: Callable[[Any], int], rng: random.Random
) -> Iterator[list[Any]]:
    """Shuffled for ever; rows of like length lie together within a pool of 32 batches."""
    while True:
        order = list(range(len(rows)))
        rng.shuffle(order)
        for start in range(0, len(order) - size + 1, size * 32):
            group = sorted(order[start : start + size * 32], key=lambda i: length(rows[i]))
            cuts = [group[i : i + size] for i in range(0, len(group) - size + 1, size)]
            rng.shuffle(cuts)
            for cut in cuts:
                yield [rows[i] for i in cut]


def decoding(pairs: list[tuple[int, Any]]) -> Batch:
    """(row of the encoded batch, aligned pair) to what the decoder is fed and must answer.

    The decoder's input is the task, then the target; its places, the place copied from last and the
    places visited so far come from the alignment. `known` marks tokens whose place is certain.
    """
    wide = up(max(len(p[1]) for _, p in pairs), 8)
    long = up(max(len(p[2]) for _, p in pairs) + 1, 8)
    n = len(pairs)
    at = np.zeros((n, wide), np.int64)
    mask = np.zeros((n, wide), bool)
    fed = np.zeros((n, long), np.int64)
    answer = np.full((n, long), -1, np.int64)
    places = np.full((n, long), -1, np.int64)
    target_places = np.full((n, long), -1, np.int64)
    known = np.zeros((n, long), bool)
    for i, (_, (task, source, target, found, sure)) in enumerate(pairs):
        k = len(target)
        at[i, : len(source)], mask[i, : len(source)] = source, True
        fed[i, 0], fed[i, 1 : k + 1] = TASK_IDS[task], target
        answer[i, :k], answer[i, k] = target, 102
        answer[i, :k][found == -2] = -1
        places[i, 1 : k + 1] = np.maximum(found, -1)
        target_places[i, :k], known[i, :k] = np.maximum(found, -1), sure
    last = np.maximum.accumulate(np.where(places >= 0, np.arange(long), -1), 1)
    last = np.where(last >= 0, np.take_along_axis(places, np.maximum(last, 0), 1), -1)
    visited = np.zeros((n, long, wide), np.float32)
    r, c = np.nonzero(places >= 0)
    visited[r, c, places[r, c]] = 1
    visited = np.minimum(visited.cumsum(1), 1)
    arrays = {
        "at": at,
        "copyable": mask,
        "fed": fed,
        "answer": answer,
        "places": places,
        "last": last,
        "visited": visited,
        "answer_places": target_places,
        "known": known,
    }
    batch = {k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in arrays.items()}
    batch["row"] = torch.tensor([row for row, _ in pairs])
    return batch


def articles(rows: list[Any]) -> Batch:
    """Salience and decoding of whole articles."""
    ids = padded([r[0] for r in rows], 0)
    most = max(len(r[1]) for r in rows)
    weights = np.zeros((len(rows), most, ids.shape[1]), np.float32)
    label = np.zeros((len(rows), most), np.float32)
    own = np.zeros((len(rows), most), np.float32)
    for i, (_, ranges, chosen, scores, _) in enumerate(rows):
        label[i, : len(chosen)], own[i, : len(scores)] = chosen, scores
        for j, (a, b) in enumerate(ranges):
            weights[i, j, a:b] = 1
    batch: Batch = {
        "ids": ids,
        "weights": torch.from_numpy(weights),
        "label": torch.from_numpy(label),
        "own": torch.from_numpy(own),
    }
    pairs = [(i, p) for i, r in enumerate(rows) for p in r[4]]
    if pairs:
        batch["decode"] = decoding(pairs)
    return batch


def shorten(row: Any, limit: int) -> Any:
    """The article's first sentences within `limit` tokens, and the pairs that lie in them."""
    ids, ranges, chosen, own, found = row
    if len(ids) <= limit:
        return row
    keep = max(int((ranges[:, 1] < limit).sum()), 1)
    end = ranges[keep - 1, 1]
    ids = np.append(ids[:end], 102)
    return ids, ranges[:keep], chosen[:keep], own[:keep], [p for p in found if p[1].max() < end]


def cnn(cache: Path, rng: random.Random, size: int = 8, limit: int = 400) -> Iterator[Batch]:
    rows = [shorten(row, limit) for row in load(cache, "cnn")]
    for group in buckets(rows, size, lambda r: len(r[0]), rng):
        yield articles(group)


def news(cache: Path, rng: random.Random, size: int = 10) -> Iterator[Batch]:
    rows = [r[3] for r in load(cache, "news")]
    for group in buckets(rows, size, lambda r: len(r[0]), rng):
        yield articles(group)


def _whole(ids: Any) -> list[int]:
    return [101, *ids, 102]


def embed(cache: Path, rng: random.Random, size: int = 48) -> Iterator[Batch]:
    """Leads, and the bodies they belong to: every article comes with its nearest others, whose
    bodies are the hard negatives."""
    rows = load(cache, "news")
    near = neighbours([np.concatenate([r[0], r[1]]) for r in rows], 5)
    while True:
        order = list(range(len(rows)))
        rng.shuffle(order)
        for start in range(0, len(order) - size, size // 4):
            picked = dict.fromkeys(order[start : start + size // 4])
            for i in list(picked):
                picked.update(dict.fromkeys(rng.sample(list(near[i]), 3)))
            group = [rows[i] for i in picked]
            keep = rng.choice((96, 128, 160))
            yield {
                "ids": padded([_whole(r[1]) for r in group], 0),
                "body": padded([_whole(r[2][:keep]) for r in group], 0),
            }


def neighbours(texts: list[Any], most: int, width: int = 512) -> Any:
    """For each text (piece ids) the numbers of its `most` nearest others, by TF-IDF, projected at
    random onto `width` dimensions."""
    seen = Counter(int(t) for text in texts for t in np.unique(text))
    rng = np.random.default_rng(5)
    signs = rng.choice(np.array([-1, 1], np.float32), size=(max(seen) + 1, width))
    table = np.zeros((len(texts), width), np.float32)
    for n, text in enumerate(texts):
        ids = np.unique(text)
        weights = np.log(len(texts) / np.array([seen[int(i)] for i in ids]))
        table[n] = weights.astype(np.float32) @ signs[ids]
    table /= np.linalg.norm(table, axis=1, keepdims=True).clip(1e-6)
    out = np.zeros((len(texts), most), np.int64)
    for start in range(0, len(texts), 512):
        scores = table[start : start + 512] @ table.T
        rows = np.arange(len(scores))
        scores[rows, rows + start] = -2
        out[start : start + 512] = np.argpartition(-scores, most, axis=1)[:, :most]
    return out


def pairs(cache: Path, rng: random.Random, size: int = 64) -> Iterator[Batch]:
    """Single sentences and their shorter versions (compressions twice), leads and their
    headlines."""
    rows = load(cache, "sentences") + load(cache, "compression") * 2
    for _, lead, _, article in load(cache, "news"):
        rows += [([101, *lead, 102], p) for p in article[4]]
    for group in buckets(rows, size, lambda r: len(r[0]), rng):
        yield {
            "ids": padded([r[0] for r in group], 0),
            "decode": decoding([(i, r[1]) for i, r in enumerate(group)]),
        }


def entities(cache: Path, rng: random.Random, size: int = 96) -> Iterator[Batch]:
    """Sentences alone, and (every other batch) neighbours joined, as in an article."""
    rows = load(cache, "entities")
    single = buckets(rows, size, lambda r: len(r[0]), rng)
    while True:
        yield tag_batch(next(single))
        groups = []
        for _ in range(size // 5):
            i = rng.randrange(len(rows) - 8)
            groups.append(
                tuple(np.concatenate(x) for x in zip(*rows[i : i + rng.randint(2, 8)], strict=True))
            )
        yield tag_batch([tuple(x[:300] for x in g) for g in groups])


def tag_batch(rows: list[Any]) -> Batch:
    return {
        "ids": padded([[101, *r[0], 102] for r in rows], 0),
        "tags": padded([[-100, *r[1], -100] for r in rows], -100),
        "case": padded([[5, *r[2], 5] for r in rows], 5),
    }


KINDS: dict[str, Callable[[Path, random.Random], Iterator[Batch]]] = {
    "cnn": cnn,
    "news": news,
    "embed": embed,
    "pairs": pairs,
    "entities": entities,
}
