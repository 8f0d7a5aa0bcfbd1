from __future__ import annotations

from dataclasses import replace

from summarizer.models.compose import beginning, shortened
from summarizer.models.reader import Reader
from summarizer.models.writer import Line, Request
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


def test_a_line_keeps_what_a_later_one_speaks_of() -> None:
    """What may be left out of a line stays where a later line calls it known; a full stop that the
    source lacks is put."""
    told = "Harbour Foods closed its bakery in Leeds after a long dispute with lenders."
    text = f"{told} The dispute ended in May"
    spans = ((0, len(told)), (len(told) + 1, len(text)))
    memory = Reader(checkpoint()).read([text], [spans])[0].memory
    empty = Line("", (), 0.0, ())
    alone, both = replace(memory, chosen=(0,)), replace(memory, chosen=(0, 1))
    assert shortened(Request(alone, (0,)), empty).text == told.split(" after")[0] + "."
    assert shortened(Request(both, (0,)), empty).text == told
    assert shortened(Request(both, (1,)), empty).text == "The dispute ended in May."


def test_letters_of_a_country_get_their_last_full_stop() -> None:
    """Where a source forgot the stop behind "U.S", the line has it."""
    text = "Harbour Foods sold bakeries in the U.S and in the U.K. and kept its mill."
    memory = Reader(checkpoint()).read([text], [((0, len(text)),)])[0].memory
    whole = Line("", ((0, len(text)),), 0.0, ())
    line = shortened(Request(memory, (0,)), replace(whole, pieces=whole.spans))
    assert line.text == text.replace("U.S ", "U.S. ")


def test_a_line_keeps_all_that_a_later_one_may_mean() -> None:
    """Where a later line calls known what no word of the article names, nothing is left out before
    it; nor in the line right before one that goes on from it."""
    told = "Harbour Foods closed its bakery in Leeds after an oven blew up."
    for later in ("Ten died in the accident.", "Lenders then seized the mill."):
        text = f"{told} {later}"
        spans = ((0, len(told)), (len(told) + 1, len(text)))
        memory = Reader(checkpoint()).read([text], [spans])[0].memory
        empty = Line("", (), 0.0, ())
        both = replace(memory, chosen=(0, 1))
        assert shortened(Request(both, (0,)), empty).text == told
        alone = replace(memory, chosen=(0,))
        assert shortened(Request(alone, (0,)), empty).text == told.split(" after")[0] + "."
