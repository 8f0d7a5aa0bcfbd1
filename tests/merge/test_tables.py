from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.echoes import echoed, heard
from summarizer.merge.leadership import leadership
from summarizer.merge.material import gather
from summarizer.merge.values import written
from summarizer.records import (
    Agreement,
    Article,
    CardRow,
    Certainty,
    Fact,
    FactKind,
    Moment,
    Move,
    Name,
    Per,
    Qualifier,
    Value,
)
from tests.merge import making
from tests.merge.making import article, change, dollars, fact, material, percent, phrase

ALL = gather(
    making.STORY,
    {a.id: a for a in making.ARTICLES},
    making.readings(*making.ARTICLES),
    making.by_article(making.FACTS),
)


def two(
    one: tuple[str, Value],
    other: tuple[str, Value],
    kind: FactKind = FactKind.PRICE,
    **more: object,
) -> tuple[Article, Article, tuple[Fact, ...]]:
    """Two articles of one day, each with one fact of a kind."""
    day = date(2024, 3, 4)
    first = article("a", f"They told of {one[0]} today.", day=day)
    second = article("b", f"Others told of {other[0]} today.", day=day)
    return (
        first,
        second,
        (fact(first, kind, one[0], one[1]), fact(second, kind, other[0], other[1], **more)),
    )


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


def test_a_person_has_one_row_over_all_sources() -> None:
    """Before, after and what she keeps come from different articles."""
    row = next(row for row in leadership(ALL, ()) if row.person == "Dora Lindgren")
    assert row.before == "chief executive, Tessel Farms"
    assert row.after == "head of the fresh division, Orrin Foods"
    assert row.keeps == "board member, Tessel Farms"
    assert row.statement.sources == 2


def test_rounded_amounts_agree_and_the_table_says_so() -> None:
    """$13.8 billion and about $14 billion are no conflict."""
    a, b, facts = two(
        ("$13.8 billion", dollars("13.8")),
        ("about $14 billion", dollars("14")),
        qualifier=Qualifier.ABOUT,
    )
    [item] = disagreements(material(a, b, facts=facts))
    assert item.verdict is Agreement.ROUNDING
    assert {reading.text for reading in item.readings} == {"$13.8 billion", "about $14 billion"}
    assert item.reason == "about $14 billion is $13.8 billion rounded"


def test_an_amount_and_more_than_it_are_compatible() -> None:
    """$29 billion and over $29 billion can both be true."""
    a, b, facts = two(
        ("$29 billion", dollars("29")),
        ("over $29 billion", dollars("29")),
        qualifier=Qualifier.OVER,
    )
    assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [Agreement.COMPATIBLE]


def test_interim_chief_and_chief_are_a_conflict() -> None:
    """The same post, interim in one source and for good in another, is shown."""
    [item] = [d for d in disagreements(ALL) if d.kind is FactKind.LEADERSHIP]
    assert (item.subject, item.verdict) == ("Paul Abara", Agreement.CONFLICT)
    assert {reading.text for reading in item.readings} == {"interim chief executive", "CEO"}


def test_two_prices_of_one_day_are_a_conflict() -> None:
    """Amounts that no rounding brings together cannot both be right."""
    a, b, facts = two(("$11.5 billion", dollars("11.5")), ("$11.9 billion", dollars("11.9")))
    [item] = disagreements(material(a, b, facts=facts))
    assert item.verdict is Agreement.CONFLICT
    assert [reading.sources for reading in item.readings] == [1, 1]


def test_two_prices_of_two_months_are_two_moments() -> None:
    """A first offer and a raised one are told apart by the dates of their articles."""
    a = article("a", "They offered $10 billion.", day=date(2009, 9, 7))
    b = article("b", "They offered $11 billion.", day=date(2010, 1, 19))
    facts = (
        fact(a, FactKind.PRICE, "$10 billion", dollars("10")),
        fact(b, FactKind.PRICE, "$11 billion", dollars("11")),
    )
    [item] = disagreements(material(a, b, facts=facts))
    assert item.verdict is Agreement.MOMENT
    assert item.reason == (
        "$10 billion was reported on 7 September 2009, $11 billion on 19 January 2010"
    )


