"""Keeps the vectors of the sections' probes, which every run asks for (`summarizer/reading/kept`).

    python -m training.probes [--to summarizer/reading/kept.npz]

To be run again when the weights or the probes change. In fp32, which 8 bits come within .98 of.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

import summarizer.models
from summarizer import sections
from summarizer.models.checkpoint import load
from summarizer.models.reader import Reader
from summarizer.reading.kept import FILE, key

WEIGHTS = Path(summarizer.models.__file__).with_name("weights")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    args.add_argument("--to", type=Path, default=FILE)
    opts = args.parse_args()
    texts = sorted({probe for prompt in sections.load() for probe in prompt.probes})
    vectors = Reader(load(WEIGHTS, int8=False)).vectors(texts).astype(np.float16)
    np.savez(opts.to, keys=np.array([key(text) for text in texts]), vectors=vectors)
    print(f"{len(texts)} vectors kept in {opts.to}")


if __name__ == "__main__":
    main()
