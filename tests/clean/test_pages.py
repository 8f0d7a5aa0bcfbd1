"""Whole pages, messy in different ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.clean import clean
from summarizer.records import BlockKind, DropReason
from tests.clean.pages import FOLDER, document, read

PAGES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_of_a_page_meets_its_fate(path: Path) -> None:
    """The article's own lines stay as blocks of their kind, but for the place they were filed from;
    the rest goes for its reason."""
    text, lines = read(path)
    article = clean(document(text))
    filed = [drop.text for drop in article.dropped if drop.reason is DropReason.DATELINE]
    kinds = {block.raw_start: block.kind for block in article.blocks}
    for line in lines:
        words = text[line.start : line.end]
        inside = [kinds[at] for at in kinds if line.start <= at < line.end]
        if isinstance(line.fate, BlockKind):
            assert inside == [line.fate], words
            for place in filed:
                words = words.removeprefix(place).lstrip()
            assert words.lstrip("*•- 0123456789.") in article.text or words in article.text, words
        else:
            assert inside == [], words
            reasons = {drop.reason for drop in article.dropped if drop.text in words}
            assert line.fate in reasons, (words, reasons)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_cleaning_a_cleaned_page_keeps_all_of_it(path: Path) -> None:
    """The article's own text, cleaned once more, gives the same article."""
    article = clean(document(read(path)[0]))
    again = clean(document(article.text))
    assert (again.text, again.id) == (article.text, article.id)
