"""A deal that is new and goes on in the same week: its mail tells both."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from summarizer.records import Change, FactKind, Span, Statement
from summarizer.weekly.later import tells
from summarizer.weekly.run import rehearsed
from tests.weekly.test_weekly import A_WEEK, FRIDAY, MONDAY, House, body, parsed

AGREED = """Title: Calder Foods to buy Brightwater Snacks for $6.2 billion
Source: Dockside Wire
Date: 2026-05-12

Calder Foods has agreed to buy Brightwater Snacks for $30 a share in cash, or $6.2 billion, the \
companies said on Tuesday.

Brightwater makes Saltflat crisps and employs 4,000 people. Calder wants to get into supermarkets' \
snack aisles, where it sells next to nothing today.

The companies expect to complete the takeover in the autumn.
"""
PROBE = """Title: Brussels looks into the snack merger
Source: Rail and Port Gazette
Date: 2026-05-14

The European Commission opened an in-depth investigation into Calder Foods' takeover of \
Brightwater Snacks on Thursday.

Brightwater Snacks named Marta Ilves, its head of treasury, as chief financial officer, succeeding \
Owen Tarrant, who will leave after the takeover by Calder Foods.
"""
RAISED = """Title: Calder Foods raises its offer for Brightwater Snacks to $34 a share
Source: Dockside Wire
Date: 2026-05-15

Calder Foods raised its agreed offer for Brightwater Snacks to $34 a share in cash from $30 on \
Friday, or $7.0 billion in all.
"""
PORTAL = AGREED.replace("Dockside Wire", "Morning Portal").replace(
    "has agreed to buy", "will buy"
).replace("4,000 people", "about 4,000 people in three countries")  # fmt: skip


def _mail(house: House) -> str:
    house.press.clock.moment = MONDAY
    (found,) = rehearsed(house.desk, None, None)
    return " ".join(body(parsed(found.mail), "plain").split())


@pytest.mark.parametrize("runs", [1, 2])
def test_later_news_of_a_new_deal_is_told(tmp_path: Path, runs: int) -> None:
    """A regulator's step and a new finance chief that came days after the deal stand in the mail
    that first tells it, whether one run read them together or two."""
    house = House(tmp_path, {})
    if runs == 1:
        house.read(FRIDAY, a=AGREED, b=PORTAL, c=PROBE)
    else:
        house.read(FRIDAY - timedelta(days=3), a=AGREED, b=PORTAL)
        house.read(FRIDAY, c=PROBE)
    text = _mail(house)
    assert "NEW DEALS" in text
    assert "WHAT CHANGED IN RUNNING DEALS" not in text
    assert "$6.2 billion" in text
    assert text.count("opened an in-depth investigation") == 1
    assert text.count("Marta Ilves") == 1


def test_a_value_that_changed_within_the_week_is_told_once(tmp_path: Path) -> None:
    """An offer that was raised in the week it was first told stands there with the price before,
    and not as a term as well."""
    house = House(tmp_path, {})
    house.read(FRIDAY - timedelta(days=3), a=AGREED, b=PORTAL)
    house.read(FRIDAY, c=RAISED)
    text = _mail(house)
    assert "Price per share: $34 a share (before: $30 a share" in text
    assert text.count("Price per share:") == 1


def test_a_week_later_it_is_no_news(tmp_path: Path) -> None:
    """What the first mail told as later news, the next one doesn't tell again."""
    house = House(tmp_path, {})
    house.read(FRIDAY, a=AGREED, b=PORTAL, c=PROBE)
    house.read(FRIDAY + A_WEEK, d=PROBE.replace("05-14", "05-21").replace("Rail", "Road"))
    house.press.clock.moment = MONDAY + A_WEEK
    (found,) = rehearsed(house.desk, None, "2026-W22")
    assert "investigation" not in body(parsed(found.mail), "plain")


@pytest.mark.parametrize(
    ("kind", "label", "after", "before", "news"),
    [
        (FactKind.DEBT, "Debt", "including debt", "", False),
        (FactKind.DEBT, "Debt", "$400 million", "", True),
        (FactKind.CONSIDERATION, "Consideration", "shares", "cash", True),
        (FactKind.PRICE, "Price", "$7 billion", "$7 billion", False),
        (FactKind.BUYER, "Buyer", "Pear Holdings", "", True),
        (FactKind.STATUS, "Shareholders", "Its shareholders approved the deal.", "", True),
    ],
)
def test_what_is_news_by_itself(
    kind: FactKind, label: str, after: str, before: str, news: bool
) -> None:
    """Of what later articles add, a term is news where it has a figure or took another's place; a
    step is in any case."""
    spans = (Span("a", 0, 1),)
    was = Statement(before, spans) if before else None
    assert tells(Change(label, Statement(after, spans, weight=7.0), was, kind)) is news
