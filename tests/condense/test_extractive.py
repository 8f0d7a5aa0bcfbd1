"""The condenser that picks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.condense import Condenser, load
from tests.condense.articles import FUND, HARBOR, TALKS, article, readings

CONDENSER: Condenser = load("extractive")


def test_sentences_are_the_source_word_for_word() -> None:
    """Each sentence is its own evidence, in source order."""
    (summary,) = CONDENSER.condense([HARBOR], readings(HARBOR))
    assert 3 <= len(summary.sentences) <= 4
    assert [s.text for s in summary.sentences] == [
        HARBOR.cut(s.spans[0]) for s in summary.sentences
    ]
    spans = [s.spans[0] for s in summary.sentences]
    assert spans == sorted(spans)


def test_the_news_is_picked_and_the_title_is_not() -> None:
    """The lead is in, the stray sentence and the headline are out."""
    (summary,) = CONDENSER.condense([HARBOR], readings(HARBOR))
    texts = [s.text for s in summary.sentences]
    assert HARBOR.cut(HARBOR.sentences[1]) in texts
    assert "Work on the car park goes on." not in texts
    assert HARBOR.title not in texts


def test_a_repeated_sentence_is_picked_once() -> None:
    """Likeness to what is already picked counts against a sentence."""
    lead = "Ostrander Capital sold its 12% stake in Bellweather Energy for about €640 million."
    again = "Ostrander Capital sold its stake of 12% in Bellweather Energy for €640 million."
    more = ["The fund said it would use the proceeds to repay debt due next spring.",
            "Bellweather runs nine wind parks off the coast of Scotland and Denmark.",
            "Its chairman, Ines Moreau, welcomed the new owners to the register."]  # fmt: skip
    own = article(lead, again, *more)
    (summary,) = CONDENSER.condense([own], readings(own))
    assert sum(text in (lead, again) for text in (s.text for s in summary.sentences)) == 1


def test_summaries_are_paired_by_id_whatever_the_order() -> None:
    """Each article's summary is the same in any company and order."""
    first = CONDENSER.condense([HARBOR, TALKS, FUND], readings(HARBOR, TALKS, FUND))
    second = CONDENSER.condense([FUND, HARBOR, TALKS], readings(FUND, TALKS, HARBOR))
    assert {s.article: s for s in first} == {s.article: s for s in second}
    assert [s.article for s in second] == [FUND.id, HARBOR.id, TALKS.id]


def test_short_articles_are_kept_whole() -> None:
    """An article of two sentences is its own summary."""
    (summary,) = CONDENSER.condense([FUND], readings(FUND))
    assert [s.text for s in summary.sentences] == [FUND.cut(s) for s in FUND.sentences]


def test_it_follows_no_instructions() -> None:
    """Asked all the same, it says nothing."""
    assert not CONDENSER.follows_instructions
    assert CONDENSER.answer("State the price.", [HARBOR.span(HARBOR.sentences[1])], {}) == []


@given(st.lists(st.text("abc .", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=8))
def test_any_article_can_be_condensed(sentences: list[str]) -> None:
    """However odd the sentences, at most four come back and all are the article's."""
    own = article(*sentences)
    (summary,) = CONDENSER.condense([own], readings(own))
    assert len(summary.sentences) <= 4
    assert all(s.text == own.cut(s.spans[0]) for s in summary.sentences)
    assert bool(summary.sentences) == bool(sentences)
