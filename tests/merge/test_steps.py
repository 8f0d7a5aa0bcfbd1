"""Prices that a source says were raised or cut to new ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from summarizer.merge.standing import standing
from summarizer.merge.steps import steps
from tests.merge.making import article, material

MAY, JUNE = date(2024, 5, 30), date(2024, 6, 6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orrin raised its cash bid to 9.25 euros per share from the 9.15 euros of May.",
         [("9.15", "9.25")]),
        ("Orrin cut its offer for Tessel to $30 a share from an initial $40 a share.",
         [("40", "30")]),
        ("Orrin raised its bid to $30 a share and has $40 in cash.", []),
        ("Orrin raised its sales to $30 from $20.", []),
    ],
)  # fmt: skip
def test_a_step_names_the_former_and_the_new_price(text: str, found: list[tuple[str, str]]) -> None:
    """Only what an offer was changed from and to is a step."""
    lines = material(article("a", text)).lines.values()
    told = [(old[0], new[0]) for line in lines for old, new in steps(line)]
    assert told == [(Decimal(a), Decimal(b)) for a, b in found]


def test_who_names_only_the_former_price_is_overtaken() -> None:
    """A line of before with the price that was raised since is out, by what says so."""
    may = article("may", "Orrin offered $30 a share. Tessel has hens.", day=MAY)
    june = article("june", "Orrin raised its bid to $32 a share from $30 a share.", day=JUNE)
    stuff = material(may, june)
    told = standing(stuff)
    out = {line.text for span, line in stuff.lines.items() if told.out((span,))}
    assert out == {"Orrin offered $30 a share."}
    assert [stage.day for stage in told.since.values()] == [JUNE]
