"""Whether an article is what a watchlist is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.records import Article

FIRST_SENTENCES = 3


def about(article: Article, words: Sequence[str]) -> bool:
    """Whether the title or the first sentences hold one of the words, at the start of a word.
    Without words everything counts, as whether it is a deal is decided with its story."""
    if not words:
        return True
    head = [article.title or "", *map(article.cut, article.body()[:FIRST_SENTENCES])]
    pattern = "|".join(re.escape(word.casefold()) for word in words)
    return bool(re.search(rf"\b(?:{pattern})", "\n".join(head).casefold()))
