from __future__ import annotations

from datetime import date

import pytest

from summarizer.merge.stages import Stage, as_told, stages
from summarizer.records import Article, Fact, FactKind, Moment, Phrase
from tests.merge.making import article, fact, phrase

MONDAY, TUESDAY, FRIDAY = date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 8)


def told(source: Article, words: str, code: str, confidence: float = 0.9) -> Fact:
    return fact(source, FactKind.STATUS, words, phrase(words, code), confidence=confidence)


def codes(*pairs: tuple[Article, Fact]) -> list[str | None]:
    """The states that the articles really tell, in their order."""
    found = as_told({a.id: [f] for a, f in pairs}, {a.id: a for a, _ in pairs})
    values = [found[a.id][0].value for a, _ in pairs]
    return [value.code for value in values if isinstance(value, Phrase)]


@pytest.mark.parametrize(
    "title",
    [
        "Orrin and Tessel hammering out last points of farm deal",
        "Orrin set for $2 billion Tessel deal",
        "Orrin and Tessel prepare to announce egg merger",
        "Orrin close to a Tessel takeover",
        "Tessel sale could be unveiled on Friday",
        "Brewer Harlow nears deal for rival Pemberton",
    ],
)
def test_a_deal_that_is_about_to_come_is_talked_about(title: str) -> None:
    """However sure the words are, a deal in sight isn't agreed."""
    seen = article("seen", "Both sides met in Oslo over the weekend.", title=title)
    assert codes((seen, told(seen, title.split()[0], "agreed"))) == ["in talks"]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orrin plans to announce job cuts", "Orrin agreed to buy Tessel Farms in March."),
        ("Orrin to buy Tessel", "The deal is expected to be announced today, both said."),
        (
            "Harlow seeks loan",
            "Harlow needs $2 billion for Pemberton, bankers close to the deal said.",
        ),
        ("Harlow and Pemberton shares rise", "The merger of Harlow and Pemberton is agreed."),
    ],
)
def test_what_is_done_stays_done(title: str, lead: str) -> None:
    """An announcement to come undoes no agreement that the title or lead tells."""
    done = article("done", lead, title=title)
    assert codes((done, told(done, title.split()[0], "agreed"))) == ["agreed"]


def test_an_agreement_that_is_only_heard_of_waits_for_a_name() -> None:
    """What sources called agreed on Monday was in talks if both companies said so on Tuesday, and
    is the state of the story if nobody did."""
    heard = article(
        "heard",
        "Orrin has agreed to buy Tessel, two people familiar with the matter said.",
        title="Orrin to buy Tessel: sources",
        day=MONDAY,
    )
    firm = article("firm", "Orrin agreed to buy Tessel, both said on Tuesday.", day=TUESDAY)
    before = (heard, told(heard, "has agreed", "agreed"))
    assert codes(before, (firm, told(firm, "agreed", "agreed"))) == ["in talks", "agreed"]
    assert codes(before) == ["agreed"]


def test_a_day_that_an_article_sees_coming_dates_no_state() -> None:
    """A state put back to talks keeps its words, and is dated by its article alone."""
    seen = article("seen", "A farm deal could be announced on Friday.", day=MONDAY)
    found = fact(
        seen, FactKind.STATUS, "farm deal", phrase("farm deal", "agreed"),
        when=Moment("Friday", 2024, 3, 8),
    )  # fmt: skip
    [[back]] = as_told({seen.id: [found]}, {seen.id: seen}).values()
    assert back.value == phrase("farm deal", "in talks")
    assert back.when is None


def test_a_report_that_was_denied_calls_nothing_off() -> None:
    """Who rejects a report of a collapse goes on talking."""
    denied = article(
        "denied", "Orrin rejected a newspaper's report that its merger with Tessel had collapsed."
    )
    assert codes((denied, told(denied, "had collapsed", "called off"))) == ["in talks"]


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (
            "Orrin seeks no other farm following the collapse of its talks with Tessel.",
            "called off",
        ),
        ("Harlow and Pemberton decided on Monday not to proceed with the merger.", "called off"),
        ("After the failure of its Tessel bid, Orrin is in talks to buy Larkspur.", "in talks"),
        ("Orrin's talks with Tessel go on.", "in talks"),
    ],
)
def test_talks_that_collapsed_are_off(lead: str, code: str) -> None:
    """Talks that an article tells as over are no talks, unless it tells of others that go on."""
    source = article("source", lead)
    assert codes((source, told(source, lead.split()[0], "in talks"))) == [code]


def test_an_article_has_the_stage_of_its_surest_state() -> None:
    """States that are hardly sure give none; then hearsay in the first lines tells of talks."""
    sure = article("sure", "Orrin bids for Tessel. Hens are cheap.", day=MONDAY)
    guess = article("guess", "Orrin wants Tessel, a source close to it said.", day=MONDAY)
    plain = article("plain", "Tessel keeps four million hens.", day=MONDAY)
    facts = {
        sure.id: [told(sure, "bids", "offered"), told(sure, "Hens", "agreed", 0.7)],
        guess.id: [told(guess, "wants", "offered", 0.4)],
    }
    found = stages(facts, {a.id: a for a in (sure, guess, plain)})
    assert found == {
        sure.id: Stage("offered", 3, MONDAY),
        guess.id: Stage("in talks", 2, MONDAY),
    }


def test_a_later_stage_overtakes_an_earlier_one_and_none_does_the_other_way() -> None:
    """What is told further on that day or later overtakes; what came before never does."""
    talks, agreed = Stage("in talks", 2, MONDAY), Stage("agreed", 4, TUESDAY)
    again = Stage("in talks", 2, FRIDAY)
    assert agreed.overtakes(talks)
    assert Stage("agreed", 4, MONDAY).overtakes(talks)
    assert not agreed.overtakes(again)
    assert not talks.overtakes(agreed)
