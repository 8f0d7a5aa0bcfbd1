from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import Count, Likeness, agree, find, find_dates
from summarizer.records import Moment, Money, Per, Percent, Qualifier

FRIDAY = date(2025, 6, 13)


def usd(amount: str, per: Per = Per.TOTAL, high: str | None = None) -> Money:
    return Money(Decimal(amount), "USD", per, Decimal(high) if high else None)


def money(amount: str, currency: str, high: str | None = None) -> Money:
    return Money(Decimal(amount), currency, Per.TOTAL, Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("text", "words", "value", "qualifier"),
    [
        ("for $14.3 billion.", "$14.3 billion", usd("14300000000"), "exactly"),
        ("US$14.3bn", "US$14.3bn", usd("14300000000"), "exactly"),
        ("about 14.3 billion dollars", "14.3 billion dollars", usd("14300000000"), "about"),
        ("some €1.2bn", "€1.2bn", money("1200000000", "EUR"), "about"),
        ("£300m of debt", "£300m", money("300000000", "GBP"), "exactly"),
        ("nearly SEK 25 Billion", "SEK 25 Billion", money("25000000000", "SEK"), "about"),
        ("2.5 trillion yen", "2.5 trillion yen", money("2500000000000", "JPY"), "exactly"),
        ("a 2.7-billion-pound bid", "2.7-billion-pound", money("2700000000", "GBP"), "exactly"),
        ("half a billion dollars", "half a billion dollars", usd("500000000"), "exactly"),
        ("Rs 500 crore", "Rs 500 crore", money("5000000000", "INR"), "exactly"),
        ("for ₹2,350 cr", "₹2,350 cr", money("23500000000", "INR"), "exactly"),
        ("EGP 9.4bn", "EGP 9.4bn", money("9400000000", "EGP"), "exactly"),
        ("up to $30 a share in cash", "$30 a share", usd("30", Per.SHARE), "up to"),
        ("more than $3 million a year", "$3 million a year", usd("3000000", Per.YEAR), "over"),
        ("$1 billion-plus", "$1 billion", usd("1000000000"), "over"),
        ("at least $10-$12 billion", "$10-$12 billion",
         usd("10000000000", high="12000000000"), "at least"),
        ("£1.2-1.4bn", "£1.2-1.4bn", money("1200000000", "GBP", "1400000000"), "exactly"),
        ("a 49 percent stake", "49 percent", Percent(Decimal(49)), "exactly"),
        ("just over 4.3% of it", "4.3%", Percent(Decimal("4.3")), "over"),
        ("a one-third stake", "one-third", Percent(Decimal("33.3")), "exactly"),
        ("5 to 7 percent", "5 to 7 percent", Percent(Decimal(5), Decimal(7)), "exactly"),
        ("some 2,000 jobs", "2,000", Count(Decimal(2000), "jobs"), "about"),
        ("10.5 percentage points", "10.5", Count(Decimal("10.5"), "percentage points"), "exactly"),
    ],
)  # fmt: skip
def test_reads_amounts(text: str, words: str, value: object, qualifier: str) -> None:
    """An amount is found with its exact words, its value and the word that bounds it."""
    [found] = find(text)
    assert (text[found.start : found.end], found.value) == (words, value)
    assert found.qualifier.value == qualifier


@pytest.mark.parametrize("text", ["3M makes tape", "the second half of it", "one of them", "No."])
def test_reads_no_amount(text: str) -> None:
    """Names, ordinals and pronouns are no amounts."""
    assert [q for q in find(text) if not isinstance(q.value, Moment)] == []


def test_a_rise_is_no_range() -> None:
    """Two figures between which something moved stay two."""
    text = "raised its offer from $3 billion to $4 billion"
    assert [q.value for q in find(text)] == [usd("3000000000"), usd("4000000000")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("a $24- to $26-per-share range", 24, 26), ("$30 to $31.50 a share", 30, Decimal("31.50"))],
)
def test_a_hyphen_before_the_to_of_a_range_is_none_of_its_end(
    text: str, low: int, high: Decimal | int
) -> None:
    """Both ends are one price, of a share, however they are joined."""
    [found] = find(text)
    assert found.value == Money(Decimal(low), "USD", Per.SHARE, Decimal(high))


def test_marks_the_bracketed_conversion() -> None:
    """The amount that only restates another in a second currency says so."""
    first, second = find("for 2.7 billion pounds ($5.3 billion)")
    assert (first.conversion, second.conversion) == (False, True)


