from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.select import choose, whole

SENTENCES = [
    "the harbour was sold for a large sum .",
    "officials said the harbour was sold on friday .",
    "it rained .",
    "the mayor will resign after the sale closes .",
]


def test_a_repetition_is_passed_over() -> None:
    """A sentence that shares three words running with a better one is not chosen."""
    assert choose(SENTENCES, np.array([0.9, 0.8, 0.1, 0.5], np.float32), most=2) == (0, 3)


def test_short_sentences_are_passed_over() -> None:
    """A sentence of two words is no summary."""
    assert choose(SENTENCES, np.array([0.1, 0.2, 0.9, 0.5], np.float32), most=1) == (3,)


@given(st.lists(st.floats(0, 1, width=32), min_size=4, max_size=4), st.integers(1, 4))
def test_the_articles_order_is_kept(salience: list[float], most: int) -> None:
    """Whatever the scores, at most as many as asked come, in the article's order."""
    chosen = choose(SENTENCES, np.array(salience, np.float32), most=most)
    assert len(chosen) <= most
    assert list(chosen) == sorted(chosen)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not sell the harbour.”",
        "The mayor said “we will not sell.",
        "The funds would run out and.",
        "Harbour sale draws near",
        "I think the harbour will be sold in May.",
        "LOST SHIPS Many owners never came to the harbour.",
        "RECKONING Owners say the harbour is dear.",
        "NO 'SAFE HARBOUR' The mayor will resign in May.",
    ],
)
def test_what_cannot_stand_alone_is_not_whole(sentence: str) -> None:
    """Bare quotations, halves of one, cut-off ends, headlines and speakers without a name."""
    assert not whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["HARBOUR FOODS Inc will sell a mill.", "NATO members will meet in May.", "The UN met in May."],
)
def test_a_name_in_capitals_is_no_heading(sentence: str) -> None:
    """A sentence that begins with a name in capitals stands alone."""
    assert whole(sentence)


def test_an_attributed_quotation_is_whole() -> None:
    """A quotation with its speaker can stand alone."""
    assert whole("“We will not sell the harbour,” the mayor said.")


def test_what_is_not_whole_only_fills_an_empty_summary() -> None:
    """A sentence that can't stand alone is taken only where there is no other."""
    texts = ["“We will not sell the harbour.”", "The mayor will resign after the sale."]
    assert choose(texts, np.array([0.9, 0.1], np.float32), most=2) == (1,)
    assert choose(texts[:1], np.array([0.9], np.float32), most=2) == (0,)


def test_a_sentence_broken_at_its_source_only_fills_an_empty_summary() -> None:
    """A sentence that lacks a word gives way to a less salient one."""
    texts = ["The mayor will resign after more than year.", "The mayor will resign in May."]
    assert choose(texts, np.array([0.9, 0.1], np.float32), most=2) == (1,)
    assert choose(texts[:1], np.array([0.9], np.float32), most=2) == (0,)


def test_a_sentence_is_not_told_without_what_it_needs() -> None:
    """One that needs another gives way where none of those is chosen, if others can do."""
    salience = np.array([0.1, 0.2, 0.9, 0.5], np.float32)
    assert choose(SENTENCES, salience, most=2, needs={2: [{0}]}, least_words=1) == (1, 3)
    assert choose(SENTENCES, salience, most=2, needs={3: [{2}]}, least_words=1) == (2, 3)
    both = {3: [{2}, {0, 1}]}
    assert choose(SENTENCES, salience, most=2, needs=both, least_words=1) == (1, 2)
    assert choose(SENTENCES[:1], salience[:1], needs={0: [{0}]}) == (0,)
    assert choose(SENTENCES[:1], salience[:1], needs={0: [set()]}) == (0,)


def test_a_lead_without_its_full_stop_is_a_sentence() -> None:
    """An article's first sentence is told where it is long enough to be no heading."""
    lead = "The mayor of Leeds will sell the harbour and its three mills to a baker"
    texts = [lead, "The harbour has stood idle since the spring.", lead + " in May"]
    assert choose(texts, np.array([0.9, 0.2, 0.8], np.float32), most=2) == (0, 1)
    assert choose(["Mayor to sell", texts[1]], np.array([0.9, 0.2], np.float32)) == (1,)


def test_what_nobody_would_say_is_told_after_what_was_said() -> None:
    """A sentence that somebody declined to comment gives way to one that tells a little."""
    texts = ["The mayor of Leeds declined to comment on the sale.", "Both mills stay open in May."]
    assert choose(texts, np.array([0.5, 0.45], np.float32), most=1) == (1,)
    assert choose(texts[:1], np.array([0.5], np.float32), most=1) == (0,)
    texts[0] = "The mayor of Leeds will respond to requests for a sale."
    assert choose(texts, np.array([0.5, 0.45], np.float32), most=1) == (0,)


def test_a_headline_that_lost_its_stop_is_no_first_sentence() -> None:
    """A first sentence may lack its full stop, but not its verb."""
    later = "The mayor will resign after the harbour is sold to a big grain trader."
    scores = np.array([0.9, 0.1], np.float32)
    for lead, chosen in (
        ("Harbour to sell its old mill and its two ships to a grain trader", (1,)),
        ("The harbour sold its old mill and its two ships to a grain trader", (0, 1)),
    ):
        assert choose([lead, later], scores) == chosen


def test_a_last_one_takes_the_next_with_it() -> None:
    """Where all others need what isn't chosen, the sentence behind the only one left comes with
    it, though it leans on it; not where it needs yet another or is broken."""
    told = ["Old Mill was sold in May.", "It had ten big ovens.", "Vane then left for Leeds."]
    scores = np.array([0.9, 0.1, 0.5], np.float32)
    for needs, chosen in (
        ({2: [{1}]}, (0, 1)),
        ({2: [{1}], 1: [{0}]}, (0, 1)),
        ({2: [{1}], 1: [{2}]}, (0,)),
    ):
        assert choose(told, scores, leaning={1}, needs=needs) == chosen
    broken = [told[0], "It could has ten ovens.", told[2]]
    assert choose(broken, scores, leaning={1}, needs={2: [{1}]}) == (0,)
