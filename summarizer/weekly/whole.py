"""The week's whole memos as one, to be attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from summarizer.records import Making, Memo, Source


def whole(memos: Sequence[Memo], title: str, made: date) -> Memo:
    """Memos of one story each as one memo of them all, its sources numbered anew."""
    return Memo(
        title=title,
        made=made,
        stories=tuple(part for memo in memos for part in memo.stories),
        sources=tuple(_sources(memos)),
        set_aside=(),
        failures=(),
        making=_making([memo.making for memo in memos]),
    )


def _sources(memos: Sequence[Memo]) -> Iterator[Source]:
    """An article that two stories share is one source, of the first of them."""
    seen: dict[str, int] = {}
    for memo in memos:
        numbers: dict[int, int] = {}
        for source in memo.sources:
            if source.article in seen:
                numbers[source.number] = seen[source.article]
                continue
            number = len(seen) + 1
            seen[source.article] = numbers[source.number] = number
            copy = numbers.get(source.copy_of) if source.copy_of else None
            yield replace(source, number=number, copy_of=copy)


def _making(made: Sequence[Making]) -> Making:
    first = made[0]
    return replace(
        first,
        checked=sum(making.checked for making in made),
        supported=sum(making.supported for making in made),
        flagged=sum(making.flagged for making in made),
        removed=tuple(item for making in made for item in making.removed),
        notes=tuple(dict.fromkeys(note for making in made for note in making.notes)),
    )
