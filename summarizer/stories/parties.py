"""Who an event is about: the names that most of its sources put into their heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from summarizer.stories.profile import Parties

_MOST = 0.6


def named(parties: Parties) -> frozenset[int]:
    """All name keys of one head."""
    return frozenset().union(*parties)


def central(heads: Sequence[Parties]) -> frozenset[int]:
    """Name keys that stand in most of the heads."""
    counts = Counter(key for parties in heads for key in named(parties))
    return frozenset(key for key, count in counts.items() if count >= _MOST * len(heads))


def two_parties(parties: Parties, keys: frozenset[int]) -> bool:
    """Whether the head names two different ones of the keys, each without the other.

    "Alexandra Stone" and "Stone" are one party, so are "Dow Jones" and "Dow".
    """
    runs = {run & keys for run in parties if not run.isdisjoint(keys)}
    return len(runs) > 1 and any(
        one - other and other - one for one, other in combinations(runs, 2)
    )
