"""What an end leaves of what was told before it, and what talks that are on again leave of an
end."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.merge.material import Material
from summarizer.merge.standing import standing
from summarizer.records import Article, Fact, FactKind, Name
from tests.merge.making import article, fact, material, phrase

MONDAY, FRIDAY = date(2024, 3, 4), date(2024, 3, 8)
OFF = article("off", "Orrin has dropped its bid for Tessel.", day=FRIDAY)
ON = article("on", "Tessel agreed to open its books to Orrin.", day=FRIDAY)


def parties(*articles: Article) -> list[Fact]:
    return [
        fact(source, kind, name, Name(name))
        for source in articles
        for kind, name in ((FactKind.BUYER, "Orrin"), (FactKind.TARGET, "Tessel"))
        if name in source.text
    ]


def status(source: Article, words: str, code: str) -> Fact:
    return fact(source, FactKind.STATUS, words, phrase(words, code), confidence=0.7)


def out(stuff: Material) -> list[str]:
    """The lines of before that are told no more."""
    told = standing(stuff)
    return [line.text for span, line in stuff.lines.items() if told.out((span,)) and not line.title]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The takeover would be the largest in Norway.", True),
        ("Orrin may drop its bid, a paper wrote.", True),
        ("The bid veered towards collapse as Oslo appeared ready to block it.", True),
        ("Brannick looks at Tessel if Orrin is unable to buy it.", True),
        ("Tessel keeps four million hens.", False),
        ("Tessel gets $200 million if the deal fails.", False),
        ("Orrin would gain shops in Bergen.", False),
    ],
)
def test_an_end_leaves_no_hopes(text: str, gone: bool) -> None:
    """What looked forward to the deal, or saw its end come, is past; what was wanted of it and what
    is paid for its end is not."""
    early = article("early", f"Orrin made an offer for Tessel. {text}", day=MONDAY)
    facts = [*parties(early, OFF), status(early, "offer", "offered"), status(OFF, "bid", "offered")]
    if "$200 million" in text:
        facts.append(fact(early, FactKind.BREAK_FEE, "$200 million", phrase("$200 million")))
    if "shops" in text:
        facts.append(fact(early, FactKind.MOTIVE, "gain shops", phrase("gain shops")))
    assert out(material(early, OFF, facts=facts)) == ([text] if gone else [])


def test_talks_that_are_on_again_overtake_their_breakdown() -> None:
    """That talks broke down is told no more once a later article has them on again."""
    early = article("early", "Talks between Orrin and Tessel have broken down.", day=MONDAY)
    facts = [
        *parties(early, ON),
        status(early, "Talks", "in talks"),
        status(ON, "books", "offered"),
    ]
    assert out(material(early, ON, facts=facts)) == [
        "Talks between Orrin and Tessel have broken down."
    ]
    assert out(material(early, facts=[*facts[:2], facts[4]])) == []


def test_an_early_article_without_a_state_looks_forward_too() -> None:
    """What it waited for is past once an agreement is told on a later day, and not on its own."""
    for day, gone in ((MONDAY, 1), (FRIDAY, 0)):
        early = article("early", "Tessel is to review the offer of Orrin in May.", day=day)
        firm = article("firm", "Orrin agreed to buy Tessel.", day=FRIDAY)
        facts = [*parties(early, firm), status(firm, "agreed", "agreed")]
        assert len(out(material(early, firm, facts=facts))) == gone
