from __future__ import annotations

import numpy as np
import pytest
import torch

from summarizer.models.reader import Reader
from summarizer.models.shelf import Shelf
from tests.models.tiny import SPANS, TEXT, checkpoint


def test_states_come_back_from_the_shelf() -> None:
    """What was put away comes back in half precision, in the order asked for."""
    shelf, states = Shelf(), torch.randn(4, 8)
    shelf.put(np.array([0]), torch.randn(1, 8))
    kept = shelf.put(np.array([2, 3, 7, 8]), states)
    assert torch.allclose(kept[np.array([7, 2])], states[[2, 0]], atol=2e-3)


def test_states_that_were_not_kept_are_refused() -> None:
    """Asking for other pieces than those put away is an error, not somebody else's states."""
    kept = Shelf().put(np.array([2, 3]), torch.randn(2, 8))
    for missing in (0, 4):
        with pytest.raises(KeyError):
            kept[np.array([missing])]


def test_a_memory_put_away_writes_the_same() -> None:
    """A memory on the shelf knows the states of its chosen sentences, and of no other."""
    (read,) = Reader(checkpoint()).read([TEXT], [SPANS])
    memory, away = read.memory, read.memory.put_away(Shelf())
    assert memory.chosen
    for number in memory.chosen:
        rows = np.arange(*memory.sentences[number])
        assert torch.allclose(away.states[rows], memory.states[rows], atol=5e-3)
    for number in set(range(len(memory.sentences))) - set(memory.chosen):
        with pytest.raises(KeyError):
            away.states[np.arange(*memory.sentences[number])]
