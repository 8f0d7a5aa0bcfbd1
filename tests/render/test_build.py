from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer.records import (
    Agreement,
    Overtaken,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from summarizer.render.build import build
from summarizer.render.matrix import letter
from summarizer.render.view import MemoView
from tests.render import sample


@pytest.fixture(scope="module")
def shown() -> MemoView:
    return build(sample.memo())


def test_citations(shown: MemoView) -> None:
    """A line cites its sources in order, each once, and counts a copy as no further source."""
    line = shown.parts[0].bottom_line[0]
    assert line.cites == (1, 2, 4)
    assert line.agreement == "2 independent sources"


def test_one_source_needs_no_count(shown: MemoView) -> None:
    """A line of one source says nothing of independence: its citation does."""
    line = shown.parts[0].bottom_line[2]
    assert line.cites == (1,)
    assert line.agreement == ""


def test_evidence(shown: MemoView) -> None:
    """Evidence comes in the statement's order, sentences of one paragraph in one quote."""
    line = shown.parts[0].bottom_line[0]
    assert [quote.source.number for quote in line.quotes] == [1, 2, 4]
    assert sum(piece.marked for piece in line.quotes[0].pieces) == 2


def test_flags(shown: MemoView) -> None:
    """A flagged line carries the check's reason; a supported one carries nothing."""
    risks = shown.parts[0].sections[-1].lines
    assert [bool(line.warning) for line in risks] == [False, False, True]
    assert risks[2].warning == "the source gives it as the word of two engineers"


def test_flag_without_reason() -> None:
    """A flag is shown even where the check gave no reason."""
    memo = sample.memo()
    doubted = replace(memo.stories[0].headline, verdict=Verdict(Support.FLAGGED, 0.4))
    part = replace(memo.stories[0], headline=doubted)
    assert build(replace(memo, stories=(part,))).parts[0].headline.warning


def test_basis(shown: MemoView) -> None:
    """The memo says how many articles and independent sources it rests on, and what is missing."""
    assert shown.basis == (
        "4 articles from 3 independent sources; 1 set aside and 1 could not be read"
    )


def test_matrix_columns(shown: MemoView) -> None:
    """The matrix has a column for every independent source, which speaks for its copies too."""
    matrix = shown.parts[0].matrix
    assert matrix is not None
    assert [(c.source.number, c.copies) for c in matrix.columns] == [(1, ()), (2, (4,)), (3, ())]


def test_matrix_rows(shown: MemoView) -> None:
    """A fact's row shows who states it; where sources differ, who states which reading."""
    matrix = shown.parts[0].matrix
    assert matrix is not None
    rows = {row.fact: row for row in matrix.rows}
    assert [cell.stated for cell in rows["Stake"].cells] == [True, True, False]
    assert rows["Stake"].outcome == "2 of 3"
    before = rows["Valuation before"]
    assert [cell.letters for cell in before.cells] == [("A",), (), ("B",)]
    assert before.values[1] == ("B", "around $3 billion, a year ago")
    assert before.outcome == "Rounding"
    assert [cell.letters for cell in rows["Leadership · Tomas Brandt"].cells] == [
        ("A",),
        ("A",),
        ("B",),
    ]


def test_one_source_makes_no_matrix() -> None:
    """With one source there is nobody to compare, and no matrix."""
    assert build(sample.many(1)).parts[0].matrix is None
    assert build(sample.many(2)).parts[0].matrix is not None


def test_letters() -> None:
    """Readings are lettered on beyond Z."""
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_digests(shown: MemoView) -> None:
    """A digest's lines don't repeat its own number, and a copy says what it copies."""
    first, *_, copy = shown.parts[0].digests
    assert all(line.cites == () for line in first.lines)
    assert all(line.quotes for line in first.lines)
    assert (copy.lines, copy.note) == ((), "Copy of [2]")


def test_litter(shown: MemoView) -> None:
    """What was dropped is grouped by reason, with its count and no more than three beginnings."""
    (_, week) = shown.litter
    (group,) = week.groups
    assert week.total == "5 pieces"
    assert group.label == "5 teasers of other articles"
    assert (len(group.excerpts), group.more) == (3, "and 2 more")
    assert all(text.endswith("…") for text in group.excerpts)


def test_making(shown: MemoView) -> None:
    """The memo says how it was checked and what the check removed, and why."""
    making = shown.making
    assert making.outcome == (
        "31 statements were checked against the cited sentences: "
        "29 supported, 1 flagged, 1 removed."
    )
    (removed,) = making.removed
    assert (removed.where, removed.reason) == ("Motives", "1,900 is not in the cited sentence")


def test_names_without_titles() -> None:
    """A source without a title goes by its address or by its file's name, never a whole path."""
    told = sample.source(1, "Some words.", title=None, origin="/home/someone/deals/one.txt")
    other = sample.source(2, "Other words.", title=" ", origin="https://a.example/one")
    views = build(sample.bare(sources=(told, other))).sources
    assert [view.title for view in views] == ["one.txt", "https://a.example/one"]


def test_title_that_is_the_headline() -> None:
    """A headline that only repeats the memo's title is not printed twice."""
    memo = sample.memo()
    same = replace(memo, title=memo.stories[0].headline.text)
    assert build(same).parts[0].titled
    assert not build(memo).parts[0].titled


def test_statement_without_evidence() -> None:
    """A statement that brings no evidence is shown without citations."""
    part = StoryPart("story", Statement("No news.", ()), (), (), ())
    line = build(sample.bare(stories=(part,))).parts[0].headline
    assert (line.cites, line.agreement, line.quotes) == ((), "", ())


def test_risks(shown: MemoView) -> None:
    """A risk says its kind, how sure it is and who says so: the holder, else the publisher."""
    risks = [line.risk for line in shown.parts[0].sections[-1].lines]
    assert [(r.kind, r.certainty, r.who) for r in risks if r] == [
        ("Client risk", "Stated as fact", "according to The Harbor Ledger"),
        ("Antitrust risk", "Possible", "according to Trade Wire"),
        ("Talent risk", "Expected", "according to two engineers"),
    ]
    assert all(line.risk is None for line in shown.parts[0].sections[0].lines)


def test_terms_that_sources_dispute(shown: MemoView) -> None:
    """A row of the card over which sources differ says how."""
    verdicts = {term.label: term.verdict for term in shown.parts[0].card if term.verdict}
    assert verdicts == {"Valuation before": "Rounding"}


def test_values_in_conflict_have_no_count() -> None:
    """Of values that can't all be right no number of sources is told: nobody says them all."""
    memo = sample.memo()
    part = memo.stories[0]
    prior = next(row for row in part.card if row.label == "Valuation before")
    told = part.disagreements[0].readings
    evidence = tuple(span for reading in told for span in reading.evidence)
    both = replace(prior, value=replace(told[0], evidence=evidence, sources=2))
    for verdict, count in ((Agreement.ROUNDING, "2 independent sources"), (Agreement.CONFLICT, "")):
        differing = (replace(part.disagreements[0], verdict=verdict),)
        changed = replace(part, card=(both,), disagreements=differing)
        term = build(replace(memo, stories=(changed,))).parts[0].card[0]
        assert term.line.agreement == count


def test_an_overtaken_line_says_by_what() -> None:
    """Among what was left out stands the state that a later article told, and its day."""
    memo = sample.memo()
    line = memo.stories[0].bottom_line[0]
    items = (Overtaken(line, "agreed", date(2024, 3, 8)), Overtaken(line, "", None))
    part = replace(memo.stories[0], left_out=(), overtaken=items)
    shown = build(replace(memo, stories=(part,))).parts[0].left_out
    assert [found.text.removeprefix(line.text) for found in shown] == [
        " (overtaken by: agreed, March 8, 2024)",
        " (overtaken by: what was told since)",
    ]
    assert all(found.cites for found in shown)
