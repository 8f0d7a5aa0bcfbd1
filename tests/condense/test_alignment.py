"""Which source sentences a written sentence rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condense.alignment import Sources, align
from tests.condense.articles import HARBOR

TEXTS = [HARBOR.cut(sentence) for sentence in HARBOR.body()]
SOURCES = Sources.of(TEXTS)


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_a_sentence_rests_on_itself(place: int) -> None:
    """A verbatim sentence aligns with its source alone, covered whole."""
    match = align(TEXTS[place], SOURCES)
    assert match.places == (place,)
    assert match.cover == pytest.approx(1.0)


def test_a_shortened_sentence_finds_its_source() -> None:
    """Other word forms and left-out words don't matter."""
    text = "Harbor Foods is buying Calder Mills in cash for $2.4 billion."
    assert align(text, SOURCES).places[0] == 0


def test_two_sources_are_cited_where_two_were_joined() -> None:
    """A sentence spliced from two sources rests on both."""
    text = "Lindqvist will run the combined company and Calder employs 3,000 people."
    assert set(align(text, SOURCES).places) == {4, 5}


def test_a_number_of_another_sentence_brings_that_sentence() -> None:
    """A number must be covered where any source has it, however little it adds otherwise."""
    text = "The purchase of 1911 gives the grocer eleven flour plants in Canada and a mill in Ohio."
    assert align(text, SOURCES).places == (1, 5)


def test_what_no_source_says_aligns_with_nothing() -> None:
    """A sentence most of whose words no source has gets no evidence."""
    text = "Quarterly earnings at the airline disappointed Wall Street again."
    assert align(text, SOURCES).places == ()


def test_words_alone_in_common_do_not_make_evidence() -> None:
    """Function words are no evidence, and neither is an empty text."""
    assert align("It is and was the of.", SOURCES).places == ()
    assert align("", SOURCES).places == ()
    assert align("Harbor", Sources.of([])).places == ()


def test_word_order_tells_apart_sentences_of_the_same_words() -> None:
    """Of two sources with the same words the one in the same order is first."""
    sources = Sources.of(["Birch bid for Acme.", "Acme bid for Birch."])
    assert align("Acme bid for Birch yesterday", sources).places[0] == 1


@given(st.lists(st.sampled_from(TEXTS), max_size=6), st.text(max_size=80))
def test_matches_point_into_the_sources(texts: list[str], text: str) -> None:
    """Whatever the texts, at most two distinct places come back and all exist."""
    places = align(text, Sources.of(texts)).places
    assert len(places) <= 2
    assert len(set(places)) == len(places)
    assert all(0 <= place < len(texts) for place in places)
