"""Cards of stories in which several bid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.material import Material
from summarizer.records import Article, Entity, EntityKind, Fact, FactKind, Name
from tests.merge.making import article, dollars, fact, material, spot

RIVAL = "A rival bid by Orrin Foods is expected."


def told(source: Article, buyer: str, words: str, billions: str) -> list[Fact]:
    return [
        fact(source, FactKind.BUYER, buyer, Name(buyer)),
        fact(source, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
        fact(source, FactKind.PRICE, words, dollars(billions)),
    ]


def prices(*sources: Article, facts: list[Fact]) -> list[str]:
    rows = card(material(*sources, facts=facts))
    return [row.value.text for row in rows if row.kind is FactKind.PRICE]


def test_the_price_is_that_of_the_buyer_on_the_card() -> None:
    """An article about another bidder's offer gives the card no price."""
    first = article("a", "Orrin Foods offered $2.5 billion for Tessel Farms.")
    second = article("b", "Tessel Farms said yes to Orrin Foods, it said in the morning.")
    third = article("c", f"Lindgren Mills bid $2.9 billion for Tessel Farms. {RIVAL}")
    facts = [
        *told(first, "Orrin Foods", "$2.5 billion", "2.5"),
        fact(second, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(second, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
        *told(third, "Lindgren Mills", "$2.9 billion", "2.9"),
    ]
    assert prices(first, second, third, facts=facts) == ["$2.5 billion"]


def test_without_a_contest_every_article_counts() -> None:
    """A buyer by another name, in an article that tells of one offer alone, is no rival."""
    first = article("a", "Orrin Foods offered $2.5 billion for Tessel Farms.")
    second = article("b", "The Lindgren family's bid of $2.5 billion for Tessel Farms stands.")
    facts = [
        *told(first, "Orrin Foods", "$2.5 billion", "2.5"),
        fact(second, FactKind.BUYER, "Lindgren family", Name("Lindgren family")),
        fact(second, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    ]
    rows = card(material(first, second, facts=facts))
    assert [row.value.sources for row in rows if row.kind is FactKind.PRICE] == [2]


OPENING = (
    "Orrin Foods agreed to buy Tessel Farms for $2.5 billion, a higher offer than that of a rival."
)


def contested(sentence: str, kind: FactKind, words: str, billions: str) -> Material:
    """A story whose second paragraph tells of Birch Mills too, a company that its reader knows."""
    source = article("a", OPENING, sentence)
    facts = [
        *told(source, "Orrin Foods", "$2.5 billion", "2.5"),
        fact(source, kind, words, dollars(billions)),
    ]
    made = material(source, facts=facts)
    names = [Entity(spot(source, "Birch Mills"), EntityKind.ORGANISATION, 0.9)]
    return replace(made, entities={source.id: names})


@pytest.mark.parametrize(
    ("sentence", "words", "billions"),
    [
        ("Birch Mills agreed to buy Tessel Farms for $2.1 billion in May.", "$2.1 billion", "2.1"),
        ("Tessel Farms turned down a $2.1 billion bid from Birch Mills.", "$2.1 billion", "2.1"),
        ("Birch Mills bid for Tessel Farms in May. Its offer is worth $3 billion with debt.",
         "$3 billion", "3"),
        ("Orrin Foods beat Birch Mills, which had offered $2.2 billion for Tessel Farms.",
         "$2.2 billion", "2.2"),
    ],
)  # fmt: skip
def test_what_another_bidder_would_pay_is_no_price(
    sentence: str, words: str, billions: str
) -> None:
    """Neither the card nor the table has the price that a sentence tells of a rival's offer."""
    made = contested(sentence, FactKind.PRICE, words, billions)
    assert [r.value.text for r in card(made) if r.kind is FactKind.PRICE] == ["$2.5 billion"]
    assert not disagreements(made)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Birch Mills bid for Tessel Farms first and is owed a $0.1 billion fee.", False),
        ("Tessel Farms ended its agreement with Birch Mills and pays a $0.1 billion fee.", False),
        ("Orrin Foods gets a fee of $0.1 billion if Tessel Farms goes back to Birch Mills.", True),
    ],
)
def test_the_fee_for_leaving_another_bidder_is_not_the_deals(sentence: str, shown: bool) -> None:
    """A break-up fee that goes to a rival is none of the deal's terms; one for the buyer is."""
    made = contested(sentence, FactKind.BREAK_FEE, "$0.1 billion", "0.1")
    assert any(row.kind is FactKind.BREAK_FEE for row in card(made)) is shown


def test_the_value_that_the_buyer_pays_too_stays() -> None:
    """A sum that is told of a rival in one sentence and of the buyer in another is the price."""
    made = contested(
        "In May Birch Mills matched the $2.5 billion for Tessel Farms.",
        FactKind.PRICE,
        "$2.5 billion for Tessel Farms.",
        "2.5",
    )
    assert [r.value.text for r in card(made) if r.kind is FactKind.PRICE] == ["$2.5 billion"]


def test_an_owner_is_no_rival_of_his_company() -> None:
    """What a person bids, whom an article calls a buyer too, is the company's offer."""
    source = article("a", "Orrin Foods bids. Lindgren, in a rival bid, offered $2.5 billion.")
    facts = [
        fact(source, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(source, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(source, FactKind.BUYER, "Lindgren", Name("Lindgren"), confidence=0.45),
    ]
    person = Entity(spot(source, "Lindgren"), EntityKind.PERSON, 0.9)
    made = replace(material(source, facts=facts), entities={source.id: [person]})
    assert [r.value.text for r in card(made) if r.kind is FactKind.PRICE] == ["$2.5 billion"]
    assert not [r for r in card(replace(made, entities={})) if r.kind is FactKind.PRICE]
