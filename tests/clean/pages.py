"""Pages with the fate of every line written beside it, and how to read them.

A line of a page file is `label | text`; the label is a kind of block for what must stay and a
reason for what must go. A line without a label belongs to the one above. A new kind of mess is a
new file in `pages/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.records import BlockKind, DropReason, Media, RawDocument

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the page and what must become of them."""

    start: int
    end: int
    fate: BlockKind | DropReason


def document(text: str, title: str | None = None) -> RawDocument:
    return RawDocument(origin="page", media=Media.TEXT, text=text, title=title)


def read(path: Path) -> tuple[str, list[Line]]:
    """The page as its reader sees it, and its labelled lines."""
    text = ""
    lines: list[Line] = []
    for row in path.read_text("utf-8").splitlines():
        label, _, words = (part.strip() if i < 2 else part for i, part in enumerate(_parts(row)))
        if label:
            lines.append(Line(len(text), len(text) + len(words), _fate(label)))
        elif words:
            lines[-1] = Line(lines[-1].start, len(text) + len(words), lines[-1].fate)
        text += words + "\n"
    return text, lines


def _parts(row: str) -> tuple[str, str, str]:
    return row.partition("| ")


def _fate(label: str) -> BlockKind | DropReason:
    return BlockKind(label) if label in set(BlockKind) else DropReason[label.upper()]
