from __future__ import annotations

import pytest

from summarizer.models.given import known_from, things


@pytest.mark.parametrize(
    "told",
    [
        "Bakers will repay the loan.",
        "Bakers have cheapened these loans.",
        "Bakers may sell the loan's first half.",
        "Bakers will repay the loan on Friday.",
        "Bakers say the long-term loan must go.",
        "“It is late,” the lender told bakers.",
    ],
)
def test_a_known_thing_needs_a_sentence_that_tells_of_it(told: str) -> None:
    """A definite thing that the article told of before means that one."""
    sentences = ["Old Mill was sold.", "It has a loan from two lenders.", "It rained.", told]
    assert [*known_from(sentences)] == [(3, {1})]


@pytest.mark.parametrize(
    "told",
    [
        "Bakers will repay the loan of the county.",
        "Bakers will repay the biggest loan.",
        "Bakers took a loan and repaid the loan.",
        "Bakers fear the weather.",
        "Bakers left the company.",
        "Bakers will repay the Leeds loan from Old Mill.",
    ],
)
def test_what_says_which_it_is_needs_nothing(told: str) -> None:
    """A thing that is told of beside it, that never was told of, or that anybody knows is clear."""
    sentences = ["Old Mill was sold.", "A company has a loan.", "It rained.", told]
    assert not [*known_from(sentences)]


def test_another_word_for_a_thing_tells_of_it() -> None:
    """Who has read that a baker buys a mill knows what "the deal" is."""
    assert [*known_from(["Old Mill will buy Vane.", "It rained.", "Few like the deal."])] == [
        (2, {0})
    ]


def test_who_speaks_by_surname_needs_the_whole_name() -> None:
    """A surname alone needs the sentence with the name in full; a title introduces it again."""
    sentences = ["Old Mill fell.", "“We bake,” said Ann B. Vane.", "Vane also said sales rose."]
    assert [*known_from(sentences)] == [(2, {1})]
    assert [*known_from([*sentences[:2], "But Vane said sales rose."])] == [(2, {1})]
    assert not [*known_from([*sentences[:2], "Chairman Vane said sales rose."])]
    camel = ["“We bake,” said Ann McVane.", "It rained.", "McVane said sales rose."]
    assert [*known_from(camel)] == [(2, {0})]


def test_a_sentence_tells_of_its_own_things() -> None:
    """What a sentence told of itself is not looked for elsewhere."""
    assert [*things("Vane has a loan, and the loan is old.")] == []
    assert [*things("Bakers like this offer.")] == ["offer"]


@pytest.mark.parametrize(
    "told",
    [
        "Ten died in the accident.",
        "Vane was moved by the invitation.",
        "This week's meeting will be long.",
        "Bakers fear Monday's decision.",
    ],
)
def test_what_happened_was_told_right_before(told: str) -> None:
    """A thing that happened, for which no sentence has a word, is what the last one told."""
    assert [*known_from(["Old Mill was sold.", "A ship sank.", told])] == [(2, {1})]


@pytest.mark.parametrize(
    "told",
    [
        "Ten died in the accident of a ship.",
        "Shares rose in the regular session.",
        "This week's meeting of bakers will be long.",
        "Bakers fear the recession.",
    ],
)
def test_what_happened_and_is_told_needs_nothing(told: str) -> None:
    """What a sentence says more of, or everybody knows, is clear."""
    assert not [*known_from(["Old Mill was sold.", "A ship sank.", told])]
