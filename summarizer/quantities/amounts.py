"""The records of this package, and what its files share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from summarizer.records import Moment, Money, Percent, Qualifier


@dataclass(frozen=True, slots=True)
class Count:
    """A plain number and the word counted, where one follows; `high` closes a range."""

    amount: Decimal
    unit: str | None = None
    high: Decimal | None = None


Amount = Money | Percent | Count | Moment


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at characters `start` to `end` of the text it was found in.

    The span holds currency, scale and what it is counted for ("$30 a share"), not the qualifier;
    `lead` is where the qualifier's words begin (`start` where there are none). `each` names what a
    price is counted for where it is neither a share nor a year ("barrel"). `conversion` marks the
    bracketed amount that only says the one before it in another currency.
    """

    start: int
    end: int
    value: Money | Percent | Count | Moment
    qualifier: Qualifier = Qualifier.EXACT
    lead: int = 0
    each: str | None = None
    conversion: bool = False


def figure(value: Amount) -> Decimal:
    """The number of an amount that has one (the low end of a range)."""
    if isinstance(value, Moment):
        raise TypeError("a moment has no figure")
    return value.value if isinstance(value, Percent) else value.amount


def overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether characters `start` to `end` meet any of the stretches taken already."""
    return any(start < e and s < end for s, e in taken)


def alternatives(words: list[str]) -> str:
    """One regular expression for any of the words, the longest tried first."""
    return "|".join(sorted(words, key=len, reverse=True))
