"""Which texts are generated together: decided by the texts alone, never by their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Sized(Protocol):
    """Something to batch: an id that tells it from all others, and its length in tokens."""

    @property
    def id(self) -> str: ...

    @property
    def tokens(self) -> int: ...


Item = TypeVar("Item", bound=Sized)


def batches(items: Iterable[Item], batch_tokens: int) -> Iterator[list[Item]]:
    """Runs of items of like length, the longest first so that memory runs out early or never.

    A batch holds as many as its longest times their number stays within `batch_tokens`, and at
    least one. Sorting by length and id makes the batches the same whatever order the items come in.
    """
    batch: list[Item] = []
    for item in sorted(items, key=lambda item: (-item.tokens, item.id)):
        if batch and batch[0].tokens * (len(batch) + 1) > batch_tokens:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch
