"""Files that are made to break what reads them, by families, from a seed: the whole pile."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.batch.hostile import anything, mails, pages, pdfs, texts, words
from tests.batch.hostile.families import FAMILIES

KINDS = (pages, texts, words, pdfs, mails, anything)
"""Where families are; a new file of them stands here."""


def pile(seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Every file of every family by its name; the same for the same seed."""
    for kind in FAMILIES:
        chance = Random(f"{seed} {kind.name}")
        for number in range(kind.count):
            ending, body = kind.make(chance)
            yield f"{kind.name}-{number:02d}{ending}", body
