"""The sources' texts: against the ids made of them, and against what a store kept."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from summarizer.recheck.report import Finding, What, quoted
from summarizer.records import Memo, Source
from summarizer.store import Database, library, stories

BEFORE, AFTER = 30, 50
"""Characters that are told around the place where two texts part."""


def own_texts(memo: Memo) -> Iterator[Finding]:
    """Texts that are no longer those their articles' ids were made of."""
    for source in memo.sources:
        found = sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
        if source.article != found[: len(source.article)]:
            problem = f"its text is not the one that article {source.article} was made of"
            yield Finding(What.SOURCE, _name(source), problem)


def stored_texts(memo: Memo, db: Database) -> Iterator[Finding]:
    """Texts that the store has otherwise, and such as it doesn't have."""
    missing = []
    for source in memo.sources:
        kept = library.article(db, source.article)
        if kept is None and not library.versions(db, source.origin):
            missing.append(source)
        elif kept is None:
            problem = f"{db.path} has other texts of this source, and not article {source.article}"
            yield Finding(What.STORE, _name(source), problem)
        elif kept.text != source.text:
            problem = f"{db.path} has another text: {_parting(source.text, kept.text)}"
            yield Finding(What.STORE, _name(source), problem)
    for source in missing:
        yield Finding(What.STORE, _name(source), f"is not in {db.path}", note=True)


def stored_memo(memo: Memo, path: Path, db: Database) -> Iterator[Finding]:
    """Whether the memo is the one that a batch wrote into this folder."""
    folder = path.absolute().parent
    kept = stories.written(db, folder.parent.name, folder.name)
    if kept is not None and kept != memo:
        problem = f"differs from the memo that {db.path} keeps of folder {folder.name}"
        yield Finding(What.STORE, path.name, problem)


def _name(source: Source) -> str:
    return f"source [{source.number}] {source.origin}"


def _parting(here: str, there: str) -> str:
    """The words of both around the first character that differs."""
    pairs = enumerate(zip(here, there, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(here), len(there)))
    place = slice(max(0, at - BEFORE), at + AFTER)
    return f"{quoted(there[place])} where the memo has {quoted(here[place])}"
