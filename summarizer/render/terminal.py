"""The memo on a terminal: as wide as the window, in colour where there is any.

Foreign text reaches rich as `Text`, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarizer.render import paper
from summarizer.render.matrix import said_by
from summarizer.render.view import (
    ChangeView,
    Line,
    Matrix,
    MemoView,
    PartView,
    SectionView,
    SourceView,
)
from summarizer.render.wording import Words, capital

WIDEST = 100
"""Columns of text beyond which lines are no longer good to read."""

HUES = {
    "conflict": "bold red",
    "did": "bold red",
    "moment": "yellow",
    "will": "yellow",
    "all": "green",
}
QUIET, ACCENT, HEAD = "dim", "cyan", "bold cyan"


def show(memo: MemoView, console: Console, *, evidence: bool = False) -> None:
    """Print a memo; with `evidence` every line is followed by the sentences it rests on."""
    wide = console.options.update(width=min(console.width, WIDEST)).max_width
    for block in _Sheet(evidence).memo(memo):
        console.print(block, width=wide)


class _Sheet:
    def __init__(self, evidence: bool) -> None:
        self.evidence = evidence

    def memo(self, memo: MemoView) -> Iterator[RenderableType]:
        yield Text(memo.title, style="bold")
        yield Text(f"{memo.made} · {memo.basis}", style=QUIET)
        if not memo.parts:
            yield Text(Words.NO_STORY)
        for part in memo.parts:
            yield from self.part(part, several=len(memo.parts) > 1)
        yield from self.end(memo)

    def part(self, part: PartView, *, several: bool) -> Iterator[RenderableType]:
        if several:
            yield Rule(Text(f"{part.number}. {part.headline.text}", "bold"), align="left")
            yield from self.under(part.headline)
        elif not part.titled:
            yield self.line(part.headline)
        if part.changes:
            yield _head(part.changed)
            yield from (_bullet(self.change(change), "▸") for change in part.changes)
        if part.bottom_line:
            yield _head(Words.BOTTOM_LINE)
            yield from self.lines(part.bottom_line)
        if part.card:
            yield _head(Words.CARD)
            yield self.card(part)
        for section in part.sections:
            yield from self.section(section)
        if part.leadership:
            yield _head(Words.LEADERSHIP)
            yield self.leadership(part)
        if part.timeline:
            yield _head(Words.TIMELINE)
            yield self.timeline(part)
        if part.differences:
            yield _head(Words.DISAGREEMENTS)
            yield self.differences(part)
        if part.matrix:
            yield _head(Words.MATRIX)
            yield _matrix(part.matrix)

    # ------------------------------------------------------------ lines

    def line(self, line: Line, words: str | None = None) -> RenderableType:
        said = Text.assemble(line.text if words is None else words, _tail(line))
        return Group(said, *self.under(line))

    def under(self, line: Line) -> Iterator[RenderableType]:
        """What stands under a line: how sure a risk is, a warning, its evidence if wanted."""
        if line.risk:
            risk = line.risk
            yield Text.assemble(
                (risk.certainty, HUES.get(risk.code, QUIET)),
                (f" · {risk.kind} · {risk.who}", QUIET),
            )
        if line.warning:
            yield Text(f"{Words.FLAG}: {line.warning}", HUES["moment"])
        for quote in line.quotes if self.evidence else ():
            said = Text(f"[{quote.source.number}] ", ACCENT)
            for piece in quote.pieces:
                said.append(piece.text, "italic" if piece.marked else QUIET)
            yield Padding(said, (0, 0, 0, 2))

    def lines(self, lines: Sequence[Line]) -> Iterator[RenderableType]:
        for line in lines:
            yield _bullet(self.line(line))

    def section(self, section: SectionView) -> Iterator[RenderableType]:
        yield _head(section.title)
        yield from self.lines(section.lines)
        if not section.lines:
            yield Text(section.empty, QUIET)

    def change(self, change: ChangeView) -> RenderableType:
        said = Text.assemble((change.label, "bold"), ": ", change.line.text, _tail(change.line))
        if change.before:
            was = (f" ({Words.WAS}: {change.before.text}", QUIET)
            said.append_text(Text.assemble(was, _tail(change.before), (")", QUIET)))
        return Group(said, *self.under(change.line))

    # ------------------------------------------------------------ tables

    def card(self, part: PartView) -> Table:
        table = _table()
        for term in part.card:
            value = self.line(term.line, capital(term.line.text))
            verdict = Text(term.verdict, HUES.get(term.code, QUIET))
            table.add_row(Text(term.label, QUIET), value, verdict)
        return table

    def leadership(self, part: PartView) -> Table:
        table = _table(Words.PERSON, Words.BEFORE, Words.AFTER, Words.KEEPS)
        for row in part.leadership:
            cells = (Text(cell or "–") for cell in (row.before, row.after, row.keeps))
            table.add_row(self.line(row.line, row.person), *cells)
        return table

    def timeline(self, part: PartView) -> Table:
        table = _table()
        for event in part.timeline:
            note = event.note or (Words.AHEAD if event.ahead else "")
            what = [self.line(event.line), *([Text(note, QUIET)] if note else [])]
            table.add_row(Text("○" if event.ahead else "●", ACCENT), Text(event.date), Group(*what))
        return table

    def differences(self, part: PartView) -> Table:
        table = _table(Words.FACT, Words.READINGS, Words.DIFFERENCE)
        for item in part.differences:
            how = Text.assemble((item.verdict, HUES.get(item.code, QUIET)), f" {item.reason}")
            table.add_row(Text(item.fact), Group(*(self.line(r) for r in item.readings)), how)
        return table

    # ------------------------------------------------------------ the end

    def end(self, memo: MemoView) -> Iterator[RenderableType]:
        if memo.sources:
            yield _head(Words.SOURCES)
        yield from (_bullet(_source(source), f"[{source.number}]") for source in memo.sources)
        if memo.aside or memo.failures:
            yield _head(Words.ASIDE)
        for item in (*memo.aside, *memo.failures):
            yield _bullet(Text.assemble((item.name, "bold"), f": {item.reason}"))
        yield _head(Words.MAKING)
        yield Text(memo.making.outcome)
        for removed in memo.making.removed:
            said = Text.assemble((removed.line.text, "strike"), f" {removed.where}: ")
            yield _bullet(said.append(removed.reason, QUIET))
        for part in memo.parts:
            if part.left_out:
                yield _head(Words.LEFT_OUT)
                yield from self.lines(part.left_out)
        yield from (_bullet(Text(note)) for note in memo.making.notes)


def _head(title: str) -> RenderableType:
    return Padding(Text(title, HEAD), (1, 0, 0, 0))


def _bullet(body: RenderableType, mark: str = "•") -> Table:
    """A row with its mark hanging beside it."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True, style=ACCENT)
    row.add_column(ratio=1, overflow="fold")
    row.add_row(Text(mark), body)
    return row


