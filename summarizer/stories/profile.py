"""What articles are about: weighted names, quantities and words, comparable within a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from summarizer.records import FloatArray
from summarizer.stories.sketch import Sketch, Vocabulary, common

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Parties = frozenset[frozenset[int]]
Scalar = TypeVar("Scalar", bound=np.generic)

_HEAD_BOOST = 3.0
_NAME_BOOST = 2.0
_QUANTITY_BOOST = 1.5
_RARE = 0.0005
_AT_ONCE = 2000
"""Articles whose keys are weighed at the same time."""
_PRIOR_ARTICLES = 20.0
"""Articles of ordinary news the batch counts as mixed with, so that two have rarities as well."""


class Heads:
    """By an article's number the runs of names in its title and first sentences, as the keys they
    are made of. They are made when they are asked for, as few articles are compared by them."""

    def __init__(self, sketches: Sequence[Sketch], named: npt.NDArray[np.bool_]) -> None:
        self._sketches, self._named = sketches, named

    def __getitem__(self, number: int) -> Parties:
        return frozenset(_runs(self._sketches[number], self._named))


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """Articles' features with weights of length one. All rows lie behind one another: those of
    article n are `keys[starts[n]:starts[n + 1]]` and, in the same order, `values`, heaviest first.

    `ids` are in order. `parties` are told by their heads; `days` counts the days to a date, 0 where
    it is unknown. `vectors` has shape
    (articles, width), a row of zeros where there is none.
    """

    ids: tuple[str, ...]
    starts: Places
    keys: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]
    parties: Heads
    days: Places
    vectors: FloatArray | None = None
    same_event: float | None = None

    def row(self, number: int) -> slice:
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


def profiles(sketches: Sequence[Sketch], vocabulary: Vocabulary) -> Profiles:
    """The profiles of articles, in the order of their ids. Rarity is counted within the batch, over
    a prior.

    Words that the readings hold for names of people or organisations count as names too.
    """
    ordered = sorted(sketches, key=lambda s: s.article)
    named = _named(ordered, len(vocabulary))
    rows = _weighed(ordered, _Weights(ordered, named, vocabulary))
    return Profiles(
        ids=tuple(s.article for s in ordered),
        starts=np.concatenate([[0], np.cumsum(rows.sizes)]),
        keys=rows.keys,
        values=rows.values,
        parties=Heads(ordered, named),
        days=np.array([s.day for s in ordered], np.int64),
        vectors=_vectors(ordered),
        same_event=next((s.same_event for s in ordered if s.same_event is not None), None),
    )


def _weighed(sketches: Sequence[Sketch], weigh: _Weights) -> _Rows:
    """The rows of all articles, put behind one another as they are made: no two copies of them."""
    most = sum(len(one.keys) for one in sketches)
    rows = _Rows(
        np.zeros(len(sketches), np.int64), np.empty(most, np.int32), np.empty(most, np.float32)
    )
    end = 0
    for at in range(0, len(sketches), _AT_ONCE):
        some = weigh(sketches[at : at + _AT_ONCE])
        rows.sizes[at : at + _AT_ONCE] = some.sizes
        begin, end = end, end + len(some.keys)
        rows.keys[begin:end], rows.values[begin:end] = some.keys, some.values
    return _Rows(rows.sizes, rows.keys[:end], rows.values[:end])


def _all(rows: Sequence[npt.NDArray[Scalar]], kind: type[Scalar]) -> npt.NDArray[Scalar]:
    return np.concatenate(rows) if rows else np.zeros(0, kind)


def _named(sketches: Sequence[Sketch], size: int) -> npt.NDArray[np.bool_]:
    """Which words are names: those that the readings say, and those that inside sentences are
    mostly capitalised, over the whole batch."""
    capitals = np.zeros(size, np.int64)
    for one in sketches:
        capitals[one.keys] += one.capitals  # its keys are distinct
    named: npt.NDArray[np.bool_] = capitals > 0
    for one in sketches:
        named[list(one.names)] = True
    return named


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Some articles' keys and weights, and how many each has."""

    sizes: Places
    keys: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]


