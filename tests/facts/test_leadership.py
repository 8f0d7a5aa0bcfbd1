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
        "Mark Stone stays to board member at Alder Inc"
    ],
    "Paul Walker will stay as chief executive of the unit.": [
        "Paul Walker stays to chief executive of the unit"
    ],
    "Alder Inc has begun a search for a new chief executive.": [
        "search under way to chief executive at Alder Inc"
    ],
    "Alder's finance chief Jane Fisher will stay on and report to the buyer.": [
        "Jane Fisher stays to finance chief at Alder"
    ],
    "Mark Stone will be succeeded by Jane Fisher.": ["Jane Fisher joins", "Mark Stone leaves"],
    "Jane Fisher, the head of Birch's pulp unit, is to resign in May.": [
        "Jane Fisher leaves from head of Birch's pulp unit"
    ],
    "Governor Mark Stone picked Jane Fisher, vice chairman of retail banking at Birch Corp, to be "
    "the next secretary for trade.": ["Jane Fisher joins from vice chairman of retail banking to "
    "secretary for trade"],
    "Mark Stone's CEO role at Alder Inc was assumed by Jane Fisher.": [
        "Jane Fisher joins to CEO at Alder Inc", "Mark Stone leaves from CEO"
    ],
    "Alder Inc has lost several managers, with departures including Chief Product Officer Jane "
    "Fisher and President of North America Paul Walker.": [
        "Jane Fisher leaves from Chief Product Officer",
        "Paul Walker leaves from President of North America",
    ],
    "Alder Inc elected Jane Fisher, Paul Walker and Mary Cooper to its board.": [
        "Jane Fisher joins to board member at Alder Inc",
        "Paul Walker joins to board member at Alder Inc",
        "Mary Cooper joins to board member at Alder Inc",
    ],
    "Alder Inc named Jane Fisher as chief executive, Paul Walker as chairman and Mary Cooper as "
    "treasurer.": [
        "Jane Fisher joins to chief executive at Alder Inc",
        "Paul Walker joins to chairman at Alder Inc",
        "Mary Cooper joins to treasurer at Alder Inc",
    ],
    "Alder's new interim finance chief is Jane Fisher, a partner at Birch Advisers.": [
        "Jane Fisher joins to interim finance chief at Alder"
    ],
    "Alder is replacing Mark Stone with Jane Fisher as head of its paper business.": [
        "Mark Stone leaves from head of its paper business",
        "Jane Fisher joins to head of its paper business at Alder",
    ],
    "Alder Inc appointed Chief Operating Officer Jane Fisher as chief executive, effective in May, "
    "replacing interim CEO Mark Stone.": [
        "Jane Fisher promoted from Chief Operating Officer to chief executive at Alder Inc",
        "Mark Stone leaves from interim CEO",
    ],
    "Mark Stone was leaving the board of Alder Inc.": ["Mark Stone leaves from board member"],
    "Jane Fisher, a 20-year company veteran, has replaced Mark Stone as COO of Alder Inc.": [
        "Jane Fisher promoted to COO at Alder Inc", "Mark Stone leaves from COO"
    ],
    "Alder Inc said Robert (Bob) Stone will step down as chairman.": [
        "Robert (Bob) Stone leaves from chairman"
    ],
    "Alder Inc's recently appointed CEO Jane Fisher presented the results.": [
        "Jane Fisher joins to CEO at Alder Inc"
    ],
    "Alder Inc gave no reason for the departure of Jane Fisher, its head of sales for Asia.": [
        "Jane Fisher leaves from head of sales for Asia"
    ],
    "Succeeding Mark Stone as chairman of Alder Inc is Jane Fisher.": [
        "Jane Fisher joins to chairman at Alder Inc", "Mark Stone leaves from chairman"
    ],
    "Alder's finance chief, Jane Fisher, and its head of sales, Paul Walker, have resigned.": [
        "Jane Fisher leaves from finance chief", "Paul Walker leaves from head of sales"
    ],
    "Mark Stone said Jane Fisher had been replaced as treasurer of Alder Inc by Paul Walker.": [
        "Jane Fisher leaves from treasurer", "Paul Walker joins to treasurer at Alder Inc"
    ],
    "Alder named its head of Asia sales, Jane Fisher, who joined in 2010, to run its paper "
    "business.": ["Jane Fisher promoted from head of Asia sales to paper business at Alder"],
}  # fmt: skip


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
    "Jane Fisher is seen as the likely candidate to succeed Mark Stone.",
    "There is constant chatter about when Mark Stone will retire.",
    "If Mark Stone departs, only three of the old directors will remain.",
    "Jane Fisher replaced the carpets in the lobby.",
    "Both Jane Fisher and Paul Walker serve as lead managers of the fund.",
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


def test_the_one_unnamed_is_the_one_named_later() -> None:
    """Whoever leaves without a role has the one that an unnamed leaver is told to have."""
    found = facts(
        "Alder Inc's chief operating officer has stepped down after a poor year.",
        "The departure of Paul Walker was announced in a letter to the staff.",
    )
    assert told(found, FactKind.LEADERSHIP) == ["Paul Walker leaves from chief operating officer"]


def test_who_comes_tells_what_the_other_one_was() -> None:
    """Where one leaves, one comes, and one role is told, it is the role of both."""
    found = facts(
        "Alder Inc named Jane Fisher chief executive on Monday.",
        "Paul Walker will retire at the end of June.",
    )
    assert told(found, FactKind.LEADERSHIP) == [
        "Jane Fisher joins to chief executive at Alder Inc",
        "Paul Walker leaves from chief executive",
    ]


def test_a_change_of_some_months_ago_is_less_sure() -> None:
    """What happened earlier in the year is told with less confidence, a year on not at all."""
    [fresh] = facts("Alder Inc named Jane Fisher as its chairman on Monday.")
    [older] = facts("Alder Inc named Jane Fisher as its chairman in September 2024.")
    assert older.confidence < fresh.confidence
    assert facts("Alder Inc named Jane Fisher as its chairman in March 2024.") == ()


def test_both_are_the_two_named_before() -> None:
    """ "Both" stands for the two persons of the sentence before, each with their own post."""
    found = facts(
        "Alder's chairman, Mark Stone, and its treasurer, Paul Walker, met on Friday.",
        "Both resigned.",
    )
    assert told(found, FactKind.LEADERSHIP) == [
        "Mark Stone leaves from chairman",
        "Paul Walker leaves from treasurer",
    ]
