"""How sentences are put into the memo: as they stand, without an opening that says nothing."""

from __future__ import annotations

from functools import lru_cache

from summarizer.merge.knowledge import pattern

REMEMBERED = 1 << 12
"""Sentences that are asked about many times while a memo is chosen."""


@lru_cache(maxsize=REMEMBERED)
def length(text: str) -> int:
    """The number of words between blanks, as a reader counts them."""
    return len(line(text).split())


@lru_cache(maxsize=REMEMBERED)
def line(text: str) -> str:
    """A sentence on one line, without a leading "Meanwhile," or "But" and without share codes."""
    flat = _uncoded(" ".join(text.split()))
    bare = pattern("connective").sub("", flat, count=1)
    return bare[:1].upper() + bare[1:] if bare != flat else flat


def _uncoded(text: str) -> str:
    """The text without the codes behind names of companies, and without a second full stop where
    one was the sentence's last word."""
    bare = pattern("code").sub("", text)
    return bare[:-1] if bare != text and bare.endswith("..") else bare


@lru_cache(maxsize=REMEMBERED)
def dangles(text: str) -> bool:
    """Whether the sentence opens with a word that points back at one that isn't there."""
    return bool(pattern("dangling").search(line(text)))


@lru_cache(maxsize=REMEMBERED)
def poor(text: str) -> bool:
    """Whether no memo should hold the sentence where another says the same."""
    return bool(pattern("poor").search(text))


@lru_cache(maxsize=REMEMBERED)
def lost(text: str) -> bool:
    """Whether nobody can tell what the sentence is about without the one before it."""
    return bool(pattern("lost").search(line(text)))


def market(text: str) -> bool:
    """Whether the sentence tells how shares moved."""
    return bool(pattern("market").search(text))


def nothing(text: str) -> bool:
    """Whether no memo asks for the sentence: moves of shares, and who doesn't comment."""
    return market(text) or bool(pattern("silent").search(text))


def career(text: str) -> bool:
    """Whether the sentence tells where somebody comes from, and no change."""
    return bool(pattern("career").search(text)) and not pattern("comes").search(text)


def unchanged(text: str) -> bool:
    """Whether the sentence tells of somebody's career, age or pay, and so of no change."""
    told = pattern("biography").search(text) is not None
    return career(text) or (told and not pattern("still").search(text))


@lru_cache(maxsize=REMEMBERED)
def hearsay(text: str) -> bool:
    """Whether it is said by nobody who gives a name."""
    return bool(pattern("hearsay").search(text))


@lru_cache(maxsize=REMEMBERED)
def tentative(text: str) -> bool:
    """Whether nothing is settled yet: talks, a board that considers."""
    return bool(pattern("tentative").search(text))


@lru_cache(maxsize=REMEMBERED)
def in_sight(text: str) -> bool:
    """Whether a deal is told as one about to come, or a report of it as denied."""
    return bool(pattern("in_sight").search(text))


@lru_cache(maxsize=REMEMBERED)
def awaited(text: str) -> bool:
    """Whether something is waited for that the deal's next step settles."""
    return bool(pattern("awaited").search(text))
