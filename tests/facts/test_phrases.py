from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told

CASES = {
    # taken private, selling itself
    "take private": (
        ["Jane Holloway and Corvan Partners are seeking backers to take retailer Halcyon Stores"
         " Inc private."],
        ["Jane Holloway", "Corvan Partners"], ["Halcyon Stores Inc"], []),
    "a person's plan": (
        ["Tessel Corp shares rose after founder Jane Holloway's $3 billion offer to take Tessel"
         " private."],
        ["Jane Holloway"], ["Tessel Corp"], []),
    "sells itself": (
        ["Tessel Corp is close to an agreement to sell itself to Orvane Inc."],
        ["Orvane Inc"], ["Tessel Corp"], []),
    "a deal to be bought": (
        ["A suit was filed days after Tessel Corp announced a deal to be bought for $3 billion by"
         " Jane Holloway's Corvan Group Inc and Denmark's Brandt Capital."],
        ["Corvan Group Inc", "Brandt Capital"], ["Tessel Corp"], []),
    # compounds
    "verb and compound": (
        ["Larkfield Plc nears a $3 billion Dunmore Foods takeover, sources said."],
        ["Larkfield Plc"], ["Dunmore Foods"], []),
    "possessive compound": (
        ["Lenders cleared the way for Larkfield's Dunmore Foods purchase."],
        ["Larkfield"], ["Dunmore Foods"], []),
    "stake compound": (
        ["Stanhope Corp sold a Brandt A/S stake for $540 million."],
        [], ["Brandt A/S"], ["Stanhope Corp"]),
    # bidders and favourites
    "favoured": (
        ["Kestrel Group AG is the frontrunner to buy a majority stake in shipbuilder Pinelli"
         " SpA."],
        ["Kestrel Group AG"], ["Pinelli SpA"], []),
    "interest from": (
        ["Pinelli SpA is attracting takeover interest from Kestrel Group AG and Brandt A/S."],
        ["Kestrel Group AG", "Brandt A/S"], ["Pinelli SpA"], []),
    "offer to holders": (
        ["Larkfield Plc made its formal $3 billion offer to Dunmore Foods shareholders."],
        ["Larkfield Plc"], ["Dunmore Foods"], []),
    # stakes, also of states
    "a stake disclosed": (
        ["Corvan Partners disclosed a 6 percent stake in Tessel Corp on Monday."],
        ["Corvan Partners"], ["Tessel Corp"], []),
    "cuts its stake": (
        ["Corvan Partners will cut its stake in Tessel Corp."],
        [], ["Tessel Corp"], ["Corvan Partners"]),
    "most of a stake": (
        ["Stanhope Corp is in talks to sell most of its 40 percent stake in refiner Tessel Corp."],
        [], ["Tessel Corp"], ["Stanhope Corp"]),
    "a state sells": (
        ["Sweden plans to sell 3 percent of lender Aldous Bank."], [], ["Aldous Bank"], ["Sweden"]),
    # mergers
    "pair with a comma": (
        ["Two insurers, Orvane Inc and Tessel Corp, have agreed to merge."],
        ["Orvane Inc"], ["Tessel Corp"], []),
    "seller's owners beside the target": (
        ["Kestrel Group AG offered $2 billion to buy Tessel Corp, a step closer to a sale by"
         " owners Brandt A/S and Stanhope Corp."],
        ["Kestrel Group AG"], ["Tessel Corp"], ["Brandt A/S", "Stanhope Corp"]),
    # words between
    "a partner between": (
        ["Larkfield Plc won approval from Aldous Bank to buy Dunmore Foods."],
        ["Larkfield Plc"], ["Dunmore Foods"], []),
    "described before its name": (
        ["Larkfield Plc agreed to buy the country's largest grocer, Dunmore Foods."],
        ["Larkfield Plc"], ["Dunmore Foods"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_parties_of_looser_phrases(name: str) -> None:
    """Compounds, nouns, states and long ways to the verb name the parties too."""
    sentences, buyers, targets, sellers = CASES[name]
    found = facts(*sentences)
    assert told(found, FactKind.BUYER) == buyers
    assert told(found, FactKind.TARGET) == targets
    assert told(found, FactKind.SELLER) == sellers


def test_the_object_of_a_purchase_is_not_its_subject() -> None:
    """ "The carrier" that is bought is the one company beside the buyer."""
    found = facts(
        "An adviser told holders of Mistral Networks to vote for Quarrel Systems' proposed $4"
        " billion purchase of the No. 3 mobile carrier."
    )
    assert told(found, FactKind.BUYER) == ["Quarrel Systems"]
    assert told(found, FactKind.TARGET) == ["Mistral Networks"]


def test_words_around_a_name_tell_the_buyer() -> None:
    """Where no clause names buyer and target together, a bid that is somebody's names the buyer."""
    found = facts(
        "Directors of Dunmore Foods met on Friday to discuss takeover bids for Dunmore.",
        "They find the offer from Larkfield Plc too low, a person close to the board said.",
        title="Dunmore Foods board weighs bids for Dunmore",
    )
    assert told(found, FactKind.BUYER) == ["Larkfield Plc"]
    assert told(found, FactKind.TARGET) == ["Dunmore Foods"]


def test_a_follow_up_tells_the_deal_late() -> None:
    """A deal told far down counts where the article opens with one of its parties."""
    found = facts(
        "Vestal Motors named a new board on Monday.",
        "The engine maker has struggled with costs.",
        "Its union welcomed the step.",
        "Analysts were less kind.",
        "Morrow Ltd completed its $90 million purchase of Vestal Motors in May.",
        title="Vestal Motors names board",
    )
    assert told(found, FactKind.TARGET) == ["Vestal Motors"]
    assert told(found, FactKind.BUYER) == ["Morrow Ltd"]


def test_whoever_wants_a_deal_makes_none() -> None:
    """An investor who wants a company to buy another tells of a rumour, not of an agreement."""
    found = facts("Investor Jane Holloway wants Orvane Inc to buy Tessel Corp.")
    assert told(found, FactKind.STATUS) == ["rumoured"]


def test_names_run_together_are_two() -> None:
    """ "The Orvane Tessel merger" is no third company where the text knows both alone."""
    found = facts(
        "The chiefs of Orvane and Tessel spoke to clients about their planned merger.",
        "Rivals expect the Orvane Tessel merger to cost clients.",
    )
    assert sorted((*told(found, FactKind.BUYER), *told(found, FactKind.TARGET))) == [
        "Orvane",
        "Tessel",
    ]


def test_each_share_has_a_price() -> None:
    """Shares for so much each are told per share."""
    found = facts("Orvane Inc will make an offer to acquire all Tessel Corp shares for $31 each.")
    assert told(found, FactKind.PRICE) == ["USD 31/share"]


def test_what_was_paid_for_another_is_no_price() -> None:
    """A sum that its own words give to another company isn't this deal's."""
    found = facts(
        "Alder Platforms will buy Larch AI for $2 billion.",
        "The purchase of Larch is Alder's largest beside its $13 billion purchase of ChatBird.",
    )
    assert told(found, FactKind.PRICE) == ["USD 2bn"]


PLAIN_NEWS = [
    "Orvane Inc sells products in 40 countries.",
    "Bangladesh agreed to buy eight Orvane Inc jets.",
    "Orvane Inc owns a 6 percent stake in Tessel Corp.",
    "Orvane Inc denied a Tessel Corp takeover.",
]


@pytest.mark.parametrize("sentence", PLAIN_NEWS)
def test_looser_phrases_find_no_deal_in_plain_news(sentence: str) -> None:
    """Trade, aircraft orders, holdings and denials stay no deals, and have no buyer."""
    found = facts(sentence)
    assert told(found, FactKind.BUYER) == []
    assert told(found, FactKind.PRICE) == []
