"""The reader that needs no model."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from summarizer.reading import LexicalReader, Reader, load
from summarizer.records import EntityKind
from tests.reading.articles import HARBOR, article

READER: Reader = LexicalReader()


def test_rows_follow_the_sentences() -> None:
    """A reading has a unit row and a salience from 0 to 1 for each sentence of its article."""
    (reading,) = READER.read([HARBOR])
    assert reading.article == HARBOR.id
    assert len(reading.vectors) == len(reading.salience) == len(HARBOR.sentences)
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1.0, atol=1e-5)
    assert np.linalg.norm(reading.vector) == pytest.approx(1.0, abs=1e-5)
    assert reading.salience.min() >= 0.0
    assert reading.salience.max() <= 1.0


def test_a_reading_does_not_depend_on_its_company() -> None:
    """An article reads the same alone and among others."""
    other = article("Profit fell.", "Sales rose.")
    alone = READER.read([HARBOR])[0]
    among = READER.read([other, HARBOR])[1]
    assert np.array_equal(alone.vectors, among.vectors)
    assert np.array_equal(alone.salience, among.salience)
    assert alone.entities == among.entities


def test_an_article_without_sentences_reads_to_empty_rows() -> None:
    """Nothing to read is no error."""
    (reading,) = READER.read([article()])
    assert reading.vectors.shape[0] == reading.salience.shape[0] == 0
    assert reading.entities == ()


def test_the_news_matters_more_than_the_weather() -> None:
    """The sentence that tells the deal is the most salient, the stray one the least."""
    (reading,) = READER.read([HARBOR])
    body = reading.salience[1:]
    assert body.argmax() == 0
    assert body.argmin() == 3


def test_titles_have_no_salience() -> None:
    """Titles and headings are not running text, so they are never the most important sentence."""
    (reading,) = READER.read([HARBOR])
    assert reading.salience[0] == 0.0


def test_names_are_found_with_a_kind() -> None:
    """Capitalised runs are names; endings, titles and lists of places tell their kind."""
    (reading,) = READER.read([HARBOR])
    found = {(HARBOR.cut(e.span), e.kind) for e in reading.entities}
    assert {
        ("Harbor Foods Group", EntityKind.ORGANISATION),
        ("Calder Mills", EntityKind.ORGANISATION),
        ("Canada", EntityKind.PLACE),
        ("Maria Lindqvist", EntityKind.PERSON),
        ("Lindqvist", EntityKind.PERSON),
    } <= found


def test_the_start_of_a_sentence_makes_no_name() -> None:
    """Words that only their place capitalises, and days of the week, are no names."""
    (reading,) = READER.read([HARBOR])
    texts = {HARBOR.cut(e.span) for e in reading.entities}
    assert not texts & {"The", "Work", "Tuesday", "Chief Executive", "The purchase"}


def test_names_of_the_text_are_found_in_the_title() -> None:
    """A headline's names are those the running text knows."""
    (reading,) = READER.read([HARBOR])
    title = HARBOR.sentences[0]
    inside = {HARBOR.cut(e.span) for e in reading.entities if e.span.start < title.end}
    assert "Calder Mills" in inside


def test_possessives_stay_outside_a_name() -> None:
    """The span of a name ends before its 's."""
    own = article("Analysts praised Calder's plan and Calder's board.")
    (reading,) = READER.read([own])
    assert {own.cut(e.span) for e in reading.entities} == {"Calder"}


def test_names_never_overlap() -> None:
    """The names of an article come in order and apart from each other."""
    (reading,) = READER.read([HARBOR])
    spans = [e.span for e in reading.entities]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_the_condenser_without_a_model_goes_with_the_reader_without_one() -> None:
    """`--model extractive` loads no network at all."""
    assert load("extractive").name == "lexical"
