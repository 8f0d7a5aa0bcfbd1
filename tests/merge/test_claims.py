from __future__ import annotations

import pytest

from summarizer.merge.claims import clusters, role_name, same_claim, same_slot
from summarizer.records import Fact, FactKind, Moment, Move, Percent, RoleChange, Span, Value
from tests.merge.making import change, percent, phrase

HERE = Span("a", 0, 1)


def told(value: Value, kind: FactKind = FactKind.LEADERSHIP) -> Fact:
    return Fact(kind, value, HERE, HERE)


LEAVES = change("Ada Voss", Move.LEAVES, role_before="CEO", organisation_after="Orrin Foods")
JOINS = change("Voss", Move.JOINS, organisation_after="Orrin Foods Inc")
SUCCEEDS = change("Ada Voss", Move.PROMOTED, role_after="chief executive officer")
INTERIM = change("Ada Voss", Move.PROMOTED, role_after="interim CEO", interim=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LEAVES, JOINS, True),
        (LEAVES, SUCCEEDS, False),
        (SUCCEEDS, INTERIM, False),
        (LEAVES, change("Ida Moss", Move.LEAVES), False),
        (JOINS, change("Ada Voss", Move.STAYS), False),
    ],
)
def test_moves_are_compared_by_person_post_and_direction(
    one: RoleChange, other: RoleChange, same: bool
) -> None:
    """Leaving one company and joining another is one move; leaving a post is not coming to it."""
    assert same_claim(told(one), told(other)) is same
    assert same_claim(told(other), told(one)) is same


def test_the_same_post_is_one_question_interim_or_not() -> None:
    """Who becomes chief executive was answered once, be it for a time."""
    assert same_slot(told(SUCCEEDS), told(INTERIM))
    assert not same_slot(told(LEAVES), told(SUCCEEDS))


def test_posts_go_by_one_name() -> None:
    """A seat on the board is a board member's, and a CEO is a chief executive."""
    assert role_name("director") == role_name("seat on the board") == "board member"
    assert role_name("CEO") == role_name("Chief Executive") == "chief executive"
    assert role_name("head of sales") == "head of sales"
    assert role_name(None) is None


def test_a_stake_bought_and_the_stake_after_are_one_claim_where_they_are_equal() -> None:
    """49 percent bought and 49 percent held then are one thing to say."""
    bought, held = told(percent("49"), FactKind.STAKE), told(percent("49"), FactKind.STAKE_AFTER)
    assert same_claim(bought, held)
    assert not same_claim(bought, told(Percent(held.value.value + 2), FactKind.STAKE_AFTER))  # type: ignore[union-attr]


def test_phrases_are_compared_by_code_else_by_words() -> None:
    """A code decides; without one, half of the shorter phrase's words must be shared."""
    none = told(phrase("no votes", "none"), FactKind.VOTING)
    assert same_claim(none, told(phrase("without any say", "none"), FactKind.VOTING))
    catch_up = told(phrase("catch up with rivals"), FactKind.MOTIVE)
    assert same_claim(catch_up, told(phrase("catching up with its rivals"), FactKind.MOTIVE))
    assert not same_claim(catch_up, told(phrase("save costs"), FactKind.MOTIVE))


def test_dates_that_only_say_less_are_one_claim() -> None:
    """2024 and June 2024 go together, the two halves of 2024 don't."""
    year, june = Moment("2024", 2024), Moment("June 2024", 2024, 6)
    halves = Moment("first half of 2024", 2024), Moment("second half of 2024", 2024)
    assert same_claim(told(year, FactKind.CLOSING), told(june, FactKind.CLOSING))
    assert not same_claim(*(told(half, FactKind.CLOSING) for half in halves))


def test_items_are_put_to_the_first_group_they_belong_to() -> None:
    """Grouping looks at a group's first item only, in the order given."""
    assert clusters([1, 3, 2, 4], lambda a, b: a % 2 == b % 2) == [[1, 3], [2, 4]]
