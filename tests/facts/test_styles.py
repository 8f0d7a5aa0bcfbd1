"""Deals as blogs, newsletters, press releases and papers outside America tell them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.records import Fact, FactKind, Money, Name, Phrase
from tests.facts.articles import facts


def names(found: tuple[Fact, ...], kind: FactKind) -> list[str]:
    """The names a deal card may have for a kind."""
    given = [f for f in found if f.kind is kind and not f.background and f.confidence >= 0.4]
    return list(dict.fromkeys(f.value.name for f in given if isinstance(f.value, Name)))


@pytest.mark.parametrize(
    ("text", "buyers", "targets", "sellers"),
    [
        ("Trellisand Inc has agreed to be acquired by Larkfield Plc.", "Larkfield Plc",
         "Trellisand Inc", None),
        ("Larkfield Plc is pleased to announce the closing of its previously announced acquisition"
         " of all issued and outstanding shares of Dunmore Foods Ltd.", "Larkfield Plc",
         "Dunmore Foods Ltd", None),
        ("Larkfield Plc is shelling out $3.2 billion in cash and stock for Dunmore Foods Ltd.",
         "Larkfield Plc", "Dunmore Foods Ltd", None),
        ("Larkfield Plc, whose proposed purchase of Dunmore Foods Ltd is before the regulators,"
         " promised new jobs.", "Larkfield Plc", "Dunmore Foods Ltd", None),
        ("Larkfield Plc, the largest grower of apples in Kent, offered to buy rival Dunmore Foods"
         " Ltd for $90 million.", "Larkfield Plc", "Dunmore Foods Ltd", None),
        ("Larkfield Plc said it would buy out minority shareholders in Dunmore Foods Ltd for $90"
         " million.", "Larkfield Plc", "Dunmore Foods Ltd", None),
        ("Larkfield Plc is taking a 20% slice of Dunmore Foods Ltd.", "Larkfield Plc",
         "Dunmore Foods Ltd", None),
        ("Larkfield Plc on Friday completed the sale of its radio stations to Dunmore Media Ltd"
         " for $90 million.", "Dunmore Media Ltd", "radio stations", "Larkfield Plc"),
    ],
)  # fmt: skip
def test_parties_in_other_words(text: str, buyers: str, targets: str, sellers: str | None) -> None:
    """Who buys and what is bought is told whatever the house style says for buying."""
    found = facts(text, "Analysts had expected a deal this year.")
    assert names(found, FactKind.BUYER) == [buyers]
    assert names(found, FactKind.TARGET) == [targets]
    if sellers is not None:
        assert names(found, FactKind.SELLER) == [sellers]


def test_a_currency_in_letters_is_no_company() -> None:
    """The "Rs" of an amount belongs to the amount, wherever the article has it."""
    found = facts(
        "Larkfield Ltd on Thursday bought Dunmore Foods Ltd for Rs 1,240 crore.",
        "A rival plan was higher by Rs 60 crore, and Larkfield paid in cash.",
    )
    assert [f.value for f in found if f.kind is FactKind.PRICE] == [
        Money(Decimal("12400000000"), "INR")
    ]


@pytest.mark.parametrize(
    "words",
    ["Financial terms of the deal weren't shared.", "The companies aren't sharing the terms."],
)
def test_terms_that_are_not_shared(words: str) -> None:
    """A price that isn't shared is undisclosed."""
    found = facts("Larkfield Plc has acquired Dunmore Foods Ltd.", words)
    prices = [f.value for f in found if f.kind is FactKind.PRICE]
    assert [p.code for p in prices if isinstance(p, Phrase)] == ["undisclosed"]
