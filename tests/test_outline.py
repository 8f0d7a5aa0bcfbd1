from __future__ import annotations

from datetime import date

import pytest

from summarizer.pipeline import generate
from summarizer.records import Certainty, FactKind, Memo, StoryPart
from summarizer.settings import Settings
from tests.conftest import ROOT


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
