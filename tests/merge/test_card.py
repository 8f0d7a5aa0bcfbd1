from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.values import written
from summarizer.records import FactKind, Moment, Money, Name, Per, Qualifier
from tests.merge.making import article, dollars, fact, material, percent, phrase
from tests.merge.tables import ALL, two


def test_the_card_has_a_row_for_each_kind_that_a_source_states() -> None:
    """Buyer, target, price, stake, valuation and votes come in the card's own order."""
    rows = card(ALL)
    assert [(row.label, row.value.text) for row in rows] == [
        ("Buyer", "Orrin Foods"),
        ("Target", "Tessel Farms"),
        ("Price", "$2.5 billion"),
        ("Stake", "40%"),
        ("Valuation", "$6.2 billion"),
        ("Voting rights", "none"),
    ]


def test_copies_count_once_on_the_card() -> None:
    """A price in a wire story, its copy and another paper has two sources."""
    price = next(row for row in card(ALL) if row.kind is FactKind.PRICE)
    assert price.value.sources == 2


def test_the_value_of_most_sources_is_shown() -> None:
    """Two sources for one price outdo a third for another."""
    a, b, facts = two(("$2 billion", dollars("2")), ("$3 billion", dollars("3")))
    c = article("c", "We heard of $3 billion as well.")
    more = fact(c, FactKind.PRICE, "$3 billion", dollars("3"))
    [row] = card(material(a, b, c, facts=(*facts, more)))
    assert (row.value.text, row.value.sources) == ("$3 billion", 2)


def test_a_price_a_share_has_a_row_of_its_own() -> None:
    """The price in all and the price a share are two rows."""
    a, b, facts = two(("$2 billion", dollars("2")), ("$56", dollars("0", per=Per.SHARE)))
    assert [row.label for row in card(material(a, b, facts=facts))] == ["Price", "Price per share"]


def test_background_is_never_on_the_card() -> None:
    """The price of another deal is no row."""
    a, b, facts = two(("$2 billion", dollars("2")), ("$9 billion", dollars("9")), background=True)
    assert [row.value.text for row in card(material(a, b, facts=facts))] == ["$2 billion"]


def test_the_status_is_the_latest_one() -> None:
    """What was in talks in May and called off in June is called off."""
    may = article("a", "They are in talks. They are in talks.", day=date(2024, 5, 1))
    june = article("b", "It was called off.", day=date(2024, 6, 1))
    facts = (
        fact(may, FactKind.STATUS, "in talks", phrase("in talks", "in talks")),
        fact(june, FactKind.STATUS, "called off", phrase("called off", "called off")),
    )
    assert card(material(may, june, facts=facts))[0].value.text == "called off"


def test_the_card_shows_both_values_where_sources_conflict() -> None:
    """A contested fee is not settled by counting sources."""
    a, b, facts = two(
        ("$1 billion", dollars("1")), ("$1.5 billion", dollars("1.5")), FactKind.BREAK_FEE
    )
    stuff = material(a, b, facts=facts)
    [row] = card(stuff, disagreements(stuff))
    assert row.value.text == "$1 billion or $1.5 billion"
    assert row.value.sources == 1
    assert len(row.value.evidence) == 2


def test_what_was_expected_of_a_deal_that_is_off_is_no_row() -> None:
    """The closing date of a deal that a later article calls off is not on the card."""
    first = article("a", "It should close in June.", day=date(2022, 9, 15))
    last = article("b", "It was called off.", day=date(2023, 12, 18))
    facts = (
        fact(first, FactKind.CLOSING, "June", Moment("June", 2023, 6)),
        fact(last, FactKind.STATUS, "called off", phrase("called off", "called off")),
    )
    rows = card(material(first, last, facts=facts))
    assert [row.kind for row in rows] == [FactKind.STATUS]


def test_the_value_of_an_overtaken_offer_gives_way_to_the_later_one() -> None:
    """Two old sources for a first offer don't outdo one for the raised offer."""
    a = article("a", "They offered $10 billion.", day=date(2009, 9, 7))
    b = article("b", "An offer of $10 billion came.", day=date(2009, 9, 8))
    c = article("c", "They offered $11 billion.", day=date(2010, 1, 19))
    facts = tuple(
        fact(source, FactKind.PRICE, words, dollars(value))
        for source, words, value in (
            (a, "$10 billion", "10"), (b, "$10 billion", "10"), (c, "$11 billion", "11")
        )
    )  # fmt: skip
    assert [row.value.text for row in card(material(a, b, c, facts=facts))] == ["$11 billion"]


