from __future__ import annotations

from datetime import date

import pytest

from summarizer.outline import outline
from summarizer.pipeline import generate
from summarizer.records import (
    Article,
    CardRow,
    Certainty,
    Fact,
    FactKind,
    Memo,
    Moment,
    Section,
    Statement,
    Story,
    StoryPart,
)
from summarizer.settings import Settings
from tests.conftest import ROOT
from tests.merge import making
from tests.merge.making import article, fact, phrase


def _made(name: str) -> Memo:
    chosen = Settings(model="extractive", made=date(2024, 1, 2))
    return generate([str(ROOT / "examples" / name / "articles")], chosen)


@pytest.fixture(scope="module")
def called_off() -> StoryPart:
    """A deal agreed in 2022 and given up in 2023."""
    return _made("adobe-figma").stories[0]


@pytest.fixture(scope="module")
def agreed() -> StoryPart:
    """A deal whose closing two sources expect at different times."""
    return _made("microsoft-nuance").stories[0]


def test_risks_say_how_sure_and_whose_view(called_off: StoryPart) -> None:
    """A risk that a source only fears, in somebody's words, is a possible one of that person."""
    (talent,) = [row for row in called_off.risks if row.kind is FactKind.TALENT_RISK]
    assert talent.certainty is Certainty.MAY
    assert talent.holder == "Maya Lindgren"


def test_risks_are_lines_of_their_sections(called_off: StoryPart, agreed: StoryPart) -> None:
    """Every risk is a checked line of the memo; a line that tells none has no row."""
    for part in (called_off, agreed):
        lines = [line for section in part.sections for line in section.statements]
        assert part.risks
        assert all(row.statement in lines for row in part.risks)


def test_events_of_a_deal_that_failed(called_off: StoryPart) -> None:
    """Its days come in order; the closing that was expected is no event any more."""
    found = [(e.kind, e.statement.text, e.when.year) for e in called_off.events]
    assert found == [
        (FactKind.PRIOR_VALUATION, "$10 billion", 2021),
        (FactKind.STATUS, "agreed", 2022),
        (FactKind.STATUS, "called off", 2023),
    ]
    assert [e.reported for e in called_off.events] == [False, False, True]


def test_events_of_a_deal_to_come(agreed: StoryPart) -> None:
    """Dates that sources give differently stand side by side."""
    closings = [e.statement.text for e in agreed.events if e.kind is FactKind.CLOSING]
    assert closings == ["the end of 2021", "first quarter of 2022"]


def test_events_rest_on_cited_sentences(called_off: StoryPart, agreed: StoryPart) -> None:
    """No event rests on a sentence that no checked line of the memo cites."""
    for part in (called_off, agreed):
        cited = {
            *(span for section in part.sections for s in section.statements for span in s.evidence),
            *(span for row in part.card for span in row.value.evidence),
            *(span for s in (part.headline, *part.bottom_line) for span in s.evidence),
            *(span for d in part.disagreements for s in d.readings for span in s.evidence),
        }
        assert all(set(event.statement.evidence) <= cited for event in part.events)


def _stopped() -> tuple[StoryPart, Story, dict[str, list[Fact]], dict[str, Article]]:
    """A takeover that a minister blocked on a Friday, told on Saturday and Monday."""
    first = article(
        "first",
        "Norway blocked Orrin's $2 billion takeover of Tessel late on Friday. "
        "Orrin had agreed to buy Tessel in May.",
        day=date(2024, 3, 9),
    )
    line = making.line(first, "Norway blocked")
    friday = Moment("Friday", 2024, 3, 8)
    facts = [
        fact(first, FactKind.STATUS, "takeover of", phrase("takeover", "agreed"), when=friday),
        fact(first, FactKind.ANTITRUST_RISK, "blocked", phrase("blocked"), certainty=Certainty.MAY),
    ]
    blocked = Statement("blocked", (line,), 1)
    told = Statement(first.cut(line), (line,), 1)
    part = StoryPart(
        story="one",
        headline=told,
        bottom_line=(),
        card=(CardRow(FactKind.STATUS, "Status", blocked),),
        sections=(Section("antitrust", "Antitrust", (told,), "Nothing."),),
        leadership=(),
        disagreements=(),
        left_out=(),
    )
    return part, Story("one", ((first.id,),)), {first.id: facts}, {first.id: first}


