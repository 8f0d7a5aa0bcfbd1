"""Rows of the card that make no sense."""

from __future__ import annotations

from summarizer.merge.sense import sensible
from summarizer.records import CardRow, FactKind, Statement


def row(kind: FactKind, text: str, sources: int = 1) -> CardRow:
    return CardRow(kind, kind.value, Statement(text, (), sources))


def kept(*rows: CardRow) -> list[tuple[FactKind, str]]:
    return [(one.kind, one.value.text) for one in sensible(rows)]


def test_nobody_sells_himself() -> None:
    """A company that is bought is not its own seller, however many sources guess so."""
    target = row(FactKind.TARGET, "Tessel", 1)
    assert kept(target, row(FactKind.SELLER, "Tessel", 3)) == [(FactKind.TARGET, "Tessel")]


def test_of_two_roles_a_company_has_the_one_that_more_sources_give() -> None:
    """In a merger of two, one of them is named as buyer and as target."""
    rows = (
        row(FactKind.BUYER, "Orrin", 4),
        row(FactKind.BUYER, "Tessel", 2),
        row(FactKind.TARGET, "Tessel", 3),
    )
    assert kept(*rows) == [(FactKind.BUYER, "Orrin"), (FactKind.TARGET, "Tessel")]


def test_a_seller_is_no_second_buyer() -> None:
    """Where as many sources give both, the role that has nobody else stays."""
    rows = (
        row(FactKind.BUYER, "Orrin"),
        row(FactKind.BUYER, "Birch"),
        row(FactKind.SELLER, "Birch"),
    )
    assert kept(*rows) == [(FactKind.BUYER, "Orrin"), (FactKind.SELLER, "Birch")]


def test_different_companies_keep_their_roles() -> None:
    """What is no contradiction is left alone."""
    rows = (
        row(FactKind.BUYER, "Orrin"),
        row(FactKind.TARGET, "Tessel"),
        row(FactKind.SELLER, "Birch"),
    )
    assert len(kept(*rows)) == 3


def test_a_value_is_no_prose_and_seats_are_counted() -> None:
    """What says nothing by itself is left to the sections."""
    proceeds = "the use of capital is covered in that regard and when the balance sheet lets us"
    assert not kept(row(FactKind.PROCEEDS, proceeds), row(FactKind.BOARD, "for board seats"))
    assert len(kept(row(FactKind.BOARD, "two seats on the board"))) == 1
    assert len(kept(row(FactKind.BOARD, "a board seat"))) == 1
    assert len(kept(row(FactKind.BOARD, "none"))) == 1
