"""Splitting on sentence boundaries by tokens."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from summarizer.condense.chunks import chunks, pieces, text_of

WORDS = st.text(alphabet="abcde", min_size=1, max_size=12)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), max_size=12)
WINDOWS = st.integers(min_value=3, max_value=20)


def count(texts: Sequence[str]) -> list[int]:
    """Three letters of a word are a token, as the last one or two are."""
    return [sum(-(-len(word) // 3) for word in text.split()) for text in texts]


@given(SENTENCES, WINDOWS)
def test_no_chunk_is_longer_than_the_window(sentences: list[str], window: int) -> None:
    """Whatever the sentences, each chunk fits."""
    assert all(
        size <= window for size in count([text_of(c) for c in chunks(sentences, count, window)])
    )


@given(SENTENCES, WINDOWS)
def test_nothing_is_lost(sentences: list[str], window: int) -> None:
    """Put together again, the pieces are the sentences, in order."""
    found = [piece for chunk in chunks(sentences, count, window) for piece in chunk]
    again = ["".join(p.text for p in found if p.sentence == n) for n in range(len(sentences))]
    assert again == sentences
    assert [piece.sentence for piece in found] == sorted(piece.sentence for piece in found)


@given(SENTENCES, WINDOWS)
def test_sentences_that_fit_stay_whole(sentences: list[str], window: int) -> None:
    """Only a sentence that is longer than the window is ever split."""
    found = list(pieces(sentences, count, window))
    for number, (text, size) in enumerate(zip(sentences, count(sentences), strict=True)):
        if size <= window:
            assert [piece.text for piece in found if piece.sentence == number] == [text]


def test_chunks_are_of_nearly_equal_length() -> None:
    """Six equal sentences in a window of five make three and three, not five and one."""
    made = chunks(["aaa"] * 6, count, 5)
    assert [len(chunk) for chunk in made] == [3, 3]


def test_a_short_text_is_one_chunk() -> None:
    """What fits the window isn't split."""
    assert [text_of(chunk) for chunk in chunks(["aa bb.", "cc."], count, 10)] == ["aa bb. cc."]


def test_a_word_longer_than_the_window_is_split_too() -> None:
    """Even one endless word arrives whole, in parts."""
    word = "abcde" * 20
    made = chunks([word], count, 4)
    assert "".join(piece.text for chunk in made for piece in chunk) == word
    assert max(count([text_of(chunk) for chunk in made])) <= 4


def test_tokens_that_only_joining_makes_are_counted() -> None:
    """Where joined sentences have more tokens than they have apart, chunks still fit."""

    def greedy(texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + text.count(". ") for text in texts]

    made = chunks(["a b c."] * 20, greedy, 10)
    assert max(greedy([text_of(chunk) for chunk in made])) <= 10
    assert sum(len(chunk) for chunk in made) == 20
