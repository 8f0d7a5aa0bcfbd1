"""The statements of a finished memo, checked once more where they stand: nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from summarizer.records import (
    Article,
    Change,
    Embed,
    LeadershipRow,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from summarizer.verify.part import WHAT_CHANGED, Work
from summarizer.verify.score import own_words
from summarizer.verify.statement import check_field, check_value, sentences, shares_of


@dataclass(frozen=True, slots=True)
class Again:
    """A statement with the verdict on record, where in the memo it stands, and what the check says
    of it now. `by_meaning`: vectors, which there are none of, would have a say in its verdict."""

    where: str
    statement: Statement
    now: Verdict
    by_meaning: bool = False


def again(
    part: StoryPart, articles: Mapping[str, Article], embed: Embed | None = None
) -> Iterator[Again]:
    """Every statement of a story's part that was checked when it was made, with a new verdict.
    Events have none: they are values that lines of the part were checked with."""
    work = Work(articles, embed)
    yield _line("headline", part.headline, work)
    yield from (_line("bottom line", s, work) for s in part.bottom_line)
    for row in part.card:
        evidence, context = work.evidence(row.value.evidence)
        found = check_value(row.value.text, evidence, row.kind, context=context)
        yield Again(f"card: {row.label}", row.value, found)
    for section in part.sections:
        yield from (_line(f"section: {section.title}", s, work) for s in section.statements)
    for person in part.leadership:
        yield from _leadership(person, work)
    for item in part.disagreements:
        for reading in item.readings:
            now = work.reading(reading, item.kind).verdict or _none()
            yield Again(f"disagreements: {item.subject}", reading, now)
    yield from (_line("left out", s, work) for s in part.left_out)
    yield from (_line(f"risks: {r.kind.value}", r.statement, work) for r in part.risks)
    yield from (_change(change, work) for change in part.changes)


def again_of_summary(
    where: str,
    lines: tuple[Statement, ...],
    articles: Mapping[str, Article],
    embed: Embed | None = None,
) -> Iterator[Again]:
    """The same for the lines of one condensed source."""
    work = Work(articles, embed)
    yield from (_line(where, line, work) for line in lines)


def _line(where: str, statement: Statement, work: Work) -> Again:
    now = work.judged(statement).verdict or _none()
    return Again(where, statement, now, _by_meaning(statement, work))


def _by_meaning(statement: Statement, work: Work) -> bool:
    """Whether a statement is told in words of its own, so that vectors would count that aren't
    there."""
    if work.embed is not None:
        return False
    evidence, context = work.evidence(statement.evidence)
    cited = [s for e in evidence for s in sentences(e)]
    pieces = sentences(statement.text) if cited else []
    return any(own_words(shares_of(piece, cited, context)) > 0 for piece in pieces)


def _leadership(row: LeadershipRow, work: Work) -> Iterator[Again]:
    """The line of a row, and where its name or a role is not in its sentences, that as well."""
    where = f"leadership table: {row.person}"
    yield _line(where, row.statement, work)
    evidence, context = work.evidence(row.statement.evidence)
    fields = [(row.person, check_field(row.person, evidence, context=context))]
    for name in ("before", "after", "keeps"):
        if role := getattr(row, name):
            found = work.role(row.person, role, row.statement)
            fields.append((f"{row.person}, {name}: {role}", found))
    for text, found in fields:
        if found.support is Support.UNSUPPORTED:
            yield Again(where, replace(row.statement, text=text), found)


def _change(change: Change, work: Work) -> Again:
    """What is new in a change; one that is a value is checked as a value, other lines may have
    been checked with or without vectors, so that either verdict on record is right."""
    bare = replace(change, after=replace(change.after, verdict=None))
    options = [Work(work.articles).news(bare), work.judged(change.after)]
    verdicts = [line.verdict or _none() for line in options]
    same = [v for v in verdicts if v == change.after.verdict]
    where = f"{WHAT_CHANGED}: {change.label}"
    return Again(where, change.after, (same or verdicts)[0], _by_meaning(change.after, work))


def _none() -> Verdict:
    return Verdict(Support.UNSUPPORTED, 0.0, ("was not checked",))
