from __future__ import annotations

from dataclasses import replace

from summarizer.render.build import build
from summarizer.render.notes import Notes
from tests.render import sample


def test_lines_on_the_same_words_share_a_note() -> None:
    """Price and stake rest on one sentence, and so on one note; another sentence has its own."""
    rows = {term.label: term.line for term in build(sample.memo()).parts[0].card}
    notes = Notes(quoted=1)
    price, stake, valuation = (notes.of(rows[r]) for r in ("Price", "Stake", "Valuation"))
    assert price is stake
    assert valuation is not None
    assert valuation.number == 2
    assert [note.number for note in notes] == [1, 2]


def test_so_many_sources_are_quoted() -> None:
    """A note quotes the source that the line is worded from first, and no more than asked."""
    line = build(sample.memo()).parts[0].bottom_line[0]
    one, three = Notes(1).of(line), Notes(3).of(line)
    assert one is not None
    assert three is not None
    assert [item.source.number for item in one.cited] == [1]
    assert [item.source.number for item in three.cited] == [1, 2, 4]
    assert len(one.cited[0].sentences) == 2


def test_own_words_are_not_quoted_again() -> None:
    """A line that is its source's sentence, word for word, is said to be so."""
    lines = build(sample.memo()).parts[0].sections[1].lines
    paraphrase, own = Notes(1).of(lines[1]), Notes(1).of(lines[0])
    assert paraphrase is not None
    assert own is not None
    assert (own.verbatim, own.cited[0].sentences) == (True, ())
    assert not paraphrase.verbatim


def test_no_evidence_no_note() -> None:
    """A line without evidence calls for no note."""
    line = build(sample.memo()).parts[0].bottom_line[0]
    assert Notes(1).of(type(line)(line.text, (), "", "", ())) is None


def test_sources_without_a_publisher_go_by_their_title() -> None:
    """A note never names a source by its date alone."""
    (view,) = build(sample.many(1)).sources
    assert view.name == "Paper 1"
    assert replace(view, publisher=None, date="June 3, 2025").name == (
        "Northwind buys Southsea, telling 1, June 3, 2025"
    )