@pytest.mark.parametrize("wire", ["$4.5bln", "$4.5 bln", "$4.5bn", "$4.5b", "$4.5 Billion"])
def test_sums_are_written_like_all_others(wire: str) -> None:
    """A sum that a wire or a title shortens stands in the memo as "$4.5 billion"."""
    one = article("a", f"Orrin Foods paid about {wire} for the farms.")
    price = fact(one, FactKind.PRICE, wire, dollars("4.5"))
    assert written(price, material(one, facts=(price,))) == "about $4.5 billion"


def test_a_clipped_figure_of_a_title_gives_way() -> None:
    """The card writes a sum as the running text does."""
    a = article("a", "They pay about $4.5 billion.", title="Tessel sold for $4.5bln to Orrin")
    facts = (
        fact(a, FactKind.PRICE, "$4.5 billion", dollars("4.5"), qualifier=Qualifier.ABOUT),
        fact(a, FactKind.PRICE, "$4.5bln", dollars("4.5")),
    )
    [row] = card(material(a, facts=facts))
    assert row.value.text == "about $4.5 billion"


def test_an_exchange_ratio_says_whose_shares() -> None:
    """Of two ways to put one ratio the card has the one that can be read by itself."""
    a = article("a", "They get 0.7 shares of Orrin for each of theirs.")
    b = article("b", "Holders get 0.7 shares of Orrin for each Tessel share.")
    ratio = (
        (a, "0.7 shares of Orrin for each of theirs"),
        (b, "0.7 shares of Orrin for each Tessel share"),
    )
    facts = tuple(fact(s, FactKind.CONSIDERATION, w, phrase(w, "ratio")) for s, w in ratio)
    [row] = card(material(a, b, facts=facts))
    assert row.value.text == "0.7 shares of Orrin for each Tessel share"


def test_a_source_that_gives_a_figure_says_it_too() -> None:
    """A sentence with the figure of a row, in words that tell what it is, counts for the row."""
    a = article("a", "Orrin offers a premium of 37.5 percent.")
    b = article("b", "The price is a 37.5 percent premium to the last one.")
    c = article("c", "Orrin owns 37.5 percent of a mill.")
    facts = (fact(a, FactKind.PREMIUM, "37.5 percent", percent("37.5")),)
    stuff = material(a, b, c, facts=facts)
    [row] = card(stuff)
    assert {span.article for span in row.value.evidence} == {a.id, b.id}
    assert row.value.sources == 2


def test_a_price_with_debt_is_not_borne_out_by_one_without() -> None:
    """The same figure for something else is no second voice."""
    a = article("a", "Orrin pays $5 billion including debt.")
    b = article("b", "Orrin's deal has an equity value of $5 billion.")
    facts = (fact(a, FactKind.PRICE, "$5 billion", dollars("5")),)
    [row] = card(material(a, b, facts=facts))
    assert {span.article for span in row.value.evidence} == {a.id}


def test_a_stake_after_the_deal_says_whose_it_is() -> None:
    """The row names who will hold the share."""
    a = article("a", "Under the terms Orrin shareholders will have 55 percent of the group.")
    facts = (fact(a, FactKind.STAKE_AFTER, "55 percent", percent("55")),)
    [row] = card(material(a, facts=facts))
    assert row.value.text == "55 percent (Orrin shareholders)"


def test_a_stake_after_the_deal_is_not_given_to_whom_it_leaves_out() -> None:
    """A name that only tells which holders are meant holds nothing."""
    for text in (
        "Of the owners other than Orrin some will hold 45 percent of the new company.",
        "The present holders of Orrin will have 45 percent of the new company.",
    ):
        a = article("a", text)
        facts = (fact(a, FactKind.STAKE_AFTER, "45 percent", percent("45")),)
        [row] = card(material(a, facts=facts))
        assert row.value.text == "45 percent"


def test_how_a_rejected_offer_was_to_be_paid_is_no_term() -> None:
    """The cash of an earlier offer of somebody else is not this deal's."""
    a = article("a", "An earlier offer of $4 billion in cash was rejected.")
    facts = (
        fact(a, FactKind.PRICE, "$4 billion", dollars("4"), background=True),
        fact(a, FactKind.CONSIDERATION, "in cash", phrase("in cash", "cash")),
    )
    assert card(material(a, facts=facts)) == ()


