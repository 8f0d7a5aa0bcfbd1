"""Where sentences end in business prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.clean import clean
from summarizer.clean.sentences import sentences
from summarizer.records import BlockKind
from tests.clean.pages import document

PROSE = [
    ["Acme Inc. said on Friday it paid $14.3 billion.", "The U.S. Justice Department may object."],
    ["It sold the unit to Roberts & Co.", "The price was $1.5 bln."],
    ['"We will close in May," he said.', '"It is a good deal."', "Shares rose 3.5 percent."],
    ["The bank, led by J. P. Morgan Jr., agreed.", "Dr. Lee of St. Louis did not."],
    ["Analysts had expected 56 cents, according to Thomson Reuters I/B/E/S.", "Revenue rose."],
    ["He said the group had overpaid.", "“Not at all.”", "She left."],
    ["eBay fell.", "iPhone sales rose.", "The rest did not move."],
    ["See No. 3 on the list.", "Talks began on Jan. 5 and ended at 5 p.m. on Feb. 2."],
    ["They met at about 3:15 a.m. EST, he said.", "They left at 5 p.m.", "The rest stayed."],
    ["A chief of Old Mill Cos. Inc. unit Vane left.", "The rest stayed."],
    ["Is it over?", "Nobody knows!", "The board meets at noon."],
    ["Shares of Acme Cos. ACME.N fell by a third.", "The rest did not move."],
    ["The unit earned 4 million pounds in the U.K.", "It will be sold."],
    ["The world index.WLDI00000PUS rose by a third.", "The rest did not move."],
]


@pytest.mark.parametrize("expected", PROSE, ids=lambda rows: rows[0][:20])
def test_business_prose_parts_where_a_reader_would(expected: list[str]) -> None:
    """Abbreviations, initials, amounts and quotations don't mislead."""
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_stray_quotation_mark_does_not_glue_sentences() -> None:
    """Where a closing mark is missing, the sentences after it are still told apart."""
    text = 'Sales fell, according to Yum. The company said "growth will return" in May. It rose.'
    assert len(sentences(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "A U.S. Tax Court fight ended.",
        "The U.S. Senate met.",
        "He won a U.K. Bakery prize.",
        "It aids the U.S. No. 2 baker.",
    ],
)
def test_letters_behind_an_article_end_no_sentence(text: str) -> None:
    """What an article stands before needs its noun."""
    assert len(sentences(text)) == 1
    assert len(sentences("He lives in the U.S. The mill is sold.")) == 2


@given(st.text(alphabet="aB .!?\"“”'()1\n é🤔", min_size=1).filter(str.strip))
def test_sentences_cover_a_text(text: str) -> None:
    """In order, without overlap, and nothing but blanks between them."""
    borders = sentences(text)
    joined = "".join(text[start:end] for start, end in borders)
    assert "".join(joined.split()) == "".join(text.split())
    assert list(borders) == sorted(borders)


def test_titles_and_headings_are_one_sentence() -> None:
    """A headline with a full stop inside stays whole."""
    raw = (
        "Tandem vs. Marrow. Who wins?\n\n"
        "Tandem has made a second offer for Marrow, which values the company at $3 billion.\n\n"
        "Who wins, Tandem or St. Gall?\n\n"
        "The board of Marrow meets on Monday. It may ask for more time to find another bidder."
    )
    article = clean(document(raw, title="Tandem vs. Marrow. Who wins?"))
    by_kind = {
        article.blocks[s.block].kind: [t for t in article.sentences if t.block == s.block]
        for s in article.sentences
    }
    assert len(by_kind[BlockKind.TITLE]) == len(by_kind[BlockKind.HEADING]) == 1
    assert len(by_kind[BlockKind.PARAGRAPH]) == 2
    assert [article.cut(s)[:3] for s in article.body()] == ["Tan", "The", "It "]