def test_a_deal_that_was_stopped_came_to_no_agreement_that_day() -> None:
    """The day of the block is one of the block, which is no mere possibility."""
    part = outline(*_stopped(), making.PROMPTS)
    assert [(e.statement.text, e.when.day) for e in part.events] == [("blocked", 9)]
    assert [row.certainty for row in part.risks] == [Certainty.DID]


def test_a_state_is_dated_by_the_first_article_that_has_it() -> None:
    """A day that a later article names beside the news is not the day of the agreement."""
    early = article("early", "Orrin agreed to buy Tessel on Monday.", day=date(2024, 3, 4))
    late = article("late", "Shares rose on Tuesday after Orrin agreed.", day=date(2024, 3, 5))
    facts = {
        early.id: [fact(early, FactKind.STATUS, "agreed", phrase("agreed", "agreed"))],
        late.id: [
            fact(
                late, FactKind.STATUS, "agreed", phrase("agreed", "agreed"), confidence=0.95,
                when=Moment("Tuesday", 2024, 3, 5),
            )
        ],
    }  # fmt: skip
    cited = tuple(found.sentence for told in facts.values() for found in told)
    row = CardRow(FactKind.STATUS, "Status", Statement("agreed", cited, 2))
    head = Statement("Orrin agreed", cited, 2)
    part = StoryPart("one", head, (), (row,), (), (), (), ())
    story = Story("one", ((early.id,), (late.id,)))
    made = outline(part, story, facts, {early.id: early, late.id: late}, making.PROMPTS)
    assert [(e.when.day, e.reported) for e in made.events] == [(4, True)]


def test_who_takes_a_deal_for_known_dates_no_agreement() -> None:
    """An article that only names a deal, and says of it nothing, gives no day to the timeline."""
    made = [
        outline(*_named(sure), making.PROMPTS).events  # the same words, more and less sure
        for sure in (0.9, 0.5)
    ]
    assert [[e.statement.text for e in events] for events in made] == [["agreed"], []]


def _named(sure: float) -> tuple[StoryPart, Story, dict[str, list[Fact]], dict[str, Article]]:
    """An article that speaks of a merger, whose state it is more or less sure of."""
    text = "Unions wrote to both about the merger of Orrin and Tessel."
    source = article("source", text, day=date(2024, 3, 4))
    found = fact(source, FactKind.STATUS, "merger", phrase("merger", "agreed"), confidence=sure)
    told = Statement("agreed", (found.sentence,), 1)
    row = CardRow(FactKind.STATUS, "Status", told)
    part = StoryPart("one", told, (), (row,), (), (), (), ())
    return part, Story("one", ((source.id,),)), {source.id: [found]}, {source.id: source}


def test_what_talks_took_a_company_for_is_no_value_once_a_deal_is_made() -> None:
    """A value from an article of talks has no day in the story of an agreement."""
    early = article("early", "Orrin talks about a deal at $2 billion.", day=date(2024, 3, 4))
    late = article("late", "Orrin agreed to buy Tessel.", day=date(2024, 3, 8))
    worth = fact(early, FactKind.VALUATION, "$2 billion", making.dollars("2"), subject="Tessel")
    facts = {
        early.id: [fact(early, FactKind.STATUS, "talks", phrase("talks", "in talks")), worth],
        late.id: [fact(late, FactKind.STATUS, "agreed", phrase("agreed", "agreed"))],
    }
    articles = {early.id: early, late.id: late}
    story = Story("one", ((early.id,), (late.id,)))
    for code, kept in (("agreed", False), ("in talks", True)):
        cited = tuple(found.sentence for told in facts.values() for found in told)
        told = Statement(code, cited, 2)
        row = CardRow(FactKind.STATUS, "Status", told)
        part = StoryPart("one", told, (), (row,), (), (), (), ())
        made = outline(part, story, facts, articles, making.PROMPTS)
        assert any(e.kind is FactKind.VALUATION for e in made.events) is kept
