"""PDF by pypdf: the lines of each page, put together to paragraphs.

The document's own dates are when the file was made, which for a page printed from a browser is the
day of printing. They are not taken for the day of publication; a dated line of the text is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from summarizer.ingest.pdf_ink import Ink
from summarizer.ingest.reflow import Line, paragraphs, without_page_marks
from summarizer.ingest.shapes import Blob, Limits, Read, one_line
from summarizer.records import Drop, DropReason, Media, RawDocument

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# Letters that a typesetter drew as one.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
FEWEST_LETTERS = 25
LONGEST_HIDDEN = 2_000  # letters of a page's hidden text that are written out
MOST_UNMAPPED = 0.2
# Titles that programs fill in by themselves.
MACHINE_TITLE = re.compile(
    r"microsoft word|untitled|document\d*$|https?:|file:"
    r"|.*\.(?:docx?|indd|pdf|qxd|rtf|html?|xlsx?)$",
    re.IGNORECASE,
)
PRINTED_FROM = re.compile(r"(https?://\S+) +\d+/\d+")

ENCRYPTED = ("is an encrypted PDF", "remove its password and name the unlocked copy")
SCANNED = ("is a PDF without text, as scans are", "run OCR over it first, for instance by ocrmypdf")
UNMAPPED = ("is a PDF whose letters have no meaning outside its fonts", SCANNED[1])


def read(blob: Blob, limits: Limits) -> Read:
    """A PDF: its paragraphs in the order in which the file holds them."""
    pdf = _opened(blob, limits)
    unseen: list[str] = []
    lines, marks = without_page_marks([line for page in pdf.pages for line in _lines(page, unseen)])
    text = "\n\n".join(paragraphs(lines))
    _check(blob, text)
    document = RawDocument(
        origin=blob.origin,
        media=Media.PDF,
        text=text,
        title=_title(pdf),
        publisher=_publisher(pdf),
        url=blob.url or _printed_from(marks),
        hidden=(
            *(Drop(line.text.strip(), DropReason.NAVIGATION) for line in marks),
            *(Drop(words, DropReason.HIDDEN) for words in unseen),
        ),
    )
    return Read(document)


def _opened(blob: Blob, limits: Limits) -> PdfReader:
    from pypdf import PdfReader

    quiet("pypdf")
    pdf = PdfReader(BytesIO(blob.body))
    if pdf.is_encrypted and not _opens_without_password(pdf):
        raise blob.error(*ENCRYPTED)
    if len(pdf.pages) > limits.pages:
        raise blob.error(
            f"has {len(pdf.pages)} pages, over the limit of {limits.pages}",
            "cut it down to the article",
        )
    return pdf


def _opens_without_password(pdf: PdfReader) -> bool:
    """Files that only forbid printing open with an empty password."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        return bool(pdf.decrypt(""))
    except (DependencyError, NotImplementedError, PyPdfError):
        return False


def quiet(name: str) -> None:
    """Keep a library's warnings off standard error unless the program listens for them."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _lines(page: PageObject, unseen: list[str]) -> Iterator[Line]:
    """The lines of a page, each with the height and size of its first letters; what the page draws
    for nobody to see goes to `unseen`."""
    number = page.page_number or 0
    ink = Ink(_sheet(page))
    pieces = _pieces(page, ink)
    if ink.ghosts and ink.pictures and not any(text.strip() for text, _, _ in pieces):
        ink = Ink(_sheet(page), ghosts_count=True)
        pieces = _pieces(page, ink)
    words = one_line(" ".join(ink.hidden), LONGEST_HIDDEN)
    unseen += [words] if words else []
    text, y, size = "", None, 0.0
    for piece, height, letters in pieces:
        for n, part in enumerate(piece.translate(LIGATURES).split("\n")):
            if n:
                yield Line(text, y, size, number)
                text, y, size = "", None, 0.0
            text += part
            if y is None and part.strip():
                y, size = height, letters
    yield Line(text, y, size, number)


def _pieces(page: PageObject, ink: Ink) -> list[tuple[str, float, float]]:
    """The pieces of a page's text that are seen, each with its height and the size of its
    letters."""
    pieces: list[tuple[str, float, float]] = []

    def collect(text: str, outer: Any, inner: Any, font: Any, size: Any) -> None:
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        pieces.append((text, float(y), float(size or 0) * scale))

    page.extract_text(visitor_text=collect, visitor_operand_before=ink)
    return pieces


def _sheet(page: PageObject) -> tuple[float, float, float, float]:
    """The edges of what is printed of a page."""
    box = page.cropbox
    left, low, right, top = (float(edge) for edge in (box.left, box.bottom, box.right, box.top))
    return min(left, right), min(low, top), max(left, right), max(low, top)


def _check(blob: Blob, text: str) -> None:
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        raise blob.error(*SCANNED)
    unmapped = sum(c == "\ufffd" or 0xE000 <= ord(c) < 0xF900 for c in text)
    if unmapped > MOST_UNMAPPED * len(text):
        raise blob.error(*UNMAPPED)


def _title(pdf: PdfReader) -> str | None:
    title = (pdf.metadata.title if pdf.metadata else None) or ""
    title = " ".join(str(title).split())
    return None if not title or MACHINE_TITLE.match(title) or " " not in title else title


def _publisher(pdf: PdfReader) -> str | None:
    xmp = pdf.xmp_metadata
    names = xmp.dc_publisher if xmp else None
    return str(names[0]).strip() or None if names else None


def _printed_from(marks: list[Line]) -> str | None:
    """The address a browser prints below a page."""
    found = (PRINTED_FROM.fullmatch(line.text.strip()) for line in marks)
    return next((match[1] for match in found if match), None)
