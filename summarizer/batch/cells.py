"""Several children that take documents apart, for several threads."""

from __future__ import annotations

from queue import LifoQueue

from summarizer.batch.confined import Bounds, Confined, Piece
from summarizer.closing import Closing
from summarizer.ingest import Blob, Limits


class Cells(Closing):
    """Takes documents apart, as many at a time as there are cells. A cell's child starts when no
    other is free."""

    def __init__(self, most: int, bounds: Bounds | None = None) -> None:
        self._all = [Confined(bounds) for _ in range(most)]
        self._free: LifoQueue[Confined] = LifoQueue()  # the last one used comes first
        for cell in self._all:
            self._free.put(cell)

    def __call__(self, blob: Blob, limits: Limits) -> list[Piece]:
        cell = self._free.get()
        try:
            return cell(blob, limits)
        finally:
            self._free.put(cell)

    def close(self) -> None:
        for cell in self._all:
            cell.close()
