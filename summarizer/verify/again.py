"""The statements of a finished memo, checked once more where they stand: nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.records import (
    Article,
    CardRow,
    Change,
    Disagreement,
    Embed,
    FloatArray,
    LeadershipRow,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from summarizer.verify.part import WHAT_CHANGED, Work
from summarizer.verify.statement import check_field, check_value


@dataclass(frozen=True, slots=True)
class Again:
    """A statement with the verdict on record, where in the memo it stands, and what the check says
    of it now. `at_best` is what it might say of it if the vectors that lack were there."""

    where: str
    statement: Statement
    now: Verdict
    at_best: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """One check of a memo's lines. `lacking`: it was made with vectors, and now there are none."""

    articles: Mapping[str, Article]
    embed: Embed | None = None
    lacking: bool = False

    @property
    def work(self) -> Work:
        return Work(self.articles, self.embed)

    def part(self, part: StoryPart) -> Iterator[Again]:
        """Every statement of a story's part that was checked when it was made. Events have no
        verdict: they are values of sentences that the part's lines cite."""
        yield self.line("headline", part.headline)
        yield from self.lines("bottom line", part.bottom_line)
        yield from (self.row(row) for row in part.card)
        for section in part.sections:
            yield from self.lines(f"section: {section.title}", section.statements)
        for person in part.leadership:
            yield from self.leadership(person)
        for item in part.disagreements:
            yield from (self.reading(item, reading) for reading in item.readings)
        yield from self.lines("left out", part.left_out)
        yield from self.lines("overtaken", (item.statement for item in part.overtaken))
        yield from (self.line(f"risks: {risk.kind}", risk.statement) for risk in part.risks)
        yield from (self.change(change) for change in part.changes)

    def lines(self, where: str, statements: Iterable[Statement]) -> Iterator[Again]:
        """Lines of one place, such as a condensed source's."""
        yield from (self.line(where, statement) for statement in statements)

    def line(self, where: str, statement: Statement) -> Again:
        best = Work(self.articles, alike).judged(statement).verdict if self.lacking else None
        return Again(where, statement, _verdict(self.work.judged(statement)), best)

    def row(self, row: CardRow) -> Again:
        evidence, context = self.work.evidence(row.value.evidence)
        found = check_value(row.value.text, evidence, row.kind, context=context)
        return Again(f"card: {row.label}", row.value, found)

    def reading(self, item: Disagreement, reading: Statement) -> Again:
        now = _verdict(self.work.reading(reading, item.kind))
        return Again(f"disagreements: {item.subject}", reading, now)

    def leadership(self, row: LeadershipRow) -> Iterator[Again]:
        """The line of a row, and its name and roles where the line's sentences don't give them."""
        where = f"leadership table: {row.person}"
        yield self.line(where, row.statement)
        evidence, context = self.work.evidence(row.statement.evidence)
        fields = [(row.person, check_field(row.person, evidence, context=context))]
        for name in ("before", "after", "keeps"):
            if role := getattr(row, name):
                found = self.work.role(row.person, role, row.statement)
                fields.append((f"{row.person}, {name}: {role}", found))
        for text, found in fields:
            if found.support is Support.UNSUPPORTED:
                yield Again(where, replace(row.statement, text=text), found)

    def change(self, change: Change) -> Again:
        """What is new in a change. It was checked by its words, as a value or as a line, unless it
        is a row of the leadership table, which was checked with all that there was."""
        line = self.line(f"{WHAT_CHANGED}: {change.label}", change.after)
        bare = replace(change, after=replace(change.after, verdict=None))
        by_words = _verdict(Work(self.articles).news(bare))
        return line if line.now == change.after.verdict else replace(line, now=by_words)


def alike(texts: Sequence[str]) -> FloatArray:
    """Vectors by which all texts mean the same: the best that any vectors can say."""
    import numpy as np

    return np.ones((len(texts), 1), dtype=np.float32)


def _verdict(statement: Statement) -> Verdict:
    return statement.verdict or Verdict(Support.UNSUPPORTED, 0.0, ("was not checked",))
