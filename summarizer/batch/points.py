"""What a memo states, in points that can be compared, and what is new in them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from summarizer.records import LeadershipRow, StoryPart

Point = tuple[str, str]
"""A label and a value."""

LEADERSHIP = "Leadership"
DIFFERENCE = "Sources differ"
SECTION = "Section"


def points(part: StoryPart) -> list[Point]:
    """The terms of the deal, changes of roles, differences between sources, and which sections
    have anything to say. Wordings are no points: telling the same in other words is no news."""
    return list(dict.fromkeys(_points(part)))


def _points(part: StoryPart) -> Iterator[Point]:
    yield from ((row.label, _plain(row.value.text)) for row in part.card)
    yield from ((LEADERSHIP, _role(row)) for row in part.leadership)
    for item in part.disagreements:
        yield DIFFERENCE, f"{item.kind.value} ({item.verdict.value})"
    yield from ((SECTION, section.title) for section in part.sections if section.statements)


def _role(row: LeadershipRow) -> str:
    before, after = row.before or "?", row.after or "?"
    keeps = f", keeps {row.keeps}" if row.keeps else ""
    return _plain(f"{row.person}: {before} → {after}{keeps}")


def _plain(text: str) -> str:
    return " ".join(text.split())


def changes(known: Collection[Point], now: Collection[Point]) -> tuple[str, ...]:
    """Lines for points that were never stated before; empty where there are none."""
    seen = {(label, value.casefold()) for label, value in known}
    fresh = [point for point in now if (point[0], point[1].casefold()) not in seen]
    return tuple(_line(label, value, known) for label, value in fresh)


def _line(label: str, value: str, known: Collection[Point]) -> str:
    if label == SECTION:
        return f"Now also covered: {value}"
    before = sorted(old for other, old in known if other == label)
    if label in (LEADERSHIP, DIFFERENCE) or not before:
        return f"{label}: {value}"
    return f"{label}: {value} (before: {'; '.join(before)})"
