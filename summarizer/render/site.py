"""An index of the memos in a folder: newest first, to be searched by company.

The page needs no network; its one small script is allowed by its hash, and without scripts the
list is whole and only the search is missing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from summarizer.errors import BriefError, UsageError
from summarizer.records import FactKind, Memo
from summarizer.render import apparatus
from summarizer.render.files import write_files
from summarizer.render.page import environment, squeezed, style
from summarizer.render.record import read_memo
from summarizer.render.wording import Wording, capital, clean, plain_letters

INDEX = "index.html"
PARTIES = (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER)
FIGURES = (FactKind.PRICE, FactKind.STAKE, FactKind.VALUATION, FactKind.STATUS)
FILES = {"memo.html": "Page", "memo.pdf": "PDF", "memo.docx": "Word", "memo.md": "Markdown"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One memo of the index. `names` is what a search looks through, in plain small letters."""

    title: str
    href: str | None
    files: tuple[tuple[str, str], ...]
    made: str
    made_iso: str
    basis: str
    companies: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    names: str


def write_index(folder: Path, locale: str) -> tuple[Path, list[str]]:
    """Write the index of the memos anywhere under `folder`, those of batches too; gives its path
    and, a line each, what could not be listed. Raises UsageError where the folder is none."""
    if not folder.is_dir():
        raise UsageError(str(folder), "is not a folder", "name the folder that memos are in")
    words = Wording(locale)
    found: list[tuple[date, str, Entry]] = []
    problems = list(_without_record(folder))
    for path in sorted(folder.rglob("memo.json")):
        try:
            memo = read_memo(path)
        except BriefError as error:
            problems.append(str(error))
            continue
        place = path.parent.relative_to(folder)
        found.append((memo.made, place.as_posix(), entry(memo, folder, place, words)))
    found.sort(key=lambda item: item[:2], reverse=True)
    (written,) = write_files(folder, {INDEX: [to_index([item[2] for item in found], locale)]})
    return written, problems


def entry(memo: Memo, folder: Path, place: Path, words: Wording) -> Entry:
    """How a memo is listed that lies at a place in the folder, with the files that lie there."""
    rows = [row for part in memo.stories for row in part.card]
    companies = dict.fromkeys(clean(r.value.text) for r in rows if r.kind in PARTIES)
    first = memo.stories[0].card if memo.stories else ()
    figures = {r.label: capital(clean(r.value.text)) for r in first if r.kind in FIGURES}
    there = [(name, label) for name, label in FILES.items() if (folder / place / name).is_file()]
    hrefs = tuple((quote((place / name).as_posix()), label) for name, label in there)
    return Entry(
        title=clean(memo.title),
        href=hrefs[0][0] if hrefs else None,
        files=hrefs,
        made=words.date(memo.made),
        made_iso=memo.made.isoformat(),
        basis=apparatus.basis(memo),
        companies=tuple(companies),
        figures=tuple(figures.items()),
        names=plain_letters(" ".join((*companies, memo.title))),
    )


def to_index(entries: Sequence[Entry], locale: str) -> bytes:
    """The index as a UTF-8 page."""
    script = files("summarizer.render").joinpath("templates/site.js").read_text("utf-8")
    script = squeezed(script)
    digest = base64.b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode()
    page = (
        environment()
        .get_template("site.html.j2")
        .render(
            entries=entries,
            locale=locale,
            style=Markup(style("site.css")),
            script=Markup(script),
            digest=digest,
        )
    )
    return (squeezed(page) + "\n").encode()


def _without_record(folder: Path) -> Iterator[str]:
    for page in sorted(folder.rglob("memo.*")):
        record = page.with_name("memo.json")
        if not record.exists() and page == min(page.parent.glob("memo.*")):
            yield f"{page.parent}: has no memo.json, so it is not listed; keep json in --format"
