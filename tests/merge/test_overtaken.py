from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.merge.candidates import candidates
from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.headline import headline
from summarizer.merge.material import Material
from summarizer.merge.overtaken import overtaken
from summarizer.merge.points import Scales, points
from summarizer.merge.stages import as_told
from summarizer.outline import outline
from summarizer.records import (
    Agreement,
    Article,
    CardRow,
    Certainty,
    Fact,
    FactKind,
    Moment,
    Qualifier,
    Statement,
    StoryPart,
    Value,
)
from tests.merge import making
from tests.merge.making import article, dollars, fact, material, percent, phrase

SEEN = article(
    "seen",
    "Managers of Orrin and Tessel are ironing out the last points of a $2 billion deal that could "
    "be announced on Friday.",
    "Tessel keeps four million hens in Norway and sells their eggs to Danish supermarkets.",
    "Owners of Tessel would get a premium of 8 percent.",
    "Danish supermarkets may stop buying eggs from Tessel Farms.",
    title="Orrin and Tessel ironing out farm deal of the year",
    day=date(2024, 3, 4),
)
FIRM = article(
    "firm",
    "Shareholders of Tessel will get a premium of 15 percent over the price of last week.",
    "Orrin Foods agreed to buy Tessel Farms for $2.1 billion in cash, both companies said.",
    title="Orrin Foods to pay a premium for Tessel Farms",
    day=date(2024, 3, 8),
)


def status(source: Article, words: str, code: str) -> Fact:
    return fact(source, FactKind.STATUS, words, phrase(words, code))


FACTS = (
    status(SEEN, "a $2 billion deal", "agreed"),
    fact(SEEN, FactKind.PRICE, "$2 billion", dollars("2")),
    fact(SEEN, FactKind.PREMIUM, "8 percent", percent("8")),
    fact(SEEN, FactKind.CLIENT_RISK, "stop buying", phrase("may stop buying eggs")),
    status(FIRM, "agreed to buy", "agreed"),
    fact(FIRM, FactKind.PRICE, "$2.1 billion", dollars("2.1")),
    fact(FIRM, FactKind.PREMIUM, "15 percent", percent("15")),
)


def scaled(*articles: Article, facts: tuple[Fact, ...] = FACTS) -> tuple[Material, Scales]:
    ids = {a.id for a in articles}
    stuff = material(*articles, facts=tuple(f for f in facts if f.span.article in ids))
    return stuff, Scales.of(stuff)


def texts(stuff: Material, scales: Scales) -> str:
    """All points that the memo may have."""
    found = points(candidates(stuff, {}, {}, list(stuff.lines)), stuff, scales)
    return " ".join(point.best.text for point in found)


def test_what_an_early_article_saw_coming_is_no_point_but_listed() -> None:
    """The deal in sight and the premium that was expected are overtaken by the agreed ones."""
    stuff, scales = scaled(SEEN, FIRM)
    told = texts(stuff, scales)
    assert "ironing out" not in told and "8 percent" not in told
    listed = overtaken(candidates(stuff, {}, {}, []), stuff, scales)
    assert {item.statement.text.split()[0] for item in listed} == {"Managers", "Owners"}
    assert {(item.by, item.when) for item in listed} == {("agreed", date(2024, 3, 8))}


def test_the_background_of_an_early_article_stays() -> None:
    """What a company does and a risk that is still open are not overtaken."""
    told = texts(*scaled(SEEN, FIRM))
    assert "four million hens" in told
    assert "may stop buying" in told


def test_while_nobody_tells_more_nothing_is_overtaken() -> None:
    """By itself the early article is the news."""
    stuff, scales = scaled(SEEN)
    assert "ironing out" in texts(stuff, scales)
    assert not overtaken(candidates(stuff, {}, {}, []), stuff, scales)


def test_the_title_is_one_of_the_latest_stage() -> None:
    """A title of talks gives way, however much more it tells."""
    stuff, scales = scaled(SEEN, FIRM)
    found = points(candidates(stuff, {}, {}, []), stuff, scales)
    assert headline(stuff, found, scales).text.startswith("Orrin Foods to pay")


