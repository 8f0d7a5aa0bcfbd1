"""Who an event is about: the names that most of its sources put into their heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from summarizer.stories.profile import Profile

_MOST = 0.6


def central(profiles: Sequence[Profile]) -> frozenset[str]:
    """Name keys that stand in the heads of most of the profiles."""
    counts = Counter(key for profile in profiles for key in frozenset().union(*profile.parties))
    return frozenset(key for key, count in counts.items() if count >= _MOST * len(profiles))


def two_parties(profile: Profile, keys: frozenset[str]) -> bool:
    """Whether the head names two different ones of the keys, each without the other.

    "Alexandra Stone" and "Stone" are one party, so are "Dow Jones" and "Dow".
    """
    runs = [run & keys for run in profile.parties if run & keys]
    return any(one - other and other - one for one, other in combinations(runs, 2))
