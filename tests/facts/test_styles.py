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


TODAYS = {
    "the staff and a licence": (
        ["Larkfield Plc is paying $300 million to license Dunmore Labs' speech software and hire"
         " its founders.", "Dunmore Labs will go on under a new head."],
        ["Larkfield Plc"], ["Dunmore Labs"]),
    "a bet": (
        ["Larkfield Plc is betting $2 billion on battery maker Dunmore Cells Inc."],
        ["Larkfield Plc"], ["Dunmore Cells Inc"]),
    "scooped up": (
        ["Larkfield Plc has scooped up Dunmore Foods Ltd, a maker of soups."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"]),
    "listed by a merger": (
        ["Dunmore Motors Inc is going public through a merger with blank-check firm Larkfield"
         " Acquisition Corp."],
        ["Larkfield Acquisition Corp"], ["Dunmore Motors Inc"]),
    "opened books": (
        ["Dunmore Foods Ltd has granted Larkfield Plc four weeks of due diligence after it raised"
         " its indicative offer."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"]),
    "a stalking horse": (
        ["Bankrupt grocer Dunmore Foods Ltd picked Larkfield Plc as stalking horse for an auction"
         " in May."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"]),
    "a subsidiary": (
        ["Larkfield Plc will make brewer Dunmore Beer Ltd a wholly owned subsidiary."],
        ["Larkfield Plc"], ["Dunmore Beer Ltd"]),
    "the buyer named late": (
        ["Regulators cleared the sale of Dunmore Foods Ltd on Monday.",
         "They asked for no remedies.", "Larkfield Plc, the buyer, welcomed the ruling."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"]),
    "after that": (
        ["It emerged that Larkfield Plc has agreed to buy Dunmore Foods Ltd for $90 million."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TODAYS)
def test_deals_as_they_are_told_today(name: str) -> None:
    """Licences with the staff, blank cheques, opened books and late buyers name parties too."""
    sentences, buyers, targets = TODAYS[name]
    found = facts(*sentences)
    assert names(found, FactKind.BUYER) == buyers
    assert names(found, FactKind.TARGET) == targets


def test_a_buyer_that_a_follow_up_names_late() -> None:
    """Where title and lead speak of a merger, a clause far down tells between whom."""
    found = facts(
        "The trade commission sued on Monday to block a $3 billion merger of bakers.",
        "The complaint was filed in Houston.",
        "A hearing is expected in summer.",
        "The agency voted on it last week.",
        "Prices have risen since spring.",
        "Dunmore Bread Inc agreed in April to be bought by Larkfield Plc.",
        title="Commission sues to stop bakers' merger",
    )
    assert names(found, FactKind.BUYER) == ["Larkfield Plc"]
    assert names(found, FactKind.TARGET) == ["Dunmore Bread Inc"]


def test_the_giant_of_the_lead_is_the_titles_company() -> None:
    """ "The cloud giant" that opens the first sentence is whom the title is about."""
    found = facts(
        "The cloud giant is buying chip designer Dunmore Silicon Inc.",
        title="Why Larkfield wants a chip nobody has seen",
    )
    assert names(found, FactKind.BUYER) == ["Larkfield"]


def test_an_offer_that_is_not_intended() -> None:
    """A bidder that says it does not intend to make an offer has called the deal off."""
    found = facts(
        "Larkfield Plc walked away from a tilt at Dunmore Foods Ltd.",
        "Larkfield said on Wednesday that it did not intend to make an offer for the company.",
        title="Larkfield walks away from tilt at Dunmore Foods",
    )
    status = [f.value for f in found if f.kind is FactKind.STATUS]
    assert next(s.code for s in status if isinstance(s, Phrase)) == "called off"


def test_a_name_that_ends_in_a_word_of_places() -> None:
    """ "Silicon" is a place only beside "Valley": a name and its short form are one company."""
    found = facts("Larkfield Plc will buy Dunmore Silicon Inc.", "Dunmore makes chips.")
    assert names(found, FactKind.TARGET) == ["Dunmore Silicon Inc"]
