"""Generated text gets the spelling of its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condense.surface import atoms, restore, sentences

SOURCE = (
    "The buyer, Tri-State (U.S.), paid $14.3 billion for a 49% stake; Scale's founder left on "
    "June 12. “We agree,” he said. In 2024 the iPhone maker's sales rose 3.5% to €1,200."
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tri - state ( u. s. ) paid $ 14. 3 billion.", "Tri-State (U.S.) paid $14.3 billion."),
        ("scale ' s founder left on june 12.", "Scale's founder left on June 12."),
        ("the iphone maker ' s sales rose 3. 5 % .", "The iPhone maker's sales rose 3.5%."),
    ],
)
def test_lowercased_text_gets_its_case_and_spaces_back(written: str, expected: str) -> None:
    """What a lowercasing tokenizer broke apart is written as the source writes it."""
    assert restore(written, SOURCE, uncased=True) == expected


def test_spaces_before_marks_are_taken_out() -> None:
    """The spaces that news corpora have before full stops go."""
    written = "Scale's founder left , the buyer said . Sales rose ."
    assert restore(written, SOURCE) == "Scale's founder left, the buyer said. Sales rose."


def test_a_cased_model_keeps_its_case() -> None:
    """Only the first letter is raised where the model knows capitals itself."""
    assert restore("sales rose and Buyer paid.", SOURCE) == "Sales rose and Buyer paid."


def test_words_written_small_inside_stay_so() -> None:
    """A name that begins small keeps its spelling at the start of a sentence."""
    assert restore("iPhone sales rose.", SOURCE).startswith("iPhone")


def test_sentence_ends_are_not_glued_to_numbers() -> None:
    """A full stop before a number is an end, unless the source has both in one."""
    written = "The buyer paid. 49 people left."
    assert restore(written, SOURCE) == "The buyer paid. 49 people left."


def test_the_new_line_sign_becomes_a_space() -> None:
    """Pegasus writes a sign between sentences that no reader should see."""
    assert restore("Sales rose.<n>He left.", SOURCE) == "Sales rose. He left."


def test_sentences_are_cut_at_their_ends_only() -> None:
    """Points inside numbers and abbreviations end no sentence."""
    text = "The U.S. buyer paid $14.3 billion. Scale's founder left."
    assert sentences(text) == ["The U.S. buyer paid $14.3 billion.", "Scale's founder left."]


def test_a_sentence_that_was_cut_off_is_left_out() -> None:
    """Where the model ran into its limit, the part sentence at the end goes."""
    assert sentences("Sales rose. The buyer pa", finished=False) == ["Sales rose."]
    assert sentences("Sales rose. The buyer paid.", finished=False)[-1] == "The buyer paid."
    assert sentences("The buyer pa", finished=False) == []


@given(st.text("abC .,'$1(\"<n>é", max_size=80))
def test_no_word_is_added_or_lost(text: str) -> None:
    """Whatever the text, restoring it changes case and spaces alone."""
    plain = [atom.text.lower() for atom in atoms(text.replace("<n>", " "))]
    assert [atom.text.lower() for atom in atoms(restore(text, text))] == plain
