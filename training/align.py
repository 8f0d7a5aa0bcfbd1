"""Where each token of a target was copied from: the supervision of the copy head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WRITTEN, UNKNOWN = -1, -2


@dataclass(frozen=True, slots=True)
class Alignment:
    """One entry a target token. places: source position, WRITTEN or UNKNOWN. sure: part of a longer
    run."""

    places: tuple[int, ...]
    sure: tuple[bool, ...]

    @property
    def unknown(self) -> float:
        """The share of tokens found neither in the source nor in the closed list."""
        return sum(p == UNKNOWN for p in self.places) / max(len(self.places), 1)

    @property
    def jumps(self) -> int:
        """How often copying does not go on at the next source position."""
        copied = [p for p in self.places if p >= 0]
        return sum(b != a + 1 for a, b in pairwise(copied))


def align(source: Sequence[int], target: Sequence[int], free: frozenset[int]) -> Alignment:
    """Greedy from left to right: longest run first, then going on, then the nearest place ahead."""
    where: dict[int, list[int]] = {}
    for j, token in enumerate(source):
        where.setdefault(token, []).append(j)
    places: list[int] = []
    sure: list[bool] = []
    last, t = -1, 0
    while t < len(target):
        best, run = _best(source, target, t, where.get(target[t], []), last)
        lone = run == 1 and best != last + 1
        if run == 0 or (lone and target[t] in free and abs(best - last) > 6):
            places.append(WRITTEN if target[t] in free else UNKNOWN)
            sure.append(False)
            t += 1
            continue
        places.extend(range(best, best + run))
        sure.extend([not lone] * run)
        last, t = best + run - 1, t + run
    return Alignment(tuple(places), tuple(sure))


def _best(
    source: Sequence[int], target: Sequence[int], t: int, places: list[int], last: int
) -> tuple[int, int]:
    """The place to copy token t from, and for how many tokens the source goes on alike."""
    best, length, top = -1, 0, -1e9
    for j in places:
        run = 1
        while (
            j + run < len(source) and t + run < len(target) and source[j + run] == target[t + run]
        ):
            run += 1
        score = 2 * run + 5 * (j == last + 1) - 0.03 * abs(j - last - 1) - (j <= last)
        if score > top:
            best, length, top = j, run, score
    return best, length
