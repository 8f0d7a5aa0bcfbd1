"""The head for parts in a deal: what the shipped network hears of names and figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from summarizer.models.checkpoint import shipped
from summarizer.models.parts import FILE, PartsHead, load_head, save_head
from summarizer.records import DEAL_PARTS, Parts, Reading
from tests.facts.articles import article


def read(*sentences: str) -> tuple[str, Reading]:
    from summarizer.reading import load

    told = article(*sentences)
    return told.text, load("default").read([told])[0]


def heard(text: str, reading: Reading, words: str) -> dict[str, float]:
    assert reading.parts is not None
    at = text.index(words)
    scores = reading.parts.over(at, at + len(words))
    assert scores is not None
    return dict(zip(DEAL_PARTS, scores.tolist(), strict=True))


def test_buyer_and_target_are_told_apart() -> None:
    """Of two companies in a plain sale each is heard as what it is more than as the other."""
    text, reading = read(
        "Pemberton Group has agreed to buy Harlow Foods for $2.4 billion in cash.",
        "Shareholders of Harlow will vote on the offer in June, the companies said.",
    )
    buyer, target = heard(text, reading, "Pemberton Group"), heard(text, reading, "Harlow Foods")
    assert buyer["buyer"] > target["buyer"]
    assert target["target"] > buyer["target"]


def test_a_price_is_heard_and_a_turnover_is_not() -> None:
    """What is paid counts as the price more than what a company sells in a year."""
    text, reading = read(
        "Pemberton Group said it would buy Harlow Foods for $2.4 billion in cash.",
        "Harlow had sales of $900 million last year and employs 4,000 people.",
    )
    assert heard(text, reading, "$2.4 billion")["price"] > 0
    assert heard(text, reading, "$900 million")["price"] < 0


def test_names_without_a_deal_have_less_of_a_part() -> None:
    """A company is heard as a buyer less in news of its results than in news of its purchase."""
    deal = read(
        "Harlow Foods said it agreed to buy Pemberton Group for $2.4 billion in cash.",
        "Harlow expects to complete the acquisition by the end of the year.",
    )
    results = read(
        "Harlow Foods reported a quarterly profit that beat forecasts, helped by exports.",
        "Analysts at Pemberton Group had expected earnings of 40 cents a share.",
    )
    assert heard(*deal, "Harlow Foods")["buyer"] > heard(*results, "Harlow Foods")["buyer"] + 1
    assert heard(*deal, "Pemberton Group")["target"] > heard(*results, "Pemberton Group")["target"]


def test_a_stretch_is_the_mean_of_its_pieces() -> None:
    """The scores of a stretch are the mean over the pieces that touch it; none where none does."""
    starts, ends = np.array([0, 4, 9], np.int32), np.array([4, 8, 12], np.int32)
    parts = Parts(starts, ends, np.array([[1.0], [3.0], [7.0]], np.float32))
    assert parts.over(2, 6) == np.array([2.0])
    assert parts.over(8, 9) is None


def test_what_was_not_read_scores_nothing() -> None:
    """Pieces without a state, as a title's, have zeros and count as not read."""
    head = shipped().parts
    assert head is not None
    states = torch.zeros(3, len(head.inner))
    states[1] = 0.5
    scores = head(states)
    assert not scores[0].any() and scores[1].any() and not scores[2].any()
    assert Parts(np.arange(3, dtype=np.int32), np.arange(1, 4, dtype=np.int32), scores).over(
        0, 1
    ) is None  # fmt: skip


def test_a_checkpoint_without_a_head_has_none(tmp_path: Path) -> None:
    """A head is kept beside its checkpoint, in half precision, and may be missing."""
    assert load_head(tmp_path) is None
    rows = [torch.full(shape, 0.25) for shape in ((4, 2), (2,), (2, 5), (5,))]
    save_head(tmp_path / FILE, PartsHead(*rows))
    found = load_head(tmp_path)
    assert found is not None
    assert found.inner.shape == (4, 2) and float(found.outer_bias[4]) == 0.25
