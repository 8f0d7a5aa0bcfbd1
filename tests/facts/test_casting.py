"""Parties, amounts and statuses that no clause tells outright, weighed from all of an article."""

from __future__ import annotations

import pytest

from summarizer.facts.pairs import part_pairs
from summarizer.facts.tokens import tokenize
from summarizer.records import Fact, FactKind, Name
from tests.facts.articles import facts

FOLLOW_UP = (
    "Lawmakers asked officials on Tuesday about Larkfield Plc's purchase of Dunmore Foods Ltd.",
    "Dunmore shareholders are to vote on the Larkfield deal next month.",
    "Larkfield has said its takeover of Dunmore would save money.",
    "Officials said nothing of the kind had been promised.",
)


def names(found: tuple[Fact, ...], kind: FactKind) -> list[str]:
    """The names a deal card may have for a kind."""
    given = [f for f in found if f.kind is kind and not f.background and f.confidence >= 0.4]
    return list(dict.fromkeys(f.value.name for f in given if isinstance(f.value, Name)))


def test_a_follow_up_tells_the_parties_of_its_deal() -> None:
    """An article about something else still names the buyer and target of the deal it speaks of."""
    found = facts(*FOLLOW_UP)
    assert names(found, FactKind.BUYER) == ["Larkfield Plc"]
    assert names(found, FactKind.TARGET) == ["Dunmore Foods Ltd"]


def test_plain_news_has_no_parties() -> None:
    """Where no deal is spoken of, no name becomes a party."""
    found = facts(
        "Larkfield Plc opened three stores in Leeds on Monday.",
        "Dunmore Foods Ltd, its rival, reported higher sales last week.",
        "Both companies hired staff in the spring.",
        "Analysts at Aldous Bank expect more of the same.",
    )
    kinds = (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER)
    assert not [f for f in found if f.kind in kinds]


def test_every_chance_is_a_probability() -> None:
    """The confidence of parties lies between nought and one."""
    assert all(0 <= f.confidence <= 1 for f in facts(*FOLLOW_UP))


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Shares of Acme and of Birch rose on the Acme-Birch deal", True),
        ("Acme/Birch talks: Acme said Birch agreed", True),
        ("The Acme-Birch deal surprised Acme", False),
        ("Acme said Birch would join Acme-Birch Holdings", False),
    ],
)
def test_two_names_in_one_word(text: str, parted: bool) -> None:
    """A word of two names is parted where the text knows both apart, and as no name of its own."""
    words = [t.text for t in part_pairs([tokenize(text)], text)[0]]
    assert ("-" in words or "/" in words) is parted


def test_parted_words_keep_their_places() -> None:
    """Every piece of a parted word stands at its own characters of the text."""
    text = "Acme said Birch liked the Acme/Birch plan"
    for token in part_pairs([tokenize(text)], text)[0]:
        assert text[token.start : token.end].replace("/", "-") == token.text.replace("/", "-")
