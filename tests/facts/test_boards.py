"""Boards told over several sentences, lists, stays that end, and roles told of somebody before."""

from __future__ import annotations

from summarizer.records import FactKind, RoleChange
from tests.facts.articles import facts, told

SURE = 0.3


def moves(*sentences: str) -> list[str]:
    """The changes that reach the merger."""
    return told(tuple(f for f in facts(*sentences) if f.confidence >= SURE), FactKind.LEADERSHIP)


def test_a_list_with_what_each_one_is() -> None:
    """New directors are all told, whatever is said of each between semicolons."""
    found = moves(
        "Alder Inc named three new directors on Monday.",
        "The new directors are Jane Fisher, former chairman of Birch Corp; Paul Walker, chief "
        "executive of Larch Ltd; and Mary Cooper, who teaches law.",
    )
    assert [row.split(" joins")[0] for row in found] == [
        "Jane Fisher", "Paul Walker", "Mary Cooper"
    ]  # fmt: skip
    assert all("to board member" in row for row in found)


def test_a_later_sentence_adds_to_a_list() -> None:
    """ "Also going are" tells of the same post as the list before it."""
    found = moves(
        "Alder Inc said the directors leaving this week include Jane Fisher and Paul Walker.",
        "Also going are Mark Stone and Mary Cooper.",
    )
    assert found == [
        "Jane Fisher leaves from board member",
        "Paul Walker leaves from board member",
        "Mark Stone leaves from board member",
        "Mary Cooper leaves from board member",
    ]


def test_nobody_is_added_to_no_list() -> None:
    """ "Also on the board are" alone tells of no change."""
    assert moves("Also on the board are Jane Fisher and Paul Walker.") == []


def test_the_board_after_a_list_is_everybodys() -> None:
    """The removal of several "from the board" is each one's."""
    found = moves(
        "Alder Inc asked for the removal of Jane Fisher, her husband Paul Walker and Mark Stone "
        "from the board."
    )
    assert found == [
        "Jane Fisher leaves from board member",
        "Paul Walker leaves from board member",
        "Mark Stone leaves from board member",
    ]


def test_a_slate_after_a_colon() -> None:
    """Nominees to a board stand after a colon."""
    found = moves("Alder Inc wants to name two nominees to the board: Jane Fisher and Paul Walker.")
    assert [row.split(" to ")[1].split(" at ")[0] for row in found] == ["board member"] * 2


def test_changes_to_a_board() -> None:
    """Who steps down as one of the changes to a board leaves it."""
    found = moves(
        "Alder Inc met its investors on Friday.",
        "Sales rose.",
        "Profit fell.",
        "It announced further changes to its board: Jane Fisher and Paul Walker will step down.",
    )
    assert found == ["Jane Fisher leaves from board member", "Paul Walker leaves from board member"]


def test_a_stay_until_the_deal_closes_is_none() -> None:
    """Who stays only until a merger closes or a meeting is held keeps nothing."""
    assert (
        moves("Jane Fisher will remain chief executive of Alder Inc until the merger closes.") == []
    )
    assert moves("Jane Fisher will remain chairman of Alder until its next annual meeting.") == []
    assert moves("Jane Fisher will remain chief executive of Alder Inc.") != []


def test_no_re_election() -> None:
    """Who will not stand for re-election leaves."""
    found = moves("Alder Inc chairman Jane Fisher will not stand for re-election.")
    assert found == ["Jane Fisher leaves from chairman"]


def test_the_same_position_in_a_new_company() -> None:
    """ "The same position" is the post somebody has."""
    found = moves(
        "Jane Fisher, now chairman of Alder Inc, will hold the same position in the new company."
    )
    assert found == ["Jane Fisher stays to chairman at Alder Inc"]


def test_leading_the_new_company() -> None:
    """Who leads the combined company leaves a post here for one there."""
    found = moves(
        "Alder Inc chief executive Mark Stone will lead the combined company as chief executive."
    )
    assert found == [
        "Mark Stone joins from chief executive to chief executive of the combined company"
    ]


