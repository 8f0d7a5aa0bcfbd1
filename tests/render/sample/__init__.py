"""A memo about a deal that never was, made by hand: four sources, one of them a copy.

`article` parts a text into blocks and sentences, `Library.at` finds words in it, so that spans
never have to be counted by hand.
"""

from __future__ import annotations

from tests.render.sample.articles import Library, article, source, sources
from tests.render.sample.deal import memo
from tests.render.sample.variants import bare, many, renewed, several, worded

__all__ = [
    "Library", "article", "bare", "many", "memo", "renewed", "several", "source", "sources",
    "worded",
]  # fmt: skip
