"""Plain text, as it stands, and the few header lines that may stand on top of it.

A file may open with lines such as `Title: …`, `Source: …`, `Date: 2025-06-13`, `URL: …`. They are
taken as a header only if all lines up to the text are of that form, so a news text that happens to
begin with "Update: …" stays untouched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from summarizer.ingest.dates import parse_day
from summarizer.ingest.encoding import charset_in, decode
from summarizer.ingest.invisible import even_line_ends
from summarizer.ingest.shapes import Blob, Limits, Read
from summarizer.records import Media, RawDocument

# A key as people write it, and the field it fills. A new synonym is a new line.
FIELDS = {
    "title": "title",
    "headline": "title",
    "source": "publisher",
    "publisher": "publisher",
    "publication": "publisher",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "author": "author",
    "by": "author",
}
HEADER = re.compile(r"(?P<key>[A-Za-z]+):[ \t]+(?P<value>\S.*?)[ \t]*")
LONGEST = 500  # characters of a header line
WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a header says, and the text below it."""

    fields: Mapping[str, str]
    body: str

    @property
    def published(self) -> date | None:
        return parse_day(self.fields.get("published", ""))


def read(blob: Blob, limits: Limits) -> Read:
    """Plain text: the decoded characters, line ends made even, a header taken off."""
    text = even_line_ends(decode(blob, charset_in(blob.declared)))
    return Read(with_head(split_head(text), blob, Media.TEXT))


def with_head(head: Head, blob: Blob, media: Media) -> RawDocument:
    """The document of a text whose header was taken off. An author has no field of its own: the
    byline goes back on top of the text."""
    author = head.fields.get("author")
    return RawDocument(
        origin=blob.origin,
        media=media,
        text=f"By {author}\n\n{head.body}" if author else head.body,
        title=head.fields.get("title"),
        publisher=head.fields.get("publisher"),
        url=head.fields.get("url") or blob.url,
        published=head.published,
    )


def split_head(text: str) -> Head:
    """The header lines on top, if there are any, and the rest without leading blank lines."""
    lines = text.split("\n")
    fields: dict[str, str] = {}
    for line in lines:
        found = HEADER.fullmatch(line) if len(line) <= LONGEST else None
        field = FIELDS.get(found["key"].lower()) if found else None
        if found is None or field is None or field in fields or not _fits(field, found["value"]):
            break
        fields[field] = found["value"]
    rest = lines[len(fields) :]
    parted = not rest or not rest[0].strip()
    # One line that runs straight into the text may well be a part of it.
    if not fields or (len(fields) == 1 and not parted) or _half_read(rest):
        return Head({}, text)
    return Head(fields, "\n".join(rest).lstrip("\n"))


def _fits(field: str, value: str) -> bool:
    if field == "published":
        return parse_day(value) is not None
    return field != "url" or WEB.fullmatch(value) is not None


def _half_read(rest: list[str]) -> bool:
    """Whether a line that looks like a header follows that could not be taken as one."""
    found = HEADER.fullmatch(rest[0][:LONGEST]) if rest else None
    return found is not None and found["key"].lower() in FIELDS
