from __future__ import annotations

import pytest

from summarizer.models.guards import problems

Pieces = list[tuple[int, int] | str]


def parts(text: str, *quotes: str) -> Pieces:
    """Each quote where the text has it after the one before; words in brackets are written ones."""
    out: Pieces = []
    at = 0
    for quote in quotes:
        if quote.startswith("["):
            out.append(quote[1:-1])
            continue
        start = text.index(quote, at)
        at = start + len(quote)
        out.append((start, at))
    return out


def found(text: str, *quotes: str) -> str:
    return "; ".join(problems(text, [(0, len(text))], parts(text, *quotes)))


def test_a_whole_sentence_is_fine() -> None:
    """Copying a sentence from end to end raises no objection, whatever it says."""
    text = "The regulator did not rule out that it could block the sale."
    assert found(text, text) == ""


def test_a_dropped_aside_is_fine() -> None:
    """Leaving out what stands between two commas keeps who did what."""
    text = "Harbour Foods, which was founded in 1931, bought Old Mill on Friday."
    assert found(text, "Harbour Foods", "bought Old Mill on Friday.") == ""


@pytest.mark.parametrize(
    ("text", "quotes", "problem"),
    [
        ("The board has not approved the bid.", ("The board has", "approved the bid."), "'not'"),
        ("No bids were made for Old Mill.", ("bids were made for Old Mill.",), "'No'"),
        ("Old Mill denied that it is for sale.", ("Old Mill", "is for sale."), "'denied'"),
        ("It didn't sell the mill.", ("It", "sell the mill."), "n't"),
    ],
)
def test_a_dropped_negation_is_found(text: str, quotes: tuple[str, ...], problem: str) -> None:
    """A line that loses a negation or a refusal of its source sentence is objected to."""
    assert problem in found(text, *quotes)


def test_a_dropped_bound_is_found() -> None:
    """A sum that loses the word that bounds it is objected to."""
    text = "Harbour Foods will pay up to $14 billion for it."
    assert "'up to'" in found(text, "Harbour Foods will pay", "$14 billion for it.")


def test_a_splice_of_two_clauses_is_found() -> None:
    """Joining one clause's subject to another clause's verb is objected to."""
    text = "Harbour Foods sued Old Mill and Northlight's biggest owner resigned on Friday."
    assert "joins across" in found(text, "Harbour Foods", "resigned on Friday.")


def test_a_broken_number_is_found() -> None:
    """A number is copied whole or not at all."""
    text = "It paid 14.3 billion euros."
    assert "breaks a number" in found(text, "It paid 14", "billion euros.")


def test_a_broken_word_is_found() -> None:
    """A word is copied whole or not at all."""
    text = "Northlight sold the mill."
    assert "breaks the word" in found(text, "North", "sold the mill.")


def test_a_stutter_is_found() -> None:
    """A word said twice running is objected to, unless the source says it twice running."""
    text = "Vane left. Vane had led the mill."
    assert "twice" in found(text, "Vane", "Vane had led the mill.")
    assert "twice" not in found("They had had talks.", "They had had talks.")


def test_going_backward_is_found() -> None:
    """Words put in another order than the source's may say something else."""
    text = "Old Mill sued Harbour Foods."
    assert "order" in "; ".join(problems(text, [(0, len(text))], [(14, 28), (0, 13)]))


def test_a_line_that_stops_short_is_found() -> None:
    """A line doesn't end on a word that needs another."""
    text = "Harbour Foods agreed to buy the mill."
    assert "stops at" in found(text, "Harbour Foods agreed to")


def test_what_is_mostly_written_is_found() -> None:
    """Most words of a line come from its source."""
    text = "Harbour Foods sold it."
    assert "freely" in found(text, "Harbour", "[was]", "[to]", "[be]", "it.")


def test_a_day_hides_nothing_that_goes_with_it() -> None:
    """What is left out behind a day is judged by itself."""
    text = "Harbour Foods urged on Monday the bakers of Leeds to close the mill."
    end = text.index(" on Monday"), text.index("to close")
    assert problems(text, [(0, len(text))], [(0, end[0]), (end[1], len(text))])
    text = "Harbour Foods urged on Monday the bakers of Leeds to close the mill."
    end = text.index(" on Monday"), text.index("the bakers")
    assert not problems(text, [(0, len(text))], [(0, end[0]), (end[1], len(text))])


def test_no_object_goes_with_its_comma() -> None:
    """Whom somebody urged may not be left out, though a comma stands behind."""
    text = "Ms Vane urged fellow members of the guild, rich as they are, to close the mill."
    end = text.index(" fellow"), text.index("to close")
    assert problems(text, [(0, len(text))], [(0, end[0]), (end[1], len(text))])
