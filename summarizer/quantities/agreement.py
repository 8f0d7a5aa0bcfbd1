"""Comparing amounts as quantities."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from summarizer.quantities.amounts import Amount, figure
from summarizer.quantities.tables import UNKNOWN_CURRENCY
from summarizer.records import Moment, Money, Per, Qualifier

ROUNDED = Decimal("0.05")
"""How far a figure may lie from the rounded one that stands for it, as a share of it."""
BOUND = {
    Qualifier.OVER: (Decimal("0.99"), Decimal("1.2")),
    Qualifier.AT_LEAST: (Decimal("0.99"), Decimal("1.2")),
    Qualifier.UNDER: (Decimal("0.8"), Decimal("1.01")),
    Qualifier.UP_TO: (Decimal("0.5"), Decimal("1.01")),
}
"""Where the figure behind "over x", "up to x" … lies, as shares of x."""


class Likeness(StrEnum):
    """What `agree` finds between two amounts."""

    EQUAL = "equal"
    ROUNDING = "equal by rounding"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


def agree(
    a: Amount,
    b: Amount,
    qualifier_a: Qualifier = Qualifier.EXACT,
    qualifier_b: Qualifier = Qualifier.EXACT,
) -> Likeness:
    """How two amounts stand to each other, as quantities; symmetric.

    Other currencies, or amounts counted for other things (a share, a year), are different; so are
    a money amount and a percentage. Units of counts are not compared: the caller knows what was
    counted. Two dates are compatible where one only says less ("2024", "June 2024").
    """
    if isinstance(a, Moment) and isinstance(b, Moment):
        return _agree_moments(a, b)
    if isinstance(a, Moment) or isinstance(b, Moment) or type(a) is not type(b):
        return Likeness.DIFFERENT
    if isinstance(a, Money) and isinstance(b, Money):
        open_currency = UNKNOWN_CURRENCY in (a.currency, b.currency)
        if a.per != b.per or not (open_currency or a.currency == b.currency):
            return Likeness.DIFFERENT
    if a.high is not None or b.high is not None:
        return _agree_ranges((figure(a), a.high), (figure(b), b.high))
    found = _agree_figures(figure(a), figure(b), qualifier_a, qualifier_b)
    whole = found is Likeness.ROUNDING and _of_share(a) and _of_share(b)
    exact = whole and Qualifier.ABOUT not in (qualifier_a, qualifier_b)
    return Likeness.DIFFERENT if exact else found


def _of_share(amount: Amount) -> bool:
    """Prices of a share are told to the cent: $17 is not $17.50 rounded."""
    return isinstance(amount, Money) and amount.per is Per.SHARE


def _agree_moments(a: Moment, b: Moment) -> Likeness:
    first, second = (a.year, a.month, a.day), (b.year, b.month, b.day)
    if first == second:
        known = a.year is not None or a.text.casefold() == b.text.casefold()
        return Likeness.EQUAL if known else Likeness.COMPATIBLE
    pairs = zip(first, second, strict=True)
    clash = any(x is not None and y is not None and x != y for x, y in pairs)
    return Likeness.DIFFERENT if clash else Likeness.COMPATIBLE


def _agree_ranges(a: tuple[Decimal, Decimal | None], b: tuple[Decimal, Decimal | None]) -> Likeness:
    if a == b:
        return Likeness.EQUAL
    low, high = max(a[0], b[0]), min(a[1] or a[0], b[1] or b[0])
    return Likeness.COMPATIBLE if low <= high else Likeness.DIFFERENT


def _agree_figures(a: Decimal, b: Decimal, qa: Qualifier, qb: Qualifier) -> Likeness:
    plain = (Qualifier.EXACT, Qualifier.ABOUT)
    if a == b and (qa == qb or (qa in plain and qb in plain)):
        return Likeness.EQUAL
    if qa in plain and qb in plain:
        near = _rounds(a, b, qb) or _rounds(b, a, qa)
        return Likeness.ROUNDING if near else Likeness.DIFFERENT
    bounds = [_within(x, y, q) for x, y, q in ((b, a, qa), (a, b, qb)) if q not in plain]
    return Likeness.COMPATIBLE if all(bounds) else Likeness.DIFFERENT


def _rounds(fine: Decimal, coarse: Decimal, qualifier: Qualifier) -> bool:
    """Whether `coarse` stands for `fine`: cut to its own last digit, or near enough if "about"."""
    if coarse == 0 or fine == coarse:
        return fine == coarse
    apart = abs(fine - coarse)
    if qualifier is Qualifier.ABOUT and apart <= _slack(coarse):
        return True
    group = Decimal(1000) ** max(0, coarse.adjusted() // 3)
    return apart * 2 <= min(_unit(coarse), group) and apart <= ROUNDED * abs(coarse)


def _slack(coarse: Decimal) -> Decimal:
    """How far "about" reaches: one in the last digit that is told ("about 1.2": 1.1 to 1.3), and of
    a single digit ("about 20 billion"), which says less of how exact it is, a share."""
    unit = _unit(coarse)
    return unit if abs(coarse) >= 10 * unit else ROUNDED * abs(coarse)


def _unit(figure: Decimal) -> Decimal:
    """The value of one in the last digit that isn't a zero: 100,000,000 for 14.3 billion."""
    exponent = figure.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _within(figure: Decimal, bound: Decimal, qualifier: Qualifier) -> bool:
    low, high = BOUND[qualifier]
    return low * bound <= figure <= high * bound
