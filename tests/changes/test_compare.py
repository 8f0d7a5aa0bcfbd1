"""What changed between two states of a story, from articles to changes, without a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from summarizer import pipeline, sections
from summarizer.changes import Known
from summarizer.clean import clean
from summarizer.pipeline import Models, load_models
from summarizer.records import (
    Agreement,
    Article,
    Change,
    FactKind,
    Media,
    Memo,
    RawDocument,
    Story,
    StoryPart,
    Study,
)
from summarizer.settings import Settings
from summarizer.verify import verify_changes

FIRST = (
    "Mistral Rail agrees to buy Quarry Locomotives for $4.2 billion\n\n"
    "Mistral Rail has agreed to buy Quarry Locomotives for $4.2 billion in cash, the companies said"
    " on Tuesday.\n\n"
    "The deal is expected to close in the first half of 2027.\n\n"
    "Chief Financial Officer Ada Kern will leave Quarry Locomotives when the deal closes.\n\n"
    "Railways that buy from both companies may look for another supplier, analysts said."
)
DAYS = (date(2026, 9, 8), date(2026, 9, 16))


@cache
def _models() -> Models:
    return load_models("extractive")


def _article(text: str, day: date) -> Article:
    title, _, body = text.partition("\n\n")
    found = RawDocument(f"{day}.txt", Media.TEXT, f"{title}\n\n{body}", title, published=day)
    return clean(found)


def _told(articles: list[Article], day: date) -> tuple[Memo, Story, dict[str, Study]]:
    studies = dict(zip((a.id for a in articles), pipeline.study(articles, _models()), strict=True))
    story = Story("one", tuple((a.id,) for a in articles))
    known = {a.id: a for a in articles}
    memo = pipeline.tell(
        story, known, studies, sections.load(), Settings(model="extractive"), _models(), day
    )
    return memo, story, studies


def changes(second: str, first: str = FIRST) -> tuple[StoryPart, tuple[Change, ...]]:
    """The part of the story, and what changed in it, when `second` comes after `first`."""
    old, new = _article(first, DAYS[0]), _article(second, DAYS[1])
    before, _, _ = _told([old], DAYS[0])
    memo, story, studies = _told([old, new], DAYS[1])
    made = pipeline.renewed(
        memo,
        Known(before.stories[0], frozenset({old.id})),
        DAYS[0],
        story,
        {old.id: old, new.id: new},
        {id_: study.facts for id_, study in studies.items()},
        sections.load(),
    )
    return made.stories[0], made.stories[0].changes


def test_a_new_price_stands_beside_the_old_one() -> None:
    """A price that took the place of another is told with both, each with its evidence, and the
    card shows the new one alone."""
    part, found = changes(
        "Mistral pays more\n\nMistral Rail will pay $4.9 billion for Quarry Locomotives after a "
        "rival came up, the companies said on Wednesday."
    )
    price = next(change for change in found if change.label == "Price")
    assert price.after.text == "$4.9 billion"
    assert price.before is not None
    assert price.before.text == "$4.2 billion"
    assert price.after.evidence
    assert price.before.evidence
    assert price.section == "deal_terms"
    card = next(row for row in part.card if row.kind is FactKind.PRICE)
    assert card.value.text == "$4.9 billion"
    prices = [d for d in part.disagreements if d.kind is FactKind.PRICE]
    assert all(d.verdict is not Agreement.CONFLICT for d in prices)
    assert part.since == DAYS[0]


def test_a_step_no_term_tells_is_told_in_its_sentence() -> None:
    """Where a change of terms is told in a way that gives no value, the sentence tells it."""
    _, found = changes(
        "Mistral pays more\n\nMistral Rail has raised its price for Quarry Locomotives to "
        "$4.9 billion, the companies said on Wednesday."
    )
    (change,) = found
    assert change.label == "Offer"
    assert "raised its price" in change.after.text


def test_an_approval_is_news_with_its_section() -> None:
    """A regulator's step that no earlier article told is a change of the section on antitrust."""
    _, found = changes(
        "Brussels says yes\n\nThe European Commission approved Mistral Rail's takeover of Quarry "
        "Locomotives on Wednesday."
    )
    (change,) = [change for change in found if change.label == "Regulators"]
    assert change.after.text.startswith("The European Commission approved")
    assert change.after.sources == 1
    assert len({span.article for span in change.after.evidence}) == 1
    assert change.section == "antitrust_risk"


