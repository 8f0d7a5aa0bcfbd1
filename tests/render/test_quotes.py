from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Span
from summarizer.render import quotes
from summarizer.render.wording import clean
from tests.render import sample

TEXT = """A title

First one here. Second one there. Third one last.

Another paragraph."""


def _marked(text: str, *words: str) -> str:
    """The quote of the sentences that hold these words, marks written as «»."""
    told = sample.source(1, text)
    library = sample.Library((told,))
    spans = [library.at(1, word) for word in words]
    pieces = quotes.paragraph(told, spans)
    return "".join(f"«{p.text}»" if p.marked else p.text for p in pieces)


def test_sentence_in_paragraph() -> None:
    """A sentence is quoted inside its whole paragraph, marked, and nothing else with it."""
    assert _marked(TEXT, "Second") == "First one here. «Second one there.» Third one last."


def test_two_sentences_of_one_paragraph() -> None:
    """Two sentences of one paragraph are marked in one quote."""
    assert _marked(TEXT, "First", "Third") == (
        "«First one here.» Second one there. «Third one last.»"
    )


def test_same_sentence_twice() -> None:
    """A sentence that is cited twice is marked once."""
    assert _marked(TEXT, "First", "First") == "«First one here.» Second one there. Third one last."


def test_long_paragraph_is_cut_at_sentences() -> None:
    """Of a long paragraph only whole sentences around the mark are shown, dots for the rest."""
    text = "Title\n\n" + " ".join(f"This is sentence number {n} of many." for n in range(60))
    shown = _marked(text, "number 30 ")
    assert "«This is sentence number 30 of many.»" in shown
    assert shown.startswith("… This is sentence number 2")
    assert shown.endswith("of many. …")
    assert len(shown) < 2 * quotes.REACH + 60


def test_paragraphs_are_quoted_apart() -> None:
    """Spans are grouped by paragraph, in the order they are given."""
    told = sample.source(1, TEXT)
    library = sample.Library((told,))
    spans = [library.at(1, words) for words in ("Another", "First", "Third")]
    assert quotes.by_paragraph(told, spans) == [[spans[0]], [spans[1], spans[2]]]


@given(st.text(min_size=1, max_size=400), st.data())
def test_marks_are_the_cited_words(text: str, data: st.DataObject) -> None:
    """Whatever a text holds, what is marked is the cited words and the rest is its paragraph's."""
    told = sample.source(1, f"Title\n\n{text}")
    start = data.draw(st.integers(0, len(told.text) - 1))
    end = data.draw(st.integers(start + 1, len(told.text)))
    pieces = quotes.paragraph(told, [Span(told.article, start, end)])
    assert clean("".join(p.text for p in pieces if p.marked)) == clean(told.text[start:end])
    shown = clean("".join(p.text for p in pieces)).strip("… ")
    assert shown in clean(told.text)
