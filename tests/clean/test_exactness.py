"""Nothing is changed, and nothing gets lost without a trace."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.clean import clean
from summarizer.errors import EmptyArticleError
from summarizer.records import Article, Drop, DropReason, Media, RawDocument
from tests.clean.pages import FOLDER, document, read

LINES = [
    text[line.start : line.end]
    for path in sorted(FOLDER.glob("*.txt"))
    for text, lines in [read(path)]
    for line in lines
]
ODD = st.text(
    alphabet=st.sampled_from("aZ é.,!?\"“”’'•-*#1)$…\u200b\u200d\u202e\ufeff\U000e0041中Я🤔\t\r\n"),
    max_size=40,
)
PAGES = st.lists(
    st.tuples(st.sampled_from(LINES) | ODD, st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"])),
    max_size=25,
).map(lambda rows: "".join(line + end for line, end in rows))

thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cleaned(text: str) -> Article | None:
    try:
        return clean(document(text))
    except EmptyArticleError:
        return None


@given(PAGES)
@thorough
def test_every_block_is_a_slice_of_the_source(text: str) -> None:
    """A block has the same characters as the raw text, and blank lines stand between blocks."""
    article = cleaned(text)
    if article is None:
        return
    for block in article.blocks:
        piece = article.cut(block)
        assert text[block.raw_start : block.raw_start + len(piece)] == piece
        assert piece == piece.strip()
    assert article.text == "\n\n".join(article.cut(block) for block in article.blocks)


@given(PAGES)
@thorough
def test_what_stays_and_what_goes_make_up_the_source(text: str) -> None:
    """Kept blocks and drops together hold every visible character exactly once."""
    article = cleaned(text)
    if article is None:
        return
    parts = [article.text, *(drop.text for drop in article.dropped)]
    assert Counter("".join("".join(parts).split())) == Counter("".join(text.split()))


@given(PAGES)
@thorough
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """A cleaned text is kept whole when it is cleaned again."""
    article = cleaned(text)
    if article is None:
        return
    again = cleaned(article.text)
    assert again is not None and again.text == article.text


@given(PAGES)
@thorough
def test_sentences_cover_their_blocks(text: str) -> None:
    """Sentences lie in their blocks in order and leave out nothing but blanks."""
    article = cleaned(text)
    if article is None:
        return
    for number, block in enumerate(article.blocks):
        mine = [s for s in article.sentences if s.block == number]
        assert "".join("".join(article.cut(s) for s in mine).split()) == "".join(
            article.cut(block).split()
        )
        assert all(a.end <= b.start for a, b in pairwise(mine))


def test_what_the_format_hid_is_listed_too() -> None:
    """Text that a page hides from its readers is among the drops."""
    text = read(FOLDER / "plain_brief.txt")[0]
    hidden = (Drop("unseen words", DropReason.HIDDEN),)
    article = clean(RawDocument("page", Media.HTML, text, hidden=hidden))
    assert article.dropped[-1:] == hidden


def test_the_id_is_that_of_the_text() -> None:
    """The same text from two places is the same article; another text is not."""
    text = read(FOLDER / "plain_brief.txt")[0]
    one = clean(RawDocument("a", Media.TEXT, text))
    two = clean(RawDocument("b", Media.HTML, "Home\n\n" + text, url="https://example.org"))
    other = clean(document(text.replace("1.9", "2.9")))
    assert one.id == two.id != other.id
    assert len(one.id) == 16


@given(PAGES)
@thorough
def test_nothing_unseen_stays(text: str) -> None:
    """An article holds no zero-width, direction or tag characters."""
    article = cleaned(text)
    assert article is None or not set(article.text) & set("\u200b\u202e\ufeff\U000e0041")
