from __future__ import annotations

from summarizer.records import FactKind
from tests.facts.articles import facts, told

DEAL = "Alder Inc agreed to buy Birch Corp for $3 billion."


def moves(*sentences: str) -> list[str]:
    return told(facts(*sentences), FactKind.LEADERSHIP)


def test_a_unit_by_its_name_is_a_house() -> None:
    """Who is to lead "a new unit called Larch Paper" heads Larch Paper, not the company sold."""
    found = moves(
        DEAL, "Birch Chief Executive Jane Fisher will lead a new division called Larch Paper."
    )
    assert found == ["Jane Fisher promoted from Chief Executive to head at Larch Paper"] or (
        found == ["Jane Fisher joins from Chief Executive to head at Larch Paper"]
    )


def test_a_new_unit_is_not_the_sold_company_s() -> None:
    """In an article about a deal, a unit still to be made is put at neither company."""
    [row] = moves(
        DEAL,
        "Birch makes pulp.",
        "Chief Executive Jane Fisher of Birch will head a new packaging division.",
    )
    assert row.endswith("packaging division")


def test_who_stood_in_leaves_the_interim_role() -> None:
    """Whoever is replaced as interim chief leaves the role as what it was."""
    found = moves("Alder Inc named Jane Fisher to replace interim chief executive Mark Stone.")
    assert "Mark Stone leaves from interim chief executive" in found


def test_a_guess_of_analysts_is_no_move() -> None:
    """That analysts believe somebody will stay is no news of a role."""
    assert moves("Most analysts believe Jane Fisher will stay on as chairman of Alder Inc.") == []
