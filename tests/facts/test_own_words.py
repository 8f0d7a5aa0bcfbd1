"""Deals told in what one of their parties says of them."""

from __future__ import annotations

import pytest

from summarizer.records import FactKind
from tests.facts.articles import facts, told


@pytest.mark.parametrize(
    ("sentence", "buyer", "target"),
    [
        (
            "Larkfield Plc said its $46 billion bid for Dunmore Foods would close no mills.",
            "Larkfield Plc",
            "Dunmore Foods",
        ),
        (
            "Larkfield Plc insisted that its acquisition of Dunmore Foods harms nobody.",
            "Larkfield Plc",
            "Dunmore Foods",
        ),
        (
            "Dunmore Foods told investors that its proposed takeover by Sweden's Larkfield Plc"
            " was not dead.",
            "Larkfield Plc",
            "Dunmore Foods",
        ),
        (
            "Larkfield Plc has swooped on Dunmore Foods in a deal worth up to $13 billion.",
            "Larkfield Plc",
            "Dunmore Foods",
        ),
        (
            "Larkfield Plc is in talks with Stanhope Corp about buying Dunmore Foods.",
            "Larkfield Plc",
            "Dunmore Foods",
        ),
    ],
)
def test_what_a_party_says_of_its_deal_names_both(sentence: str, buyer: str, target: str) -> None:
    """ "Said its bid for", "told investors that its takeover by" and such tell who buys whom."""
    found = facts(sentence)
    assert told(found, FactKind.BUYER) == [buyer]
    assert told(found, FactKind.TARGET) == [target]