def test_prices_of_a_share_in_conflict_are_no_total() -> None:
    """The row of the whole keeps its sum where the price of a share beside it is disputed."""
    day = date(2024, 3, 4)
    a = article("a", "They offer 745 pence a share, or $16 billion.", day=day)
    b = article("b", "They offer 800 pence a share.", day=day)
    pence = (dollars("0.00000000745", per=Per.SHARE), dollars("0.000000008", per=Per.SHARE))
    facts = (
        fact(a, FactKind.PRICE, "$16 billion", dollars("16")),
        fact(a, FactKind.PRICE, "745 pence a share", pence[0]),
        fact(b, FactKind.PRICE, "800 pence a share", pence[1]),
    )
    stuff = material(a, b, facts=facts)
    rows = {row.label: row.value.text for row in card(stuff, disagreements(stuff))}
    assert rows["Price"] == "$16 billion"


@pytest.mark.parametrize(
    "sentence",
    [
        "Orrin shares fell, cutting the value of the deal to 197p per Tessel share.",
        "A rise in Orrin's stock lifted the worth of the offer to 197p per Tessel share.",
    ],
)
def test_what_an_offer_is_worth_after_shares_moved_is_no_price(sentence: str) -> None:
    """The price of a share is what was offered, not what the market made of it that day."""
    a = article("a", "Orrin offers Tessel's owners shares.", sentence)
    value = Money(Decimal("1.97"), "GBP", Per.SHARE)
    shown = card(material(a, facts=[fact(a, FactKind.PRICE, "197p", value)]))
    assert not any(row.kind is FactKind.PRICE for row in shown)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Birch gets cash and a stake of 15 percent in Orrin, valued at $11 billion.", False),
        ("Birch sells its holding in Tessel, valued at $11 billion.", True),
    ],
)
def test_what_a_holding_in_another_company_is_worth_is_no_term(sentence: str, shown: bool) -> None:
    """The card values what is sold, not what the seller gets shares of."""
    a = article("a", "Orrin buys half of Tessel from Birch.", sentence)
    facts = [
        fact(a, FactKind.TARGET, "Tessel", Name("Tessel")),
        fact(a, FactKind.VALUATION, "$11 billion", dollars("11")),
    ]
    rows = card(material(a, facts=facts))
    assert any("11" in row.value.text for row in rows) is shown


def test_a_stake_says_which_owners_will_have_it() -> None:
    """The owners but one are named as such."""
    a = article(
        "a", "Tessel shareholders other than Orrin will hold 45 percent of the new company."
    )
    [row] = card(material(a, facts=[fact(a, FactKind.STAKE_AFTER, "45 percent", percent("45"))]))
    assert row.value.text == "45 percent (Tessel shareholders other than Orrin)"


def test_an_undisclosed_price_is_told_in_one_word() -> None:
    """However a source words it."""
    a = article("a", "Orrin bought Tessel. Other terms were not disclosed.")
    words = "Other terms were not disclosed"
    [row] = card(material(a, facts=[fact(a, FactKind.PRICE, words, phrase(words, "undisclosed"))]))
    assert row.value.text == "undisclosed"


def test_a_share_of_a_market_is_no_stake() -> None:
    """What the companies hold of a market together is not what somebody will own."""
    a = article("a", "Orrin and Tessel will have a 28 percent market share in eggs.")
    facts = (fact(a, FactKind.STAKE_AFTER, "28 percent", percent("28")),)
    assert card(material(a, facts=facts)) == ()


def test_a_price_that_talks_spoke_of_gives_way_to_the_agreement() -> None:
    """What might be paid is no price once a later article tells that the deal was agreed."""
    talks = article("a", "Orrin could pay $2 billion. They are in talks.", day=date(2024, 5, 1))
    done = article("b", "Orrin agreed to buy Tessel.", day=date(2024, 5, 4))
    price = fact(talks, FactKind.PRICE, "$2 billion", dollars("2"))
    talk = fact(talks, FactKind.STATUS, "in talks", phrase("in talks", "in talks"))
    agreed = fact(done, FactKind.STATUS, "agreed to buy", phrase("agreed to buy", "agreed"))
    alone = card(material(talks, facts=(price, talk)))
    later = card(material(talks, done, facts=(price, talk, agreed)))
    assert FactKind.PRICE in [row.kind for row in alone]
    assert [row.value.text for row in later] == ["agreed"]


def test_a_target_by_its_letters_is_no_seller_and_a_debt_left_out_no_debt() -> None:
    """Neither "OFP" beside Orrin Farm Partners nor "excluding debt" gets a row."""
    a = article("a", "Tessel buys Orrin Farm Partners from OFP for $2 billion, excluding debt.")
    facts = (
        fact(a, FactKind.TARGET, "Orrin Farm Partners", Name("Orrin Farm Partners")),
        fact(a, FactKind.SELLER, "OFP", Name("OFP")),
        fact(a, FactKind.DEBT, "excluding debt", phrase("excluding debt")),
    )
    assert [row.kind for row in card(material(a, facts=facts))] == [FactKind.TARGET]
