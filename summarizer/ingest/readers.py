"""The table of readers, and the one place where a blob becomes documents.

A reader is a module of this room with `read(blob, limits)`. It is imported when its first document
comes, because the libraries behind them are heavy.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from summarizer.errors import SourceError
from summarizer.ingest.dates import day_near_top
from summarizer.ingest.invisible import even_line_ends, without_invisible
from summarizer.ingest.shapes import Blob, Limits, Read, Reader, failure, one_line, too_large
from summarizer.ingest.sniff import media_of
from summarizer.records import Failure, Media, RawDocument

log = logging.getLogger(__name__)

# A new format is a new module and a new line here.
READERS = {
    Media.TEXT: "plain",
    Media.MARKDOWN: "markdown",
    Media.HTML: "web_page",
    Media.PDF: "pdf",
    Media.DOCX: "word",
    Media.EMAIL: "mail",
}
TOP_LINES = 6
BEHIND = re.compile(r"\s+[-–—|·»]\s+")


def documents(blob: Blob, limits: Limits, depth: int = 0) -> Iterator[RawDocument | Failure]:
    """The document of a blob and those inside it, or why there is none. Never raises."""
    try:
        read = _read(blob, limits)
        document = finished(read.document) if read.document else None
    except SourceError as error:
        yield failure(error)
        return
    if document:
        yield document
    for part in read.parts:
        if depth < limits.depth:
            yield from documents(part, limits, depth + 1)
        else:
            yield failure(part.error("lies too deep inside other mails", "save it as a file"))


def reader_of(media: Media) -> Reader:
    reader: Reader = import_module(f"{__package__}.{READERS[media]}").read
    return reader


def _read(blob: Blob, limits: Limits) -> Read:
    if not blob.body.strip():
        raise blob.error("is empty", "name a source that holds text")
    if len(blob.body) > limits.body_bytes:
        raise too_large(blob.origin, limits)
    media = media_of(blob)
    try:
        return reader_of(media)(blob, limits)
    except SourceError:
        raise
    except Exception as error:
        # The parsers behind the readers raise what they please on damaged input.
        log.debug("%s: %s", blob.origin, error, exc_info=True)
        what = one_line(f"{type(error).__name__}: {error}", 120)
        raise blob.error(
            f"can't be read as {media.value} ({what})", "it may be damaged; get a whole copy"
        ) from error


def finished(raw: RawDocument) -> RawDocument:
    """What holds for every format: even line ends, nothing invisible, the title as the first line,
    a date that the text states where no header did."""
    text, drops = without_invisible(even_line_ends(raw.text))
    title, publisher = _label(raw.title), _label(raw.publisher)
    heading = _heading(text, title) if title else None
    if not text.strip():
        raise SourceError(raw.origin, "holds no visible text", "name a source that holds text")
    return replace(
        raw,
        text=f"{title}\n\n{text}" if title and not heading else text,
        title=heading or title,
        publisher=publisher,
        url=_label(raw.url),
        published=raw.published or day_near_top(text),
        hidden=(*raw.hidden, *drops),
    )


def _label(value: str | None) -> str | None:
    """A title or name in one line, without what nobody sees."""
    return " ".join(without_invisible(even_line_ends(value or ""))[0].split()) or None


def _heading(text: str, title: str) -> str | None:
    """The one of the first lines that is the title: the same but for quotes, case and spacing, or
    one that opens like a title behind which a browser put the name of the site."""
    lines = (line.strip() for line in text.split("\n") if line.strip())
    top = [line for _, line in zip(range(TOP_LINES), lines, strict=False)]
    same = (line for line in top if _plain(line) == _plain(title))
    own = _plain(BEHIND.split(title)[0])
    cut = " " in own and own != _plain(title)
    longer = (line for line in top if cut and _plain(line).startswith(own))
    return next(same, None) or next(longer, None)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
