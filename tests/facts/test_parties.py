from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told

CASES = {
    # cash takeovers
    "agreed to buy": (
        ["Larkfield Plc said on Monday it has agreed to buy rival Dunmore Foods Ltd for about"
         " 1.2 billion euros."],
        ["Larkfield Plc"], ["Dunmore Foods Ltd"], []),
    "to acquire, with an aside": (
        ["Orvane Inc, a maker of hearing aids, said it would acquire Tessel Corp, the world's"
         " third-largest, for $30 a share in cash."],
        ["Orvane Inc"], ["Tessel Corp"], []),
    "passive": (
        ["Tessel Corp has agreed to be acquired by Orvane Inc for $3.1 billion."],
        ["Orvane Inc"], ["Tessel Corp"], []),
    "was bought by": (
        ["Privately held Pinelli SpA was bought by Kestrel Group AG on Thursday."],
        ["Kestrel Group AG"], ["Pinelli SpA"], []),
    "possessive": (
        ["Quarrel Systems' $4 billion acquisition of Mistral Networks won the backing of"
         " shareholders on Friday."],
        ["Quarrel Systems"], ["Mistral Networks"], []),
    "acquisition by": (
        ["The acquisition of Mistral Networks by Quarrel Systems was announced on Tuesday."],
        ["Quarrel Systems"], ["Mistral Networks"], []),
    "deal struck": (
        ["Hollis Energy struck a $21 billion deal to buy pipeline operator Perrin Gas Corp."],
        ["Hollis Energy"], ["Perrin Gas Corp"], []),
    "two buyers": (
        ["Buyout firms Corvan Partners and Eddystone Capital agreed to buy hotel chain Halcyon"
         " Resorts for $6 billion."],
        ["Corvan Partners", "Eddystone Capital"], ["Halcyon Resorts"], []),
    "consortium": (
        ["Halcyon Resorts said it would be bought by a consortium led by Corvan Partners."],
        ["Corvan Partners"], ["Halcyon Resorts"], []),
    "ticker and later short name": (
        ["Alder Platforms (NASDAQ:ALDR) will buy Brisk Labs Inc.", "Alder pays $2 billion for"
         " Brisk, which makes sensors."],
        ["Alder Platforms"], ["Brisk Labs Inc"], []),
    "the company said": (
        ["Morrow Ltd makes engines.", "The company agreed to buy Vestal Motors for $90 million."],
        ["Morrow Ltd"], ["Vestal Motors"], []),
    "relative clause": (
        ["Glenmore, which has agreed to a $37 billion takeover of miner Xanthe Plc, said the deal"
         " was fair."],
        ["Glenmore"], ["Xanthe Plc"], []),
    # carve-outs
    "sold by its parent": (
        ["Stanhope Corp agreed to sell its Ferrous Tools unit to Danish rival Brandt A/S for $540"
         " million."],
        ["Brandt A/S"], ["Ferrous Tools"], ["Stanhope Corp"]),
    "bought from": (
        ["Brandt A/S will buy Ferrous Tools from Stanhope Corp, the companies said."],
        ["Brandt A/S"], ["Ferrous Tools"], ["Stanhope Corp"]),
    "parent's unit": (
        ["Brandt A/S agreed to acquire Stanhope Corp's packaging business for $540 million."],
        ["Brandt A/S"], ["packaging business"], ["Stanhope Corp"]),
    "nameless unit sold": (
        ["Stanhope Corp has sold its consumer lending unit to Aldous Bank for 300 million pounds."],
        ["Aldous Bank"], ["consumer lending unit"], ["Stanhope Corp"]),
    "sale of": (
        ["Stanhope's sale of Ferrous Tools to Brandt A/S is expected to close in March."],
        ["Brandt A/S"], ["Ferrous Tools"], ["Stanhope"]),
    "arm of": (
        ["Marlow Inc is in talks to buy Crestline, the struggling U.S. arm of Dorner AG."],
        ["Marlow Inc"], ["Crestline"], ["Dorner AG"]),
    # minority stakes and rounds
    "stake": (
        ["Germany's Leuchtmann AG will buy a 19 percent stake in low-cost airline Zephyr Airways"
         " Corp."],
        ["Leuchtmann AG"], ["Zephyr Airways Corp"], []),
    "stake sold": (
        ["Conroy Bank agreed to sell its 51 percent stake in Hanlon Insurance to Pacific Life."],
        ["Pacific Life"], ["Hanlon Insurance"], ["Conroy Bank"]),
    "stake in itself": (
        ["Tarn Resources said it will sell a 17.2 percent stake to state-owned Meridian Investment"
         " Corp."],
        ["Meridian Investment Corp"], ["Tarn Resources"], []),
    "investment received": (
        ["Data firm Larch AI confirmed on Friday that it has received a large investment from"
         " Alder Platforms."],
        ["Alder Platforms"], ["Larch AI"], []),
    "made an investment": (
        ["Alder Platforms (NASDAQ:ALDR) has made a strategic $14 billion investment in Larch AI."],
        ["Alder Platforms"], ["Larch AI"], []),
    "round led by": (
        ["Startup Nimbus Robotics raised $80 million in a Series B round led by Sandhill"
         " Ventures."],
        ["Sandhill Ventures"], ["Nimbus Robotics"], []),
    # mergers
    "merger of equals": (
        ["Aldane and Corvex have agreed to merge in an all-stock deal."],
        ["Aldane"], ["Corvex"], []),
    "merger between": (
        ["The proposed merger between Aldane and Corvex would create the largest maker of gases."],
        ["Aldane"], ["Corvex"], []),
    # bids
    "hostile": (
        ["Ostler Group launched a hostile $9 billion bid for Wendover Plc on Wednesday."],
        ["Ostler Group"], ["Wendover Plc"], []),
    "rejected": (
        ["Wendover Plc rejected a 745 pence-a-share offer from Ostler Group as too low."],
        ["Ostler Group"], ["Wendover Plc"], []),
    "its bid": (
        ["Ostler Group has lined up $9 billion of loans to back its hostile bid for Wendover Plc."],
        ["Ostler Group"], ["Wendover Plc"], []),
    "walked away": (
        ["Ostler Group has dropped its bid to buy Wendover Plc."],
        ["Ostler Group"], ["Wendover Plc"], []),
    # rumours
    "considering": (
        ["Private equity firm Corvan is considering a bid for retailer Pargeter's Inc, according"
         " to a newspaper."],
        ["Corvan"], ["Pargeter's Inc"], []),
    "billionaire in talks": (
        ["Billionaire Walter Cross is in serious talks to take over Amity Financial Group Inc."],
        ["Walter Cross"], ["Amity Financial Group Inc"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_roles(case: str) -> None:
    """Who buys, what is bought and who sells is told apart however the sentence turns it."""
    sentences, buyers, targets, sellers = CASES[case]
    found = facts(*sentences)
    assert told(found, FactKind.BUYER) == buyers
    assert told(found, FactKind.TARGET) == targets
    assert told(found, FactKind.SELLER) == sellers


@pytest.mark.parametrize(
    ("title", "lead", "buyer", "target"),
    [
        ("Larkfield to buy Dunmore for $5 bln", "Shares of both rose.", "Larkfield", "Dunmore"),
        ("Orvane buys Tessel", "Shares of Tessel rose on Monday.", "Orvane", "Tessel"),
        ("Halcyon nears buyout deal with Corvan, Eddystone: sources",
         "Halcyon Inc may be bought.", "Corvan", "Halcyon Inc"),
    ],
)  # fmt: skip
def test_headlines(title: str, lead: str, buyer: str, target: str) -> None:
    """A headline tells a deal in its own grammar."""
    found = facts(lead, title=title)
    assert told(found, FactKind.BUYER)[0] == buyer
    assert told(found, FactKind.TARGET) == [target]


NOTHING = [
    "Traders bought shares of Larkfield Plc on hopes of better results.",
    "Larkfield Plc refused to buy Dunmore Foods Ltd.",
    "Customers can buy phones from Orvane Inc and Tessel Corp.",
    "Orvane Inc plans to buy back $2 billion of its shares.",
    "Orvane Inc is not in talks to buy Tessel Corp, a spokesman said.",
    "The government plans to buy toxic assets from Aldous Bank.",
    "Orvane Inc sold 3,000 hearing aids to Aldous Bank.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_deal(sentence: str) -> None:
    """Trading, shopping, buy-backs and denials are no deals."""
    found = facts(sentence)
    parties = {FactKind.BUYER, FactKind.TARGET, FactKind.SELLER, FactKind.PRICE}
    assert [f for f in found if f.kind in parties] == []


def test_a_rival_bidder_is_background() -> None:
    """Who bids against the article's own buyer doesn't become a buyer of its deal."""
    found = facts(
        "Ostler Group agreed to buy Wendover Plc for $9 billion.",
        "Wendover Plc had rejected a $7 billion offer from Pembury Corp.",
        title="Ostler to buy Wendover",
    )
    assert told(found, FactKind.BUYER) == ["Ostler Group"]
    assert told(found, FactKind.PRICE) == ["USD 9bn"]


def test_an_older_deal_is_not_the_articles_own() -> None:
    """Earlier purchases of the same buyer give no terms."""
    found = facts(
        "Alder Platforms agreed to invest $14.3 billion in Larch AI.",
        "It is Alder's second-largest deal after its $19 billion acquisition of ChatBird.",
        "Alder bought PhotoPond in 2012 for $1 billion.",
    )
    assert told(found, FactKind.TARGET) == ["Larch AI"]
    assert told(found, FactKind.PRICE) == ["USD 14.3bn"]
