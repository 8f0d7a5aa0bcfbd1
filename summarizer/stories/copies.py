"""Copies of one text: syndicated, updated, shortened, or under another headline.

Candidates come from an index of sampled shingles (every hash that 4 divides), which grows with the
texts and not with their pairs. MinHash would estimate how much two texts share of both together
and so miss a short copy of a long text; sampled shingles estimate containment. The exact
containment decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from summarizer.stories.shingles import Hashes, containment
from summarizer.stories.sketch import Sketch

COPIED = 0.5
"""The part of the shorter text's shingles from which on it counts as a copy."""

_SAMPLE = 4
_WORTH_A_LOOK = 0.25
"""Share of the shorter text's sampled shingles from which on a pair is compared in full."""

Places = npt.NDArray[np.int64]


def copies(sketches: Sequence[Sketch]) -> list[list[Sketch]]:
    """Part the articles into independent sources; the fullest article of each stands first.

    Articles with no copy form a source of their own. The order of the input has no influence.
    """
    ranked = sorted(sketches, key=lambda s: (-s.length, s.article))
    root = list(range(len(ranked)))
    for longer, shorter in _candidates([_sample(s.hashes) for s in ranked]):
        if containment(ranked[longer].hashes, ranked[shorter].hashes) >= COPIED:
            _join(root, longer, shorter)
    sources: dict[int, list[Sketch]] = {}
    for index, one in enumerate(ranked):
        sources.setdefault(_find(root, index), []).append(one)
    return list(sources.values())


def _sample(hashes: Hashes) -> Hashes:
    sampled: Hashes = hashes[hashes % _SAMPLE == 0]
    return sampled


def _candidates(samples: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs of indices (longer text first) that share enough sampled shingles.

    Of the texts that hold one shingle, each is paired with the longest and with its neighbour:
    the number of pairs stays in proportion to the texts even for a phrase that all of them hold.
    """
    full = np.array([len(sample) for sample in samples], np.int64)
    if not full.sum():
        return
    hashes, owners = _shared(samples, full)
    if not len(hashes):
        return
    sizes = np.bincount(owners, minlength=len(samples))
    ends = np.cumsum(sizes)
    marks = np.zeros(int(hashes.max()) + 1, np.int64)
    for longer, shorter in _links(hashes, owners, len(samples)):
        marks[hashes[ends[longer] - sizes[longer] : ends[longer]]] = 1
        reach = sizes[shorter]
        at = np.repeat(ends[shorter] - np.cumsum(reach), reach) + np.arange(int(reach.sum()))
        sums = np.concatenate(([0], np.cumsum(marks[hashes[at]])))
        shared = np.diff(sums[np.concatenate(([0], np.cumsum(reach)))])
        smaller = np.maximum(np.minimum(full[shorter], full[longer]), 1)
        for place in shorter[shared / smaller >= _WORTH_A_LOOK].tolist():
            yield longer, place
        marks[hashes[ends[longer] - sizes[longer] : ends[longer]]] = 0


def _shared(samples: Sequence[Hashes], full: Places) -> tuple[Places, Places]:
    """Numbers for the shingles that several texts hold, as nothing can be said by the others, text
    by text, and whose they are."""
    every = np.concatenate(samples)
    ordered = np.sort(every)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    owners = np.repeat(np.arange(len(samples), dtype=np.int32), full)
    if not len(several):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.minimum(np.searchsorted(several, every), len(several) - 1)
    kept = several[places] == every
    return places[kept], owners[kept].astype(np.int64)


def _links(hashes: Places, owners: Places, count: int) -> Iterator[tuple[int, Places]]:
    """Each text with the shorter ones it is to be compared with."""
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    first = owners[np.repeat(starts, np.diff(np.append(starts, len(hashes))))]
    previous = np.concatenate(([0], owners[:-1]))
    previous[starts] = owners[starts]
    links = np.unique(np.append(first * count + owners, previous * count + owners))
    longer, shorter = np.divmod(links[links // count != links % count], count)
    borders = np.flatnonzero(np.diff(longer)) + 1
    for some in np.split(np.arange(len(longer)), borders):
        if len(some):
            yield int(longer[some[0]]), shorter[some]


def _find(root: list[int], index: int) -> int:
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _join(root: list[int], one: int, other: int) -> None:
    """The lower index, which is the longer text, becomes the root of both."""
    a, b = sorted((_find(root, one), _find(root, other)))
    root[b] = a
