"""The subject line of a week: which of a deal's changes it names."""

from __future__ import annotations

from summarizer.records import Change, FactKind, Span, Statement, WeekStory
from summarizer.weekly.subject import point, subject

HEADLINE = Statement("Calder buys Brightwater", (Span("a", 0, 5),))
NAME = "Calder Foods / Brightwater Snacks"


def _change(
    kind: FactKind, label: str, after: str, before: str = "", weight: float = 5.0
) -> Change:
    was = Statement(before, (Span("a", 0, 5),)) if before else None
    return Change(label, Statement(after, (Span("b", 0, 5),), weight=weight), was, kind)


AGREED = _change(FactKind.STATUS, "Status", "agreed", "offered", 9.6)
WHOLE = _change(FactKind.PRICE, "Price", "$7.0 billion", "$6.2 billion", 9.1)
SHARE = _change(FactKind.PRICE, "Price per share", "$34 a share", "$30 a share", 9.0)
FEE = _change(FactKind.BREAK_FEE, "Break-up fee", "$210 million", weight=5.0)


def _told(*changes: Change, name: str = NAME, room: int = 110) -> str:
    return point(WeekStory("s", name, HEADLINE, changes=changes), room)


def test_a_raised_offer_goes_by_what_a_share_costs() -> None:
    """The new price of a share comes before that of the whole, however many sources tell each, and
    how far the deal is takes no value's place."""
    said = _told(FEE, WHOLE, AGREED, SHARE)
    assert said.startswith(f"{NAME}: agreed; price per share $34, was $30; price $7.0 billion")
    assert "fee" not in said


def test_what_does_not_fit_goes_from_the_end() -> None:
    """A subject without room for all values names the first of them, whole."""
    assert _told(WHOLE, AGREED, SHARE, room=90) == f"{NAME}: agreed; price per share $34, was $30"
    assert _told(WHOLE, AGREED, SHARE, room=45) == f"{NAME}: agreed"


def test_a_value_that_changed_comes_before_one_that_is_only_new() -> None:
    """Of two prices the one that took another's place is the news."""
    composed = _change(FactKind.PRICE, "Price per share", "$34 a share", weight=9.4)
    said = _told(composed, WHOLE)
    assert said.index("was $6.2 billion") < said.index("$34")


def test_the_price_is_weightier_than_another_term_that_changed() -> None:
    """A first price outweighs a fee that changed."""
    first = _change(FactKind.PRICE, "Price", "$7.0 billion", weight=9.0)
    fee = _change(FactKind.BREAK_FEE, "Break-up fee", "$210 million", "$190 million", 5.0)
    assert (
        _told(fee, first)
        == f"{NAME}: price $7.0 billion; break-up fee $210 million, was $190 million"
    )


def test_more_deals_are_counted() -> None:
    """The subject tells the weightiest deal and how many others there are."""
    story = WeekStory("s", NAME, HEADLINE, changes=(SHARE,))
    other = WeekStory("t", "Pear / Plum", HEADLINE, changes=(FEE,))
    said = subject((), (other, story))
    assert said == f"{NAME}: price per share $34, was $30, and 1 more deal"
