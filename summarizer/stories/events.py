"""Independent sources parted into events: who tells of the same thing.

Profiles that share none of their heaviest features are never compared, so that the work grows with
the articles and not with their pairs; what is left is joined by average likeness.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summarizer.stories.parties import central, named, two_parties
from summarizer.stories.profile import Floats, Likeness, Parties, Places, Profiles, closeness

Matrix = npt.NDArray[np.float64]

ALIKE = 0.31
"""Average likeness from which on two groups of sources tell of one event."""

FITS = 0.8
"""How close a source must be to a group's others, as a part of what is usual among these."""

FITS_BY_NAME = 0.6
"""The same for a source whose head names two of the group's parties."""

ONE_PARTY = 0.8
"""What the likeness of sources counts whose heads share no two parties."""

DAYS = 45
DISTANT = 0.8
"""What the likeness of sources counts that were published more than so many days apart."""

_KEYS = 16
_KEYS_SHARED = 2
_NEIGHBOURS = 24
_LOOSE = 0.25
_LARGEST = 60
_STEP = 0.04
_AT_ONCE = 1_000_000
"""Shared features that are counted at once."""


def events(found: Profiles) -> list[list[str]]:
    """Article ids parted into events, the largest first; ids sorted within each."""
    judge = _Judge(found)
    parted = [
        [found.ids[number] for number in group]
        for component in _components(np.arange(len(found.ids)), _links(found, judge), _LOOSE)
        for group in _part(component, judge)
    ]
    return sorted((sorted(group) for group in parted), key=lambda group: (-len(group), group))


@dataclass(frozen=True, slots=True, eq=False)
class _Links:
    """Pairs of articles, and how much alike they are."""

    ones: Places
    others: Places
    alike: Floats

    def where(self, kept: npt.NDArray[np.bool_]) -> _Links:
        return _Links(self.ones[kept], self.others[kept], self.alike[kept])


def _components(numbers: Places, links: _Links, floor: float) -> Iterator[list[int]]:
    """Articles joined by any chain of links above the floor, which rises until the chains are
    short."""
    links = links.where(links.alike >= floor)
    labels = _labels(numbers, links)
    order = np.lexsort((numbers, labels))
    of_links = labels[np.searchsorted(numbers, links.ones)]
    by_label = np.argsort(of_links, kind="stable")
    for some in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(some) <= _LARGEST:
            if len(some):
                yield numbers[some].tolist()
            continue
        bounds = np.searchsorted(of_links[by_label], [labels[some[0]], labels[some[0]] + 1])
        within = np.zeros(len(of_links), np.bool_)
        within[by_label[slice(*bounds)]] = True
        yield from _components(numbers[some], links.where(within), floor + _STEP)


