"""Changes told in other words than the wires': blogs, letters to shareholders, headlines."""

from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told

CASES = {
    "Jane Fisher is out as CEO of Alder Inc.": ["Jane Fisher leaves from CEO"],
    "Jane Fisher will transition to executive chairman.": [
        "Jane Fisher joins to executive chairman"
    ],
    "Jane Fisher was promoted from COO to CEO.": ["Jane Fisher promoted from COO to CEO"],
    "Jane Fisher tendered her resignation as finance director on Monday.": [
        "Jane Fisher leaves from finance director"
    ],
    "Jane Fisher steps into the CEO role next month.": ["Jane Fisher joins to CEO"],
    "Jane Fisher's last day as CFO will be March 31.": ["Jane Fisher leaves from CFO"],
    "Alder on Tuesday ended the tenure of CEO Jane Fisher.": ["Jane Fisher leaves from CEO"],
    "CEO Jane Fisher was shown the door on Friday.": ["Jane Fisher leaves from CEO"],
    "Chief Executive Jane Fisher was asked to resign.": ["Jane Fisher leaves from Chief Executive"],
    "Alder's directors voted to oust chairman Jane Fisher.": ["Jane Fisher leaves from chairman"],
    "Alder Inc fires CEO Mark Stone after profit slump.": ["Mark Stone leaves from CEO"],
    "Mark Stone made way for Jane Fisher as CEO of Alder.": [
        "Mark Stone leaves from CEO", "Jane Fisher joins to CEO at Alder"
    ],
    "Mark Stone will hand the job of treasurer to Jane Fisher.": [
        "Jane Fisher joins to treasurer", "Mark Stone leaves from treasurer"
    ],
    "Alder shakes up leadership: Jane Fisher out, Mark Stone in as CEO.": [
        "Jane Fisher leaves from CEO", "Mark Stone joins to CEO at Alder"
    ],
    "Jane Fisher, president, paper and pulp, will replace Mark Stone as chairman.": [
        "Jane Fisher promoted from president to chairman", "Mark Stone leaves from chairman"
    ],
    "Jane Fisher will join Alder Inc in May and replace Mark Stone as treasurer.": [
        "Jane Fisher joins to treasurer at Alder Inc", "Mark Stone leaves from treasurer"
    ],
    "Former finance chief Mark Stone, who was ousted on Monday, did not comment.": [
        "Mark Stone leaves from finance chief"
    ],
    "Alder Inc said board members Jane Fisher and Mark Stone would step down.": [
        "Jane Fisher leaves from board member", "Mark Stone leaves from board member"
    ],
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_moves_in_other_words(sentence: str) -> None:
    """A change is told whatever the house style."""
    found = told(facts(sentence), FactKind.LEADERSHIP)
    assert sorted(found) == sorted(CASES[sentence])


NOTHING = [
    "Jane Fisher became chief executive long before the crisis began.",
    "Pressure has built on Jane Fisher and Mark Stone to quit.",
    "Alder welcomes Jane Fisher's offer.",
    "Jane Fisher landed in Paris on Monday.",
    "Jane Fisher is out of the country.",
    "Mark Stone lost a lawsuit on Friday.",
    "Alder Chairwoman Jane Fisher said it was a hard year amid calls for her resignation.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_the_same_words_of_something_else(sentence: str) -> None:
    """What only sounds like a coming or going is none."""
    assert told(facts(sentence), FactKind.LEADERSHIP) == []


def test_a_veteran_of_the_trade_is_no_insider() -> None:
    """A banking veteran may come from anywhere; a company veteran comes from within."""
    [outside] = told(
        facts("Alder Inc named banking veteran Jane Fisher chairman."), FactKind.LEADERSHIP
    )
    [inside] = told(
        facts("Alder Inc named company veteran Jane Fisher chairman."), FactKind.LEADERSHIP
    )
    assert outside == "Jane Fisher joins to chairman at Alder Inc"
    assert inside == "Jane Fisher promoted to chairman at Alder Inc"


def test_the_first_sentence_says_what_the_unnamed_one_was() -> None:
    """Of several unnamed leavers the one of the first sentence is the one named next."""
    found = facts(
        "Alder Inc is replacing the head of its paper unit.",
        "Jane Fisher will be succeeded by Mark Stone.",
        "The firm also lost a chief executive in 2019.",
    )
    assert "Jane Fisher leaves from head of its paper unit" in told(found, FactKind.LEADERSHIP)
