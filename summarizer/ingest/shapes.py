"""What the parts of this room hand to one another: bytes with a name, and what a reader made of
them.

A leaf of the room: it imports the records and errors only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.errors import SourceError
from summarizer.records import Failure, RawDocument


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may cost: bytes as stored and as unpacked, pages, parts of a mail and how
    deep mails nest."""

    body_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    pages: int = 500
    parts: int = 50
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one document. `name` is what its extension is read from, `declared` the media
    type its sender gave it (`text/html; charset=...`), `url` where it came from on the web."""

    origin: str
    body: bytes
    name: str
    declared: str | None = None
    url: str | None = None

    @property
    def extension(self) -> str:
        """The extension in lower case with its dot, empty where there is none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""

    @property
    def media_type(self) -> str:
        """The declared type without its parameters, in lower case."""
        return (self.declared or "").partition(";")[0].strip().lower()

    def error(self, problem: str, remedy: str) -> SourceError:
        return SourceError(self.origin, problem, remedy)


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a blob: its document, if it holds one, and the documents inside it."""

    document: RawDocument | None
    parts: tuple[Blob, ...] = ()


Reader = Callable[[Blob, Limits], Read]
"""Bytes of one format to a document; raises SourceError for what the user can act on."""


def one_line(text: str, width: int = 300) -> str:
    """The text without line breaks or control characters, cut with an ellipsis at `width`."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def failure(error: SourceError) -> Failure:
    """The error as the record that travels on: each of its parts in one line."""
    return Failure(
        one_line(error.item) or "(no name)", one_line(error.problem), one_line(error.remedy)
    )


def too_large(origin: str, limits: Limits) -> SourceError:
    size = limits.body_bytes
    cap = f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size:,} bytes"
    return SourceError(
        origin, f"is larger than {cap}", "cut it down to the article or save its text alone"
    )
