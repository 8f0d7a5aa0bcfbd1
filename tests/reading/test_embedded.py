from __future__ import annotations

import numpy as np
import pytest

from summarizer.reading import Reader, load
from summarizer.records import EntityKind
from tests.reading.articles import HARBOR, article

NORTH = article(
    "Northgate Rail said on Monday that its finance chief, Anna Whitfield, would leave in May.",
    "She joined the company in London nine years ago from the Bank of England.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load("default")


def test_rows_follow_the_sentences(reader: Reader) -> None:
    """Every sentence has a vector of length one; the title has no salience, running text has."""
    (reading,) = reader.read([HARBOR])
    assert reading.article == HARBOR.id
    assert reading.vectors.shape == (len(HARBOR.sentences), len(reading.vector))
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1, atol=1e-3)
    assert reading.salience[0] == 0
    assert all(0 < s < 1 for s in reading.salience[1:])


def test_names_are_found_with_their_kinds(reader: Reader) -> None:
    """People, companies and places of the running text are told apart."""
    (reading,) = reader.read([NORTH])
    kinds = {NORTH.cut(e.span): e.kind for e in reading.entities}
    assert kinds["Northgate Rail"] is EntityKind.ORGANISATION
    assert kinds["Anna Whitfield"] is EntityKind.PERSON
    assert kinds["London"] is EntityKind.PLACE


def test_a_title_is_searched_for_the_names_of_the_text(reader: Reader) -> None:
    """A headline's names are those the running text knows."""
    (reading,) = reader.read([HARBOR])
    title = HARBOR.span(HARBOR.sentences[0])
    named = [HARBOR.cut(e.span) for e in reading.entities if e.span.overlaps(title)]
    assert "Calder Mills" in named


def test_the_order_of_articles_has_no_influence(reader: Reader) -> None:
    """Readings are paired by id, and the same whichever article is named first."""
    one, two = reader.read([HARBOR, NORTH]), reader.read([NORTH, HARBOR])[::-1]
    for a, b in zip(one, two, strict=True):
        assert a.article == b.article
        assert a.entities == b.entities
        assert np.array_equal(a.vectors, b.vectors)
        assert np.array_equal(a.salience, b.salience)


def test_a_long_article_is_read_to_its_end(reader: Reader) -> None:
    """Nothing of an article longer than a window is left out."""
    long = article(*(f"Depot number {n} of Northgate Rail moved {n} wagons." for n in range(120)))
    (reading,) = reader.read([long])
    assert (reading.salience > 0).all()
    assert len({e.span.start for e in reading.entities}) >= 100


def test_meaning_counts_without_shared_words(reader: Reader) -> None:
    """A sentence is closer to one that says the same in other words than to one about something
    else."""
    one, same, other = reader.embed(
        [
            "Customers may take their business elsewhere.",
            "Clients could leave for a rival.",
            "The new plant in Ohio will open in March.",
        ]
    )
    assert one @ same > one @ other
