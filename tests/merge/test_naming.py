from __future__ import annotations

import pytest

from summarizer.merge.card import card
from summarizer.names import same_company, spelled_out
from summarizer.records import Article, Fact, FactKind, Name
from tests.merge.making import article, fact, material

Row = tuple[str, str, int]


def rows(*sources: Article, facts: list[Fact]) -> list[Row]:
    found = card(material(*sources, facts=facts))
    return [(row.label, row.value.text, row.value.sources) for row in found]


def buyer(source: Article, name: str, kind: FactKind = FactKind.BUYER) -> Fact:
    return fact(source, kind, name, Name(name))


def test_initials_of_a_name_with_its_legal_form_mean_the_same_company() -> None:
    """TNOC is the Tessel National Oil Corp, whose initials are TNO without the "Corp"."""
    assert same_company("TNOC", "Tessel National Oil Corp")
    assert same_company("TNO", "Tessel National Oil Corp")
    assert not same_company("TNOX", "Tessel National Oil Corp")


def test_letters_of_a_name_in_their_order_may_stand_for_it() -> None:
    """PHX may stand for Port Harbour Exchange, HPX not."""
    assert spelled_out("PHX", "Port Harbour Exchange")
    assert not spelled_out("HPX", "Port Harbour Exchange")


def test_a_buyer_by_initials_and_by_name_is_one_line_by_its_name() -> None:
    """Two sources that write the initials and one that writes the name state one buyer."""
    a = article("a", "TNOC bids for Orrin.")
    b = article("b", "TNOC has bid for Orrin.")
    c = article("c", "Tessel National Oil Corp wants Orrin.")
    facts = [buyer(a, "TNOC"), buyer(b, "TNOC"), buyer(c, "Tessel National Oil Corp")]
    assert rows(a, b, c, facts=facts) == [("Buyer", "Tessel National Oil Corp", 3)]


def test_a_short_name_in_brackets_stands_for_the_full_one_in_every_source() -> None:
    """What one source explains holds for the story."""
    a = article("a", "Orrin buys the Port Harbour Trading Floor (PHTF).")
    b = article("b", "Orrin buys PHTF.")
    full, short = "Port Harbour Trading Floor", "PHTF"
    facts = [buyer(a, full, FactKind.TARGET), buyer(b, short, FactKind.TARGET)]
    assert rows(a, b, facts=facts) == [("Target", full, 2)]


def test_letters_stand_for_the_only_name_of_the_same_part() -> None:
    """PHX, the target in one source, is the Port Harbour Exchange, the target in another; where it
    is the seller it is somebody else."""
    a = article("a", "Orrin buys the Port Harbour Exchange.")
    b = article("b", "Orrin buys PHX.")
    full = buyer(a, "Port Harbour Exchange", FactKind.TARGET)
    target, seller = (buyer(b, "PHX", kind) for kind in (FactKind.TARGET, FactKind.SELLER))
    assert rows(a, b, facts=[full, target]) == [("Target", "Port Harbour Exchange", 2)]
    assert [text for _, text, _ in rows(a, b, facts=[full, seller])] == [
        "Port Harbour Exchange",
        "PHX",
    ]


def test_a_bare_name_is_the_full_one_of_the_same_part() -> None:
    """Sirona, the buyer here, is Sirona Satellite Radio, the buyer there."""
    a = article("a", "Sirona buys Orrin.")
    b = article("b", "Sirona Satellite Radio buys Orrin.")
    facts = [buyer(a, "Sirona"), buyer(b, "Sirona Satellite Radio")]
    assert rows(a, b, facts=facts) == [("Buyer", "Sirona Satellite Radio", 2)]


def test_a_stray_word_behind_a_name_makes_no_fuller_one() -> None:
    """One "Orrin Boards" doesn't outdo two sources that say Orrin."""
    a = article("a", "Sirona buys Orrin.")
    b = article("b", "Orrin goes to Sirona.")
    c = article("c", "The Sirona and Orrin Boards meet.")
    facts = [
        buyer(a, "Orrin", FactKind.TARGET),
        buyer(b, "Orrin", FactKind.TARGET),
        buyer(c, "Orrin Boards", FactKind.TARGET),
    ]
    assert rows(a, b, c, facts=facts) == [("Target", "Orrin", 3)]


def test_a_parent_beside_its_unit_is_no_second_buyer() -> None:
    """Velda Wireless buys; that some name its parent, Velda Communications, adds no line. Another
    company beside it does."""
    a = article("a", "Velda Wireless, of Velda Communications, buys Orrin with Stone Partners.")
    b = article("b", "Velda Wireless and Velda Communications buy Orrin with Stone Partners.")
    facts = [buyer(s, n) for s in (a, b) for n in ("Velda Wireless", "Velda Communications")]
    [(_, text, sources)] = rows(a, b, facts=facts)
    assert text.startswith("Velda") and sources == 2
    facts += [buyer(s, "Stone Partners") for s in (a, b)]
    assert len(rows(a, b, facts=facts)) == 2


def test_two_brands_sold_together_are_two_targets() -> None:
    """What most sources name in one breath is bought together; a name told elsewhere is not."""
    a = article("a", "Orrin buys the brands Lynx and Harrier from Stone.")
    b = article("b", "Orrin takes over Lynx and Harrier. Meadow was sold before.")
    facts = [buyer(s, name, FactKind.TARGET) for s in (a, b) for name in ("Lynx", "Harrier")] + [
        buyer(b, "Meadow", FactKind.TARGET)
    ]
    assert rows(a, b, facts=facts) == [("Target", "Harrier", 2), ("Target", "Lynx", 2)]


@pytest.mark.parametrize(("sure", "names"), [(0.55, ["Orrin"]), (0.8, ["Orrin", "Tessel"])])
def test_a_second_buyer_needs_a_source_that_is_sure(sure: float, names: list[str]) -> None:
    """Two sources that each hardly take a company for a buyer make no buyer together."""
    a = article("a", "Orrin agreed to buy Quarrel Mills. Tessel is named beside it.")
    b = article("b", "Orrin is to buy Quarrel Mills. So is Tessel, as some see it.")
    facts = [
        fact(source, FactKind.BUYER, name, Name(name), confidence=confidence)
        for source in (a, b)
        for name, confidence in (("Orrin", 0.9), ("Tessel", sure))
    ]
    assert [text for _, text, _ in rows(a, b, facts=facts)] == names