def test_the_gravest_of_several_differences_is_named() -> None:
    """Two figures of one week conflict, whatever an older one was."""
    a = article("a", "They offered $10 billion.", day=date(2009, 9, 7))
    b = article("b", "It is worth $11 billion.", day=date(2010, 1, 19))
    c = article("c", "The bid comes to $11.9 billion.", day=date(2010, 1, 20))
    facts = tuple(
        fact(source, FactKind.PRICE, words, dollars(value))
        for source, words, value in (
            (a, "$10 billion", "10"), (b, "$11 billion", "11"), (c, "$11.9 billion", "11.9")
        )
    )  # fmt: skip
    [item] = disagreements(material(a, b, c, facts=facts))
    assert (item.verdict, len(item.readings)) == (Agreement.CONFLICT, 3)
    assert "$11 billion" in item.reason and "$11.9 billion" in item.reason


def test_a_rumour_and_the_fact_after_it_are_two_moments() -> None:
    """What one source expected and another states later need not conflict; a guess after the fact
    does."""
    for days, verdict in (((4, 5), Agreement.MOMENT), ((5, 4), Agreement.CONFLICT)):
        a = article("a", "It may go for $2.4 billion.", day=date(2024, 3, days[0]))
        b = article("b", "It went for $2 billion.", day=date(2024, 3, days[1]))
        facts = (
            fact(a, FactKind.PRICE, "$2.4 billion", dollars("2.4"), certainty=Certainty.MAY),
            fact(b, FactKind.PRICE, "$2 billion", dollars("2")),
        )
        assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [verdict]


def test_an_early_upper_bound_and_a_later_figure_are_two_moments() -> None:
    """Up to $5 billion in October and $4.5 billion in November could both be true, and were said
    at two times."""
    a = article("a", "It could fetch up to $5 billion.", day=date(2021, 10, 20))
    b = article("b", "It was sold for $4.5 billion.", day=date(2021, 11, 18))
    facts = (
        fact(a, FactKind.PRICE, "$5 billion", dollars("5"), qualifier=Qualifier.UP_TO),
        fact(b, FactKind.PRICE, "$4.5 billion", dollars("4.5")),
    )
    assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [Agreement.MOMENT]


def test_two_halves_of_one_year_are_two_closing_dates() -> None:
    """The first and the second half of 2022 conflict though the year is one."""
    a, b, facts = two(
        ("first half of 2022", Moment("first half of 2022", 2022)),
        ("second half of 2022", Moment("second half of 2022", 2022)),
        FactKind.CLOSING,
    )
    assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [Agreement.CONFLICT]


QUIET: list[tuple[FactKind, tuple[str, Value], tuple[str, Value]]] = [
    (FactKind.STAKE, ("49%", percent("49")), ("49 percent", percent("49"))),
    (FactKind.STAKE, ("49%", percent("49")), ("51%", percent("51"))),
    (FactKind.PRICE, ("$2 billion", dollars("2")), ("$9 billion", dollars("9"))),
    (FactKind.CLOSING, ("in 2022", Moment("2022", 2022)), ("June 2022", Moment("June", 2022, 6))),
    (FactKind.BUYER, ("Orrin", Name("Orrin")), ("Orrin Foods", Name("Orrin Foods"))),
    (FactKind.VOTING, ("no votes", phrase("no votes")), ("no say", phrase("no say"))),
]


@pytest.mark.parametrize(("kind", "one", "other"), QUIET)
def test_what_is_no_disagreement_makes_no_row(
    kind: FactKind, one: tuple[str, Value], other: tuple[str, Value]
) -> None:
    """Other spellings, complements, other things counted, and less exact dates are left alone."""
    a, b, facts = two(one, other, kind)
    assert disagreements(material(a, b, facts=facts)) == ()


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


