from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from summarizer.merge.candidates import candidates
from summarizer.merge.headline import headline
from summarizer.merge.points import Point, Scales, points
from summarizer.merge.standing import standing
from summarizer.merge.wording import career, hearsay, line, lost, market
from summarizer.records import Article, FactKind, Money, Name, Per
from tests.merge.making import article, dollars, fact, material, phrase
from tests.merge.making import line as sentence

RUMOUR = article(
    "rumour",
    "Orrin Foods is in advanced talks to buy Tessel Farms for about $2 billion, a person familiar "
    "with the matter said.",
    "Orrin has taken no decision yet, and there is no guarantee that it will bid.",
    "Tessel keeps four million hens in Norway and sells their eggs to Danish supermarkets.",
    title="Orrin Foods in talks to buy Tessel Farms: source",
    day=date(2024, 3, 4),
)
FIRM = article(
    "firm",
    "Orrin Foods agreed to buy Tessel Farms for $2.1 billion in cash, both companies said.",
    "The purchase is expected to close in May.",
    title="Orrin Foods to buy Tessel Farms for $2.1 billion",
    day=date(2024, 3, 6),
)
FACTS = tuple(
    found
    for source, price, status, code in (
        (RUMOUR, "$2 billion", "in advanced talks", "in talks"),
        (FIRM, "$2.1 billion in", "agreed to buy", "agreed"),
    )
    for found in (
        fact(source, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(source, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
        fact(source, FactKind.PRICE, price, dollars(price.split()[0].strip("$"))),
        fact(source, FactKind.STATUS, status, phrase(status, code)),
    )
)


def made(*articles: Article) -> tuple[list[Point], Scales]:
    ids = {a.id for a in articles}
    stuff = material(*articles, facts=tuple(f for f in FACTS if f.span.article in ids))
    scales = Scales.of(stuff)
    return points(candidates(stuff, {}, {}, list(stuff.lines)), stuff, scales), scales


def test_talks_that_ended_in_a_deal_are_not_told() -> None:
    """Neither the talks nor the doubt whether there will be a bid are points once it is agreed."""
    texts = " ".join(point.best.text for point in made(RUMOUR, FIRM)[0])
    assert "talks" not in texts
    assert "no guarantee" not in texts
    assert "four million hens" in texts


def test_talks_are_the_news_while_nobody_has_agreed() -> None:
    """Without a later statement the same sentences are points, and count in full."""
    found, scales = made(RUMOUR)
    assert any("talks" in point.best.text for point in found)
    assert not scales.standing.shares


def test_what_is_said_after_the_deal_is_never_past() -> None:
    """Talks of a later article about a higher price are the news of the day."""
    later = article(
        "later",
        "Orrin Foods is in talks with a union about jobs at Tessel Farms, a source said.",
        day=date(2024, 3, 9),
    )
    stuff = material(RUMOUR, FIRM, later, facts=FACTS)
    assert not standing(stuff).past((sentence(later, "in talks with a union"),))


def test_the_headline_is_the_firm_one() -> None:
    """The title tells how the story stands, not what was heard before."""
    stuff = material(RUMOUR, FIRM, facts=FACTS)
    found, scales = made(RUMOUR, FIRM)
    assert headline(stuff, found, scales).text == "Orrin Foods to buy Tessel Farms for $2.1 billion"


def test_terms_of_before_a_raise_lead_nothing() -> None:
    """A line that names only the price of before is past; one that names both prices is not."""
    first = article(
        "first",
        "Harlow Group agreed to buy Pemberton Foods for $42 a share in cash.",
        title="Harlow to buy Pemberton Foods for $42 a share",
        day=date(2024, 3, 4),
    )
    raised = article(
        "raised",
        "Harlow Group raised its offer for Pemberton Foods to $46 a share from $42 on Tuesday.",
        title="Harlow raises offer for Pemberton Foods to $46 a share",
        day=date(2024, 3, 12),
    )
    facts = [
        fact(source, FactKind.PRICE, price, Money(Decimal(price[1:3]), "USD", Per.SHARE))
        for source, price in ((first, "$42 a share in"), (raised, "$46 a share from"))
    ]
    stuff = material(first, raised, facts=facts)
    past = standing(stuff).past
    assert past((sentence(first, "Harlow to buy"),))
    assert past((sentence(first, "$42 a share in cash"),))
    assert not past((sentence(raised, "from $42"),))
    scales = Scales.of(stuff)
    found = points(candidates(stuff, {}, {}, list(stuff.lines)), stuff, scales)
    assert headline(stuff, found, scales).text.startswith("Harlow raises offer")


def test_a_headline_about_shares_comes_after_one_about_the_deal() -> None:
    """What the market made of it is not the state of the story."""
    shares = article(
        "shares",
        "Orrin Foods agreed to buy Tessel Farms for $2.1 billion in cash, both companies said.",
        title="Orrin Foods, Tessel Farms shares jump on plan to buy Tessel Farms",
        day=date(2024, 3, 7),
    )
    stuff = material(FIRM, shares, facts=FACTS)
    scales = Scales.of(stuff)
    found = points(candidates(stuff, {}, {}, []), stuff, scales)
    assert headline(stuff, found, scales).text == "Orrin Foods to buy Tessel Farms for $2.1 billion"


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Orrin Foods rose 4 percent to $12.10 in early trading.",
        "Tessel's stock was down 3 percent at 41 crowns.",
        "Orrin shares closed 2.5 percent lower at 310 pence.",
        "The report sent Tessel shares up 12 percent on Friday.",
        "Orrin trimmed its early losses and closed at $61.57.",
    ],
)
def test_moves_of_shares_are_known(text: str) -> None:
    """What shares did on the day is told apart from the terms of an offer."""
    assert market(text)


