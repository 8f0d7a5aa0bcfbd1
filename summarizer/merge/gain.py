"""What a point is worth to the memo now: what it adds, for its length and the line it makes."""

from __future__ import annotations

from summarizer.merge.knowledge import kinds, pattern
from summarizer.merge.points import Point
from summarizer.merge.told import Told
from summarizer.merge.wording import dangles, length, poor

CROWDED = 0.9
"""What each point a section has already takes from the next one's chance."""

LEANING = 0.75
"""What a sentence counts that needs the one before it."""

POOR = 0.35
"""The same for one that asks, quotes, or speaks of its author."""

PAIRED = 0.5
"""The same for one that brings the one before it along."""

HEARSAY = 0.7
"""The same for one that tells terms of the deal as mere talk."""

UNKNOWN = 0.3
"""The same for one that takes something for known which the memo doesn't tell of."""

LENGTHY = 0.4
LENGTHY_ON_TOP = 0.8
"""How strongly length speaks against a sentence, in a section and where only the best stands (the
bottom line, a section's one point): the power of its words over the usual number."""

_USUAL_LENGTH = 20
_SUBSTANCE = 9


def gain(point: Point, crowd: int, told: Told, lengthy: float = LENGTHY) -> tuple[float, str]:
    """What the point is worth now, for its length, and less where it has hardly any content; the
    text only breaks ties."""
    best = point.best
    content = min(1.0, len(best.features.stems) / _SUBSTANCE)
    per_length = float(max(length_of(point) / _USUAL_LENGTH, 1.0) ** lengthy)
    stands = PAIRED if best.paired else LEANING if dangles(best.text) else 1.0
    stands *= UNKNOWN if told.unknown(point) else 1.0
    stands *= (HEARSAY if _hearsay(point) else 1.0) * (POOR if poor(best.text) else 1.0)
    return told.gain(point) * content * stands * CROWDED**crowd / per_length, point.best.text


def _hearsay(point: Point) -> bool:
    """Whether the point puts terms or moves as a possibility. Risks and motives mostly are one."""
    settled = any(kinds()[fact.kind].settled for fact in point.best.topic)
    done = pattern("firm").search(point.best.text) is not None
    return settled and bool(point.best.features.hedged) and not done


def length_of(point: Point) -> int:
    """The words of the point's line."""
    return length(point.best.text)
