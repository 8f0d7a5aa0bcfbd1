"""Encoder states that outlive the pass, as small as can be: what a decoder will write from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

IntArray = npt.NDArray[np.int64]


class States(Protocol):
    """States of an article's pieces; indexing with piece numbers (n,) gives (n, width)."""

    def __getitem__(self, rows: IntArray, /) -> Tensor: ...


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The states (n, width) of some pieces (n,), which are in order; the rest is gone."""

    rows: IntArray
    values: npt.NDArray[np.float16]

    def __getitem__(self, rows: IntArray, /) -> Tensor:
        import torch

        at = np.searchsorted(self.rows, rows)
        inside = at < len(self.rows)
        if not inside.all() or not np.array_equal(self.rows[at], rows):
            raise KeyError("the states of these pieces were not kept")
        return torch.from_numpy(self.values[at].astype(np.float32))