def _labels(numbers: Places, links: _Links) -> Places:
    """A number for each article, the same where links join them."""
    root = list(range(len(numbers)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    ones, others = np.searchsorted(numbers, links.ones), np.searchsorted(numbers, links.others)
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    return np.array([find(at) for at in range(len(root))], np.int64)


def _links(found: Profiles, judge: _Judge) -> _Links:
    """Candidates that are alike enough to count."""
    ones, chosen, likes = array("q"), array("q"), array("d")  # an object for each would be large
    for one, others in _candidates(found):
        alike = judge.alike(one, others, _LOOSE)
        kept = alike >= _LOOSE
        ones.extend([one] * int(kept.sum()))
        chosen.extend(others[kept].tolist())
        likes.extend(alike[kept].tolist())
    return _Links(np.array(ones, np.int64), np.array(chosen, np.int64), np.array(likes, np.float64))


def _candidates(found: Profiles) -> Iterator[tuple[int, Places]]:
    """Each article with others that share heavy features; of a feature many share, neighbours in
    time only."""
    count = len(found.ids)
    moment = np.zeros(count, np.int64)
    moment[np.lexsort((np.arange(count), found.days))] = np.arange(count)
    sizes = np.minimum(np.diff(found.starts), _KEYS)
    owners = np.repeat(np.arange(count), sizes)
    at = np.arange(len(owners)) + np.repeat(found.starts[:-1] - np.cumsum(sizes) + sizes, sizes)
    keys = found.keys[at]
    order = np.lexsort((moment[owners], keys))
    keys, owners = keys[order], owners[order]
    del at, order  # what follows goes on for long
    by_first = np.argsort(owners, kind="stable")
    for start in _whole(owners[by_first], _AT_ONCE // _NEIGHBOURS):
        codes = [
            _paired(keys, owners, by_first[start], ahead, count)
            for ahead in range(1, _NEIGHBOURS + 1)
        ]
        pairs, often = np.unique(np.concatenate(codes), return_counts=True)
        ones, others = np.divmod(pairs[often >= _KEYS_SHARED], count)
        for some in np.split(np.arange(len(ones)), np.flatnonzero(np.diff(ones)) + 1):
            if len(some):
                yield int(ones[some[0]]), others[some]


def _whole(owners: Places, step: int) -> Iterator[slice]:
    """Slices of about so many entries that part no owner's."""
    start = 0
    while start < len(owners):
        end = min(start + step, len(owners))
        if end < len(owners):
            end = int(np.searchsorted(owners, owners[end - 1], side="right"))
        yield slice(start, end)
        start = end


def _paired(
    keys: npt.NDArray[np.int32], owners: Places, places: Places, ahead: int, count: int
) -> Places:
    """Pairs of owners, as one number each, of entries with the same key that stand so far apart."""
    firsts = places[places + ahead < len(keys)]
    same = firsts[keys[firsts] == keys[firsts + ahead]]
    pairs: Places = owners[same] * count + owners[same + ahead]
    return pairs


class _Judge:
    """Tells how alike sources are: by their words, less where their heads don't share two parties
    (another deal of the same company shares one), and half each with their vectors where these can
    tell; less where they are far apart in time."""

    def __init__(self, found: Profiles) -> None:
        self._found = found
        self._likeness = Likeness(found)

    def parties(self, number: int) -> Parties:
        return self._found.parties[number]

    def alike(self, one: int, others: Places, floor: float = -1.0) -> Floats:
        """How alike a source is to others; only right from the floor on."""
        found, likes = self._found, self._likeness.of(one, others)
        near = closeness(found, one, others)
        distant = (found.days[others] > 0) & (found.days[one] > 0)
        distant &= np.abs(found.days[others] - found.days[one]) > DAYS
        alike = _blended(likes, near, distant)
        less = _blended(likes * ONE_PARTY, near, distant)
        for place in np.flatnonzero(alike >= floor).tolist():
            if not self._share_parties(one, int(others[place])):
                alike[place] = less[place]
        return alike

    def _share_parties(self, one: int, other: int) -> bool:
        heads = self.parties(one), self.parties(other)
        mine, theirs = map(named, heads)
        if len(mine & theirs) < 2:
            return False
        return two_parties(heads[0], theirs) or two_parties(heads[1], mine)


def _blended(likes: Floats, near: Floats | None, distant: npt.NDArray[np.bool_]) -> Floats:
    alike = likes
    if near is not None:
        both = (likes + np.maximum(ALIKE + near, 0.0)) / 2
        alike = np.where(np.isnan(near), likes, both)
    result: Floats = alike * np.where(distant, DISTANT, 1.0)
    return result


def _part(component: Sequence[int], judge: _Judge) -> list[list[int]]:
    """The events among sources that hang together somehow."""
    if len(component) == 1:
        return [list(component)]
    numbers = np.array(component, np.int64)
    likes = np.zeros((len(component), len(component)))
    for row, one in enumerate(component):
        likes[row, row:] = judge.alike(one, numbers[row:])
    likes = np.maximum(likes, likes.T)
    heads = [judge.parties(number) for number in component]
    groups = _join([[index] for index in range(len(component))], likes)
    groups = _part_pairs(_expel(groups, likes, heads), likes, heads)
    groups = _recall(groups, likes, heads)
    return [[component[index] for index in group] for group in groups]


def _join(groups: list[list[int]], likes: Matrix) -> list[list[int]]:
    """Join the two most alike groups, again and again, while they are alike enough."""
    between = likes.copy()
    np.fill_diagonal(between, -1.0)
    sizes = np.ones(len(groups))
    while len(groups) > 1:
        one, other = sorted(np.unravel_index(int(between.argmax()), between.shape))
        if between[one, other] < ALIKE:
            break
        shares = sizes[one], sizes[other]
        between[one] = (between[one] * shares[0] + between[other] * shares[1]) / sum(shares)
        between[:, one] = between[one]
        between[one, one] = -1.0
        sizes[one] = sum(shares)
        groups[one] = groups[one] + groups[other]
        between = np.delete(np.delete(between, other, 0), other, 1)
        sizes = np.delete(sizes, other)
        del groups[other]
    return groups


def _surplus(index: int, group: Sequence[int], likes: Matrix, heads: Sequence[Parties]) -> float:
    """How far a source is above (or below) what belonging to the group takes of it."""
    others = [other for other in group if other != index]
    among = likes[np.ix_(others, others)]
    usual = (among.sum(axis=1) - among.diagonal()) / (len(others) - 1)
    fit = float(likes[index, others].sum()) / len(others) / max(float(np.median(usual)), 1e-9)
    named = two_parties(heads[index], central([heads[other] for other in others]))
    return fit - (FITS_BY_NAME if named else FITS)


def _expel(groups: list[list[int]], likes: Matrix, heads: Sequence[Parties]) -> list[list[int]]:
    """Sources that fit their group badly stand alone. It takes three others to judge one."""
    kept = []
    for group in groups:
        while len(group) > 3:
            surplus, worst = min((_surplus(i, group, likes, heads), i) for i in group)
            if surplus >= 0:
                break
            group = [index for index in group if index != worst]
            kept.append([worst])
        kept.append(group)
    return kept


def _part_pairs(
    groups: list[list[int]], likes: Matrix, heads: Sequence[Parties]
) -> list[list[int]]:
    """Two sources are a weak group: it is parted where one of them names the parties of another
    group and fits there. A column that also tells of a rival's deal is like the rival's report."""
    left = list(groups)
    for group in groups:
        others = [other for other in left if other is not group and len(other) > 1]
        strays = any(
            two_parties(heads[index], central([heads[i] for i in other]))
            and _surplus(index, other, likes, heads) >= 0
            for index in group
            for other in others
        )
        if len(group) == 2 and strays:
            left.remove(group)
            left += [[index] for index in group]
    return left


def _recall(groups: list[list[int]], likes: Matrix, heads: Sequence[Parties]) -> list[list[int]]:
    """Sources that stand alone join the group of several they fit best, if they do."""
    large = [list(group) for group in groups if len(group) > 1]
    alone = [list(group) for group in groups if len(group) == 1]
    joining: list[list[int]] = [[] for _ in large]
    apart = []
    for [index] in alone:
        ranks = [(_surplus(index, group, likes, heads), -n) for n, group in enumerate(large)]
        best, place = max(ranks, default=(-1.0, 0))
        if best >= 0:
            joining[-place].append(index)
        else:
            apart.append([index])
    return [group + more for group, more in zip(large, joining, strict=True)] + apart
