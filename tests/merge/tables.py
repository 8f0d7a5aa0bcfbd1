"""What tests of the card and the tables beside it start from."""

from __future__ import annotations

from datetime import date

from summarizer.merge.material import gather
from summarizer.records import Article, Fact, FactKind, Value
from tests.merge import making
from tests.merge.making import article, fact

ALL = gather(
    making.STORY,
    {a.id: a for a in making.ARTICLES},
    making.readings(*making.ARTICLES),
    making.by_article(making.FACTS),
)
"""The whole story of `making`."""


def two(
    one: tuple[str, Value],
    other: tuple[str, Value],
    kind: FactKind = FactKind.PRICE,
    **more: object,
) -> tuple[Article, Article, tuple[Fact, ...]]:
    """Two articles of one day, each with one fact of a kind."""
    day = date(2024, 3, 4)
    first = article("a", f"They told of {one[0]} today.", day=day)
    second = article("b", f"Others told of {other[0]} today.", day=day)
    return (
        first,
        second,
        (fact(first, kind, one[0], one[1]), fact(second, kind, other[0], other[1], **more)),
    )
