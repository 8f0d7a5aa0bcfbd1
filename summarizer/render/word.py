"""The memo as DOCX: Word's own headings, lists, tables and links, so that its tools work on it.

python-docx writes no footnotes; evidence stands in numbered notes at the end, linked both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from summarizer.render import docx_parts as docx
from summarizer.render import paper
from summarizer.render.docx_parts import say
from summarizer.render.matrix import COLUMNS, said_by
from summarizer.render.notes import Note, Notes
from summarizer.render.view import (
    AsideView,
    ChangeView,
    Line,
    Matrix,
    MemoView,
    PartView,
    Row,
    SourceView,
)
from summarizer.render.wording import Words, capital

# Of each line this many sources are quoted in its note.
QUOTED = 3

LONGEST_PROPERTY = 255
"""Characters a document's own title may have."""


def to_docx(memo: MemoView) -> bytes:
    """The memo as a Word document; the same memo gives the same bytes."""
    return docx.saved(_Writer(memo).document)


class _Writer:
    """Holds the document while it is written, and the notes its lines have called for."""

    def __init__(self, memo: MemoView) -> None:
        self.memo = memo
        self.document = docx.blank(memo.locale)
        self.notes = Notes(QUOTED)
        self.called: set[int] = set()
        self.marks = 0
        self._properties()
        self._head()
        for part in memo.parts:
            self._part(part, 1 if len(memo.parts) == 1 else 2)
        self._sources()
        self._aside()
        self._making()
        self._evidence()

    def _properties(self) -> None:
        about = self.document.core_properties
        about.title, about.author, about.comments = (
            docx.plain(self.memo.title)[:LONGEST_PROPERTY],
            "brief",
            "",
        )
        about.language = self.memo.locale
        day = datetime.fromisoformat(self.memo.made_iso).replace(tzinfo=UTC)
        about.created = about.modified = day

    # ------------------------------------------------------------ small pieces

    def heading(self, text: str, level: int) -> Any:
        paragraph = docx.paragraph(self.document, f"Heading {level}")
        say(paragraph, text)
        return paragraph

    def paragraph(self, text: str = "", style: str | None = None) -> Any:
        paragraph = docx.paragraph(self.document, style)
        if text:
            say(paragraph, text)
        return paragraph

    def bookmark(self, paragraph: Any, name: str) -> None:
        self.marks += 1
        docx.bookmark(paragraph, name, self.marks)

    def line(self, paragraph: Any, line: Line, words: str | None = None, bold: bool = False) -> Any:
        """A statement with its note's number, how many sources say it, and what is doubted."""
        say(paragraph, line.text if words is None else words, bold=bold)
        self.call(paragraph, line)
        if line.risk:
            risk = line.risk
            paragraph.add_run().add_break()
            say(paragraph, f"{risk.certainty} · {risk.kind} · {risk.who}", docx.FAINT)
        if line.warning:
            paragraph.add_run().add_break()
            say(paragraph, f"{Words.FLAG}: {line.warning}", docx.FAINT)
        return paragraph

    def call(self, paragraph: Any, line: Line) -> None:
        """The number of a line's note, which leads to it, and its sources; the first call can be
        led back to."""
        note = self.notes.of(line)
        if note is None:
            return
        if note.number not in self.called:
            self.called.add(note.number)
            self.bookmark(paragraph, f"ref_{note.number}")
        docx.link(paragraph, str(note.number), to=f"#note_{note.number}", style=docx.REFERENCE)
        voices = f" {paper.cited(line.cites)} {line.agreement}".rstrip()
        say(paragraph, voices, docx.FAINT)

    def lines(self, items: Sequence[Line]) -> None:
        for item in items:
            self.line(self.paragraph(style="List Bullet"), item)

    def table(
        self, head: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Fill]]
    ) -> None:
        made = docx.table(self.document, head, widths)
        for fills in rows:
            for cell, fill in zip(docx.row(made), fills, strict=True):
                fill(cell)
        self.paragraph(style=docx.SMALL)

    def value(self, line: Line, extra: str, style: str, *, bold: bool = False) -> Fill:
        def fill(cell: Any) -> None:
            paragraph = self.line(cell.paragraphs[0], line, capital(line.text), bold)
            if extra:
                say(paragraph, f" {extra}", style)

        return fill

    # ------------------------------------------------------------ the head and the stories

    def _head(self) -> None:
        self.paragraph(Words.KICKER.upper(), docx.SMALL)
        self.paragraph(self.memo.title, "Title")
        self.paragraph(f"{self.memo.made} · {self.memo.basis}", "Subtitle")
        if not self.memo.parts:
            self.paragraph(Words.NO_STORY)

    def _part(self, part: PartView, level: int) -> None:
        self._headline(part, level)
        if part.changes:
            self.heading(part.changed, level)
            for change in part.changes:
                self._change(change)
        if part.bottom_line:
            self.heading(Words.BOTTOM_LINE, level)
            self.lines(part.bottom_line)
        if part.card:
            self.heading(Words.CARD, level)
            rows = [
                (text(t.label, docx.FAINT), self.value(t.line, t.verdict, docx.MARK, bold=True))
                for t in part.card
            ]
            self.table((Words.TERM, Words.VALUE), (1, 3), rows)
        for section in part.sections:
            self.heading(section.title, level)
            self.lines(section.lines)
            if not section.lines:
                say(self.paragraph(), section.empty, docx.FAINT)
        self._leadership(part, level)
        self._timeline(part, level)
        self._differences(part, level)
        if part.matrix:
            self.heading(Words.MATRIX, level)
            self._matrix(part.matrix)

    def _change(self, change: ChangeView) -> None:
        paragraph = self.paragraph(style="List Bullet")
        say(paragraph, f"{change.label}: ", bold=True)
        self.line(paragraph, change.line)
        if change.before:
            say(paragraph, f" ({Words.WAS}: {change.before.text}", docx.FAINT)
            self.call(paragraph, change.before)
            say(paragraph, ")", docx.FAINT)

    def _headline(self, part: PartView, level: int) -> None:
        if level > 1:
            title = self.heading(f"{part.number}. {part.headline.text}", 1)
            self.call(title, part.headline)
        elif part.titled:
            self.line(self.paragraph(style=docx.SMALL), part.headline, Words.EVIDENCE)
        else:
            self.line(self.paragraph(style=docx.LEAD), part.headline)

    def _leadership(self, part: PartView, level: int) -> None:
        if not part.leadership:
            return
        self.heading(Words.LEADERSHIP, level)
        rows = [
            (
                self.named(row.person, row.line),
                *(text(cell or "–") for cell in (row.before, row.after, row.keeps)),
            )
            for row in part.leadership
        ]
        self.table(
            (Words.PERSON, Words.BEFORE, Words.AFTER, Words.KEEPS), (1.2, 1.5, 1.5, 1.2), rows
        )

    def named(self, name: str, line: Line) -> Fill:
        def fill(cell: Any) -> None:
            say(cell.paragraphs[0], name, bold=True)
            self.call(cell.paragraphs[0], line)

        return fill

    def _timeline(self, part: PartView, level: int) -> None:
        if not part.timeline:
            return
        self.heading(Words.TIMELINE, level)
        rows = []
        for event in part.timeline:
            note = event.note or (Words.AHEAD if event.ahead else "")
            extra = f"({note})" if note else ""
            rows.append((text(event.date, docx.FAINT), self.value(event.line, extra, docx.FAINT)))
        self.table((Words.DATE, Words.EVENT), (1, 3), rows)

    def _differences(self, part: PartView, level: int) -> None:
        if not part.differences:
            return
        self.heading(Words.DISAGREEMENTS, level)
        rows = [
            (
                text(item.fact, bold=True),
                self.readings(item.readings),
                text(f"{item.verdict}: {item.reason}" if item.reason else item.verdict),
            )
            for item in part.differences
        ]
        self.table((Words.FACT, Words.READINGS, Words.DIFFERENCE), (1.1, 1.6, 1.6), rows)

    def readings(self, items: Sequence[Line]) -> Fill:
        def fill(cell: Any) -> None:
            for number, item in enumerate(items):
                self.line(cell.paragraphs[0] if not number else cell.add_paragraph(), item)

        return fill

    def _matrix(self, matrix: Matrix) -> None:
        if len(matrix.columns) > COLUMNS:
            named = [(text(r.fact), _said(matrix, r), text(r.outcome)) for r in matrix.rows]
            self.table((Words.FACT, Words.SOURCES, Words.AGREEMENT), (1, 3, 1), named)
            return
        rows = [
            (
                text(r.fact),
                text("\n".join(f"{m}: {capital(t)}" if m else capital(t) for m, t in r.values)),
                *(text(paper.mark(c.letters, c.stated)) for c in r.cells),
                text(r.outcome),
            )
            for r in matrix.rows
        ]
        heads = (Words.FACT, Words.VALUE, *paper.heads(matrix), Words.AGREEMENT)
        self.table(heads, (1.2, 1.8, *(0.6 for _ in matrix.columns), 1), rows)

    # ------------------------------------------------------------ the end

    def _sources(self) -> None:
        if self.memo.sources:
            self.heading(Words.SOURCES, 1)
        for source in self.memo.sources:
            paragraph = self.paragraph(style=docx.NOTE)
            self.bookmark(paragraph, f"source_{source.number}")
            say(paragraph, f"[{source.number}]\t", docx.MARK)
            _source(paragraph, source)

    def _aside(self) -> None:
        memo = self.memo
        if not (memo.aside or memo.failures or memo.litter):
            return
        self.heading(Words.ASIDE, 1)
        self._named(memo.aside)
        if memo.failures:
            self.heading(Words.FAILURES, 2)
            self._named(memo.failures)
        if memo.litter:
            totals = "; ".join(f"[{item.source.number}] {item.total}" for item in memo.litter)
            self.paragraph(f"{Words.DROPPED}: {totals}")

    def _named(self, items: Sequence[AsideView]) -> None:
        for item in items:
            paragraph = self.paragraph(style="List Bullet")
            say(paragraph, item.name, bold=True)
            say(paragraph, f": {item.reason}")

    def _making(self) -> None:
        making = self.memo.making
        self.heading(Words.MAKING, 1)
        self.paragraph(making.outcome)
        self.paragraph("; ".join(f"{label}: {value}" for label, value in making.facts))
        if making.removed:
            self.heading(Words.REMOVED, 2)
        for item in making.removed:
            paragraph = self.paragraph(style="List Bullet")
            say(paragraph, item.line.text, struck=True)
            self.call(paragraph, item.line)
            say(paragraph, f" {item.where}: {item.reason}", docx.FAINT)
        left_out = [line for part in self.memo.parts for line in part.left_out]
        if left_out:
            self.heading(Words.LEFT_OUT, 2)
            self.lines(left_out)
        if making.notes:
            self.heading(Words.NOTES, 2)
            for note in making.notes:
                self.paragraph(note, "List Bullet")
        self.paragraph(Words.PAPER, docx.SMALL)

    def _evidence(self) -> None:
        """The notes, each with the way back to the line that calls for it first."""
        notes = list(self.notes)
        if notes:
            self.heading(Words.NOTES_EVIDENCE, 1)
        for note in notes:
            paragraph = self.paragraph(style=docx.NOTE)
            self.bookmark(paragraph, f"note_{note.number}")
            docx.link(paragraph, f"{note.number}", to=f"#ref_{note.number}", style=docx.MARK)
            say(paragraph, "\t")
            _note(paragraph, note)


