from __future__ import annotations

from summarizer.models.compose import beginning
from summarizer.models.reader import Reader
from summarizer.models.writer import Request
from tests.models.tiny import checkpoint


def _first(text: str) -> str | None:
    """What is taken of a text of one sentence for a headline."""
    read = Reader(checkpoint()).read([text], [((0, len(text)),)])[0]
    line = beginning(Request(read.memory, (0,)))
    return line.text if line else None


def test_a_sentence_is_cut_at_a_clause_that_follows() -> None:
    """The beginning of a sentence is a headline where it says something by itself."""
    said = _first("Harbour Foods agreed to buy Old Mill for $3 billion, ending months of talks.")
    assert said == "Harbour Foods agreed to buy Old Mill for $3 billion"


def test_no_cut_leaves_a_word_hanging() -> None:
    """A beginning that ends in a word that needs the next one is no headline."""
    assert _first("Harbour Foods sees a higher profit for the year even as its costs rise.") is None


def test_no_headline_without_a_verb() -> None:
    """A name and what it is say nothing that happened."""
    assert _first("Harbour Foods, a struggling baker from Leeds, has sold its mill.") is None
