"""What an article says outright, at its top, of how far the story's deal is."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.merge.card import card
from summarizer.merge.stages import as_told
from summarizer.records import Article, Fact, FactKind, Name, Phrase
from tests.merge.making import article, by_article, fact, material, phrase

MAY, JUNE = date(2024, 5, 30), date(2024, 6, 6)
PARTIES = {FactKind.BUYER: "Orrin", FactKind.TARGET: "Tessel"}
BEFORE = article("before", "Orrin made a $2 billion offer for Tessel.", day=MAY)


def parties(source: Article) -> list[Fact]:
    return [
        fact(source, kind, name, Name(name))
        for kind, name in PARTIES.items()
        if name in source.text
    ]


def status(source: Article, words: str, code: str, sure: float = 0.7) -> Fact:
    return fact(source, FactKind.STATUS, words, phrase(words, code), confidence=sure)


def codes(source: Article, *facts: Fact) -> set[str | None]:
    """The states that an article is told to have, in a story with the offer before it."""
    found = by_article([*parties(BEFORE), *parties(source), *facts])
    told = as_told(
        {a.id: found.get(a.id, []) for a in (BEFORE, source)}, {a.id: a for a in (BEFORE, source)}
    )
    values = [f.value for f in told[source.id] if f.kind is FactKind.STATUS]
    return {value.code for value in values if isinstance(value, Phrase)}


def shown(*articles: Article, facts: list[Fact]) -> list[str]:
    rows = card(material(*articles, facts=facts))
    return [row.value.text for row in rows if row.kind is FactKind.STATUS]


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ("Orrin said on Monday it was ending an agreement to buy Tessel.", "called off"),
        ("Orrin has dropped its $2 billion bid for Tessel.", "called off"),
        ("Talks between Orrin and Tessel have broken down, both said.", "called off"),
        ("Tessel accepted a sweetened offer from Orrin.", "agreed"),
        ("Orrin has won its battle to buy Tessel.", "agreed"),
        ("Orrin wins bidding battle for Norway's Tessel.", "agreed"),
        ("Tessel bows to a $3 billion offer from Orrin.", "agreed"),
        ("Orrin grew on Monday with a $3 billion deal to buy Tessel.", "agreed"),
        ("The commission blocked the takeover of Tessel by Orrin.", "blocked"),
        ("China's stated ground for the rejection of Orrin's bid for Tessel is thin.", "blocked"),
        ("Tessel agreed to open its books to Orrin.", "in talks"),
        ("Orrin and Tessel resumed merger talks.", "in talks"),
    ],
)
def test_the_first_sentence_says_how_far_the_deal_is(lead: str, code: str) -> None:
    """What is said outright of both parties goes before a state that is only guessed."""
    told = article("told", lead, day=JUNE)
    assert codes(told, status(told, "Tessel", "offered")) == {code}


@pytest.mark.parametrize(
    "lead",
    [
        "Orrin may drop its bid for Tessel.",
        "Orrin is close to terminating its bid for Tessel.",
        "Tessel plans to accept an offer from Orrin.",
        "Orrin dropped its lawsuit against the offer for Tessel's rival Brannick.",
        "Harlow dropped its bid for Tessel, which Orrin's rival Lark watched.",
        "Orrin ended talks with Brannick and offers to buy Tessel.",
        "Orrin has agreed to buy Tessel, people familiar with the matter said.",
        "The government rejected calls to block Orrin's bid for Tessel.",
        "Orrin raised its bid for Tessel after Tessel dropped a deal with Brannick last month.",
    ],
)
def test_what_is_open_or_of_others_is_said_outright_of_nothing(lead: str) -> None:
    """What may come, what was called off with others, and what is only heard of change nothing."""
    told = article("told", lead, day=JUNE)
    assert codes(told, status(told, "Tessel", "offered")) == {"offered"}


def test_what_is_said_further_down_is_no_news() -> None:
    """The title and two sentences tell the news; what comes behind may be recalled."""
    filler = "Mills grind wheat. Hens lay eggs. Barges bring both to Oslo."
    told = article("told", f"{filler} Orrin has dropped its bid for Tessel.", day=JUNE)
    assert codes(told, status(told, "Tessel", "offered")) == {"offered"}


def test_a_sure_agreement_stands_beside_another_bids_end() -> None:
    """An article that is sure of the agreement tells the end of something else."""
    told = article("told", "Orrin scrapped the first Tessel deal. Tessel signed anew.", day=JUNE)
    assert codes(told, status(told, "signed", "agreed", 0.95)) == {"agreed"}


def test_the_card_and_what_is_on_again() -> None:
    """A deal that was off is talked about once a later article says that talks are on again."""
    off = article("off", "Orrin has dropped its bid for Tessel.", day=MAY)
    on = article("on", "Tessel agreed to open its books to Orrin.", day=JUNE)
    before = [*parties(off), status(off, "bid", "offered")]
    assert shown(off, facts=before) == ["called off"]
    assert shown(off, on, facts=[*before, *parties(on)]) == ["in talks"]


def test_an_agreement_said_outright_goes_before_several_bids() -> None:
    """Others of that day that still speak of the bid don't undo it."""
    told = article("told", "Tessel agreed to a fresh offer from Orrin.", day=JUNE)
    bids = [
        article(str(n), f"Shares rose on Orrin's bid for Tessel {n}.", day=JUNE) for n in (1, 2)
    ]
    facts = [*parties(told), status(told, "offer", "offered")]
    facts += [status(bid, "bid", "offered", 0.9) for bid in bids]
    assert shown(told, *bids, facts=facts) == ["agreed"]


def test_who_is_about_to_end_a_deal_talks_about_none() -> None:
    """ "Close to dropping" is no state of talks."""
    told = article("told", "Orrin is close to dropping Tessel, it was told.", day=JUNE)
    assert codes(told, status(told, "close to", "in talks")) == set()


@pytest.mark.parametrize(
    ("words", "code"), [("Orrin's offer for Tessel", "offered"), ("to offer", "in talks")]
)
def test_a_known_bid_is_not_what_is_heard_of(words: str, code: str) -> None:
    """Hearsay about a bid that everybody knows leaves the bid where it is."""
    lead = f"Lawyers look at {words} $2 billion, people familiar with the matter said."
    told = article("told", lead, day=MAY)
    firm = article("firm", "Orrin made a formal offer for Tessel.", day=JUNE)
    found = as_told(
        by_article([status(told, words, "offered", 0.9), status(firm, "offer", "offered", 0.9)]),
        {a.id: a for a in (told, firm)},
    )
    value = found[told.id][0].value
    assert isinstance(value, Phrase) and value.code == code


def test_parties_that_were_all_taken_for_buyers_are_the_deals_all_the_same() -> None:
    """Where no article knows who is bought, two named buyers tell that it is the story's deal."""
    told = article("told", "Tessel agreed to a fresh offer from Orrin.", day=JUNE)
    buyers = [fact(told, FactKind.BUYER, name, Name(name)) for name in PARTIES.values()]
    found = as_told(by_article([*buyers, status(told, "offer", "offered")]), {told.id: told})[
        told.id
    ]
    assert [f.value.code for f in found if isinstance(f.value, Phrase)] == ["agreed"]
