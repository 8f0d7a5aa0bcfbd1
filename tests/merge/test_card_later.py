"""What the card shows where later articles changed what earlier ones told."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.merge.card import card
from summarizer.records import Article, Fact, FactKind, Per
from tests.merge.making import article, dollars, fact, material, percent, phrase

MAY, JUNE = date(2024, 5, 30), date(2024, 6, 6)


def rows(*articles: Article, facts: tuple[Fact, ...]) -> dict[str, str]:
    return {row.label: row.value.text for row in card(material(*articles, facts=facts))}


def status(source: Article, words: str, code: str, sure: float = 0.9) -> Fact:
    return fact(source, FactKind.STATUS, words, phrase(words, code), confidence=sure)


@pytest.mark.parametrize(("sure", "shown"), [(0.75, "agreed"), (0.65, "offered")])
def test_the_last_article_needs_less_to_tell_of_an_agreement(sure: float, shown: str) -> None:
    """An agreement that the last article tells in fairly sure words follows an earlier offer."""
    may = article("a", "Orrin made an offer for Tessel.", day=MAY)
    june = article("b", "Orrin will buy Tessel.", day=JUNE)
    facts = (status(may, "offer", "offered"), status(june, "will buy", "agreed", sure))
    assert rows(may, june, facts=facts)["Status"] == shown


@pytest.mark.parametrize(("day", "shown"), [(JUNE, "agreed"), (MAY, "called off")])
def test_an_agreement_made_later_undoes_an_end(day: date, shown: str) -> None:
    """What was off and is agreed a week later is agreed; told on the same day, it is off."""
    may = article("a", "Brannick pulled out of talks with Orrin.", day=MAY)
    later = article("b", "Orrin agreed to buy Tessel.", day=day)
    facts = (status(may, "pulled out", "called off"), status(later, "agreed", "agreed"))
    assert rows(may, later, facts=facts)["Status"] == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The ministry gave its decision to reject Orrin's $2 billion bid for Tessel.", "blocked"),
        ("The government has rejected the $2 billion takeover of Tessel by Orrin.", "blocked"),
        ("China's rejection of Orrin's $2 billion bid for Tessel surprised many.", "blocked"),
        ("China's Tessel rejected a $2 billion bid from Orrin.", "offered"),
        ("Australia intends to reject Orrin's $2 billion bid for Tessel.", "offered"),
    ],
)
def test_a_bid_that_an_authority_rejects_is_blocked(sentence: str, shown: str) -> None:
    """A ministry or a state that rejects a bid stops it; a board or an intention doesn't."""
    may = article("a", sentence, day=MAY)
    facts = (
        status(may, "$2 billion", "offered"),
        fact(may, FactKind.PRICE, "$2 billion", dollars("2")),
    )
    assert rows(may, facts=facts)["Status"] == shown


def share(amount: str) -> str:
    return f"0.0000000{amount}"


@pytest.mark.parametrize(("total", "kept"), [("7", False), ("8", True)])
def test_terms_of_a_former_price_are_none_of_the_present_one(total: str, kept: bool) -> None:
    """The premium and the price a share that an older article gives with another total go."""
    may = article("a", f"Orrin offers ${total} billion, $17 a share, a 6 percent premium.", day=MAY)
    june = article("b", "Orrin has agreed to pay $8 billion for Tessel.", day=JUNE)
    facts = (
        status(may, "offers", "offered"),
        status(june, "agreed", "agreed"),
        fact(may, FactKind.PRICE, f"${total} billion", dollars(total)),
        fact(may, FactKind.PRICE, "$17 a share", dollars(share("17"), per=Per.SHARE)),
        fact(may, FactKind.PREMIUM, "6 percent", percent("6")),
        fact(june, FactKind.PRICE, "$8 billion", dollars("8")),
    )
    found = rows(may, june, facts=facts)
    assert ("Price per share" in found, "Premium" in found) == (kept, kept)
