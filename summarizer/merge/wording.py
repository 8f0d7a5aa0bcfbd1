"""How sentences are put into the memo: as they stand, without an opening that says nothing."""

from __future__ import annotations

from summarizer.merge.knowledge import pattern


def length(text: str) -> int:
    """The number of words between blanks, as a reader counts them."""
    return len(line(text).split())


def line(text: str) -> str:
    """A sentence on one line, without a leading "Meanwhile," or "But"."""
    flat = " ".join(text.split())
    bare = pattern("connective").sub("", flat, count=1)
    return bare[:1].upper() + bare[1:] if bare != flat else flat


def dangles(text: str) -> bool:
    """Whether the sentence opens with a word that points back at one that isn't there."""
    return bool(pattern("dangling").search(line(text)))


def poor(text: str) -> bool:
    """Whether no memo should hold the sentence where another says the same."""
    return bool(pattern("poor").search(text))
