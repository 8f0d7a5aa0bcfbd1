from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told

CASES = {
    "Alder Inc named Jane Fisher as its chief financial officer on Monday.": [
        "Jane Fisher joins to chief financial officer at Alder Inc"
    ],
    "Jane Fisher was appointed chairman of Alder Inc.": [
        "Jane Fisher joins to chairman at Alder Inc"
    ],
    "Alder's chief strategy officer, Jason Miller, will step in as interim CEO.": [
        "Jason Miller promoted from chief strategy officer to interim CEO at Alder"
    ],
    "Alder's Chief Strategy Officer Jason Miller would be promoted to the role of CEO.": [
        "Jason Miller promoted from Chief Strategy Officer to CEO at Alder"
    ],
    "Alder CEO Alexander Wren is stepping down to join Birch Platforms.": [
        "Alexander Wren leaves from CEO at Birch Platforms"
    ],
    "Chief Executive Mark Stone resigned on Friday.": ["Mark Stone leaves from Chief Executive"],
    "Mark Stone will retire as chairman of Alder Inc at the end of the year.": [
        "Mark Stone leaves from chairman"
    ],
    "Alder Inc fired chief executive Mark Stone.": ["Mark Stone leaves from chief executive"],
    "Mark Stone will remain on the board of directors of Alder Inc.": [
        "Mark Stone stays to board member"
    ],
    "Paul Walker will stay as chief executive of the unit.": [
        "Paul Walker stays to chief executive of the unit"
    ],
    "Alder Inc has begun a search for a new chief executive.": [
        "search under way to chief executive at Alder Inc"
    ],
    "Mark Stone will be succeeded by Jane Fisher.": ["Jane Fisher joins"],
}


@pytest.mark.parametrize("sentence", CASES)
def test_moves(sentence: str) -> None:
    """Who moves, from what to what, and which way."""
    assert told(facts(sentence), FactKind.LEADERSHIP) == CASES[sentence]


NOTHING = [
    "Wren, 28, has no background in research.",
    "Jason Miller, a former Alder executive, said the deal made sense.",
    "Jane Fisher, who was chief financial officer of Birch until 2019, praised the plan.",
    "Chief Executive Mark Stone told reporters the deal was fair.",
    "Mark Stone joined Alder in 1998 and became chief executive in 2003.",
    "Analysts expect customers to leave.",
    "Mark Stone denied that he would step down.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_biographies_are_no_moves(sentence: str) -> None:
    """Ages, former posts, careers and denials change nobody's role."""
    assert told(facts(sentence), FactKind.LEADERSHIP) == []


def test_a_surname_is_the_person_named_before() -> None:
    """A later surname is told under the full name."""
    found = facts(
        "Larch AI chief executive Alexander Wren spoke on Friday.",
        "Wren will keep his seat on the board.",
    )
    assert told(found, FactKind.LEADERSHIP) == ["Alexander Wren stays to board member at Larch AI"]


def test_he_is_the_one_person_meant() -> None:
    """A pronoun stands for the only person it can mean."""
    found = facts("Larch AI CEO Alexander Wren said he would leave the company to join Birch.")
    assert told(found, FactKind.LEADERSHIP) == ["Alexander Wren leaves from CEO at Birch"]
