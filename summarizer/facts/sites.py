"""Where the amounts of an article stand, each with the masked text on both its sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.facts.view import MARK, View
from summarizer.quantities import Quantity
from summarizer.records import Money, Per

CONVERTED = re.compile(r"^ \( (?:[a-z]+ ){0,2}\[m\d+\] \)")
SMALL = Decimal(10_000)
"""Below this, money that isn't told per share is no total of a deal."""


@dataclass(frozen=True, slots=True)
class Site:
    """An amount where it stands: its sentence's view, the masked text on both sides."""

    view: View
    quantity: Quantity
    at: int
    left: str
    right: str
    between: str | None
    before: str | None


def sites(view: View, last: str | None) -> Iterator[Site]:
    end: int | None = None
    for match in MARK.finditer(view.text):
        if match[1] not in "ms":
            continue
        sides = view.text[: match.start()], view.text[match.end() :]
        quantity = _per_share(view.amounts[int(match[2])], *sides)
        if quantity.conversion or quantity.each:
            continue
        left = view.text[: match.start()]
        between = view.text[end : match.start()] if end is not None else None
        end = match.end()
        right = CONVERTED.sub("", view.text[match.end() :])
        yield Site(view, quantity, match.start(), left, right, between, last)


def _per_share(quantity: Quantity, left: str, right: str) -> Quantity:
    """ "All shares for $31 each" and "tender shares at $31 apiece" name the price of a share."""
    value = quantity.value
    small = isinstance(value, Money) and value.per is Per.TOTAL and value.amount < SMALL
    each = quantity.each or re.match(r" (?:each|apiece)\b", right)
    if not (isinstance(value, Money) and small and each and SHARES.search(left)):
        return quantity
    return replace(quantity, value=replace(value, per=Per.SHARE), each=None)


SHARES = re.compile(r"\b(?:shares?|stock)\b[^.;]{0,40}$")
