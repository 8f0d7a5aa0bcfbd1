"""Which source sentences a written sentence rests on.

Pure: texts in, places out. A written sentence is covered by the source sentences that share its
telling words; numbers and names count most, because they are what a reader checks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.condense.words import Word, content

LEAST = 0.5
"""The share of a sentence's weight that its sources must cover together."""
GAIN = 0.15
"""The share a second source must add."""
NUMBER, NAME = 2.5, 1.5
"""How much more than another word a number or a name weighs."""
ORDER = 0.2
"""How much word pairs kept in order add, to tell apart sentences of the same words."""


@dataclass(frozen=True, slots=True)
class Match:
    """Places in the list of sources, best first, and the share of the sentence they cover."""

    places: tuple[int, ...]
    cover: float


@dataclass(frozen=True, slots=True)
class Sources:
    """Source sentences, made ready to be searched."""

    stems: tuple[frozenset[str], ...]
    pairs: tuple[frozenset[tuple[str, str]], ...]
    rarity: dict[str, float]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sources:
        words = [[word.stem for word in content(text)] for text in texts]
        counts = Counter(stem for row in words for stem in set(row))
        return cls(
            stems=tuple(frozenset(row) for row in words),
            pairs=tuple(frozenset(pairwise(row)) for row in words),
            rarity={stem: math.log1p(len(words) / count) for stem, count in counts.items()},
        )

    def weigh(self, word: Word) -> float:
        """Rare words tell more; a word that no source has weighs as the rarest."""
        rarity = self.rarity.get(word.stem, math.log1p(len(self.stems)))
        return rarity * (NUMBER if word.number else NAME if word.name else 1.0)


def align(text: str, sources: Sources, most: int = 2) -> Match:
    """The one or two (at most `most`) sources that cover a text best; none where they cover too
    little of it, or where no single one covers half as much as is asked of all."""
    words = content(text)
    weights = {word.stem: sources.weigh(word) for word in words}
    total = sum(weights.values())
    hard = {word.stem for word in words if word.number or word.name}
    pairs = frozenset(pairwise(word.stem for word in words))
    places: list[int] = []
    missing = set(weights)
    while missing and len(places) < min(most, len(sources.stems)):
        place = _best(sources, {stem: weights[stem] for stem in missing}, pairs, total)
        gained = missing & sources.stems[place]
        needed = LEAST / 2 if not places else 0.0 if gained & hard else GAIN
        if not gained or sum(weights[stem] for stem in gained) < needed * total:
            break
        places.append(place)
        missing -= gained
    cover = 1.0 - sum(weights[stem] for stem in missing) / total if total else 0.0
    return Match(tuple(places), cover) if cover >= LEAST else Match((), cover)


def _best(
    sources: Sources, weights: dict[str, float], pairs: frozenset[tuple[str, str]], total: float
) -> int:
    """The source that covers most weight; of equals the one that keeps the words' order, then
    the first."""

    def score(place: int) -> float:
        covered = sum(weights[stem] for stem in weights.keys() & sources.stems[place])
        kept = len(pairs & sources.pairs[place]) / max(1, len(pairs))
        return covered / total + (ORDER * kept if covered else 0.0)

    return max(range(len(sources.stems)), key=lambda place: (score(place), -place))


def align_all(texts: Sequence[str], sources: Sequence[str]) -> list[Match]:
    """One match a text, against the same sources."""
    ready = Sources.of(sources)
    return [align(text, ready) for text in texts]
