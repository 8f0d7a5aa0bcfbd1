"""Evidence as numbered notes, for formats on paper: lines that rest on the same words share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.render.view import Line, SourceView
from summarizer.render.wording import clean


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a note and the sentences of it that are quoted, each whole."""

    source: SourceView
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a line rests on. `verbatim` says that the line is its first source's own words, which
    then are not quoted again."""

    number: int
    cited: tuple[Cited, ...]
    verbatim: bool


class Notes:
    """Numbers the notes of a memo in the order its lines are laid out.

    Of each line so many sources as `quoted` are quoted, the one it is worded from first; all of
    them are named beside the line itself.
    """

    def __init__(self, quoted: int) -> None:
        self._quoted = quoted
        self._known: dict[tuple[object, ...], Note] = {}

    def __iter__(self) -> Iterator[Note]:
        return iter(self._known.values())

    def of(self, line: Line) -> Note | None:
        """The note of a line, a new one where no earlier line rests on the same; None without
        evidence."""
        if not line.quotes:
            return None
        said = _sentences(line)
        first = next(iter(said))
        verbatim = clean(" ".join(said[first])) == line.text
        cited = tuple(
            Cited(source, () if verbatim and source == first else tuple(sentences))
            for source, sentences in list(said.items())[: self._quoted]
        )
        note = Note(len(self._known) + 1, cited, verbatim)
        return self._known.setdefault((cited, verbatim), note)


def _sentences(line: Line) -> dict[SourceView, list[str]]:
    """The marked words of each source, in the order of the line's evidence; of a source that has
    all of the line in one piece, as it has most figures and names, only that."""
    said: dict[SourceView, list[str]] = {}
    for quote in line.quotes:
        marked = (clean(piece.text) for piece in quote.pieces if piece.marked)
        said.setdefault(quote.source, []).extend(marked)
    return {source: _whole(line.text, pieces) or pieces for source, pieces in said.items()}


def _whole(text: str, pieces: list[str]) -> list[str]:
    """The first piece that has all of a text, if one does."""
    words = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    return [piece for piece in pieces if words.search(piece)][:1]
