"""Word documents by python-docx: paragraphs, tables and text boxes in the order of the file.

The creation date among the core properties is that of the template as often as not, so it is not
taken for the day of publication. Text set to hidden is listed; deleted text of tracked changes is
gone, inserted text stays.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from summarizer.ingest.shapes import Blob, Limits, Read
from summarizer.records import Drop, DropReason, Media, RawDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LITERAL = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
HIDDEN_MARKS = ("vanish", "specVanish", "webHidden")
WHITES = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
PAPER = frozenset({"FFFFFF", "AUTO", "NONE", ""})
GONE = frozenset({f"{W}del", f"{W}moveFrom", MC_FALLBACK})


def read(blob: Blob, limits: Limits) -> Read:
    """A Word document: one block a paragraph or table row."""
    from docx import Document

    _check_size(blob, limits)
    document = Document(BytesIO(blob.body))
    body = document.element.body
    _take_hidden_styles(document, body)
    hidden = tuple(Drop(text, DropReason.HIDDEN) for text in _hidden(body) if text.strip())
    text = "\n\n".join(line for line in _blocks(body) if line.strip())
    if not text:
        raise blob.error("is a Word document without text", "name one that holds the article")
    raw = RawDocument(
        origin=blob.origin,
        media=Media.DOCX,
        text=text,
        title=_title(document, body),
        url=blob.url,
        hidden=hidden,
    )
    return Read(raw)


def _check_size(blob: Blob, limits: Limits) -> None:
    """Refuse an archive that unpacks to far more than a document."""
    with zipfile.ZipFile(BytesIO(blob.body)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limits.unpacked_bytes:
        raise blob.error(f"unpacks to {unpacked:,} bytes", "save the article's text alone")


def _blocks(element: Any) -> Iterator[str]:
    """The text of each paragraph and table row under an element."""
    for child in element:
        if child.tag == f"{W}p":
            yield _item_mark(child) + _text(child)
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == f"{W}tbl":
            for row in child.iterchildren(f"{W}tr"):
                yield _row(row)
        elif child.tag not in GONE:
            yield from _blocks(child)


def _row(row: Any) -> str:
    cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in row.iter(f"{W}tc"))
    return " | ".join(cell for cell in cells if cell)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; their fallback copies left out."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(around.tag in GONE for around in box.iterancestors()):
            yield box


def _item_mark(paragraph: Any) -> str:
    """Items are marked as in all other formats."""
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    style = _style(paragraph)
    return "- " if numbered or style.startswith("List") else ""


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val", "")) if style is not None else ""


def _text(paragraph: Any) -> str:
    """The text of a paragraph as shown, line breaks inside it kept."""
    return "".join(text for run in _runs(paragraph) if not _vanishes(run) for text in _of(run))


def _hidden(body: Any) -> Iterator[str]:
    for run in body.iter(f"{W}r"):
        if _vanishes(run):
            yield "".join(_of(run))


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph itself: those in links and insertions, not those of text boxes."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{W}r":
            yield element
        elif element.tag not in GONE and element.tag != f"{W}txbxContent":
            stack += reversed(element)


def _of(run: Any) -> Iterator[str]:
    for piece in run:
        yield (piece.text or "") if piece.tag == f"{W}t" else LITERAL.get(piece.tag, "")


def _vanishes(run: Any) -> bool:
    """Whether a run is set to hidden, in letters of at most a point, or in white on no ground."""
    if any(_is_on(run.find(f"{W}rPr/{W}{mark}")) for mark in HIDDEN_MARKS):
        return True
    size, colour = run.find(f"{W}rPr/{W}sz"), run.find(f"{W}rPr/{W}color")
    if size is not None and str(size.get(f"{W}val")) in ("0", "1", "2"):
        return True
    white = colour is not None and str(colour.get(f"{W}val")).upper() in WHITES
    return white and not any(_is_shaded(around) for around in (run, *run.iterancestors()))


def _is_on(mark: Any) -> bool:
    return mark is not None and str(mark.get(f"{W}val")) not in ("0", "false", "off")


def _is_shaded(element: Any) -> bool:
    """Whether an element has a ground of its own that isn't the paper's."""
    for name in ("rPr", "pPr", "tcPr", "tblPr"):
        properties = element.find(f"{W}{name}")
        ground = properties.find(f"{W}shd") if properties is not None else None
        marked = properties is not None and properties.find(f"{W}highlight") is not None
        if marked or (ground is not None and str(ground.get(f"{W}fill")).upper() not in PAPER):
            return True
    return bool(element.tag == f"{W}txbxContent")  # whose shape may be of any colour


def _take_hidden_styles(document: Any, body: Any) -> None:
    """Mark the runs whose style hides them as hidden themselves."""
    styles = document.styles.element.iter(f"{W}style")
    hiding = {s.get(f"{W}styleId") for s in styles if _is_on(s.find(f"{W}rPr/{W}vanish"))}
    for run in body.iter(f"{W}r") if hiding else ():
        named = [run.find(f"{W}rPr/{W}rStyle"), run.getparent().find(f"{W}pPr/{W}pStyle")]
        if any(style is not None and style.get(f"{W}val") in hiding for style in named):
            run.get_or_add_rPr().append(run.makeelement(f"{W}vanish"))


def _title(document: Any, body: Any) -> str | None:
    """The title by its style in the text, else the one among the properties."""
    styled = (_text(p) for p in body.iter(f"{W}p") if _style(p) == "Title")
    title = next((text for text in styled if text.strip()), document.core_properties.title)
    # python-docx's own template, like Word's, leaves a title of its own.
    return None if not title or title.strip() in ("", "Word Document") else " ".join(title.split())
