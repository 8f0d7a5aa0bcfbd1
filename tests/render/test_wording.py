from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.records import Agreement, Certainty, DropReason, Moment, Money, Per
from summarizer.render import wording
from summarizer.render.wording import Wording


@pytest.mark.parametrize(("locale", "shown"), [("en-US", "June 3, 2025"), ("en-GB", "3 June 2025")])
def test_dates(locale: str, shown: str) -> None:
    """A date is written the way its locale writes it."""
    assert Wording(locale).date(date(2025, 6, 3)) == shown


def test_unknown_locale() -> None:
    """An unknown locale is refused with the known ones named."""
    with pytest.raises(UsageError, match=r"'xx': is not known; use one of en-US, en-GB"):
        Wording("xx")


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (1204, "1,204 sources")],
)
def test_counts(number: int, shown: str) -> None:
    """A count carries the form of the noun that goes with it."""
    assert wording.count(number, "source") == shown


def test_irregular_plural() -> None:
    """A noun whose plural does not end in s brings its own."""
    assert wording.count(2, *wording.DROPPED[DropReason.TEASER]) == "2 teasers of other articles"


def test_tables_are_whole() -> None:
    """Every reason for dropping text and every kind of agreement has words."""
    assert set(wording.DROPPED) == set(DropReason)
    assert set(wording.AGREEMENTS) == set(Agreement)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((), []),
        ((1, 3), [(1,), (3,)]),
        ((1, 2, 3), [(1,), (2,), (3,)]),
        ((1, 2, 3, 4, 7), [(1, 4), (7,)]),
    ],
)
def test_runs(numbers: tuple[int, ...], shown: list[tuple[int, ...]]) -> None:
    """Citations of more than three neighbouring sources become a range."""
    assert wording.runs(numbers) == shown


@given(st.text())
def test_clean_is_one_plain_line(text: str) -> None:
    """Cleaned text is one line, and cleaning it again changes nothing."""
    line = wording.clean(text)
    assert line.splitlines() in ([], [line])
    assert wording.clean(line) == line


def test_clean_drops_overrides() -> None:
    """Characters that would turn the direction of what follows do not reach a reader."""
    assert wording.clean("safe\u202egpj.exe\x00\x07") == "safegpj.exe"


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_excerpts_are_short(text: str, width: int) -> None:
    """An excerpt is never longer than asked, and whole where the text is short enough."""
    shown = wording.excerpt(text, width)
    line = wording.clean(text)
    assert len(shown) <= width
    assert shown == line if len(line) <= width else shown.endswith("…")


def test_lists() -> None:
    """Items are listed the English way."""
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("value", "american", "british"),
    [
        (Money(Decimal("19.7e9"), "USD"), "$19.7 billion", "$19.7bn"),
        (Money(Decimal(56), "USD", Per.SHARE), "$56 a share", "$56 a share"),
        (Money(Decimal("4500000"), "EUR"), "€4.5 million", "€4.5m"),
        (Money(Decimal("1e9"), "GBP", high=Decimal("1.5e9")), "£1 billion to £1.5 billion",
         "£1bn to £1.5bn"),
        (Money(Decimal("2e12"), "CHF"), "CHF 2 trillion", "CHF 2tn"),
        (Money(Decimal(950000), "USD"), "$950,000", "$950,000"),
    ],
)  # fmt: skip
def test_money(value: Money, american: str, british: str) -> None:
    """An amount is told in its largest unit, as the locale writes it, and never rounded away."""
    assert Wording("en-US").money(value) == american
    assert Wording("en-GB").money(value) == british


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (Moment("Monday", 2021, 4, 12), "April 12, 2021"),
        (Moment("14 months ago", 2024, 4), "April 2024"),
        (Moment("the end of 2021", 2021), "The end of 2021"),
        (Moment("a year ago", 2024), "2024"),
        (Moment("soon"), "soon"),
    ],
)
def test_moments(when: Moment, shown: str) -> None:
    """A date is told as exactly as it is known, and no more exactly."""
    assert Wording().moment(when) == shown


def test_certainties_are_whole() -> None:
    """Every certainty has words."""
    assert set(wording.CERTAINTIES) == set(Certainty)


def test_plain_letters() -> None:
    """A search finds names without their accents and capitals."""
    assert wording.plain_letters("Société Générale") == "societe generale"
