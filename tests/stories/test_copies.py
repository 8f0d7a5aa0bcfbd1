from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Article
from summarizer.stories.copies import copies as sketched_copies
from summarizer.stories.shingles import containment, shingles
from summarizer.stories.sketch import Sketch, Vocabulary, sketch
from tests.stories import articles as press
from tests.stories.articles import article

TEXTS = st.text(alphabet="abcde .", max_size=80)


def copies(articles: Iterable[Article]) -> list[list[Sketch]]:
    return sketched_copies([sketch(article, None, Vocabulary()) for article in articles])


def ids(sources: list[list[Sketch]]) -> list[list[str]]:
    return [[copy.origin for copy in source] for source in sources]


def test_a_shortened_copy_is_the_same_source_and_stands_behind_the_full_text() -> None:
    """A short version under another headline joins the article it was cut from."""
    found = copies([press.RAIL_SHORT, press.RAIL_WIRE])
    assert ids(found) == [["rail_wire", "rail_short"]]


def test_an_updated_copy_is_the_same_source() -> None:
    """A text with new paragraphs around the old ones joins the text it grew from."""
    title, *paragraphs = press.RAIL_WIRE.text.split("\n\n")
    update = article("update", title, *paragraphs, "Shares of Pell rose by a quarter.")
    assert ids(copies([press.RAIL_WIRE, update])) == [["update", "rail_wire"]]


def test_articles_that_share_a_quotation_are_two_sources() -> None:
    """One sentence in common does not make an article a copy."""
    quote = press.RAIL_WIRE.text.split("\n\n")[2]
    other = article("other", "Rail", *press.RAIL_PAPER.text.split("\n\n")[1:], quote)
    assert len(copies([press.RAIL_WIRE, other])) == 2


def test_three_reports_of_one_event_in_their_own_words_are_three_sources() -> None:
    """Telling the same is not copying."""
    assert len(copies([press.RAIL_WIRE, press.RAIL_PAPER, press.RAIL_COLUMN])) == 3


def test_a_phrase_that_all_share_makes_no_copies() -> None:
    """A disclaimer under every article doesn't turn them into one source."""
    notice = "All rights reserved by the house that printed it and by nobody else at all."
    bodies = (press.RAIL_WIRE, press.BANK_WIRE, press.WEATHER)
    stamped = [article(a.origin, "T", *a.text.split("\n\n")[1:], notice) for a in bodies]
    assert len(copies(stamped)) == 3


def test_the_order_of_the_input_has_no_influence() -> None:
    """Every order of the same articles gives the same sources."""
    four = [press.RAIL_WIRE, press.RAIL_SHORT, press.BANK_WIRE, press.WEATHER]
    assert len({str(ids(copies(order))) for order in permutations(four)}) == 1


def test_no_article_gives_no_source() -> None:
    """Nothing in, nothing out."""
    assert copies([]) == []


@given(TEXTS, TEXTS)
def test_containment_is_a_share_and_doesn_t_know_left_from_right(one: str, other: str) -> None:
    """Containment lies between 0 and 1, is symmetric, and 1 for a text and itself."""
    first, second = shingles(one), shingles(other)
    assert 0 <= containment(first, second) == containment(second, first) <= 1
    assert containment(first, first) == (1.0 if len(first) else 0.0)
