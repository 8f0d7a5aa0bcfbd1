from __future__ import annotations

import pytest

from summarizer.records import Certainty, FactKind
from tests.facts.articles import facts, told

CASES = {
    "Orvane Inc is considering a bid for Tessel Corp.": ["rumoured"],
    "Orvane Inc may buy Tessel Corp, a newspaper said.": ["rumoured"],
    "Orvane Inc may bid for Tessel Corp, a newspaper said.": ["rumoured"],
    "Orvane Inc could make an offer for Tessel Corp, two people said.": ["rumoured"],
    "Orvane Inc is in advanced talks to buy Tessel Corp.": ["in talks"],
    "Orvane Inc is close to a deal to acquire Tessel Corp.": ["in talks"],
    "Orvane Inc made an unsolicited $3 billion offer for Tessel Corp.": ["offered"],
    "Orvane Inc offered to buy Tessel Corp for $3 billion.": ["offered"],
    "Orvane Inc has agreed to buy Tessel Corp.": ["agreed"],
    "Orvane Inc signed a definitive agreement to acquire Tessel Corp.": ["agreed"],
    "Tessel Corp agreed to be acquired by Orvane Inc.": ["agreed"],
    "Orvane Inc completed its acquisition of Tessel Corp on Friday.": ["closed"],
    "Orvane Inc has abandoned plans to buy Tessel Corp.": ["called off"],
    "Orvane Inc called off its $20 billion takeover of Tessel Corp.": ["called off"],
    "Tessel Corp is sold to Orvane Inc for $3 billion.": ["agreed"],
    "Tessel Corp is to be sold to Orvane Inc for $3 billion.": ["agreed"],
    "Tessel Corp has been sold to Orvane Inc for $3 billion.": ["closed"],
    "Orvane Inc has agreed to buy Tessel Corp, subject to approval by regulators.": [
        "agreed",
        "awaiting approval",
    ],
}


@pytest.mark.parametrize("sentence", CASES)
def test_status(sentence: str) -> None:
    """How far a deal is follows from the verb of its clause."""
    assert sorted(told(facts(sentence), FactKind.STATUS)) == sorted(CASES[sentence])


def test_a_collapse_told_after_the_deal() -> None:
    """An article about a broken deal says so though it recalls the agreement."""
    found = facts(
        "Orvane Inc and Tessel Corp called off their merger on Monday.",
        "Orvane agreed to buy Tessel for $20 billion in September 2024.",
        title="Orvane scraps deal to buy Tessel",
    )
    assert told(found, FactKind.STATUS)[0] == "called off"


def test_rumours_are_no_news_of_fact() -> None:
    """What may happen is certain only as a maybe."""
    found = facts("Orvane Inc may buy Tessel Corp.")
    assert {f.certainty for f in found if f.kind is FactKind.BUYER} == {Certainty.MAY}


def test_what_is_sold_and_still_to_close_is_agreed() -> None:
    """ "Was sold" tells of the signing where the article expects the closing."""
    sold = "Tessel Corp was sold to Orvane Inc for $3 billion on Monday."
    found = facts(sold, "The sale is expected to close in June.")
    assert told(found, FactKind.STATUS) == ["agreed"]
    done = "Orvane Inc completed its acquisition of Tessel Corp on Friday."
    found = facts(done, "The sale of its brands is expected to close in June.")
    assert "closed" in told(found, FactKind.STATUS)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Orvane Inc said on Monday that it agreed on Sunday to buy Tessel Corp.", "Sunday"),
        ("Orvane Inc agreed on Sunday to buy Tessel Corp, it said on Monday.", "Sunday"),
        ("Orvane Inc said on Monday that it agreed to buy Tessel Corp.", "Monday"),
    ],
)
def test_a_status_has_its_own_day(sentence: str, day: str) -> None:
    """The day on which something was told dates a status only where the sentence has no other."""
    whens = [f.when for f in facts(sentence) if f.kind is FactKind.STATUS]
    assert [w.text for w in whens if w] == [day]
