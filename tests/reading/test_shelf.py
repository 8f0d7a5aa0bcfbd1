from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from summarizer.clean import clean
from summarizer.errors import OutputError
from summarizer.reading import LexicalReader, Shelf
from summarizer.reading.shelf import BATCH
from summarizer.records import Article, Media, RawDocument, Reading


def article(number: int) -> Article:
    text = f"Oak bought Elm number {number} for ${number} million, Ida Holm said on Monday evening."
    return clean(RawDocument("a", Media.TEXT, text))


ARTICLES = [article(n) for n in range(2, BATCH + 5)]


def same(one: Reading, other: Reading) -> bool:
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(Reading)]
    return all(
        a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b for a, b in pairs
    )


@pytest.mark.parametrize("in_memory", [1, 1 << 30])
def test_readings_come_back_as_they_were(in_memory: int) -> None:
    """A reading off the shelf has the very bytes of the one read, from memory and from the disk."""
    read = LexicalReader().read(ARTICLES)
    with Shelf(in_memory).fill(LexicalReader(), ARTICLES) as shelf:
        assert list(shelf) == [a.id for a in ARTICLES]
        assert all(same(shelf[reading.article], reading) for reading in reversed(read))


def test_unknown_article() -> None:
    """An article that wasn't read is missing, as from any mapping."""
    with Shelf() as shelf:
        assert shelf.get("x") is None
        assert "x" not in shelf


def test_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no temporary file can be made, one line names the folder and the way out."""
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with Shelf(1) as shelf, pytest.raises(OutputError, match=r"temporary files: can't .* TMPDIR"):
        shelf.fill(LexicalReader(), ARTICLES[:1])
