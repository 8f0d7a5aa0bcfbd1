"""Which of today's stories goes on with which of the known ones. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def continued(
    known: Mapping[str, frozenset[str]], found: Sequence[frozenset[str]]
) -> list[str | None]:
    """For each of the found stories the known one it goes on with, or None where it is new.

    Stories are sets of what they hold (articles and origins). They are paired by how much they
    share, the most first; each goes on once. Of two known stories that grew together the one that
    shares more goes on, and the other ends.
    """
    pairs = sorted(
        (-len(held & holds), story, place)
        for story, held in known.items()
        for place, holds in enumerate(found)
        if held & holds
    )
    chosen: list[str | None] = [None] * len(found)
    taken: set[str] = set()
    for _, story, place in pairs:
        if chosen[place] is None and story not in taken:
            chosen[place] = story
            taken.add(story)
    return chosen
