"""Who says what: the key facts of a story against its independent sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from summarizer.records import CardRow, Disagreement, Source, Statement, StoryPart
from summarizer.render import wording
from summarizer.render.view import Cell, Column, Matrix, Row, SourceView

COLUMNS = 8
"""With more independent sources than this, formats name those that say a value instead of having a
column for each."""

_A_SHARE = re.compile(r"\b(?:a|per|each) share\b|\bapiece\b", re.IGNORECASE)

Voices = Sequence[frozenset[str]]
"""For each column the ids of its articles: an independent source and its copies."""


def matrix(
    part: StoryPart, sources: Sequence[Source], views: dict[int, SourceView]
) -> Matrix | None:
    """The matrix of a story, or None where fewer than two sources or no facts leave nothing to
    compare. A row of the card that has differing readings gives way to them."""
    columns = [_column(source, sources, views) for source in sources if source.copy_of is None]
    if len(columns) < 2:
        return None
    voices = [_voices(column, sources) for column in columns]
    rows = [row for term in part.card for row in _rows(term, part.disagreements, voices)]
    rows += [_split(d, voices) for d in part.disagreements if not _on_card(d, part.card)]
    return Matrix(tuple(columns), tuple(rows)) if rows else None


def said_by(matrix: Matrix, row: Row) -> list[tuple[str, str, tuple[int, ...]]]:
    """For each value of a row its letter, its words, and the sources that state it."""
    found = []
    for mark, text in row.values:
        numbers = [
            number
            for column, cell in zip(matrix.columns, row.cells, strict=True)
            if (mark in cell.letters if mark else cell.stated)
            for number in (column.source.number, *column.copies)
        ]
        found.append((mark, text, tuple(sorted(numbers))))
    return found


def differs(disagreement: Disagreement) -> str:
    """What a disagreement is about: "Valuation of Northwind"; the kind alone without a subject."""
    about = wording.fact(disagreement.kind)
    subject = wording.clean(disagreement.subject)
    return f"{about} · {subject}" if subject else about


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, … for the readings of a fact."""
    head, tail = divmod(number, len(ascii_uppercase))
    return (letter(head - 1) if head else "") + ascii_uppercase[tail]


def _column(source: Source, sources: Sequence[Source], views: dict[int, SourceView]) -> Column:
    copies = tuple(s.number for s in sources if s.copy_of == source.number)
    return Column(views[source.number], copies)


def _voices(column: Column, sources: Sequence[Source]) -> frozenset[str]:
    numbers = {column.source.number, *column.copies}
    return frozenset(source.article for source in sources if source.number in numbers)


def _rows(term: CardRow, disagreements: Sequence[Disagreement], voices: Voices) -> Iterable[Row]:
    own = [d for d in disagreements if about(d, term)]
    if not own:
        yield _agreed(term, voices)
    for disagreement in own:
        yield _split(disagreement, voices, term)


def _agreed(term: CardRow, voices: Voices) -> Row:
    cells = tuple(Cell(_says(term.value, voice)) for voice in voices)
    saying = sum(cell.stated for cell in cells)
    code = "all" if saying == len(cells) else "some"
    values = (("", wording.clean(term.value.text)),)
    return Row(wording.clean(term.label), values, cells, f"{saying} of {len(cells)}", code)


def _split(disagreement: Disagreement, voices: Voices, term: CardRow | None = None) -> Row:
    readings = disagreement.readings
    cells = tuple(_letters(readings, voice, term) for voice in voices)
    return Row(
        fact=wording.clean(term.label) if term else differs(disagreement),
        values=tuple((letter(n), wording.clean(r.text)) for n, r in enumerate(readings)),
        cells=cells,
        outcome=wording.AGREEMENTS[disagreement.verdict],
        code=disagreement.verdict.name.lower(),
    )


def _letters(readings: Sequence[Statement], voice: frozenset[str], term: CardRow | None) -> Cell:
    letters = tuple(letter(n) for n, reading in enumerate(readings) if _says(reading, voice))
    return Cell(bool(letters) or (term is not None and _says(term.value, voice)), letters)


def _says(statement: Statement, voice: frozenset[str]) -> bool:
    return any(span.article in voice for span in statement.evidence)


def _on_card(disagreement: Disagreement, card: Sequence[CardRow]) -> bool:
    return any(about(disagreement, term) for term in card)


def about(disagreement: Disagreement, term: CardRow) -> bool:
    """Whether a disagreement is about a row's value: the same kind, resting on shared words. One
    about totals is not about the price of a share from the same sentence."""
    return disagreement.kind is term.kind and any(
        mine.overlaps(theirs)
        for reading in disagreement.readings
        if bool(_A_SHARE.search(reading.text)) is bool(_A_SHARE.search(term.value.text))
        for mine in reading.evidence
        for theirs in term.value.evidence
    )
