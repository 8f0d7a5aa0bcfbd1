from __future__ import annotations

import pickle

import numpy as np
import pytest
import torch

from summarizer.models.reader import Reader
from summarizer.models.states import Kept
from tests.models.tiny import SPANS, TEXT, checkpoint


def test_kept_states_are_found_by_piece() -> None:
    """States come back by the numbers of their pieces, in the order asked for."""
    states = torch.randn(4, 8)
    kept = Kept(np.array([2, 3, 7, 8]), states.half().numpy())
    assert torch.allclose(kept[np.array([7, 2])], states[[2, 0]], atol=2e-3)


def test_states_that_were_not_kept_are_refused() -> None:
    """Asking for other pieces is an error, not somebody else's states."""
    kept = Kept(np.array([2, 3]), np.zeros((2, 8), np.float16))
    for missing in (0, 4):
        with pytest.raises(KeyError):
            kept[np.array([missing])]


def test_a_slim_memory_knows_its_chosen_sentences() -> None:
    """It keeps the states of the chosen sentences, and of no other, through pickling."""
    (read,) = Reader(checkpoint()).read([TEXT], [SPANS])
    memory = read.memory
    slim = pickle.loads(pickle.dumps(memory.slim()))
    assert memory.chosen
    for number in memory.chosen:
        rows = np.arange(*memory.sentences[number])
        assert torch.allclose(slim.states[rows], memory.states[rows], atol=5e-3)
    for number in set(range(len(memory.sentences))) - set(memory.chosen):
        with pytest.raises(KeyError):
            slim.states[np.arange(*memory.sentences[number])]
