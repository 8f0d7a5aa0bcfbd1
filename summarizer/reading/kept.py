"""Vectors of texts that every run asks for, kept with the package: the probes of its sections.

`python -m training.probes` makes them anew; a text that isn't there is read by the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from summarizer.records import FloatArray

FILE = Path(__file__).with_name("kept.npz")


def key(text: str) -> str:
    """The first 16 hex digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept(texts: Sequence[str]) -> FloatArray | None:
    """Unit vectors (n, width) of the texts, None where one of them isn't kept."""
    rows = _rows()
    found = [rows.get(key(text)) for text in texts]
    there = [vector for vector in found if vector is not None]
    return np.stack(there) if there and len(there) == len(texts) else None


@cache
def _rows() -> dict[str, FloatArray]:
    with np.load(FILE) as file:
        vectors = file["vectors"].astype(np.float32)
        return dict(zip(file["keys"].tolist(), vectors, strict=True))
