"""Cards of stories in which several bid."""

from __future__ import annotations

from summarizer.merge.card import card
from summarizer.records import Article, Fact, FactKind, Name
from tests.merge.making import article, dollars, fact, material

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
