"""Pages that hold only the beginning of their article: behind a paywall, or broken off."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from summarizer.records import Article, Drop, DropReason, RawDocument

FEW_WORDS = 250
"""An article of more words is worth reading, whatever its page says around it."""
CLOSED = re.compile(rb'"isAccessibleForFree"\s*:\s*"?\s*false', re.IGNORECASE)
BROKEN_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
REMEDY = "get the whole article, and put it into a folder that is watched"


def stub(body: bytes, document: RawDocument, article: Article) -> str | None:
    """What is wrong with a page that shows only the beginning; None where it doesn't.

    Believed are what a page says about itself to programs and to its readers; both count only
    where little text is left.
    """
    if len(article.text.split()) >= FEW_WORDS:
        return None
    if CLOSED.search(body) or _cues().search(" ".join(document.text.casefold().split())):
        return "shows only the beginning of an article behind a paywall"
    if BROKEN_OFF.search(article.text) or any(map(_breaks_off, article.dropped)):
        return "shows only the beginning of its article"
    return None


def _breaks_off(drop: Drop) -> bool:
    return drop.reason is DropReason.FRAGMENT and BROKEN_OFF.search(drop.text) is not None


@cache
def _cues() -> re.Pattern[str]:
    text = files(__package__).joinpath("paywall_cues.txt").read_text(encoding="utf-8")
    cues = [line for line in text.splitlines() if line and line[0] != "#"]
    return re.compile("|".join(map(re.escape, cues)))
