"""Vectors that are kept with the package."""

from __future__ import annotations

import numpy as np

from summarizer import sections
from summarizer.models.checkpoint import shipped
from summarizer.models.reader import Reader
from summarizer.reading.kept import kept


def test_the_kept_vectors_of_all_probes_are_those_that_the_network_gives() -> None:
    """What is kept goes with these weights and these sections, but for what 8 bits round: else
    `training.probes` is due."""
    network = Reader(shipped())
    for prompt in sections.load():
        vectors = kept(prompt.probes)
        assert vectors is not None, f"a probe of {prompt.key} isn't kept"
        assert (network.vectors(prompt.probes) * vectors).sum(axis=1).min() > 0.98


def test_texts_of_which_one_is_not_kept_are_left_to_the_network() -> None:
    """Half an answer is none."""
    probe = sections.load()[0].probes[0]
    assert kept([probe]) is not None
    assert kept([probe, "A probe that nobody has written yet."]) is None


def test_kept_vectors_have_length_one() -> None:
    """They are compared by their products alone, as the network's are."""
    vectors = kept(sections.load()[0].probes)
    assert vectors is not None
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=2e-3)