def test_what_a_whole_company_is_valued_at_is_its_price() -> None:
    """An offer "worth" one amount and one that "values" the target at another conflict."""
    a, b, _ = two(("$11.5 billion", dollars("11.5")), ("$11.9 billion", dollars("11.9")))
    facts = (
        fact(a, FactKind.VALUATION, "$11.5 billion", dollars("11.5"), subject="Tessel"),
        fact(b, FactKind.PRICE, "$11.9 billion", dollars("11.9")),
    )
    assert [d.verdict for d in disagreements(material(a, b, facts=facts))] == [Agreement.CONFLICT]
    stake = fact(a, FactKind.STAKE, "$11.5 billion", percent("49"))
    assert disagreements(material(a, b, facts=(*facts, stake))) == ()


def test_savings_are_compared_though_they_are_no_terms() -> None:
    """Two sources that expect other savings conflict."""
    a = article("a", "They expect annual savings of about $1.2 billion.")
    b = article("b", "Savings are put at $1 billion a year.")
    [item] = disagreements(material(a, b))
    assert (item.subject, item.verdict) == ("Expected savings", Agreement.CONFLICT)
    assert {reading.text for reading in item.readings} == {
        "about $1.2 billion",
        "$1 billion a year",
    }


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


def test_other_subjects_are_not_compared() -> None:
    """The valuations of two companies do not disagree."""
    a, b, _ = two(("$6 billion", dollars("6")), ("$7 billion", dollars("7")))
    facts = (
        fact(a, FactKind.VALUATION, "$6 billion", dollars("6"), subject="Tessel Farms"),
        fact(b, FactKind.VALUATION, "$7 billion", dollars("7"), subject="Orrin Foods"),
    )
    assert disagreements(material(a, b, facts=facts)) == ()


def test_what_one_source_tells_side_by_side_is_no_conflict() -> None:
    """A source that has both amounts tells of two things."""
    a = article("a", "They pay $2 billion now and $3 billion later.")
    b = article("b", "They pay $3 billion.")
    facts = (
        fact(a, FactKind.PRICE, "$2 billion", dollars("2")),
        fact(a, FactKind.PRICE, "$3 billion", dollars("3")),
        fact(b, FactKind.PRICE, "$3 billion", dollars("3")),
    )
    assert disagreements(material(a, b, facts=facts)) == ()


def test_copies_do_not_disagree_with_each_other() -> None:
    """Two prints of one text are one source, whatever a slip of the press makes of a number."""
    a, b, facts = two(("$11.5 billion", dollars("11.5")), ("$11.9 billion", dollars("11.9")))
    articles = {a.id: a, b.id: b}
    one = gather(making.story([a, b]), articles, {}, making.by_article(facts))
    assert disagreements(one) == ()


def test_a_role_that_stays_is_kept_and_not_changed() -> None:
    """Somebody who stays has no before and after."""
    source = article("a", "Dora Lindgren remains chief executive of Tessel Farms.")
    stays = change("Dora Lindgren", Move.STAYS, role_after="chief executive")
    [row] = leadership(
        material(source, facts=(fact(source, FactKind.LEADERSHIP, "Dora Lindgren", stays),)), ()
    )
    assert (row.before, row.after, row.keeps) == (None, None, "chief executive")


@pytest.mark.parametrize("wire", ["$4.5bln", "$4.5 bln", "$4.5bn", "$4.5b", "$4.5 Billion"])
def test_sums_are_written_like_all_others(wire: str) -> None:
    """A sum that a wire or a title shortens stands in the memo as "$4.5 billion"."""
    one = article("a", f"Orrin Foods paid about {wire} for the farms.")
    price = fact(one, FactKind.PRICE, wire, dollars("4.5"))
    assert written(price, material(one, facts=(price,))) == "about $4.5 billion"


