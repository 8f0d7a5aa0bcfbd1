from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.merge.about import BACKGROUND, Subject
from summarizer.merge.candidates import candidates
from summarizer.merge.material import gather
from summarizer.merge.weights import agreement
from summarizer.records import Entity, EntityKind, FactKind, Name
from tests.merge.making import (
    article,
    by_article,
    fact,
    line,
    material,
    percent,
    phrase,
    readings,
    spot,
    story,
)

NEWS = article(
    "news",
    "Orrin Foods buys Tessel Farms.",
    "Corvo Poultry closed its own purchase of a hatchery in Denmark last year.",
    "Corvo Poultry may look for another partner after the takeover, analysts said.",
)


def test_what_is_said_of_other_companies_is_told_apart() -> None:
    """A sentence that names only another company is beside the story, unless it names the deal."""
    facts = [
        fact(NEWS, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(NEWS, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
    ]
    named = ("Orrin Foods", "Tessel Farms", "Corvo Poultry closed", "Corvo Poultry may")
    entities = tuple(Entity(spot(NEWS, n), EntityKind.ORGANISATION, 0.9) for n in named)
    reading = replace(readings(NEWS)[NEWS.id], entities=entities)
    stuff = gather(story([NEWS]), {NEWS.id: NEWS}, {NEWS.id: reading}, by_article(facts))
    own = Subject.of(stuff)
    meant = {c.text[:18]: own.meant(c) for c in candidates(stuff, {}, {}, list(stuff.lines))}
    assert meant == {
        "Orrin Foods buys T": True,
        "Corvo Poultry clos": False,
        "Corvo Poultry may ": True,
    }


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Corvo Poultry's bid to buy Lund Hatcheries may be blocked by the government.", True),
        ("The Lund family lost out to Corvo Poultry in a bid for Birch Mills.", True),
        ("Corvo Poultry took over Lund Hatcheries, which sells chicks.", True),
        ("Orrin Foods lost out to Corvo Poultry in a bid for Birch Mills.", False),
        ("Corvo Poultry's bid for Birch Mills shows what the deal is worth.", False),
        ("Farmers fear that fewer buyers will mean lower prices.", False),
    ],
)
def test_a_deal_between_others_is_told_apart(text: str, aside: bool) -> None:
    """Whatever danger its words speak of, it is none of this deal's."""
    news = article("news", "Orrin Foods buys Tessel Farms.", text)
    facts = [
        fact(news, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(news, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
        fact(news, FactKind.OTHER_RISK, text, phrase(text)),
    ]
    stuff = material(news, facts=facts)
    own = Subject.of(stuff)
    (sentence,) = (c for c in candidates(stuff, {}, {}, []) if c.text == text)
    assert own.others(sentence) is aside


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Prices of eggs slipped last spring but are beginning to rebound.", BACKGROUND),
        ("More than two billion eggs were laid in Denmark over ten months.", BACKGROUND),
        ("Orrin Foods opened its first packing station in Norway in 1987.", BACKGROUND),
        ("Tessel Farms was nearly bankrupt three decades ago after a storm.", BACKGROUND),
        ("Orrin Foods packs eggs for supermarkets in Norway and Denmark.", 1.0),
        ("For Orrin Foods the purchase is one of a wave of takeovers in eggs.", 0.0),
        ("Unions are wary of what happens to the packing stations.", 1.0),
        ("The merger would mean fewer packing stations in the north.", 1.0),
        ("Orrin Foods hopes to lay more eggs by 2030 than in 1987.", 1.0),
        ("Orrin Foods would make its largest purchase since 1998.", 1.0),
        ("A successful deal would make a giant in eggs.", 1.0),
        ("Orrin Foods has been a partner of Tessel Farms since 1998.", 1.0),
        ("The deal is second to a purchase that Orrin Foods made in 1998.", 1.0),
    ],
)
def test_the_market_at_large_and_years_gone_by_count_less(text: str, share: float) -> None:
    """Of what no section asks for, a sentence about nobody in the deal or of long ago counts less,
    one of deals in general nothing; who has a part in it needs no name."""
    news = article("news", "Orrin Foods buys Tessel Farms.", text, day=date(2012, 5, 3))
    facts = [
        fact(news, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(news, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
    ]
    stuff = material(news, facts=facts)
    (sentence,) = (c for c in candidates(stuff, {}, {}, [line(news, text)]) if c.text == text)
    assert Subject.of(stuff).share(replace(sentence, topic=()), asked=False) == share


def test_dangers_for_deals_in_general_are_none_of_this_one() -> None:
    """A risk that is told of deals in general counts nothing, a motive amid many deals half."""
    risk = "The purchase by Orrin Foods defies a slump in merger activity."
    motive = "Orrin Foods buys into Norway amid a wave of mergers in eggs."
    news = article("news", risk, motive)
    facts = [
        fact(news, FactKind.BUYER, "Orrin Foods defies", Name("Orrin Foods")),
        fact(news, FactKind.OTHER_RISK, "a slump", phrase("a slump in merger activity")),
        fact(news, FactKind.MOTIVE, "amid a wave", phrase("amid a wave of mergers")),
    ]
    stuff = material(news, facts=facts)
    own = Subject.of(stuff)
    shares = {c.text: own.share(c) for c in candidates(stuff, {}, {}, [])}
    assert shares == {risk: 0.0, motive: BACKGROUND}


def test_a_term_of_years_ago_counts_in_full() -> None:
    """What states a term of the deal is no background, whatever its year."""
    text = "Orrin Foods bought half of the farms in 1987."
    news = article("news", "Orrin Foods buys Tessel Farms.", text, day=date(2012, 5, 3))
    facts = [
        fact(news, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(news, FactKind.STAKE, "half", percent("50")),
    ]
    stuff = material(news, facts=facts)
    (sentence,) = (c for c in candidates(stuff, {}, {}, []) if c.text == text)
    assert Subject.of(stuff).share(sentence) == 1.0
    assert Subject.of(stuff).share(sentence, asked=False) == 1.0


def test_what_two_sources_say_is_known_by_its_words_and_amounts() -> None:
    """Of a sentence, the words and amounts of the line that is like it in another source count."""
    one = article("one", "Holders get 0.7 Orrin shares for each Tessel share.", "Hens lay eggs.")
    two = article(
        "two", "Each Tessel share is worth 0.7 shares of Orrin.", "Dealers sleep in on Mondays."
    )
    stuff = material(one, two)
    shared = agreement(stuff)
    found = shared(stuff.lines[line(one, "Holders get")].features, 0)
    assert {"tessel", "orrin"} <= found
    assert any("0.7" in word for word in found)
    assert not shared(stuff.lines[line(one, "Hens lay")].features, 0)
