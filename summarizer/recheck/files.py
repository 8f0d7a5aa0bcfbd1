"""memo.md and memo.html beside a memo.json, against what the memo renders to now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from summarizer import __version__
from summarizer.recheck.report import Finding, What, quoted
from summarizer.records import Memo
from summarizer.render import FORMATS, LOCALES, render

TEXTS = ("md", "html")
"""Formats that are compared; the bytes of a PDF or Word file depend on fonts and libraries."""
BEFORE = 30
"""Characters that are told before the first that differs."""


def files_beside(memo: Memo, folder: Path) -> Iterator[Finding]:
    """The first line of each file that is not as the memo has it, in whichever locale fits best."""
    for fmt in TEXTS:
        path = folder / FORMATS[fmt].file
        if not path.is_file():
            continue
        try:
            there = path.read_bytes()
        except OSError as error:
            yield Finding(What.FILE, path.name, f"can't be read ({error.strerror or error})")
            continue
        options = [_parting(there, render(memo, fmt, locale=locale)) for locale in LOCALES]
        if None not in options:
            furthest = max(found for found in options if found)
            yield Finding(What.FILE, *_told(path.name, furthest, memo.making.version))


Parting = tuple[int, bytes, bytes]
"""The number of a line, as it is there and as it should be."""


def _parting(there: bytes, made: bytes) -> Parting | None:
    """The first line that differs; None where none does."""
    if there == made:
        return None
    lines = zip_longest(there.split(b"\n"), made.split(b"\n"), fillvalue=b"")
    return next((n, one, two) for n, (one, two) in enumerate(lines, 1) if one != two)


def _told(name: str, found: Parting, version: str) -> tuple[str, str]:
    """Which line of the file it is, and both of its wordings."""
    number, there, made = found
    one, two = there.decode("utf-8", "replace"), made.decode("utf-8", "replace")
    pairs = enumerate(zip(one, two, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(two)))
    start = max(0, at - BEFORE)
    by = "" if version == __version__ else f"; brief {version} made it, this is {__version__}"
    wording = f"{quoted(one[start:])} where memo.json has {quoted(two[start:])}"
    return f"{name}, line {number}", wording + by