@pytest.mark.parametrize(
    "again",
    [
        # a copy
        FIRST + "\n\nReporting by a partner agency.",
        # rounded
        "Quarry goes to Mistral\n\nMistral Rail is buying Quarry Locomotives for about $4 billion. "
        "It expects to close the deal in the first half of 2027.",
        # in other words
        "A locomotive deal\n\nFor $4.2 billion, Mistral Rail takes over Quarry Locomotives. Its "
        "finance chief Ada Kern will go. Railways could turn to another supplier.",
        # less exact
        "Mistral and Quarry\n\nThe purchase of Quarry Locomotives by Mistral Rail for $4.2 billion "
        "should close in 2027.",
        # somebody else's business
        "Tide Ferries grows\n\nTide Ferries carried 4 million passengers in August, more than ever "
        "before, while Mistral Rail is buying Quarry Locomotives.",
    ],
)
def test_repeats_are_no_news(again: str) -> None:
    """The same, rounded, reworded, or told less exactly, changes nothing."""
    assert [(c.label, c.after.text) for c in changes(again)[1]] == []


def test_one_sentence_may_tell_two_changes() -> None:
    """An approval is told although its sentence also gives the new date of closing."""
    _, found = changes(
        "Brussels says yes\n\nThe European Commission approved Mistral Rail's takeover of Quarry "
        "Locomotives, which is now expected to close in December 2026."
    )
    labels = {change.label for change in found}
    assert "Regulators" in labels


def test_a_second_raise_is_news_and_the_first_told_again_is_not() -> None:
    """A step that a deal may take several times is news only with figures of its own."""
    first = FIRST + "\n\nMistral Rail has raised its price for Quarry Locomotives to $4.9 billion."
    again = "Mistral and Quarry\n\nMistral Rail has lifted its price for Quarry Locomotives to {}."
    assert not changes(again.format("$4.9 billion"), first)[1]
    (second,) = changes(again.format("$5.6 billion"), first)[1]
    assert "$5.6 billion" in second.after.text


def test_another_date_of_closing_is_a_change() -> None:
    """A closing that moved is told with both dates."""
    _, found = changes(
        "Mistral needs more time\n\nMistral Rail now expects its purchase of Quarry Locomotives to "
        "close in the second half of 2027."
    )
    change = next(change for change in found if change.kind is FactKind.CLOSING)
    assert "second half of 2027" in change.after.text
    assert change.before is not None
    assert "first half of 2027" in change.before.text


def test_news_that_nothing_supports_is_not_told() -> None:
    """A change goes through the same check as every line: what fails is listed as removed."""
    old = _article(FIRST, DAYS[0])
    memo, _, _ = _told([old], DAYS[0])
    price = next(row.value for row in memo.stories[0].card if row.kind is FactKind.PRICE)
    false = Change("Price", replace(price, text="$9.9 billion", verdict=None), None, FactKind.PRICE)
    kept, removed = verify_changes((false,), {old.id: old})
    assert kept == ()
    assert [item.where for item in removed] == ["what changed: Price"]


def test_a_second_look_finds_nothing_more() -> None:
    """Compared with a memo that knows all its articles, nothing has changed."""
    old = _article(FIRST, DAYS[0])
    memo, story, studies = _told([old], DAYS[0])
    facts = {id_: study.facts for id_, study in studies.items()}
    known = Known(memo.stories[0], frozenset({old.id}))
    made = pipeline.renewed(memo, known, DAYS[0], story, {old.id: old}, facts, sections.load())
    assert made.stories[0].changes == ()


def test_the_newest_value_is_the_news() -> None:
    """Of two prices that came since, the later one is told, though more articles have the other."""
    told = "Mistral Rail will {} for Quarry Locomotives, the {} said on a call with reporters."
    texts = [
        f"Mistral pays more\n\n{told.format('pay $4.9 billion', 'companies')}",
        f"A dearer railway\n\n{told.format('pay $4.9 billion in cash', 'two boards')}",
        f"And more\n\n{told.format('now pay $5.6 billion in cash', 'companies')}",
    ]
    days = (date(2026, 9, 12), date(2026, 9, 12), date(2026, 9, 16))
    old = _article(FIRST, DAYS[0])
    new = [_article(text, day) for text, day in zip(texts, days, strict=True)]
    before, _, _ = _told([old], DAYS[0])
    memo, story, studies = _told([old, *new], DAYS[1])
    made = pipeline.renewed(
        memo,
        Known(before.stories[0], frozenset({old.id})),
        DAYS[0],
        story,
        {article.id: article for article in (old, *new)},
        {id_: study.facts for id_, study in studies.items()},
        sections.load(),
    )
    price = next(change for change in made.stories[0].changes if change.label == "Price")
    assert price.after.text == "$5.6 billion"
