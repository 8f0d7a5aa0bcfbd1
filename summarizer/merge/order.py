"""Where chosen points stand: what takes something for known behind what tells of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from summarizer.merge.points import Point


def in_order(found: Sequence[Point]) -> tuple[Point, ...]:
    """The heaviest first, what takes something for known behind what tells of it."""
    ranked = sorted(found, key=rank)
    needy = [
        p
        for n, p in enumerate(ranked)
        if p.best.needs and any(p.best.needs & q.best.features.stems for q in ranked[n + 1 :])
    ]
    for point in needy:
        ranked.remove(point)
        last = max(
            (n for n, q in enumerate(ranked) if point.best.needs & q.best.features.stems),
            default=len(ranked) - 1,
        )
        ranked.insert(last + 1, point)
    return tuple(ranked)


def rank(point: Point) -> tuple[float, str]:
    """The order of points: the heaviest first."""
    return -point.weight, point.best.text


def joined(sections: dict[str, list[Point]], order: Sequence[str], known: Collection[str]) -> None:
    """Put points that take something for known to the one that tells of it, where that stands
    further down; a section keeps its last point. `known` are the stems that stand above all of
    them."""
    for key, found in list(sections.items()):
        for point in list(found):
            home = _told_below(point, key, sections, order, known)
            if home is not None and len(found) > 1:
                found.remove(point)
                sections[home].append(point)


def _told_below(
    point: Point,
    key: str,
    sections: Mapping[str, Sequence[Point]],
    order: Sequence[str],
    known: Collection[str],
) -> str | None:
    """The section that first tells of what a point of `key` takes for known; None where one before
    it does."""
    open_ = point.best.needs.difference(known)
    for home in order if open_ else ():
        others = [p for p in sections.get(home, ()) if p is not point]
        if any(open_ & p.best.features.stems for p in others):
            return home if order.index(home) > order.index(key) else None
    return None