class _Weights:
    """Weighs the keys of articles, some articles at a time."""

    def __init__(
        self, every: Sequence[Sketch], named: npt.NDArray[np.bool_], vocabulary: Vocabulary
    ) -> None:
        quantity = np.array([word.startswith("#") for word in vocabulary.words], np.bool_)
        self._rarity = _rarity(every, named, vocabulary)
        self._boost = np.where(named, _NAME_BOOST, np.where(quantity, _QUANTITY_BOOST, 1.0))
        self._ranks = _ranks(vocabulary)

    def __call__(self, sketches: Sequence[Sketch]) -> _Rows:
        keys = _all([s.keys for s in sketches], np.int32)
        heads = np.where(_all([s.heads for s in sketches], np.bool_), _HEAD_BOOST, 1.0)
        counts = _all([s.counts for s in sketches], np.uint16).astype(np.float64)
        weights = self._rarity[keys] * (1 + np.log(counts)) * self._boost[keys] * heads
        owners = np.repeat(np.arange(len(sketches)), [len(s.keys) for s in sketches])
        kept = self._rarity[keys] > 0
        keys, weights, owners = keys[kept], weights[kept], owners[kept]
        order = np.lexsort((self._ranks[keys], -weights, owners))
        keys, weights, owners = keys[order], weights[order], owners[order]
        lengths = np.sqrt(np.bincount(owners, weights * weights, minlength=len(sketches)))
        sizes = np.bincount(owners, minlength=len(sketches))
        shares = weights / np.where(lengths > 0, lengths, 1.0)[owners]
        return _Rows(sizes, keys, shares.astype(np.float32))


def _rarity(
    sketches: Sequence[Sketch], named: npt.NDArray[np.bool_], vocabulary: Vocabulary
) -> Floats:
    """How rare each word of the vocabulary is."""
    usual = common()
    prior = np.array([usual.get(word, _RARE) for word in vocabulary.words], np.float64)
    prior[named] = _RARE
    holders = _PRIOR_ARTICLES * prior
    for one in sketches:
        holders[one.keys] += 1
    found: Floats = np.log((len(sketches) + _PRIOR_ARTICLES) / holders)
    return found


def _ranks(vocabulary: Vocabulary) -> Places:
    """The place of each word in the order of the alphabet."""
    order = sorted(range(len(vocabulary)), key=vocabulary.words.__getitem__)
    ranks = np.zeros(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _runs(one: Sketch, named: npt.NDArray[np.bool_]) -> Iterator[frozenset[int]]:
    """The keys of every run of names in the head."""
    for chain in one.chains:
        run: set[int] = set()
        for key in chain:
            if named[key]:
                run.add(key)
            elif run:
                yield frozenset(run)
                run = set()
        if run:
            yield frozenset(run)


def _vectors(sketches: Sequence[Sketch]) -> FloatArray | None:
    width = max((len(s.vector) for s in sketches if s.vector is not None), default=0)
    if not width:
        return None
    found = np.zeros((len(sketches), width), np.float32)
    for row, one in enumerate(sketches):
        if one.vector is not None:
            found[row] = one.vector
    return found


class Likeness:
    """How much one article is like others, over and over; it keeps a row for all keys."""

    def __init__(self, found: Profiles) -> None:
        self._found = found
        self._row = np.zeros(int(found.keys.max(initial=0)) + 1)

    def of(self, one: int, others: Places) -> Floats:
        """The cosines of an article's profile with others', from 0 to 1."""
        found, here = self._found, self._found.row(one)
        self._row[found.keys[here]] = found.values[here]
        sizes = found.starts[others + 1] - found.starts[others]
        ends = np.cumsum(sizes)
        at = np.repeat(found.starts[others] - ends + sizes, sizes) + np.arange(int(sizes.sum()))
        shared = self._row[found.keys[at]] * found.values[at]
        self._row[found.keys[here]] = 0.0
        sums = np.concatenate(([0.0], np.cumsum(shared)))
        result: Floats = sums[ends] - sums[ends - sizes]
        return result


def closeness(found: Profiles, one: int, others: Places) -> Floats | None:
    """How far the cosines of articles' vectors are above the one from which on they likely tell of
    one event, not a number where one has none; None where the readings' vectors can't tell."""
    if found.vectors is None or found.same_event is None:
        return None
    near = (found.vectors[others] @ found.vectors[one]).astype(np.float64) - found.same_event
    known = found.vectors[others].any(axis=1) & found.vectors[one].any()
    result: Floats = np.where(known, near, np.nan)
    return result