Fill = Callable[[Any], None]
"""Writes into a cell of a table."""


def text(words: str, style: str | None = None, *, bold: bool = False) -> Fill:
    def fill(cell: Any) -> None:
        for number, part in enumerate(words.split("\n")):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            say(paragraph, part, style, bold=bold)

    return fill


def _said(matrix: Matrix, row: Row) -> Fill:
    parts = (
        f"{f'{mark}: ' if mark else ''}{value} {paper.cited(by)}"
        for mark, value, by in said_by(matrix, row)
    )
    return text("\n".join(parts))


def _source(paragraph: Any, source: SourceView) -> None:
    say(paragraph, source.title, bold=True)
    if source.byline:
        say(paragraph, f" · {source.byline}")
    if source.link:
        say(paragraph, " · ")
        docx.link(paragraph, source.link.href, to=source.link.href)
    elif source.address:
        say(paragraph, f" · {source.address}")
    if source.copy_of is not None:
        say(paragraph, f" · {Words.COPY} ")
        docx.link(paragraph, f"[{source.copy_of}]", to=f"#source_{source.copy_of}")


def _note(paragraph: Any, note: Note) -> None:
    for place, item in enumerate(note.cited):
        if place:
            say(paragraph, "; ")
        number = item.source.number
        docx.link(paragraph, f"[{number}]", to=f"#source_{number}")
        say(paragraph, f" {item.source.name}")
        if note.verbatim and not place:
            say(paragraph, f", {Words.WORD_FOR_WORD}")
        if item.sentences:
            say(paragraph, ": " + " ".join(f"“{sentence}”" for sentence in item.sentences))
