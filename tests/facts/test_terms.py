from __future__ import annotations

import pytest

from summarizer.records import FactKind, Qualifier
from tests.facts.articles import facts, told

DEAL = "Orvane Inc agreed to buy rival Tessel Corp on Monday."
INVESTMENT = "Alder Platforms agreed to invest in data firm Larch AI."

CASES = {
    # prices
    "for": ([DEAL[:-11] + " for $3.1 billion."], FactKind.PRICE, ["USD 3.1bn"]),
    "older wire style": (
        ["Larkfield Plc said on Monday it agreed to buy Dunmore Foods for about 1.2 billion euros"
         " ($1.6 billion)."],
        FactKind.PRICE, ["EUR 1.2bn"]),
    "per share": ([DEAL, "Orvane will pay $30 a share in cash."], FactKind.PRICE, ["USD 30/share"]),
    "total and per share": (
        [DEAL, "Orvane will pay $30 per share, or $3.1 billion."],
        FactKind.PRICE, ["USD 30/share", "USD 3.1bn"]),
    "deal worth": ([DEAL, "The deal is worth as much as $3.5 billion."], FactKind.PRICE,
                   ["USD 3.5bn"]),
    "deal noun": (["Orvane Inc will buy Tessel Corp in a $3.1 billion deal."], FactKind.PRICE,
                  ["USD 3.1bn"]),
    "pence": (
        ["Wendover Plc rejected a 745 pence-a-share bid from Ostler Group."],
        FactKind.PRICE, ["GBP 7.45/share"]),
    "raised": (
        ["Ostler Group raised its offer for Wendover Plc to $9 billion from $8 billion."],
        FactKind.PRICE, ["USD 9bn"]),
    "range": (
        ["Corvan Partners offered to buy Halcyon Resorts for $55 to $60 per share."],
        FactKind.PRICE, ["USD 55-60/share"]),
    "investment": (
        ["Alder Platforms will invest up to $5 billion in Larch AI."], FactKind.PRICE, ["USD 5bn"]),
    "undisclosed": ([DEAL, "Financial terms were not disclosed."], FactKind.PRICE, ["undisclosed"]),
    "other terms": ([DEAL, "Other terms were not disclosed."], FactKind.PRICE, []),
    "undisclosed sum": (
        ["Orvane Inc bought Tessel Corp for an undisclosed sum."], FactKind.PRICE, ["undisclosed"]),
    # stakes
    "stake": (
        ["Leuchtmann AG will buy a 19 percent stake in Zephyr Airways."], FactKind.STAKE, ["19%"]),
    "percent of": (
        ["Hana Group agreed to buy 51% of Kestrel Bank for $4.1 billion."], FactKind.STAKE,
        ["51%"]),
    "money for a stake": (
        ["Alder Platforms agreed to invest in Larch AI.",
         "Alder paid $14.3 billion for a 49% stake in the company."],
        FactKind.STAKE, ["49%"]),
    "stake after": (
        ["Quillon SA raised its stake in Marsh Telecom to 27.7 percent from 22 percent."],
        FactKind.STAKE_AFTER, ["27.7%"]),
    "share of a market": (
        ["Quillon Bank is in advanced talks to buy Marsh Building Society.",
         "Quillon Bank is the fifth-biggest bank and Marsh Building Society the sixth-biggest, but"
         " they rank fourth and first and would have a 28 percent share of home loans."],
        FactKind.STAKE_AFTER, []),
    "stake that may come": (
        ["Quillon SA will buy a 49 percent stake in Marsh Telecom.",
         "Quillon would be able to acquire a larger stake that could bring its ownership to 80"
         " percent."],
        FactKind.STAKE_AFTER, []),
    "existing stake": (
        ["Ostler Group launched a bid for Wendover Plc.", "Ostler already owns 28.75 percent of"
         " Wendover."],
        FactKind.STAKE, []),
    # valuations
    "valuing": (
        ["Alder bought a 49% stake in Larch AI, valuing the startup at over $29 billion."],
        FactKind.VALUATION, ["USD 29bn"]),
    "earlier round": (
        [INVESTMENT, "The deal follows Larch's $1 billion funding round last year, which valued"
         " the company at $13.8 billion."],
        FactKind.PRIOR_VALUATION, ["USD 13.8bn"]),
    "last valued": (
        [INVESTMENT, "Larch AI was last valued at $14 billion in 2024."],
        FactKind.PRIOR_VALUATION, ["USD 14bn"]),
    "share price is no valuation": (
        [DEAL, "Shares of Orvane rose 3 percent to $41, valuing it at $12 billion."],
        FactKind.VALUATION, []),
    # premium, debt, fees
    "premium": (
        [DEAL, "The price is a 37 percent premium to Tessel's close on Friday."],
        FactKind.PREMIUM, ["37%"]),
    "debt": (
        ["Orvane Inc agreed to buy Tessel Corp for $3.1 billion, including $500 million of debt."],
        FactKind.DEBT, ["USD 500m"]),
    "including debt": (
        ["Orvane Inc agreed to buy Tessel Corp for $3.1 billion, including debt."],
        FactKind.DEBT, ["included"]),
    "break-up fee": (
        [DEAL, "Tessel would owe Orvane a break-up fee of $90 million."],
        FactKind.BREAK_FEE, ["USD 90m"]),
    "termination fee": (
        [DEAL, "Orvane will pay a $1 billion termination fee if regulators block it."],
        FactKind.BREAK_FEE, ["USD 1bn"]),
    "earn-out": (
        [DEAL, "Owners may get up to $200 million more in milestone payments."],
        FactKind.EARN_OUT, ["USD 200m"]),
    # consideration
    "cash": ([DEAL[:-11] + " for $3.1 billion in cash."], FactKind.CONSIDERATION, ["cash"]),
    "mixed": ([DEAL[:-11] + " for $3 billion in cash and stock."], FactKind.CONSIDERATION,
              ["cash and stock"]),
    "stock": (["Aldane and Corvex agreed to merge in an all-stock deal."], FactKind.CONSIDERATION,
              ["stock"]),
    # votes, seats, independence, proceeds
    "no votes": (
        [INVESTMENT, "Alder will have a 49% stake but will not have any voting power."],
        FactKind.VOTING, ["none"]),
    "no seat": (
        [INVESTMENT, "Alder will not get a seat on the board of Larch AI."],
        FactKind.BOARD, ["none"]),
    "seats": (
        [INVESTMENT, "Under the deal Alder gets two seats on Larch's board."],
        FactKind.BOARD, ["two seats on Larch's board"]),
    "independence": (
        [INVESTMENT, "Larch AI will remain an independent company."],
        FactKind.INDEPENDENCE, ["independent"]),
    "fighting for independence": (
        ["Ostler Group bid for Wendover Plc.", "Wendover is determined to stay independent."],
        FactKind.INDEPENDENCE, []),
    "proceeds": (
        [INVESTMENT, "The proceeds will be distributed to shareholders of Larch AI."],
        FactKind.PROCEEDS, ["The proceeds will be distributed to shareholders of Larch AI"]),
    # closing
    "the price at the close of trading": (
        [DEAL, "That would be 28 percent above the Tessel close on Thursday."],
        FactKind.CLOSING, []),
    "expected close": (
        [DEAL, "The deal is expected to close in the second half of 2026."],
        FactKind.CLOSING, ["2026"]),
    "close by month": (
        [DEAL, "The companies expect to complete the transaction by March."],
        FactKind.CLOSING, ["2026-3"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_terms(case: str) -> None:
    """Each term is read with its value, and nothing is taken for a term that is none."""
    sentences, kind, expected = CASES[case]
    assert [v.rstrip(".") for v in told(facts(*sentences), kind)] == expected


OTHER_MONEY = [
    "Tessel had sales of $900 million last year.",
    "Orvane expects annual savings of $150 million.",
    "Orvane took out a $2 billion bridge loan.",
    "Orvane plans to spend $68 billion on data centers.",
    "Orvane shares closed at $44.77 on Friday.",
    "Orvane lost $12 million in the first quarter.",
    "Rival Bexley Inc bought Nectar Labs for $700 million.",
    "Orvane bought Nectar Labs for $700 million in 2019.",
    "Tessel raised $65 million in a funding round last year.",
    "Its market value is $2.2 billion.",
    "Orvane has asked the state for $900 million in an urgent rescue package for Tessel.",
]


@pytest.mark.parametrize("sentence", OTHER_MONEY)
def test_other_money_is_no_price(sentence: str) -> None:
    """Sales, savings, loans, share prices and other deals never become this deal's price."""
    found = facts(DEAL, sentence)
    assert told(found, FactKind.PRICE) == []


def test_qualifiers_stay_with_their_figures() -> None:
    """ "About", "up to", "over" are told beside the figure, not inside it."""
    found = facts("Orvane Inc agreed to buy Tessel Corp for about $3.1 billion.")
    [price] = [f for f in found if f.kind is FactKind.PRICE]
    assert price.qualifier is Qualifier.ABOUT
    assert price.subject == "Tessel Corp"


def test_the_earlier_bid_is_background() -> None:
    """The price before a raise is kept as background."""
    found = facts("Ostler Group raised its offer for Wendover Plc to $9 billion from $8 billion.")
    assert told(found, FactKind.PRICE, background=True) == ["USD 8bn"]