def test_keeping_somebody_in_a_post() -> None:
    """A company that keeps somebody as its chief tells a stay."""
    assert moves("Alder Inc keeps Jane Fisher as chief executive.") == [
        "Jane Fisher stays to chief executive at Alder Inc"
    ]


def test_who_keeps_a_role_comes_from_inside() -> None:
    """Somebody who gets a role and keeps another one is promoted."""
    [first, second] = moves(
        "Alder Inc named Jane Fisher as head of sales on Monday.",
        "Fisher will remain head of its Asia desk.",
    )
    assert "promoted" in first and "stays" in second


def test_another_ones_role_taken_on() -> None:
    """ "Walker's role as head of sales" is what the other one gets."""
    found = moves("Jane Fisher will take on Paul Walkers' role as head of sales at Alder Inc.")
    assert "Jane Fisher joins to head of sales at Alder Inc" in found


def test_he_is_succeeded_by_somebody() -> None:
    """The role stands between the verb and the one who succeeds, with what it is told about it."""
    found = moves(
        "Alder Inc removed Mark Stone and Paul Walker stayed away.",
        "He is being succeeded as head of sales, the largest part of the firm, by Jane Fisher.",
    )
    assert any(row.startswith("Jane Fisher joins to head of sales") for row in found)


def test_what_a_company_is_ends_before_it_says() -> None:
    """What stands between a company and "said" isn't taken for a part of its description."""
    found = moves(
        "Alder Inc, a maker of paper cups, said on Monday its treasurer, Jane Fisher, will retire "
        "in May."
    )
    assert found == ["Jane Fisher leaves from treasurer"]


def test_comes_after_tells_news() -> None:
    """A clause after "comes after" is told as news."""
    found = moves("The choice comes after Jane Fisher decided to retire as treasurer of Alder Inc.")
    assert found == ["Jane Fisher leaves from treasurer"]


def test_names_with_a_small_article() -> None:
    """ "al-" opens a surname."""
    [row] = moves("Alder Inc named Yusuf al-Hamdan as chairman.")
    assert row == "Yusuf al-Hamdan joins to chairman at Alder Inc"


def test_a_minister_comes_from_outside() -> None:
    """Who is a minister is not promoted by a company."""
    [row] = moves("Alder Inc named Jane Fisher, who is a finance minister, as chairman.")
    assert "joins" in row


def test_executives_are_no_role_to_get() -> None:
    """ "Stone promoted executives" tells nobody's new role."""
    assert moves("Mark Stone promoted several executives of the paper unit.") == []


def test_a_new_chief_beside_a_deal() -> None:
    """An article about a deal that calls somebody "new" in passing tells no change."""
    found = moves(
        "Alder Inc agreed to buy Birch Corp for $3 billion.",
        "Shares of Birch rose.",
        "Alder makes paper.",
        "Birch makes pulp.",
        "Birch's new finance chief, Jane Fisher, worked at Alder for years.",
    )
    assert found == []


def test_a_condition_is_no_move() -> None:
    """Who would quit if asked to does not leave."""
    assert moves("Mark Stone said that he would quit if the owners asked him to.") == []


def test_one_house_is_everybodys() -> None:
    """Where the moves of an article name one house, it is theirs who are told without."""
    found = facts(
        "Alder Inc named Jane Fisher as chairman, a week after Birch Corp and Larch Ltd cut jobs.",
        "Birch had a poor year.",
        "Paul Walker will stay as treasurer, and Mary Cooper will retire as head of sales.",
    )
    houses = {
        (f.value.person, f.value.organisation_before or f.value.organisation_after)
        for f in found
        if isinstance(f.value, RoleChange)
    }
    assert houses == {
        ("Jane Fisher", "Alder Inc"), ("Paul Walker", "Alder Inc"), ("Mary Cooper", "Alder Inc")
    }  # fmt: skip


def test_a_seat_beside_a_post_elsewhere() -> None:
    """Where directors resign, a leaver with a post at another house gives up the seat."""
    found = moves(
        "Two directors of Alder Inc resigned on Friday.",
        "Jane Fisher, chief executive of Birch Corp, has left Alder, and so did Paul Walker.",
    )
    assert found[0] == "Jane Fisher leaves from board member"
