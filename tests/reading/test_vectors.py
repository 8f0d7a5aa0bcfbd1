"""Vectors of the lexical reader."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.vectors import WIDTH, embed
from summarizer.reading.words import stem, terms, weight


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_every_text_becomes_a_unit_row(texts: list[str]) -> None:
    """Whatever the texts, there is one row each and every row has length one."""
    rows = embed(texts)
    assert rows.shape == (len(texts), WIDTH)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_vectors_are_the_same_in_another_process() -> None:
    """The hash doesn't depend on Python's own, which differs from process to process."""
    code = (
        "from summarizer.reading.vectors import embed;"
        "print(embed(['a takeover bid for Calder Mills']).tobytes().hex())"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_texts_about_the_same_thing_are_closer() -> None:
    """Shared rare words bring texts together, shared small words hardly do."""
    bid, same, other = embed(
        [
            "Harbor Foods bids for Calder Mills",
            "The Calder Mills board weighs the bid of Harbor Foods",
            "The weather in the north of the country is fair for the time of year",
        ]
    )
    assert bid @ same > 0.5 > 0.2 > bid @ other


def test_common_endings_share_a_stem() -> None:
    """Forms of one word count as one word."""
    assert {stem(w) for w in ("acquire", "acquires", "acquired", "acquiring")} == {"acquir"}
    assert stem("Calder’s") == stem("Calder")
    assert terms("1,200 jobs") == ["1200", "job"]


def test_small_words_weigh_less_than_names() -> None:
    """The table of weights orders words by how much they tell."""
    assert weight("the") < weight("company") < weight("merger") < weight("calder")