@pytest.mark.parametrize(
    "text",
    [
        "Holders get 0.7 Orrin shares for each Tessel share, a premium of 30 percent.",
        "Orrin offers $12 a share, 21 percent above Friday's closing price.",
        "The deal would lift earnings per share by 10 cents in 2012.",
        "Holders of nearly half of the shares support the offer.",
    ],
)
def test_terms_of_an_offer_are_no_moves_of_shares(text: str) -> None:
    """Premiums, exchange ratios and backing are terms."""
    assert not market(text)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Lindgren previously ran the poultry unit of Corvo.", True),
        ("Abara, too, worked at Orrin Foods for two decades.", True),
        ("Lindgren, who previously ran Corvo, will become chief executive.", False),
    ],
)
def test_where_somebody_comes_from_is_no_change(text: str, past: bool) -> None:
    """A career is told apart from an appointment that mentions one."""
    assert career(text) is past


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Two people familiar with the matter said the price was fixed.", True),
        ("Orrin is close to a deal, the first source said.", True),
        ("Orrin Foods said it would pay in cash.", False),
        ("Orrin to buy Tessel: sources", True),
    ],
)
def test_hearsay_is_what_nobody_gives_a_name_for(text: str, heard: bool) -> None:
    """Sources without a name are hearsay, companies are not."""
    assert hearsay(text) is heard


def test_codes_of_shares_are_left_out_of_a_line() -> None:
    """A machine's code behind a company's name goes, the full stop stays."""
    assert line("It prefers the exchange operator Lorne Inc. LRN.N.") == (
        "It prefers the exchange operator Lorne Inc."
    )
    assert line("Orrin (NYSE:ORF) bought farms.") == "Orrin bought farms."


@pytest.mark.parametrize(
    ("text", "unplaced"),
    [
        ("The owners would stay as they are under the deal, the person said.", True),
        ("The sources, who asked not to be named, put the price at $4 million.", True),
        ('"We looked for a solution at home," it said.', True),
        ("A dealer close to Orrin said this now seemed bold.", True),
        ("A dealer close to Orrin said this offer would be bold.", False),
        ("The people who built the mill will stay.", False),
        ("A person with knowledge of the talks said the price was fair.", False),
        ('Larkspur was sure of it: "We will close in May," it said.', False),
    ],
)
def test_a_speaker_nobody_can_place_is_no_speaker(text: str, unplaced: bool) -> None:
    """Whom only an earlier sentence names can't be quoted without it."""
    assert lost(text) == unplaced


def test_what_was_to_come_on_a_day_since_gone_is_out() -> None:
    """Monday's outlook on Wednesday is told no more on Thursday; one on Friday is."""
    first = article(
        "first",
        "Orrin Foods reports its results on Wednesday and hopes for better ones. "
        "Shareholders of Tessel are due to vote on Friday in Oslo. "
        "Orrin said on Wednesday it would not raise its offer.",
        day=date(2024, 3, 4),
    )
    later = article("later", "Orrin Foods lost $2 million with eggs.", day=date(2024, 3, 7))
    found = standing(material(first, later))
    assert found.out((sentence(first, "reports its results"),))
    assert not found.out((sentence(first, "due to vote"),))
    assert not found.out((sentence(first, "would not raise"),))


def test_what_results_were_expected_to_be_is_out_once_they_are() -> None:
    """An estimate from before the article that reports the quarter is told no more."""
    first = article(
        "first",
        "Analysts expect Orrin Foods to report a loss of $2 a share for the quarter.",
        day=date(2024, 3, 4),
    )
    later = article(
        "later",
        "Orrin Foods posted a loss for the quarter. Eggs were cheap. Feed was dear. Hens were few.",
        day=date(2024, 3, 7),
    )
    estimate = (sentence(first, "Analysts expect"),)
    assert standing(material(first, later)).out(estimate)
    assert not standing(material(first)).out(estimate)
