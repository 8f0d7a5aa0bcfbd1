from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told


def moves(*sentences: str, title: str | None = None) -> list[str]:
    return told(facts(*sentences, title=title), FactKind.LEADERSHIP)


CASES = {
    "Jane Fisher will take on the additional role of president of Alder Inc.": [
        "Jane Fisher joins to president at Alder Inc"
    ],
    "Alder Inc will promote Jane Fisher to co-run its paper business.": [
        "Jane Fisher promoted to paper business at Alder Inc"
    ],
    "The owners put Jane Fisher on the board of Alder Inc.": [
        "Jane Fisher joins to board member at Alder Inc"
    ],
    "Jane Fisher and Mark Stone are no longer on the board of Alder Inc.": [
        "Jane Fisher leaves from board member", "Mark Stone leaves from board member"
    ],
    "Governor Paul Walker named Jane Fisher as his pick for trade secretary.": [
        "Jane Fisher joins to trade secretary"
    ],
    "Alder's sales chief Mark Stone and treasurer Paul Walker were replaced by Jane Fisher and "
    "Mary Cooper.": [
        "Jane Fisher joins to sales chief at Alder", "Mark Stone leaves from sales chief",
        "Mary Cooper joins to treasurer at Alder", "Paul Walker leaves from treasurer",
    ],
    "Chief Executive Mark Stone in a surprise move will step down.": [
        "Mark Stone leaves from Chief Executive"
    ],
    "Mark Stone is leaving after just four months as treasurer of Alder Inc.": [
        "Mark Stone leaves from treasurer"
    ],
    "Alder Inc reappointed Jane Fisher as chairman.": [
        "Jane Fisher stays to chairman at Alder Inc"
    ],
    "The governor nominated Jane Fisher to a second term as chairman of Alder Inc.": [
        "Jane Fisher stays to chairman at Alder Inc"
    ],
    "Alder Inc hired Jane Fisher in New York as treasurer.": [
        "Jane Fisher joins to treasurer at Alder Inc"
    ],
    "Jane Fisher, joining Alder Inc from Birch Corp, will start in May as head of Asian sales.": [
        "Jane Fisher joins to head of Asian sales at Alder Inc"
    ],
    "Jane Fisher, the new treasurer of Alder Inc, said costs would fall.": [
        "Jane Fisher joins to treasurer at Alder Inc"
    ],
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_shapes(sentence: str) -> None:
    """Who comes, goes or stays, in the shapes that news tells it in."""
    assert moves(sentence) == CASES[sentence]


NOTHING = [
    "The board refused to accept Mark Stone's resignation.",
    "Five years ago, Alder Inc hired Jane Fisher as treasurer.",
    "Alder told regulators, despite promising that Jane Fisher would be chairman, it has none.",
    "Jane Fisher was appointed chairman of the panel just months before the scandal broke.",
    "Alder recommends the re-election of its other directors, who include Jane Fisher.",
    "Newly elected French President Jane Fisher met bankers.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_shapes(sentence: str) -> None:
    """What was refused, promised otherwise, or long ago changes nobody's role."""
    assert moves(sentence) == []


def test_an_unnamed_leaver_is_known_by_the_role() -> None:
    """Where the news leaves the name out, whoever is called by the role is meant."""
    found = moves(
        "Alder Inc said its finance chief is to step down.",
        "Costs are under control, finance chief Jane Fisher told reporters.",
    )
    assert found == ["Jane Fisher leaves from finance chief"]


def test_an_unnamed_leaver_of_another_house_is_nobody_here() -> None:
    """Somebody with the same role at another house is not meant."""
    found = moves(
        "Alder Inc said its finance chief is to step down.",
        "Shares of Alder Inc fell.",
        "Birch Corp finance chief Jane Fisher told reporters that Birch would buy them.",
    )
    assert not any("Jane Fisher" in row for row in found)


def test_whose_successor_is_sought_goes() -> None:
    """Nobody's successor is looked for who stays; who only stands in stays till then."""
    title = "Alder looks for a chief"
    found = moves("Chief Executive Mark Stone will lead Alder Inc until it finds a successor.",
                  title=title)  # fmt: skip
    assert any(row.startswith("Mark Stone leaves") for row in found)
    found = moves("Interim chief Mark Stone will lead Alder Inc until it finds a successor.")
    assert not any(row.startswith("Mark Stone leaves") for row in found)


def test_a_relative_clause_tells_of_the_last_alone() -> None:
    """ "A, B and C, who will serve as chairman" makes C chairman."""
    found = moves("The directors are Jane Fisher, Paul Walker and Mark Stone, who will serve as "
                  "chairman.")  # fmt: skip
    assert found == ["Mark Stone joins to chairman"]


def test_who_comes_back_leaves_no_more() -> None:
    """Whoever left months ago and returns now is told as coming."""
    found = moves(
        "Alder Inc named Jane Fisher as treasurer on Monday.",
        "Fisher left Alder in November 2024.",
    )
    assert found == ["Jane Fisher joins to treasurer at Alder Inc"]
