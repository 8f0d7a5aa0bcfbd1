from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.echoes import echoed, heard
from summarizer.merge.material import gather
from summarizer.records import (
    Agreement,
    CardRow,
    Certainty,
    FactKind,
    Moment,
    Name,
    Qualifier,
    Value,
)
from tests.merge import making
from tests.merge.making import article, dollars, fact, material, percent, phrase
from tests.merge.tables import ALL, two


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


def test_two_figures_of_one_article_make_no_row() -> None:
    """What is paid and what is paid at most stand in one article alone: nobody contradicts it."""
    a = article("a", "Tessel pays a fee of $2 billion. It may pay up to $3 billion in all.")
    facts = (
        fact(a, FactKind.BREAK_FEE, "$2 billion", dollars("2"), certainty=Certainty.MAY),
        fact(a, FactKind.BREAK_FEE, "$3 billion", dollars("3")),
    )
    assert disagreements(material(a, facts=facts)) == ()


def test_copies_do_not_disagree_with_each_other() -> None:
    """Two prints of one text are one source, whatever a slip of the press makes of a number."""
    a, b, facts = two(("$11.5 billion", dollars("11.5")), ("$11.9 billion", dollars("11.9")))
    articles = {a.id: a, b.id: b}
    one = gather(making.story([a, b]), articles, {}, making.by_article(facts))
    assert disagreements(one) == ()


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
