"""Sentences that nobody can place without the one before."""

from __future__ import annotations

import pytest

from summarizer.merge.wording import lost


@pytest.mark.parametrize(
    "sentence",
    [
        "At the time, the loss would have been $4 billion.",
        "The ruling came after its owner General Fields sold the mill.",
        "The ministry had reason to refuse the purchase on those grounds.",
        "Sources close to the talks say they are, and that a deal is near.",
        "The court ruling came a week after the mill was sold.",
        "The fund managers were speaking before Orrin raised its offer.",
        "Pension funds, which rarely own that type of paper, will sell.",
        "Birch ranks third with a 9 percent share, giving the pair 21 percent market share.",
        "In phase two, the pension fund would get its money back.",
        "Orrin raised that bid to $31 a share a day later.",
        "Inspectors ask whether Birch was involved, while the bank denies it.",
    ],
)
def test_what_points_at_something_told_before_is_lost(sentence: str) -> None:
    """It is told with what it points at, or not at all."""
    assert lost(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ruling of the court in Oslo came after Orrin sold the mill.",
        "At the time of the offer Tessel owed $4 billion.",
        "Regulators refused the purchase on grounds of competition.",
        "Sources say they are close to a deal for Tessel.",
        "The decision of the board follows weeks of talks.",
        "Orrin was speaking to banks about that kind of deal.",
        "Birch has a 9 percent share of egg sales in Norway.",
        "Orrin said that deals of its size take a year.",
        "Inspectors ask whether Birch was involved in the fraud.",
    ],
)
def test_what_says_itself_what_it_means_is_not(sentence: str) -> None:
    """The same words with what they mean beside them stand alone."""
    assert not lost(sentence)