def _table(*heads: str) -> Table:
    table = Table(
        box=SIMPLE_HEAD if heads else None, show_header=bool(heads), padding=(0, 2, 0, 0),
        pad_edge=False, header_style=QUIET,
    )  # fmt: skip
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _tail(line: Line) -> Text:
    tail = Text()
    if line.cites:
        tail.append(f" {paper.cited(line.cites)}", ACCENT)
    if line.agreement:
        tail.append(f" {line.agreement}", QUIET)
    return tail


def _matrix(matrix: Matrix) -> Table:
    """Beyond a few sources, or values told apart by letters, who states it stands in words."""
    table = _table(Words.FACT, Words.VALUE, Words.AGREEMENT)
    for row in matrix.rows:
        values = [
            Text.assemble(
                f"{mark} " if mark else "", capital(text), (f" {paper.cited(by)}", ACCENT)
            )
            for mark, text, by in said_by(matrix, row)
        ]
        outcome = Text(row.outcome, HUES.get(row.code, QUIET))
        table.add_row(Text(row.fact, QUIET), Group(*values), outcome)
    return table


def _source(source: SourceView) -> Text:
    said = Text(source.title, "bold")
    if source.byline:
        said.append(f" · {source.byline}", "not bold dim")
    if source.link:
        said.append(" · ", "not bold dim").append(
            source.link.href, f"not bold {ACCENT} link {source.link.href}"
        )
    elif source.address:
        said.append(f" · {source.address}", "not bold dim")
    if source.copy_of is not None:
        said.append(f" · {Words.COPY} [{source.copy_of}]", "not bold dim")
    return said
