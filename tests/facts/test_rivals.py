"""Whose offer an amount is told for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.records import Fact, FactKind, Money, Name
from tests.facts.articles import facts

CONTEST = (
    "Orvane Inc relaunched its hostile bid for Tessel Corp with an offer of $4.7 billion, topping "
    "Brannick Plc's $41.10 a share offer.",
    "Tessel agreed in May to be bought by Brannick for $4.1 billion.",
)
TITLE = "Orvane relaunches bid for Tessel by topping Brannick offer"


def prices(found: tuple[Fact, ...], background: bool) -> list[Decimal]:
    return sorted(
        f.value.amount
        for f in found
        if f.kind is FactKind.PRICE and f.background is background and isinstance(f.value, Money)
    )


def test_a_deal_that_the_own_one_ranks_behind_is_background() -> None:
    """ "The second-largest takeover, after Brannick's purchase of Ulm for $7.5 billion"."""
    found = facts(
        "A probe has delayed the plan of Orvane Inc to sell Tessel Bank to Brannick Plc for $7.3 "
        "billion.",
        "Orvane's planned sale of Tessel would rank as the country's second-largest takeover, "
        "after No. 2 Hale Financial Group's agreed purchase of Ulm Card Co for $7.5 billion.",
    )
    assert Decimal("7500000000") not in prices(found, background=False)


def test_what_a_rival_offered_is_not_the_price() -> None:
    """Of two who bid, the amounts that clauses give the lesser one are told as background."""
    found = facts(*CONTEST, title=TITLE)
    assert prices(found, background=False) == [Decimal(4_700_000_000)]
    assert Decimal("41.10") in prices(found, background=True)
    assert Decimal(4_100_000_000) in prices(found, background=True)


def test_each_of_two_offers_in_a_sentence_is_its_bidder_s() -> None:
    """ "But" parts the offers of two who bid."""
    found = facts(
        "Tessel Corp is considering a rival $25.5 billion bid from Brannick Plc but has said it is "
        "on track to close its $20.1 billion pact with Orvane Inc.",
        "Orvane Inc agreed to buy Tessel Corp in May.",
        title="Orvane Inc urges holders to back its bid for Tessel",
    )
    assert Decimal(25_500_000_000) not in prices(found, background=False)
    assert Decimal(20_100_000_000) not in prices(found, background=True)


def test_a_rival_is_a_buyer_less_surely() -> None:
    """Who bids against the foremost buyer is never given for sure."""
    sure = {
        f.value.name: f.confidence
        for f in facts(*CONTEST, title=TITLE)
        if f.kind is FactKind.BUYER and isinstance(f.value, Name)
    }
    assert sure["Orvane Inc"] > 0.9
    assert sure.get("Brannick Plc", 0.0) < 0.6


@pytest.mark.parametrize(
    "other",
    [
        "That compares with a $2.1 billion offer from Brannick Plc.",
        "It tops Brannick Plc's unsolicited $2.1 billion bid.",
        "Brannick Plc had offered $2.1 billion.",
        "The price is higher than the $2.1 billion offered in May.",
        "Tessel turned down a $2.1 billion proposal by Brannick Plc last month.",
    ],
)
def test_the_price_is_whose_the_deal_is(other: str) -> None:
    """Beside an own price an amount whose words name another bidder is background or nothing."""
    found = facts("Orvane Inc agreed to buy Tessel Corp for $2.6 billion.", other)
    assert prices(found, background=False) == [Decimal(2_600_000_000)]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Orvane Inc offered $2.6 billion for Tessel Corp, Tessel said.",),
        ("Orvane Inc's $2.6 billion bid for Tessel Corp was a surprise.",),
        ("Orvane Inc and Brannick Plc agreed to buy Tessel Corp.", "They offered $2.6 billion."),
        ("Tessel Corp rejected a $2.6 billion bid from Orvane Inc.",),
    ],
)
def test_an_own_offer_stays_the_price(sentences: tuple[str, ...]) -> None:
    """What the own buyer or buyers offer is the price, accepted or not."""
    assert prices(facts(*sentences), background=False) == [Decimal(2_600_000_000)]


def test_who_joins_is_no_rival() -> None:
    """Buyers of one clause bid together, whatever else is on offer."""
    found = facts(
        "Orvane Inc and Brannick Plc agreed to buy Tessel Corp for $2.6 billion.",
        "A rival bid is possible.",
        "Brannick Plc offered $1 billion of that.",
    )
    assert all(f.confidence > 0.6 for f in found if f.kind is FactKind.BUYER)


def test_a_holding_in_the_buyer_is_no_value_of_the_target() -> None:
    """What a seller gets in shares of the buyer says nothing of what the target is worth."""
    found = facts(
        "Orvane Inc agreed to sell half of Tessel Corp to Brannick Plc.",
        "Orvane will get cash and a stake in Brannick, valued at $11 billion.",
    )
    assert not [f for f in found if f.kind is FactKind.VALUATION]
