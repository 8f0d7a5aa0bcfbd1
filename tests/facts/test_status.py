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
    "Orvane Inc said it was ending an agreement to sell Tessel Corp to Brannick.": ["called off"],
    "Orvane Inc has terminated its agreement to buy Tessel Corp.": ["called off"],
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


def status_of(*sentences: str, title: str | None = None) -> dict[str, float]:
    found = facts(*sentences, title=title)
    codes = [(told((f,), FactKind.STATUS)[0], f) for f in found if f.kind is FactKind.STATUS]
    return {str(code): fact.confidence for code, fact in codes}


@pytest.mark.parametrize(
    "sentence",
    [
        "Orvane Inc must show that its planned acquisition of Tessel Corp helps the town.",
        "The union fears for jobs under Orvane Inc's proposed takeover of Tessel Corp.",
        "A minister spoke of ways to halt the Orvane-Tessel merger after the floods.",
    ],
)
def test_a_noun_agrees_to_nothing(sentence: str) -> None:
    """A deal is agreed for sure only where a verb says so, not where a noun takes it for known."""
    assert status_of(sentence).get("agreed", 0.0) < 0.8


@pytest.mark.parametrize(
    "sentence",
    [
        "Orvane Inc rejected a newspaper report that merger talks with Tessel Corp had collapsed.",
        "Orvane Inc denied a report that it had called off its takeover of Tessel Corp.",
        "Ministers were urged to scrap the merger of Orvane Inc and Tessel Corp.",
    ],
)
def test_what_is_denied_or_only_wanted_ends_nothing(sentence: str) -> None:
    """A report that somebody denies, or an end that others ask for, calls no deal off for sure."""
    assert status_of(sentence).get("called off", 0.0) < 0.8


def test_a_rejected_bid_is_an_offer() -> None:
    """Beside a clause that bids, the noun of a plan doesn't make a deal agreed."""
    found = status_of(
        "Orvane Inc must show that its planned acquisition of Tessel Corp helps the town.",
        "Orvane is bidding $130 a share for Tessel in a hostile bid.",
        "The offer was rejected by the board.",
    )
    assert "offered" in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Orvane Inc agreed to buy Tessel Corp, a premium of a fifth over its close on Wednesday.",
        "Orvane Inc agreed to buy Tessel Corp, whose shares hit a high on May 4.",
        "Orvane Inc agreed to buy Tessel Corp in a deal expected to close by Thursday.",
    ],
)
def test_a_share_price_dates_no_deal(sentence: str) -> None:
    """The day of a price or of a deadline is not the one on which the deal was made."""
    assert [f.when for f in facts(sentence) if f.kind is FactKind.STATUS] == [None]


def test_an_effort_is_no_offer() -> None:
    """ "In a bid to" do something else than buy speaks of no bid."""
    lead = "Orvane Inc is in talks to buy Tessel Corp"
    plain = status_of(f"{lead}, two people said.")
    assert status_of(f"{lead} in a bid to calm investors, two people said.") == plain


def test_a_deal_that_is_known_to_have_failed() -> None:
    """The collapse told on the way calls a deal off; deciding against it agrees to nothing."""
    collapsed = status_of(
        "Orvane Inc is not looking for a deal following the collapse of its merger with Tessel"
        " Corp."
    )
    assert "called off" in collapsed
    dropped = status_of(
        "Orvane Inc's takeover of Tessel Corp made sense, a minister said.",
        "The two companies have decided today not to proceed with the takeover.",
    )
    assert dropped.get("agreed", 0.0) < 0.4