def test_what_another_paper_had_reported_is_no_third_price() -> None:
    """A figure that a source recalls as an earlier report was overtaken by what was stated."""
    a = article("a", "Orrin pays $652 million, it said.", day=date(2024, 3, 5))
    b = article("b", "A paper initially reported a price of $500 million.", day=date(2024, 3, 4))
    facts = (
        fact(a, FactKind.PRICE, "$652 million", dollars("0.652")),
        fact(b, FactKind.PRICE, "$500 million", dollars("0.5")),
    )
    stuff = material(a, b, facts=facts)
    [found] = disagreements(stuff)
    assert found.verdict is Agreement.MOMENT
    assert [row.value.text for row in card(stuff, (found,))] == ["$652 million"]


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
        "Tessel shareholders other than Orrin will hold 45 percent of the new company.",
        "The present holders of Orrin will have 45 percent of the new company.",
    ):
        a = article("a", text)
        facts = (fact(a, FactKind.STAKE_AFTER, "45 percent", percent("45")),)
        [row] = card(material(a, facts=facts))
        assert row.value.text == "45 percent"


def test_where_somebody_worked_is_no_row() -> None:
    """A career told in passing makes no row of the table."""
    a = article(
        "a", "Tessel's new finance chief, Paul Abara, also worked at Orrin for two decades."
    )
    came = change("Paul Abara", Move.JOINS, role_after="finance chief")
    facts = (fact(a, FactKind.LEADERSHIP, "Paul Abara", came),)
    assert leadership(material(a, facts=facts), ()) == ()


def test_a_post_that_ends_with_the_deal_says_so() -> None:
    """Who stays only until the closing doesn't keep his post."""
    a = article("a", "Dora Lindgren will stay chief executive until the merger closes.")
    stays = change("Dora Lindgren", Move.STAYS, role_after="chief executive")
    facts = (fact(a, FactKind.LEADERSHIP, "Dora Lindgren", stays),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.keeps == "chief executive until the merger closes"


def test_a_post_at_the_company_to_come_says_so() -> None:
    """A role without a company has the one that the deal makes, where the sentence names it."""
    a = article("a", "Dora Lindgren will lead the new company as chief executive.")
    comes = change("Dora Lindgren", Move.PROMOTED, role_after="chief executive")
    facts = (fact(a, FactKind.LEADERSHIP, "Dora Lindgren", comes),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.after == "chief executive of the new company"


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


def test_a_share_of_a_market_is_no_stake() -> None:
    """What the companies hold of a market together is not what somebody will own."""
    a = article("a", "Orrin and Tessel will have a 28 percent market share in eggs.")
    facts = (fact(a, FactKind.STAKE_AFTER, "28 percent", percent("28")),)
    assert card(material(a, facts=facts)) == ()


def test_who_is_to_leave_once_the_deal_is_done_has_a_row() -> None:
    """A "once" that looks ahead tells of no career."""
    a = article("a", "Finance chief Paul Abara is expected to leave once the deal is done.")
    goes = change("Paul Abara", Move.LEAVES, role_before="finance chief")
    facts = (fact(a, FactKind.LEADERSHIP, "Paul Abara", goes),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.before == "finance chief"


def test_the_table_of_disagreements_counts_the_sources_that_the_card_does() -> None:
    """A source that gives a figure in passing stands behind it in both."""
    a = article("a", "Orrin offers a premium of 37.5 percent.")
    b = article("b", "The price is a 37.5 percent premium to the last one.")
    c = article("c", "Orrin offers a premium of 21 percent.")
    facts = (
        fact(a, FactKind.PREMIUM, "37.5 percent", percent("37.5")),
        fact(c, FactKind.PREMIUM, "21 percent", percent("21")),
    )
    stuff = material(a, b, c, facts=facts)
    value = next(r for d in disagreements(stuff) for r in d.readings if r.text.startswith("37.5"))
    row = CardRow(FactKind.PREMIUM, "Premium", replace(value, text="37.5 percent"))
    [found] = heard(disagreements(stuff), (echoed(row, stuff),))
    backed = {r.text: {span.article for span in r.evidence} for r in found.readings}
    assert backed == {"37.5 percent": {a.id, b.id}, "21 percent": {c.id}}
