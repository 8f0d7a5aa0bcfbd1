"""Independent sources parted into events: who tells of the same thing.

Profiles that share none of their heaviest features are never compared, so that the work grows with
the articles and not with their pairs; what is left is joined by average likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from summarizer.stories.parties import central, two_parties
from summarizer.stories.profile import Profile, closeness, likeness

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


def events(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """Article ids parted into events, the largest first; ids sorted within each."""
    links = {
        (one, other): _alike(profiles[one], profiles[other]) for one, other in _candidates(profiles)
    }
    found = [
        group
        for component in _components(sorted(profiles), links, _LOOSE)
        for group in _part([profiles[id_] for id_ in component])
    ]
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _components(
    ids: Sequence[str], links: Mapping[tuple[str, str], float], floor: float
) -> Iterator[list[str]]:
    """Ids joined by any chain of links above the floor, which rises until the chains are short."""
    near: dict[str, set[str]] = {id_: set() for id_ in ids}
    kept = {pair: alike for pair, alike in links.items() if alike >= floor}
    for one, other in kept:
        near[one].add(other)
        near[other].add(one)
    while near:
        component = _reach(next(iter(near)), near)
        for id_ in component:
            del near[id_]
        if len(component) > _LARGEST:
            within = {pair: alike for pair, alike in kept.items() if pair[0] in component}
            yield from _components(sorted(component), within, floor + _STEP)
        else:
            yield sorted(component)


def _reach(start: str, near: Mapping[str, set[str]]) -> set[str]:
    reached, front = {start}, [start]
    while front:
        fresh = near[front.pop()] - reached
        reached |= fresh
        front.extend(fresh)
    return reached


def _candidates(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that share heavy features; of a feature many share, neighbours in time only."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(profiles, key=lambda id_: (profiles[id_].day, id_)):
        weights = profiles[id_].weights
        for key in sorted(weights, key=lambda key: (-weights[key], key))[:_KEYS]:
            holders[key].append(id_)
    shared = Counter(
        (one, other)
        for ids in holders.values()
        for index, one in enumerate(ids)
        for other in ids[index + 1 : index + 1 + _NEIGHBOURS]
    )
    return iter(sorted(pair for pair, count in shared.items() if count >= _KEYS_SHARED))


def _part(profiles: Sequence[Profile]) -> list[list[str]]:
    likes = np.array([[_alike(one, other) for other in profiles] for one in profiles])
    groups = _join([[index] for index in range(len(profiles))], likes)
    groups = _part_pairs(_expel(groups, likes, profiles), likes, profiles)
    groups = _recall(groups, likes, profiles)
    return [[profiles[index].article for index in group] for group in groups]


def _alike(one: Profile, other: Profile) -> float:
    """The likeness of two sources: that of their words, less where their heads don't share two
    parties (another deal of the same company shares one), and half each with that of their vectors
    where these can tell; less where they are far apart in time."""
    shared = two_parties(one, central([other])) or two_parties(other, central([one]))
    distant = one.day and other.day and abs(one.day - other.day) > DAYS
    alike = likeness(one, other) * (1.0 if shared else ONE_PARTY)
    near = closeness(one, other)
    if near is not None:
        alike = (alike + max(ALIKE + near, 0.0)) / 2
    return alike * (DISTANT if distant else 1.0)


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


def _surplus(index: int, group: Sequence[int], likes: Matrix, profiles: Sequence[Profile]) -> float:
    """How far a source is above (or below) what belonging to the group takes of it."""
    others = [other for other in group if other != index]
    usual = [float(np.mean([likes[a, b] for b in others if b != a])) for a in others]
    fit = float(np.mean(likes[index, others])) / max(float(np.median(usual)), 1e-9)
    named = two_parties(profiles[index], central([profiles[other] for other in others]))
    return fit - (FITS_BY_NAME if named else FITS)


def _expel(groups: list[list[int]], likes: Matrix, profiles: Sequence[Profile]) -> list[list[int]]:
    """Sources that fit their group badly stand alone. It takes three others to judge one."""
    kept = []
    for group in groups:
        while len(group) > 3:
            surplus, worst = min((_surplus(i, group, likes, profiles), i) for i in group)
            if surplus >= 0:
                break
            group = [index for index in group if index != worst]
            kept.append([worst])
        kept.append(group)
    return kept


def _part_pairs(
    groups: list[list[int]], likes: Matrix, profiles: Sequence[Profile]
) -> list[list[int]]:
    """Two sources are a weak group: it is parted where one of them names the parties of another
    group and fits there. A column that also tells of a rival's deal is like the rival's report."""
    left = list(groups)
    for group in groups:
        others = [other for other in left if other is not group and len(other) > 1]
        strays = any(
            two_parties(profiles[index], central([profiles[i] for i in other]))
            and _surplus(index, other, likes, profiles) >= 0
            for index in group
            for other in others
        )
        if len(group) == 2 and strays:
            left.remove(group)
            left += [[index] for index in group]
    return left


def _recall(groups: list[list[int]], likes: Matrix, profiles: Sequence[Profile]) -> list[list[int]]:
    """Sources that stand alone join the group of several they fit best, if they do."""
    large = [list(group) for group in groups if len(group) > 1]
    alone = [list(group) for group in groups if len(group) == 1]
    joining: list[list[int]] = [[] for _ in large]
    apart = []
    for [index] in alone:
        ranks = [(_surplus(index, group, likes, profiles), -n) for n, group in enumerate(large)]
        best, place = max(ranks, default=(-1.0, 0))
        if best >= 0:
            joining[-place].append(index)
        else:
            apart.append([index])
    return [group + more for group, more in zip(large, joining, strict=True)] + apart
