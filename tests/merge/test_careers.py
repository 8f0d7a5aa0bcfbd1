from __future__ import annotations

import pytest

from summarizer.merge.wording import unchanged

CAREERS = [
    "After joining Alder in 1987, Fisher worked her way up to the top of the paper unit.",
    "She became chief executive and chairman in 2003.",
    "Fisher was appointed head of Asia in May 2001 after a decade in retail.",
    "Fisher, 58, has two children and a degree in forestry.",
    "Stone began his career as a clerk at Birch.",
    "Stone is expected to get a retention bonus of $4 million to stay on as chief executive.",
    "Fisher is entitled to a severance package of $9 million.",
]
NEWS = [
    "Fisher, who became finance chief in 2003, will step down in May.",
    "Alder named Jane Fisher chief executive.",
    "Stone, 61, is to retire as chairman.",
    "Fisher, who joined in 1998, will succeed Mark Stone.",
    "Stone will leave with a severance package of $9 million.",
]


@pytest.mark.parametrize("sentence", CAREERS)
def test_careers_ages_and_pay_are_no_changes(sentence: str) -> None:
    """What somebody did years ago, is by age or is paid stands under no change of leadership."""
    assert unchanged(sentence)


@pytest.mark.parametrize("sentence", NEWS)
def test_changes_with_a_career_beside_them_are_told(sentence: str) -> None:
    """A sentence that tells a change keeps its place, whatever else it tells of the person."""
    assert not unchanged(sentence)
