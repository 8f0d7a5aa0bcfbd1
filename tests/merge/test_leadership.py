from __future__ import annotations

from summarizer.merge.leadership import leadership
from summarizer.records import FactKind, Move
from tests.merge.making import article, change, fact, material
from tests.merge.tables import ALL


def test_a_person_has_one_row_over_all_sources() -> None:
    """Before, after and what she keeps come from different articles."""
    row = next(row for row in leadership(ALL, ()) if row.person == "Dora Lindgren")
    assert row.before == "chief executive, Tessel Farms"
    assert row.after == "head of the fresh division, Orrin Foods"
    assert row.keeps == "board member, Tessel Farms"
    assert row.statement.sources == 2


def test_a_role_that_stays_is_kept_and_not_changed() -> None:
    """Somebody who stays has no before and after."""
    source = article("a", "Dora Lindgren remains chief executive of Tessel Farms.")
    stays = change("Dora Lindgren", Move.STAYS, role_after="chief executive")
    [row] = leadership(
        material(source, facts=(fact(source, FactKind.LEADERSHIP, "Dora Lindgren", stays),)), ()
    )
    assert (row.before, row.after, row.keeps) == (None, None, "chief executive")


def test_where_somebody_worked_is_no_row() -> None:
    """A career told in passing makes no row of the table."""
    a = article(
        "a", "Tessel's new finance chief, Paul Abara, also worked at Orrin for two decades."
    )
    came = change("Paul Abara", Move.JOINS, role_after="finance chief")
    facts = (fact(a, FactKind.LEADERSHIP, "Paul Abara", came),)
    assert leadership(material(a, facts=facts), ()) == ()


def test_a_post_that_ends_with_the_deal_says_so() -> None:
    """Who stays only until the closing doesn't keep his post."""
    a = article("a", "Dora Lindgren will stay chief executive until the merger closes.")
    stays = change("Dora Lindgren", Move.STAYS, role_after="chief executive")
    facts = (fact(a, FactKind.LEADERSHIP, "Dora Lindgren", stays),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.keeps == "chief executive until the merger closes"


def test_a_post_at_the_company_to_come_says_so() -> None:
    """A role without a company has the one that the deal makes, where the sentence names it."""
    a = article("a", "Dora Lindgren will lead the new company as chief executive.")
    comes = change("Dora Lindgren", Move.PROMOTED, role_after="chief executive")
    facts = (fact(a, FactKind.LEADERSHIP, "Dora Lindgren", comes),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.after == "chief executive of the new company"


def test_who_is_to_leave_once_the_deal_is_done_has_a_row() -> None:
    """A "once" that looks ahead tells of no career."""
    a = article("a", "Finance chief Paul Abara is expected to leave once the deal is done.")
    goes = change("Paul Abara", Move.LEAVES, role_before="finance chief")
    facts = (fact(a, FactKind.LEADERSHIP, "Paul Abara", goes),)
    [row] = leadership(material(a, facts=facts), ())
    assert row.before == "finance chief"
