from __future__ import annotations

from datetime import date

import pytest

from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.records import (
    Agreement,
    Article,
    Certainty,
    Fact,
    FactKind,
    Name,
    Per,
    Qualifier,
)
from tests.merge.making import article, dollars, fact, material, percent, phrase

PRICE = FactKind.PRICE


def price(source: Article, words: str, billions: str, **more: object) -> Fact:
    return fact(source, PRICE, words, dollars(billions), **more)


def rows(*sources: Article, facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    stuff = material(*sources, facts=facts)
    return [(row.label, row.value.text) for row in card(stuff, disagreements(stuff))]


def test_a_price_with_the_debt_and_one_without_are_two_rows_and_no_conflict() -> None:
    """What an offer is worth with the debt is another measure than what the shares cost."""
    a = article("a", "Orrin buys Tessel for $5.2 billion, including debt.")
    b = article("b", "Orrin buys Tessel for $4 billion, excluding debt.")
    facts = (price(a, "$5.2 billion", "5.2"), price(b, "$4 billion", "4"))
    assert rows(a, b, facts=facts) == [
        ("Price", "$5.2 billion including debt"),
        ("Price without debt", "$4 billion"),
    ]
    assert disagreements(material(a, b, facts=facts)) == ()


def test_two_prices_with_the_debt_still_conflict() -> None:
    """The same measure in two sources is compared."""
    a = article("a", "Orrin buys Tessel for $5.2 billion, including debt.")
    b = article("b", "Orrin buys Tessel for $5.6 billion, including debt.")
    facts = (price(a, "$5.2 billion", "5.2"), price(b, "$5.6 billion", "5.6"))
    [item] = disagreements(material(a, b, facts=facts))
    assert item.verdict is Agreement.CONFLICT


def test_a_debt_as_large_as_two_prices_lie_apart_tells_them_apart() -> None:
    """$4 billion, $1.2 billion of debt and $5.2 billion fit together without a word about it."""
    a = article("a", "Orrin buys Tessel for $4 billion and takes on $1.2 billion it owes.")
    b = article("b", "Orrin buys Tessel in a $5.2 billion deal.")
    facts = (
        price(a, "$4 billion", "4"),
        price(b, "$5.2 billion", "5.2"),
        fact(a, FactKind.DEBT, "$1.2 billion", dollars("1.2")),
    )
    assert not [d for d in disagreements(material(a, b, facts=facts)) if d.kind is PRICE]
    assert [d for d in disagreements(material(a, b, facts=facts[:2])) if d.kind is PRICE]


def test_two_fees_as_far_apart_as_the_debt_still_conflict() -> None:
    """Only prices are told apart by the debt between them."""
    fee = FactKind.BREAK_FEE
    a = article("a", "The fee is $1 billion, with $0.5 billion of debt.")
    b = article("b", "The fee is $1.5 billion.")
    facts = (
        fact(a, fee, "$1 billion", dollars("1")),
        fact(b, fee, "$1.5 billion", dollars("1.5")),
        fact(a, FactKind.DEBT, "$0.5 billion", dollars("0.5")),
    )
    assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [Agreement.CONFLICT]


def test_what_both_companies_are_worth_together_is_no_price() -> None:
    """A "$7 billion merger" that another source calls the value of both is shown as that."""
    a = article("a", "Orrin and Tessel agreed on a $7 billion merger.")
    b = article("b", "They form a group with a combined market value of $7 billion.")
    assert rows(a, b, facts=(price(a, "$7 billion", "7"),)) == [("Combined value", "$7 billion")]


def test_what_the_market_makes_of_a_company_is_no_term() -> None:
    """A jump of the shares that values the target is neither price nor valuation of the deal."""
    a = article("a", "Tessel shares rose 13 percent, valuing it at $9 billion.")
    b = article("b", "Orrin pays $11 billion for Tessel.")
    facts = (
        fact(a, FactKind.VALUATION, "$9 billion", dollars("9"), subject="Tessel"),
        price(b, "$11 billion", "11"),
    )
    assert rows(a, b, facts=facts) == [("Price", "$11 billion")]
    assert disagreements(material(a, b, facts=facts)) == ()


def test_the_valuation_of_a_whole_company_stands_as_its_price() -> None:
    """A deal "valued at" a sum has that price, and no second row for it."""
    a = article("a", "The purchase values Tessel at $6 billion.")
    b = article("b", "Orrin pays $6 billion.")
    facts = (
        fact(a, FactKind.VALUATION, "$6 billion", dollars("6"), subject="Tessel"),
        price(b, "$6 billion", "6"),
    )
    assert rows(a, b, facts=facts) == [("Price", "$6 billion")]


def test_a_price_paid_in_shares_alone_changes_with_them() -> None:
    """$4.6 billion and $4.9 billion are one exchange of shares on two days."""
    a = article("a", "Orrin buys Tessel for $4.6 billion in stock.")
    b = article("b", "The $4.9 billion merger should close soon.")
    facts = (price(a, "$4.6 billion", "4.6"), price(b, "$4.9 billion", "4.9"))
    paid = fact(a, FactKind.CONSIDERATION, "stock", phrase("in stock", "stock"))
    [item] = disagreements(material(a, b, facts=(*facts, paid)))
    assert item.verdict is Agreement.MOMENT
    assert "shares" in item.reason


def test_about_a_sum_reaches_as_far_as_its_last_digit() -> None:
    """About 1.2 billion and about 1.27 billion agree, about 27 and 28.1 billion don't."""
    about = Qualifier.ABOUT
    for (one, two), verdict in (
        (("1.27", "1.2"), Agreement.ROUNDING),
        (("28.1", "27"), Agreement.CONFLICT),
    ):
        a = article("a", f"It takes on ${one} billion.")
        b = article("b", f"It takes on ${two} billion.")
        facts = (
            price(a, f"${one} billion", one),
            price(b, f"${two} billion", two, qualifier=about),
        )
        assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [verdict]


def test_of_an_exact_sum_and_a_rounded_one_the_card_has_the_exact_one() -> None:
    """Two sources for about $650 million and one for $652 million state $652 million."""
    a = article("a", "It costs about $650 million.")
    b = article("b", "The price is about $650 million.")
    c = article("c", "Orrin pays $652 million.")
    about = Qualifier.ABOUT
    facts = (
        price(a, "$650 million", "0.65", qualifier=about),
        price(b, "$650 million", "0.65", qualifier=about),
        price(c, "$652 million", "0.652"),
    )
    stuff = material(a, b, c, facts=facts)
    [row] = card(stuff, disagreements(stuff))
    assert (row.value.text, row.value.sources) == ("$652 million", 3)


# ---------------------------------------------------------------- what was overtaken


def test_a_raised_offer_supersedes_the_one_of_the_week_before() -> None:
    """A source that says that the offer was raised makes the earlier sum history."""
    a = article("a", "Orrin offered $12 billion for Tessel.", day=date(2024, 3, 1))
    b = article("b", "A bid of $12 billion came from Orrin.", day=date(2024, 3, 2))
    c = article("c", "Orrin raised its offer for Tessel to $14 billion.", day=date(2024, 3, 6))
    facts = (
        price(a, "$12 billion", "12"), price(b, "$12 billion", "12"), price(c, "$14 billion", "14")
    )  # fmt: skip
    stuff = material(a, b, c, facts=facts)
    [item] = disagreements(stuff)
    assert item.verdict is Agreement.MOMENT
    assert item.reason == "$12 billion was superseded by $14 billion on 6 March 2024"
    assert rows(a, b, c, facts=facts) == [("Price", "$14 billion")]


def test_an_offer_that_is_not_raised_supersedes_nothing() -> None:
    """A refusal to raise names the sum that stands."""
    a = article("a", "Orrin offered $12 billion for Tessel.", day=date(2024, 3, 1))
    c = article("c", "Orrin will not consider raising its $11 billion offer.", day=date(2024, 3, 6))
    facts = (price(a, "$12 billion", "12"), price(c, "$11 billion", "11"))
    [item] = disagreements(material(a, c, facts=facts))
    assert item.verdict is Agreement.CONFLICT


def test_what_a_source_calls_the_earlier_offer_is_history() -> None:
    """ "From $12 billion" in the source of the new sum answers another source's $12 billion."""
    a = article("a", "Orrin bids $12 billion for Tessel.", day=date(2024, 3, 1))
    c = article("c", "Orrin now pays $14 billion, up from $12 billion.", day=date(2024, 3, 1))
    facts = (
        price(a, "$12 billion", "12"),
        price(c, "$14 billion", "14"),
        price(c, "$12 billion", "12", background=True),
    )
    [item] = disagreements(material(a, c, facts=facts))
    assert item.verdict is Agreement.MOMENT
    assert rows(a, c, facts=facts) == [("Price", "$14 billion")]
    assert [d.verdict for d in disagreements(material(a, c, facts=facts[:2]))] == [
        Agreement.CONFLICT
    ]


def test_talks_are_overtaken_by_the_agreement_of_the_same_day() -> None:
    """Three sources for what a deal under talks may cost don't outdo the price that was agreed."""
    day = date(2024, 3, 5)
    talk = [article(n, f"They are in talks over $27 billion, said {n}.", day=day) for n in "abc"]
    done = article("d", "Orrin agreed to pay $29 billion.", day=day)
    facts = [
        f
        for source in talk
        for f in (
            fact(source, FactKind.STATUS, "in talks", phrase("in talks", "in talks")),
            price(source, "$27 billion", "27", certainty=Certainty.MAY),
        )
    ]
    facts += [
        fact(done, FactKind.STATUS, "agreed", phrase("agreed", "agreed")),
        price(done, "$29 billion", "29"),
    ]
    assert rows(*talk, done, facts=tuple(facts)) == [("Price", "$29 billion"), ("Status", "agreed")]
    [item] = disagreements(material(*talk, done, facts=facts))
    assert item.verdict is Agreement.MOMENT


def test_a_contested_row_leaves_history_out() -> None:
    """Two figures of today stand in the card, the one of four months ago only in the table."""
    a = article("a", "They offered $10 billion.", day=date(2009, 9, 7))
    b = article("b", "It is worth $11 billion.", day=date(2010, 1, 19))
    c = article("c", "The bid comes to $11.9 billion.", day=date(2010, 1, 20))
    facts = (
        price(a, "$10 billion", "10"), price(b, "$11 billion", "11"),
        price(c, "$11.9 billion", "11.9"),
    )  # fmt: skip
    assert rows(a, b, c, facts=facts) == [("Price", "$11 billion or $11.9 billion")]
    [item] = disagreements(material(a, b, c, facts=facts))
    assert item.reason == (
        "$11 billion and $11.9 billion cannot both be right; $10 billion is of another time"
    )


# ---------------------------------------------------------------- what isn't sure or agreed


@pytest.mark.parametrize(("sure", "shown"), [(0.53, []), (0.7, [("Stake", "half")])])
def test_a_term_that_is_hardly_sure_is_not_on_the_card(
    sure: float, shown: list[tuple[str, str]]
) -> None:
    """One doubtful reading is left to the prose."""
    a = article("a", "It takes half of it.")
    assert (
        rows(a, facts=(fact(a, FactKind.STAKE, "half", percent("50"), confidence=sure),)) == shown
    )


def test_two_doubtful_sources_together_are_sure_enough() -> None:
    """What two sources state alike is no slip of one reading."""
    a, b = (article(n, f"It takes half of it, said {n}.") for n in "ab")
    facts = tuple(fact(s, FactKind.STAKE, "half", percent("50"), confidence=0.53) for s in (a, b))
    assert rows(a, b, facts=facts) == [("Stake", "half")]


def test_an_offer_nobody_agreed_to_is_offered_though_it_waits() -> None:
    """A hostile bid that awaits its shareholders has not come as far as an agreed deal."""
    a = article("a", "It awaits approval.")
    b = article("b", "It made a bid.")
    waits = fact(a, FactKind.STATUS, "awaits", phrase("awaits", "awaiting approval"))
    offered = fact(b, FactKind.STATUS, "bid", phrase("bid", "offered"), confidence=0.95)
    other = fact(a, FactKind.STATUS, "approval", phrase("bid", "offered"), confidence=0.95)
    assert rows(a, b, facts=(waits, offered, other)) == [("Status", "offered")]


def test_a_price_of_a_share_takes_the_place_of_no_total() -> None:
    """What a share costs, told later, leaves the price in all as it is."""
    a = article("a", "It may pay $2 billion.", day=date(2024, 3, 1))
    b = article("b", "It pays $56.", day=date(2024, 3, 2))
    facts = (
        price(a, "$2 billion", "2", certainty=Certainty.MAY),
        fact(b, PRICE, "$56", dollars("0.000000056", per=Per.SHARE)),
    )
    assert rows(a, b, facts=facts) == [("Price", "$2 billion"), ("Price per share", "$56")]


# ---------------------------------------------------------------- blocked, paid in shares


def test_a_deal_that_an_authority_blocked_is_neither_agreed_nor_called_off() -> None:
    """The block is the status until a later source says that the deal was agreed after all."""
    a = article("a", "Orrin agreed to buy Tessel for $5 billion.", day=date(2024, 3, 1))
    b = article("b", "Wetland has blocked the $5 billion bid.", day=date(2024, 3, 4))
    c = article("c", "Orrin agreed to new terms for Tessel.", day=date(2024, 3, 9))
    facts = (
        fact(a, FactKind.STATUS, "agreed", phrase("agreed", "agreed")),
        price(b, "$5 billion", "5"),
    )
    more = fact(c, FactKind.STATUS, "agreed", phrase("agreed", "agreed"))
    assert rows(a, b, facts=facts)[-1] == ("Status", "blocked")
    assert rows(a, b, c, facts=(*facts, more))[-1] == ("Status", "agreed")


def test_a_block_that_is_feared_or_of_another_deal_is_no_status() -> None:
    """What an authority may do, and what it did to others, leaves the status as it is."""
    a = article("a", "Orrin agreed to buy Tessel for $5 billion.")
    b = article("b", "Wetland may have blocked the $5 billion deal by June, lawyers fear.")
    c = article("c", "Wetland blocked the sale of Meadow.")
    facts = (
        fact(a, FactKind.STATUS, "agreed", phrase("agreed", "agreed")),
        price(b, "$5 billion", "5"),
    )
    assert rows(a, b, c, facts=facts)[-1] == ("Status", "agreed")


def test_the_ratio_of_an_exchange_of_shares_has_a_row_beside_the_consideration() -> None:
    """What is paid in, and how many shares for one, are two things."""
    a = article("a", "They get 0.7 Orrin shares for each Tessel share in the stock deal.")
    facts = (
        fact(a, FactKind.CONSIDERATION, "stock", phrase("stock", "stock")),
        fact(
            a, FactKind.CONSIDERATION, "0.7 Orrin shares for each Tessel share",
            phrase("0.7 Orrin shares for each Tessel share", "ratio"),
        ),
    )  # fmt: skip
    assert rows(a, facts=facts) == [
        ("Consideration", "stock"),
        ("Exchange ratio", "0.7 Orrin shares for each Tessel share"),
    ]


def test_a_deal_valued_at_a_sum_without_another_price_has_that_price() -> None:
    """A "deal that values" the company is priced by that; a round that does is not."""
    target = "Tessel"
    a = article("a", "Orrin agreed to an all-cash deal that values Tessel at $19 billion.")
    b = article("b", "Orrin led a funding round that values Tessel at $19 billion.")
    for source, label in ((a, "Price"), (b, "Valuation")):
        facts = (
            fact(source, FactKind.TARGET, "Tessel", Name(target)),
            fact(source, FactKind.VALUATION, "$19 billion", dollars("19"), subject=target),
        )
        assert rows(source, facts=facts)[-1] == (label, "$19 billion")
