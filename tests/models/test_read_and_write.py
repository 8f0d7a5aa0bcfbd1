from __future__ import annotations

import numpy as np
import pytest

from summarizer.models.decode import DecodeSettings
from summarizer.models.reader import Reader, ReadSettings, windows
from summarizer.models.writer import Request, Writer
from tests.models.tiny import SPANS, TEXT, checkpoint


def test_shapes_and_lengths() -> None:
    """A reading has a unit vector and a salience from 0 to 1 a sentence."""
    read = Reader(checkpoint()).read([TEXT], [SPANS])[0]
    assert read.vectors.shape == (3, 24)
    assert np.allclose(np.linalg.norm(read.vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(np.linalg.norm(read.vector), 1, atol=1e-5)
    assert ((read.salience >= 0) & (read.salience <= 1)).all()


def test_company_changes_nothing() -> None:
    """What is read of an article does not depend on the articles read beside it."""
    reader = Reader(checkpoint())
    alone = reader.read([TEXT], [SPANS])[0]
    beside = reader.read(["The board won.", TEXT], [((0, 14),), SPANS])[1]
    assert np.allclose(alone.vectors, beside.vectors, atol=1e-4)
    assert np.allclose(alone.salience, beside.salience, atol=1e-4)


def test_long_articles_are_read_in_windows() -> None:
    """Every sentence is fresh in exactly one window, and windows share sentences where they can."""
    found = windows(0, [10] * 9, ReadSettings(window=52, shared=2))
    fresh = [n for w in found for n in range(w.fresh, w.last)]
    assert fresh == list(range(9))
    assert all(w.size <= 50 for w in found)
    assert found[1].first == found[1].fresh - 2


def test_a_sentence_longer_than_a_window_is_read_as_far_as_it_fits() -> None:
    """One endless sentence neither fails nor crowds out the others."""
    reader = Reader(checkpoint(), ReadSettings(window=16))
    read = reader.read([TEXT], [((0, 181), (182, 246))])[0]
    assert np.abs(read.vectors).sum(1).all()


@pytest.mark.parametrize("seed", range(4))
def test_writing_is_grounded(seed: int) -> None:
    """Whatever the weights, words are copied whole or come from the closed list."""
    ours = checkpoint(seed)
    read = Reader(ours).read([TEXT], [SPANS])[0]
    requests = [Request(read.memory, (n,)) for n in range(3)]
    settings = DecodeSettings(most=24)
    for line, (start, end) in zip(Writer(ours).write(requests, settings), SPANS, strict=True):
        assert all(start <= a < b <= end for a, b in line.spans)
        assert {p for p in line.pieces if isinstance(p, str)} <= {".", ",", "the", "of", "to"}
        for a, b in line.spans:
            assert not TEXT[max(a - 1, 0) : a + 1].isalnum() or a == 0
            assert b == len(TEXT) or not TEXT[b - 1 : b + 1].isalnum()


def test_batches_write_the_same() -> None:
    """A line does not depend on the lines it is written beside."""
    ours = checkpoint(1)
    read = Reader(ours).read([TEXT], [SPANS])[0]
    requests = [Request(read.memory, (n,)) for n in range(3)]
    together = Writer(ours).write(requests, DecodeSettings(most=24))
    alone = [Writer(ours).write([r], DecodeSettings(most=24))[0] for r in requests]
    assert [a.text for a in together] == [b.text for b in alone]
