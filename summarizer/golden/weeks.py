"""Golden weeks: what the weekly memos of consecutive weeks must tell, and must not tell again.

A case is a folder with `week1/`, `week2/` … (the articles that came in each) and `weeks.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import field_validator

from summarizer import toml
from summarizer.errors import UsageError
from summarizer.golden.case import Said, Strict, Text
from summarizer.golden.check import must, must_not
from summarizer.golden.lines import Line, plain, stands
from summarizer.golden.report import Finding, Report
from summarizer.records import WeeklyMemo, WeekStory
from summarizer.render.wording import change

FILE = "weeks.toml"
NEW, CHANGES, QUIET = "new", "changes", "quiet"
"""The places that `section` may name."""


class Expected(Strict):
    """What one week's memo must and must not tell; `subject` holds words of its subject line,
    `nothing` says that the week has nothing new."""

    subject: tuple[Text, ...] = ()
    nothing: bool = False
    must: tuple[Said, ...] = ()
    must_not: tuple[Said, ...] = ()


class _About(Strict):
    title: Text
    first: Text

    @field_validator("first")
    @classmethod
    def _week(cls, value: str) -> str:
        year, _, number = value.partition("-W")
        date.fromisocalendar(int(year), int(number), 1)
        return value


class _File(Strict):
    case: _About
    week: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """A case: the Monday of its first week, and for each week its folder and what is expected."""

    title: str
    monday: date
    weeks: tuple[tuple[Path, Expected], ...]


def is_weeks(folder: Path) -> bool:
    return (folder / FILE).is_file()


def load_weeks(folder: Path) -> Weeks:
    """The case in `folder`. Raises UsageError naming the file and key that can't be used."""
    path = folder / FILE
    said = toml.validated(path, _File, "write one", "mend the key")
    folders = [folder / f"week{number}" for number in range(1, len(said.week) + 1)]
    for place in folders:
        if not place.is_dir():
            raise UsageError(str(place), "is not there", "make it, or drop its [[week]]")
    year, _, number = said.case.first.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return Weeks(said.case.title, monday, tuple(zip(folders, said.week, strict=True)))


def check_weeks(case: Weeks, memos: Sequence[WeeklyMemo]) -> Report:
    """What holds of a case's expectations, given the memo of each week."""
    findings: list[Finding] = []
    for (_, expected), memo in zip(case.weeks, memos, strict=True):
        findings += [_named(memo.week, finding) for finding in _week(expected, memo)]
    return Report(case.title, tuple(findings))


def _named(week: str, finding: Finding) -> Finding:
    return Finding(f"{week} {finding.expectation}", finding.holds, finding.because)


def _week(expected: Expected, memo: WeeklyMemo) -> Iterator[Finding]:
    found = lines(memo)
    subject = plain(memo.subject or "nothing new")
    holds = all(stands(plain(word), subject) for word in expected.subject)
    yield Finding(f"subject holds {list(expected.subject)}", holds, f"is: {subject}")
    told = "; ".join(line.words for line in found if line.place != QUIET)
    yield Finding(f"nothing new: {expected.nothing}", memo.nothing is expected.nothing, told)
    yield from (must(said, found) for said in expected.must)
    yield from (must_not(said, found) for said in expected.must_not)


def lines(memo: WeeklyMemo) -> list[Line]:
    """Every line of a weekly memo and the place it stands in."""
    found = [(NEW, text) for story in memo.new for text in _story(story)]
    found += [(CHANGES, text) for story in memo.running for text in _changes(story)]
    found += [(QUIET, item.headline.text) for item in memo.quiet]
    return [Line(place, plain(text)) for place, text in found]


def _story(story: WeekStory) -> Iterator[str]:
    yield f"{story.name}: {story.headline.text}"
    yield from (f"{row.label}: {row.value.text}" for row in story.terms)
    yield from (line.text for line in story.lines)
    yield from (change(item) for item in story.later)


def _changes(story: WeekStory) -> Iterator[str]:
    """A running deal's name isn't news, its changes are."""
    yield from (change(item) for item in story.changes)
