"""What a memo shows, ready to be laid out: the one model all formats are made from.

Plain frozen records of words and numbers. They hold foreign text as shown (`wording.clean`) but
not escaped: escaping is each format's own matter. `build.build` makes them from a Memo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.render.links import Link
from summarizer.render.wording import Words


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is listed. `address` is its address where that makes no link."""

    number: int
    title: str
    publisher: str | None
    date: str | None
    iso: str | None
    link: Link | None
    address: str | None
    copy_of: int | None

    @property
    def anchor(self) -> str:
        return f"s{self.number}"

    @property
    def byline(self) -> str:
        """Publisher and date, as far as they are known."""
        return ", ".join(part for part in (self.publisher, self.date) if part)

    @property
    def name(self) -> str:
        """What a note calls it: its publisher, else its title, and its date."""
        return ", ".join(part for part in (self.publisher or self.title, self.date) if part)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quoted paragraph; `marked` where a statement rests on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph of a source with the cited sentences marked."""

    source: SourceView
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RiskView:
    """How a risk is told: its kind, its certainty (with `code` for styling), and who says so."""

    kind: str
    certainty: str
    code: str
    who: str


@dataclass(frozen=True, slots=True)
class Line:
    """A statement: its words, citations, how many independent sources, warnings, evidence.

    `agreement` is empty where one source alone says it; `risk` is there for lines that tell one.
    """

    text: str
    cites: tuple[int, ...]
    agreement: str
    warning: str
    quotes: tuple[Quote, ...]
    risk: RiskView | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the deal card; `verdict` says how sources differ over it, `code` the same for
    styling, both empty where they don't."""

    label: str
    line: Line
    verdict: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    title: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class RoleView:
    person: str
    before: str
    after: str
    keeps: str
    line: Line


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One fact that sources state differently; `code` is the verdict for styling."""

    fact: str
    readings: tuple[Line, ...]
    verdict: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """An independent source in the matrix: its number and the numbers of its copies."""

    source: SourceView
    copies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one fact: nothing, the memo's value, or readings by letter."""

    stated: bool
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A key fact, the values stated for it (with letters where they differ), and who states it."""

    fact: str
    values: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    outcome: str
    code: str


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A source and its condensed text; `note` stands where there is none."""

    source: SourceView
    lines: tuple[Line, ...]
    note: str


@dataclass(frozen=True, slots=True)
class EventView:
    """A dated event: its number on the axis, its place there from 0 to 100, its day in words and
    what happened then. `ahead` says that it lay in the future of the memo."""

    number: int
    place: float
    date: str
    line: Line
    note: str
    ahead: bool
    worth: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Something new in a running story: its label, what is told now, and what was before."""

    label: str
    line: Line
    before: Line | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One story. `titled` says that the memo's title already gives the headline's words, `since`
    is the day of the memo that `changes` are measured against, which is this memo's own where it is
    the `same_day`."""

    number: int
    headline: Line
    titled: bool
    bottom_line: tuple[Line, ...]
    card: tuple[Term, ...]
    sections: tuple[SectionView, ...]
    leadership: tuple[RoleView, ...]
    differences: tuple[DifferenceView, ...]
    matrix: Matrix | None
    digests: tuple[Digest, ...]
    left_out: tuple[Line, ...]
    timeline: tuple[EventView, ...] = ()
    changes: tuple[ChangeView, ...] = ()
    since: str = ""
    same_day: bool = False

    @property
    def changed(self) -> str:
        """The heading of what changed: "What changed since May 12, 2026"."""
        if self.same_day:
            return f"{Words.CHANGES} {Words.SINCE} {Words.EARLIER}"
        return f"{Words.CHANGES} {Words.SINCE} {self.since}" if self.since else Words.CHANGES

    @property
    def anchor(self) -> str:
        return f"story-{self.number}"


@dataclass(frozen=True, slots=True)
class AsideView:
    """A source that is not in the memo, by name, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Litter:
    """Pieces of one page that were dropped for one reason: their count and a few beginnings."""

    label: str
    excerpts: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class LitterView:
    source: SourceView
    total: str
    groups: tuple[Litter, ...]


@dataclass(frozen=True, slots=True)
class RemovedView:
    where: str
    line: Line
    reason: str


@dataclass(frozen=True, slots=True)
class MakingView:
    facts: tuple[tuple[str, str], ...]
    outcome: str
    removed: tuple[RemovedView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoView:
    """The whole memo as shown. `made` is the one text that carries the date of the memo; `parts`
    may be made anew whenever they are looked at."""

    locale: str
    title: str
    made: str
    made_iso: str
    basis: str
    parts: Sequence[PartView]
    sources: tuple[SourceView, ...]
    aside: tuple[AsideView, ...]
    failures: tuple[AsideView, ...]
    litter: tuple[LitterView, ...]
    making: MakingView