def test_an_expected_figure_and_the_announced_one_are_two_moments() -> None:
    """The premium of the talks is no conflict with the stated one, which the card has."""
    stuff, _ = scaled(SEEN, FIRM)
    found = disagreements(stuff)
    [premium] = [item for item in found if item.kind is FactKind.PREMIUM]
    assert premium.verdict is Agreement.MOMENT
    assert premium.reason == "8 percent was expected before 15 percent was stated"
    rows = {row.label: row.value.text for row in card(stuff, found)}
    assert rows["Premium"] == "15 percent"


@pytest.mark.parametrize(
    ("early", "late", "verdict"),
    [
        (date(2024, 3, 4), date(2024, 3, 8), Agreement.MOMENT),
        (date(2024, 3, 8), date(2024, 3, 8), Agreement.CONFLICT),
    ],
)
def test_an_offer_and_the_agreed_price_after_it_are_two_moments(
    early: date, late: date, verdict: Agreement
) -> None:
    """A bid of before was changed by what was agreed; two figures of one day stay in conflict."""
    bid = article("bid", "Harlow offers $4.7 billion for Pemberton.", day=early)
    deal = article("deal", "Harlow and Pemberton agreed on $4.6 billion.", day=late)
    facts = (
        status(bid, "offers", "offered"),
        fact(bid, FactKind.PRICE, "$4.7 billion", dollars("4.7")),
        status(deal, "agreed on", "agreed"),
        fact(deal, FactKind.PRICE, "$4.6 billion", dollars("4.6")),
    )
    stuff = material(bid, deal, facts=facts)
    assert [item.verdict for item in disagreements(stuff)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Harlow may have to raise its bid for Pemberton to $5 billion.",
        "Pemberton takes the $4.7 billion unless Larkspur boosts its rival offer.",
        "Harlow's $4.7 billion offer expires on Thursday.",
        "Larkspur has until Thursday to top the $4.7 billion.",
    ],
)
def test_what_a_bid_waited_for_is_past_once_it_is_agreed(text: str) -> None:
    """Higher bids, answers and deadlines are told no more; the bid's own story is."""
    bid = article(
        "bid", "Harlow offered $4.7 billion for Pemberton.", text,
        "Pemberton's mills grind a third of Danish wheat.", day=date(2024, 3, 4),
    )  # fmt: skip
    deal = article("deal", "Harlow agreed to buy Pemberton.", day=date(2024, 3, 8))
    facts = (status(bid, "offered", "offered"), status(deal, "agreed to buy", "agreed"))
    stuff, scales = scaled(bid, deal, facts=facts)
    told = texts(stuff, scales)
    assert text not in told
    assert "Danish wheat" in told and "Harlow offered" in told


def test_who_tells_the_agreement_itself_waits_for_nothing() -> None:
    """That a bid had to be raised is no reason to leave out that it was agreed to."""
    text = "Pemberton agreed to a $5 billion offer after it had pressed Harlow to raise its bid."
    bid = article("bid", text, day=date(2024, 3, 8))
    deal = article("deal", "Harlow agreed to buy Pemberton.", day=date(2024, 3, 8))
    facts = (status(bid, "offer", "offered"), status(deal, "agreed to buy", "agreed"))
    assert text in texts(*scaled(bid, deal, facts=facts))


def test_a_deadline_of_the_last_article_is_news() -> None:
    """Only what was awaited before the deal went on is past."""
    deal = article("deal", "Harlow agreed to buy Pemberton.", day=date(2024, 3, 4))
    rival = article("rival", "Larkspur has until Friday to top Harlow's.", day=date(2024, 3, 8))
    facts = (status(deal, "agreed to buy", "agreed"), status(rival, "to top", "offered"))
    assert "until Friday" in texts(*scaled(deal, rival, facts=facts))


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("this week", Moment("this week", 2024), False),
        ("the third quarter of 2024", Moment("the third quarter of 2024", 2024), True),
    ],
)
def test_a_close_this_week_that_talks_hoped_for_is_no_close(
    words: str, value: Value, shown: bool
) -> None:
    """Who wants to complete talks this week means to sign."""
    talks = article("talks", f"Orrin and Tessel talk and aim to complete it {words}.")
    facts = (
        status(talks, "talk", "in talks"),
        fact(talks, FactKind.CLOSING, words, value, certainty=Certainty.WILL),
    )
    kinds = [row.kind for row in card(material(talks, facts=facts))]
    assert (FactKind.CLOSING in kinds) is shown


