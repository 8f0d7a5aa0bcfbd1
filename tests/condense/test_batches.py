"""Batches are formed by the texts alone."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from summarizer.condense.batches import batches


@dataclass(frozen=True)
class Item:
    id: str
    tokens: int


ITEMS = st.lists(
    st.builds(Item, st.text("abcdef", min_size=1, max_size=4), st.integers(1, 40)),
    unique_by=lambda item: item.id,
)


@given(ITEMS, st.integers(1, 100), st.randoms(use_true_random=False))
def test_order_does_not_change_the_batches(
    items: list[Item], budget: int, shuffle: random.Random
) -> None:
    """The same items in another order make the same batches."""
    first = list(batches(items, budget))
    shuffle.shuffle(items)
    assert list(batches(items, budget)) == first


@given(ITEMS, st.integers(1, 100))
def test_batches_hold_everything_within_the_budget(items: list[Item], budget: int) -> None:
    """Every item is in one batch, and only an item longer than the budget goes above it, alone."""
    made = list(batches(items, budget))
    assert sorted(i.id for batch in made for i in batch) == sorted(i.id for i in items)
    for batch in made:
        assert batch[0].tokens * len(batch) <= budget or len(batch) == 1
