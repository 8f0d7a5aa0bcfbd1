"""One finished memo, looked at from all sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from summarizer.errors import BriefError
from summarizer.reading import load
from summarizer.recheck.files import files_beside
from summarizer.recheck.report import Finding, Report, What, report
from summarizer.recheck.statements import cited, differing, statements
from summarizer.recheck.texts import own_texts, stored_memo, stored_texts
from summarizer.records import Embed, Memo
from summarizer.render.record import read_sealed
from summarizer.render.seal import Seal
from summarizer.store import Database

EMBEDDED = "embedded"
"""The name of the reader whose vectors had a say in the verdicts."""

Meaning = Callable[[], Embed]
"""Gives what compares meanings; raises a BriefError or ImportError where it can't be had."""


def vectors() -> Embed:
    """Those of the network inside the package."""
    return load(EMBEDDED).embed


def seen(path: Path, db: Database | None = None, meaning: Meaning = vectors) -> Report:
    """What holds of the memo in a `memo.json`, and of the files beside it; with a store, whether
    that has the same texts. UsageError where the file holds no memo."""
    memo, seal = read_sealed(path)
    embed, notes = _meaning(memo, meaning)
    lines = tuple(statements(memo, embed, lacking=bool(notes)))
    found = [
        *_seal(seal),
        *cited(memo),
        *own_texts(memo),
        *differing(lines),
        *(stored_texts(memo, db) if db else ()),
        *(stored_memo(memo, path, db) if db else ()),
        *files_beside(memo, path.parent),
        *notes,
    ]
    return report(str(path), seal, found, lines)


def _meaning(memo: Memo, meaning: Meaning) -> tuple[Embed | None, list[Finding]]:
    """What the memo's verdicts were made with, as far as it can be had."""
    if memo.making.reader != EMBEDDED:
        return None, []
    try:
        return meaning(), []
    except (BriefError, ImportError, OSError) as error:
        problem = f"can't be loaded, so statements are checked by their words alone ({error})"
        return None, [Finding(What.VERDICT, "the embedded model", problem, note=True)]


def _seal(seal: Seal) -> Iterator[Finding]:
    if seal is Seal.BROKEN:
        yield Finding(What.SEAL, "seal", "broken: the memo is not as it was made")
    if seal is Seal.MISSING:
        problem = "there is none, as in memos of older versions; an edit may go unnoticed"
        yield Finding(What.SEAL, "seal", problem, note=True)