def test_the_timeline_dates_a_state_by_who_really_tells_it() -> None:
    """The day of an article that saw the deal coming is one of talks."""
    articles = {a.id: a for a in (SEEN, FIRM)}
    facts = making.by_article(FACTS)
    cited = tuple(f.sentence for f in FACTS)
    row = CardRow(FactKind.STATUS, "Status", Statement("agreed", cited, 2))
    part = StoryPart("one", Statement("Orrin", cited, 2), (), (row,), ())
    story = replace(making.story([SEEN], [FIRM]), id="one")
    found = outline(part, story, as_told(facts, articles), articles, making.PROMPTS)
    assert [(e.statement.text, e.when.day) for e in found.events] == [
        ("in talks", 4),
        ("agreed", 8),
    ]


def test_a_later_article_that_tells_no_stage_is_left_behind_by_none() -> None:
    """What follows the agreement may lead though its article doesn't say again that it's made."""
    after = article(
        "after",
        "The chiefs of Tessel Farms resign on Friday after Orrin Foods took over.",
        title="Chiefs of Tessel Farms quit as Orrin Foods takes over",
        day=date(2024, 3, 15),
    )
    resigns = fact(after, FactKind.LEADERSHIP, "resign", phrase("resign"))
    _, scales = scaled(SEEN, FIRM, after, facts=(*FACTS, resigns))
    assert scales.standing.passed == {SEEN.id}


def test_a_sum_told_at_two_stages_is_written_as_announced() -> None:
    """The card has the words of the agreement for a price that a bid of before put otherwise, and
    a sum recalled beside it takes nobody's place."""
    bid = article("bid", "Harlow offers $4.75 billion for Pemberton.", day=date(2024, 3, 4))
    deal = article(
        "deal",
        "Harlow agreed to pay more than $4.6 billion for Pemberton.",
        "It had offered $2.1 billion earlier this year.",
        day=date(2024, 3, 8),
    )
    over = fact(
        deal, FactKind.PRICE, "$4.6 billion", dollars("4.6"), qualifier=Qualifier.OVER
    )  # fmt: skip
    facts = (
        status(bid, "offers", "offered"),
        fact(bid, FactKind.PRICE, "$4.75 billion", dollars("4.75"), confidence=0.95),
        status(deal, "agreed to pay", "agreed"),
        over,
        fact(deal, FactKind.PRICE, "$2.1 billion", dollars("2.1"), confidence=0.6),
    )
    rows = {row.label: row.value.text for row in card(material(bid, deal, facts=facts))}
    assert rows["Price"] == "more than $4.6 billion"


def test_bids_that_an_agreement_left_behind_are_in_no_conflict() -> None:
    """Two figures of bids before say nothing against each other once a third one is agreed, which
    the card has alone."""
    day = date(2024, 3, 4)
    one = article("one", "Harlow offers $4.8 billion for Pemberton.", day=day)
    other = article("other", "Pemberton is to go for $4.2 billion in a bid.", day=day)
    deal = article("deal", "Harlow and Pemberton agreed on $4.6 billion.", day=date(2024, 3, 8))
    sums = (
        fact(one, FactKind.PRICE, "$4.8 billion", dollars("4.8")),
        fact(other, FactKind.PRICE, "$4.2 billion", dollars("4.2")),
        fact(deal, FactKind.PRICE, "$4.6 billion", dollars("4.6")),
    )
    states = (
        status(one, "offers", "offered"),
        status(other, "a bid", "offered"),
        status(deal, "agreed on", "agreed"),
    )
    stuff = material(one, other, deal, facts=(*sums, *states))
    [found] = disagreements(stuff)
    assert found.verdict is Agreement.MOMENT
    assert "superseded by $4.6 billion" in found.reason
    rows = {row.label: row.value.text for row in card(stuff, (found,))}
    assert rows["Price"] == "$4.6 billion"
