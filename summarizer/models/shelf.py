"""States that are needed later, kept in a temporary file: memory stays flat however many articles
are read."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

IntArray = npt.NDArray[np.int64]


class States(Protocol):
    """States of an article's pieces; indexing with piece numbers (n,) gives (n, width)."""

    def __getitem__(self, rows: IntArray, /) -> Tensor: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """States of some pieces, in half precision from `offset` on; the rest is gone."""

    file: IO[bytes]
    offset: int
    rows: IntArray
    width: int

    def __getitem__(self, rows: IntArray, /) -> Tensor:
        import torch

        at = np.searchsorted(self.rows, rows)
        if not np.array_equal(self.rows[np.minimum(at, len(self.rows) - 1)], rows):
            raise KeyError("the states of these pieces were not kept")
        self.file.seek(self.offset)
        raw = self.file.read(len(self.rows) * self.width * 2)
        table = np.frombuffer(raw, np.float16).reshape(-1, self.width)
        return torch.from_numpy(table[at].astype(np.float32))


class Shelf:
    """A temporary file without a name, gone when nothing points at it any more."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def put(self, rows: IntArray, states: Tensor) -> Kept:
        """Keeps the states (n, width) of these pieces (n,), which are in order."""
        offset = self._file.seek(0, 2)
        self._file.write(states.half().numpy().tobytes())
        return Kept(self._file, offset, rows, states.shape[1])
