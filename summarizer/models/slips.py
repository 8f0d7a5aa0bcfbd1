"""Signs that a sentence was broken before it was read: a word is missing, stands twice or is glued.

News is written in a hurry, and a sentence that lacks a word at its source lacks it in a summary.
What the signs are stands in `data/slips.toml`.
"""

from __future__ import annotations

from summarizer.models.knowledge import patterns


def slipped(sentence: str) -> bool:
    """Whether a sentence seems broken at its source."""
    return any(pattern.search(sentence) for pattern in patterns("slips", "slips"))
