"""Amounts in prose: where money, percentages, counts and dates stand in a text, and what they are.

A leaf package: it imports only the records. `find` reads, `agree` compares.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from summarizer.quantities.agreement import Likeness, agree
from summarizer.quantities.amounts import Amount, Count, Quantity, overlaps
from summarizer.quantities.dates import find_dates
from summarizer.quantities.numbers import find_money, find_numbers, find_percents
from summarizer.quantities.tables import UNKNOWN_CURRENCY

__all__ = [
    "UNKNOWN_CURRENCY",
    "Amount",
    "Count",
    "Likeness",
    "Quantity",
    "agree",
    "find",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_percents",
]


@lru_cache(maxsize=1024)  # a sentence is looked at by facts, merging and checking
def find(text: str, published: date | None = None) -> tuple[Quantity, ...]:
    """Every amount and date of `text`, in order, none overlapping another.

    `published` is the day the text appeared: relative dates ("on Friday", "last year") are
    resolved against it and keep only their words without it.
    """
    dates = find_dates(text, published)
    taken = [(q.start, q.end) for q in dates]
    numbers = [q for q in find_numbers(text) if not overlaps(q.start, q.end, taken)]
    return tuple(sorted((*dates, *numbers), key=lambda q: q.start))
