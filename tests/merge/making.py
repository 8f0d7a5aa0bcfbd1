"""A story to merge, made by hand: three articles and a copy about one sale, with their facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from summarizer.merge.features import Features, known_names, reader
from summarizer.merge.material import Material, gather
from summarizer.reading import LexicalReader
from summarizer.records import (
    Article,
    Fact,
    FactKind,
    Money,
    Move,
    Name,
    Percent,
    Phrase,
    Qualifier,
    Reading,
    RoleChange,
    SectionPrompt,
    Span,
    Story,
    Summary,
    SummarySentence,
    Value,
)
from tests.stories.articles import article as plain_article

READER = LexicalReader()


def article(name: str, *paragraphs: str, title: str = "", day: date | None = None) -> Article:
    """An article; without a title its name stands there, too short to be a headline."""
    return replace(plain_article(name, title or name, *paragraphs), published=day)


def spot(source: Article, words: str) -> Span:
    """Where some words stand in an article."""
    start = source.text.index(words)
    return Span(source.id, start, start + len(words))


def line(source: Article, words: str) -> Span:
    """The sentence that holds some words of an article."""
    sentence = source.sentence_at(spot(source, words).start)
    assert sentence is not None
    return source.span(sentence)


def fact(source: Article, kind: FactKind, words: str, value: Value, **more: Any) -> Fact:
    """A fact whose value is stated by some words of an article."""
    more.setdefault("confidence", 0.9)
    return Fact(kind, value, spot(source, words), line(source, words), **more)


def dollars(billions: str, **more: Any) -> Money:
    return Money(Decimal(billions) * 10**9, "USD", **more)


def percent(value: str) -> Percent:
    return Percent(Decimal(value))


def phrase(text: str, code: str | None = None) -> Phrase:
    return Phrase(text, code)


def story(*sources: Sequence[Article]) -> Story:
    return Story("story", tuple(tuple(a.id for a in copies) for copies in sources))


def readings(*articles: Article) -> dict[str, Reading]:
    return {reading.article: reading for reading in READER.read(articles)}


def material(*articles: Article, facts: Sequence[Fact] = ()) -> Material:
    """What the merger works with, every article an independent source."""
    return gather(
        story(*([a] for a in articles)),
        {a.id: a for a in articles},
        readings(*articles),
        by_article(facts),
    )


def by_article(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for item in facts:
        found.setdefault(item.span.article, []).append(item)
    return found


def summary(source: Article, *words: str) -> Summary:
    """A summary of sentences as they stand, each found by some of its words."""
    spans = [line(source, w) for w in words]
    sentences = tuple(SummarySentence(source.cut(s), (s,), 0.5) for s in spans)
    return Summary(source.id, "by hand", sentences)


def features(*texts: str) -> list[Features]:
    """Texts as they are compared, with the names of all of them known."""
    read = reader(known_names(texts))
    return [read(text) for text in texts]


def prompt(key: str, order: int, *kinds: FactKind, probes: Sequence[str] = ()) -> SectionPrompt:
    return SectionPrompt(
        key=key,
        title=key.title(),
        order=order,
        question="?",
        probes=tuple(probes) or (f"Something about {key}.",),
        instruction="Say it.",
        empty=f"Nothing on {key}.",
        facts=kinds,
    )


PROMPTS = (
    prompt(
        "terms", 10, FactKind.BUYER, FactKind.TARGET, FactKind.PRICE, FactKind.STAKE,
        FactKind.VALUATION, FactKind.VOTING, FactKind.STATUS, FactKind.CLOSING,
    ),
    prompt("people", 20, FactKind.LEADERSHIP),
    prompt("motives", 30, FactKind.MOTIVE),
    prompt("clients", 40, FactKind.CLIENT_RISK),
    prompt("antitrust", 50, FactKind.ANTITRUST_RISK),
)  # fmt: skip

WIRE = article(
    "wire",
    "Orrin Foods has bought 40 percent of Tessel Farms for $2.5 billion, valuing the egg producer "
    "at $6.2 billion. It will have no voting rights.",
    "Tessel's chief executive Dora Lindgren leaves to run the new fresh division of Orrin Foods. "
    "Finance chief Paul Abara becomes interim chief executive of Tessel Farms.",
    "Supermarkets that compete with Orrin may stop buying eggs from Tessel Farms.",
    title="Orrin Foods takes 40 percent of Tessel Farms for $2.5 billion",
    day=date(2024, 3, 4),
)
PAPER = article(
    "paper",
    "For 40% of Tessel Farms, Orrin Foods is paying $2.5 billion.",
    "The move puts the egg producer's value at over $6.2 billion. Paul Abara, who looks after the "
    "money at Tessel Farms, takes over as CEO.",
    "Orrin Foods wants the hens because its own farms were hit by bird flu twice.",
    "Competition authorities could take a closer look at the sale.",
    title="Why Orrin Foods wants Tessel Farms",
    day=date(2024, 3, 5),
)
BLOG = article(
    "blog",
    "Dora Lindgren is off to Orrin Foods to run its new fresh division. She keeps her seat on the "
    "board of Tessel Farms.",
    "Orrin Foods wants hens because its own farms were hit by bird flu.",
    "The egg producer was worth about $6 billion in the sale, one banker said.",
    day=date(2024, 3, 6),
)
COPY = article(
    "copy",
    "Orrin Foods has bought 40 percent of Tessel Farms for $2.5 billion, valuing the egg producer "
    "at $6.2 billion. It will have no voting rights.",
    title="Egg deal",
    day=date(2024, 3, 4),
)


def change(person: str, move: Move, **roles: Any) -> RoleChange:
    return RoleChange(person, move, **roles)


LINDGREN = change(
    "Dora Lindgren",
    Move.JOINS,
    role_before="chief executive",
    organisation_before="Tessel Farms",
    role_after="head of the fresh division",
    organisation_after="Orrin Foods",
)
INTERIM = change(
    "Paul Abara",
    Move.PROMOTED,
    role_before="finance chief",
    organisation_before="Tessel Farms",
    role_after="interim chief executive",
    organisation_after="Tessel Farms",
    interim=True,
)

FACTS = (
    *(
        fact(source, kind, words, value, **more)
        for source in (WIRE, COPY)
        for kind, words, value, more in (
            (FactKind.BUYER, "Orrin Foods has bought", Name("Orrin Foods"), {}),
            (FactKind.TARGET, "Tessel Farms for", Name("Tessel Farms"), {}),
            (FactKind.STAKE, "40 percent of Tessel Farms for", percent("40"), {}),
            (FactKind.PRICE, "$2.5 billion, valuing", dollars("2.5"), {}),
            (FactKind.VALUATION, "$6.2 billion", dollars("6.2"), {"subject": "Tessel Farms"}),
            (FactKind.VOTING, "no voting rights", phrase("no voting rights", "none"), {}),
        )
    ),
    fact(WIRE, FactKind.LEADERSHIP, "Dora Lindgren", LINDGREN),
    fact(WIRE, FactKind.LEADERSHIP, "Paul Abara", INTERIM),
    fact(WIRE, FactKind.CLIENT_RISK, "Supermarkets that compete", phrase("may stop buying")),
    fact(PAPER, FactKind.STAKE, "40%", percent("40")),
    fact(PAPER, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    fact(
        PAPER, FactKind.VALUATION, "$6.2 billion", dollars("6.2"),
        qualifier=Qualifier.OVER, subject="Tessel Farms",
    ),
    fact(
        PAPER, FactKind.LEADERSHIP, "Paul Abara",
        change("Paul Abara", Move.PROMOTED, role_after="CEO", organisation_after="Tessel Farms"),
    ),
    fact(PAPER, FactKind.MOTIVE, "Orrin Foods wants the hens", phrase("hit by bird flu")),
    fact(PAPER, FactKind.ANTITRUST_RISK, "Competition authorities", phrase("a closer look")),
    fact(BLOG, FactKind.LEADERSHIP, "Dora Lindgren", LINDGREN),
    fact(
        BLOG, FactKind.LEADERSHIP, "She",
        change(
            "Dora Lindgren", Move.STAYS,
            role_after="board member", organisation_after="Tessel Farms",
        ),
    ),
    fact(BLOG, FactKind.MOTIVE, "Orrin Foods wants hens", phrase("hit by bird flu")),
    fact(
        BLOG, FactKind.VALUATION, "$6 billion", dollars("6"),
        qualifier=Qualifier.ABOUT, subject="Tessel Farms",
    ),
)  # fmt: skip

ARTICLES = (WIRE, PAPER, BLOG, COPY)
STORY = story([WIRE, COPY], [PAPER], [BLOG])
SUMMARIES: Mapping[str, Summary] = {
    WIRE.id: summary(WIRE, "Orrin Foods has bought", "Supermarkets that compete"),
    PAPER.id: summary(PAPER, "For 40%", "Competition authorities"),
    BLOG.id: summary(BLOG, "Dora Lindgren is off"),
}
