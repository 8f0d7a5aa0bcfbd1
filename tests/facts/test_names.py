from __future__ import annotations

import pytest

from summarizer.names import fullest, initials, key, same_company, same_name, same_person


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Harbour Platforms (NASDAQ:HRBR)", "Harbour"),
        ("Larch", "Larch AI"),
        ("the Acme Corporation", "Acme Corp."),
        ("GM", "General Motors Corp"),
        ("A.T. & T.", "AT&T"),
        ("JP Morgan", "JPMorgan"),
        ("Digwell Corp. DIGW.O", "Digwell"),
        ("Miller's Entertainment Inc", "Miller's"),
        ("Stone & Sons", "Stone and Sons"),
    ],
)
def test_one_company(a: str, b: str) -> None:
    """Legal forms, tickers, articles, descriptive endings and initials leave a company itself."""
    assert same_company(a, b)
    assert same_company(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("General", "General Motors"),
        ("Alder", "Alder India"),
        ("Cola Co", "Cola Amatil"),
        ("First Bank", "First Energy"),
        ("Deutsche", "Deutsche Bank"),
        ("", "Alder"),
    ],
)
def test_two_companies(a: str, b: str) -> None:
    """Common first words and distinguishing later ones keep companies apart."""
    assert not same_company(a, b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Wren", "Alexandr Wren", True),
        ("Alex Wren", "Alexandr Wren", True),
        ("Bob Wren", "Robert J. Wren Jr.", True),
        ("R. Wren", "Robert Wren", True),
        ("Dr. Jane Wren", "Wren", True),
        ("Jim Wren", "Robert Wren", False),
        ("Robert Wren", "Robert Finch", False),
    ],
)
def test_persons(a: str, b: str, same: bool) -> None:
    """A person is known by surname, by short first names and initials, never by first name."""
    assert same_person(a, b) is same
    assert same_person(b, a) is same


def test_same_name_takes_no_company_for_a_person() -> None:
    """Two companies with one last word stay two."""
    assert not same_name("Alder Energy", "Birch Energy")
    assert same_name("Alex Wren", "Alexandr Wren")


def test_normal_forms() -> None:
    """Keys, initials and the fullest spelling are told from the name alone."""
    assert key("The Acme Corporation, Inc.") == "acme"
    assert initials("London Stock Exchange plc") == "LSE"
    assert fullest(["Harbour", "Harbour Platforms (NASDAQ:HRBR)", "the Harbour"]) == (
        "Harbour Platforms"
    )