def test_names_what_a_price_is_counted_for() -> None:
    """A price for a barrel isn't taken for a total."""
    [found] = find("oil at $75 a barrel")
    assert found.each == "barrel"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on June 13, 2025", (2025, 6, 13)),
        ("on 13 June 2025", (2025, 6, 13)),
        ("on Friday", (2025, 6, 13)),
        ("on Monday", (2025, 6, 9)),
        ("said on Saturday", (2025, 6, 14)),
        ("last Saturday", (2025, 6, 7)),
        ("could be announced as early as Tuesday", (2025, 6, 17)),
        ("has until Wednesday", (2025, 6, 18)),
        ("will vote on Monday", (2025, 6, 16)),
        ("will buy it, the company said on Monday", (2025, 6, 9)),
        ("yesterday", (2025, 6, 12)),
        ("valued last year", (2024, None, None)),
        ("in August 2026", (2026, 8, None)),
        ("since August", (2024, 8, None)),
        ("is expected to close in August", (2025, 8, None)),
        ("is expected to close in March", (2026, 3, None)),
        ("in the first quarter of 2026", (2026, None, None)),
        ("in 2016", (2016, None, None)),
        ("three years ago", (2022, None, None)),
        ("last month", (2025, 5, None)),
        ("by the end of the year", (2025, None, None)),
    ],
)
def test_resolves_dates(text: str, parts: tuple[int | None, ...]) -> None:
    """Dates are resolved against the day the article appeared, as far as they are known."""
    [found] = find_dates(text, FRIDAY)
    assert isinstance(found.value, Moment)
    assert (found.value.year, found.value.month, found.value.day) == parts


@pytest.mark.parametrize("text", ["it may be sold", "they march on", "2000 jobs", "2009 percent"])
def test_reads_no_date(text: str) -> None:
    """Verbs that look like months and counts that look like years are no dates."""
    assert find_dates(text, FRIDAY) == ()


def test_keeps_the_words_of_a_date_it_cannot_resolve() -> None:
    """Without a day of publication a relative date keeps its words and claims no year."""
    [found] = find_dates("on Friday")
    assert found.value == Moment("Friday")


@pytest.mark.parametrize(
    ("a", "b", "qualifiers", "expected"),
    [
        (usd("14300000000"), usd("14300000000"), ("exactly", "about"), Likeness.EQUAL),
        (usd("13800000000"), usd("14000000000"), ("exactly", "about"), Likeness.ROUNDING),
        (usd("13800000000"), usd("14000000000"), ("exactly", "exactly"), Likeness.ROUNDING),
        (usd("29000000000"), usd("29000000000"), ("exactly", "over"), Likeness.COMPATIBLE),
        (usd("31000000000"), usd("29000000000"), ("exactly", "over"), Likeness.COMPATIBLE),
        (usd("1270000000"), usd("1200000000"), ("about", "about"), Likeness.ROUNDING),
        (usd("28100000000"), usd("27000000000"), ("exactly", "about"), Likeness.DIFFERENT),
        (usd("5000000000"), usd("31000000000"), ("exactly", "over"), Likeness.DIFFERENT),
        (usd("4000000"), usd("5000000"), ("exactly", "up to"), Likeness.COMPATIBLE),
        (usd("19000000000"), usd("20000000000"), ("exactly", "exactly"), Likeness.DIFFERENT),
        (usd("30"), usd("30", Per.SHARE), ("exactly", "exactly"), Likeness.DIFFERENT),
        (usd("17", Per.SHARE), usd("17.5", Per.SHARE), ("exactly", "exactly"), Likeness.DIFFERENT),
        (usd("17.4", Per.SHARE), usd("17", Per.SHARE), ("exactly", "about"), Likeness.ROUNDING),
        (usd("30"), money("30", "EUR"), ("exactly", "exactly"), Likeness.DIFFERENT),
        (usd("10", high="12"), usd("11"), ("exactly", "exactly"), Likeness.COMPATIBLE),
        (Percent(Decimal("4.3")), Percent(Decimal("4.30")), ("exactly", "exactly"), Likeness.EQUAL),
        (Percent(Decimal(49)), Percent(Decimal(50)), ("exactly", "exactly"), Likeness.DIFFERENT),
        (Percent(Decimal(49)), Percent(Decimal(50)), ("exactly", "about"), Likeness.ROUNDING),
        (Percent(Decimal(49)), usd("49"), ("exactly", "exactly"), Likeness.DIFFERENT),
        (Moment("2024", 2024), Moment("June 2024", 2024, 6), ("exactly", "exactly"),
         Likeness.COMPATIBLE),
        (Moment("May", 2024, 5), Moment("June", 2024, 6), ("exactly", "exactly"),
         Likeness.DIFFERENT),
    ],
)  # fmt: skip
def test_compares_quantities(
    a: Money, b: Money, qualifiers: tuple[str, str], expected: Likeness
) -> None:
    """Two figures are equal, one rounded, one within the other's bound, or different."""
    first, second = map(Qualifier, qualifiers)
    assert agree(a, b, first, second) is expected
    assert agree(b, a, second, first) is expected


@given(st.decimals("0.1", "999", places=1), st.sampled_from(["million", "billion"]))
def test_reads_back_what_it_is_told(amount: Decimal, scale: str) -> None:
    """Any amount written with a scale is read back as that amount, and equals itself."""
    [found] = find(f"it paid ${amount} {scale} for it")
    power = {"million": 6, "billion": 9}[scale]
    assert isinstance(found.value, Money)
    assert found.value.amount == amount.scaleb(power)
    assert agree(found.value, found.value) is Likeness.EQUAL


@given(st.text(max_size=200))
def test_spans_lie_in_order_inside_any_text(text: str) -> None:
    """Whatever the text, quantities lie inside it, in order, and don't overlap."""
    at = 0
    for found in find(text, FRIDAY):
        assert at <= found.start < found.end <= len(text)
        at = found.end
