"""What a page says twice."""

from __future__ import annotations

from summarizer.clean import clean
from summarizer.records import DropReason
from tests.clean.pages import document

TITLE = "Harrow Rail wins the Leith tunnel contract"
BODY = [
    "Harrow Rail will dig the Leith tunnel for 940 million pounds, the city said on Thursday.",
    "The tunnel is to be ready in 2033. Harrow beat two rivals, one of which asked for 60 million "
    "pounds less but wanted two more years.",
    "Its chief executive, Moira Banks, said that 700 people would be hired in the first year.",
]
RAW = "\n\n".join([TITLE, *BODY])


def cleaned(*lines: str) -> tuple[str, set[DropReason]]:
    article = clean(document("\n\n".join(lines)))
    return article.text, {drop.reason for drop in article.dropped}


def test_the_second_copy_of_an_article_goes() -> None:
    """The whole article twice in one page is the article once."""
    assert cleaned(TITLE, *BODY, TITLE, *BODY) == (RAW, {DropReason.REPEAT})


def test_a_copy_in_one_paragraph_is_a_copy() -> None:
    """It doesn't matter how the second copy is parted."""
    assert cleaned(TITLE, *BODY, " ".join(BODY)) == (RAW, {DropReason.REPEAT})


def test_a_copy_with_small_differences_is_a_copy() -> None:
    """A word changed here and there leaves the paragraph a repeat."""
    changed = BODY[1].replace("is to be ready", "should be ready")
    assert cleaned(TITLE, *BODY, changed) == (RAW, {DropReason.REPEAT})


def test_of_a_cut_copy_and_a_full_one_the_full_one_stays() -> None:
    """A cut-off lead above the article goes, although it comes first."""
    text, reasons = cleaned(TITLE, BODY[1][:90] + "…", *BODY)
    assert (text, reasons) == (RAW, {DropReason.REPEAT})


def test_a_pull_quote_goes() -> None:
    """A sentence set apart to catch the eye is not said twice."""
    quote = "700 people would be hired in the first year"
    assert cleaned(TITLE, *BODY[:2], BODY[2], quote)[0] == RAW


def test_sentences_on_one_pattern_are_no_copies() -> None:
    """Two results told in the same words but for names and numbers both stay."""
    rows = [
        "Sales in Wales rose 4 percent to 31 million pounds, helped by two new lines.",
        "Sales in Kent fell 2 percent to 19 million pounds, helped by one new bridge.",
    ]
    assert cleaned(TITLE, *BODY, *rows)[0] == "\n\n".join([RAW, *rows])


def test_repeated_headings_go_with_what_they_head() -> None:
    """A short heading comes again as part of the copy, and stays where new text follows."""
    copy = [TITLE, BODY[0], "The rivals", BODY[1], BODY[2]]
    text, _ = cleaned(*copy, "The rivals", BODY[1])
    assert text == "\n\n".join(copy)


def test_teasers_shown_again_go_again() -> None:
    """A teaser that was recognised once is recognised without its heading."""
    teaser = ["Harrow Rail hires a new finance chief from a rival"]
    text, _ = cleaned(TITLE, *BODY, "Related articles", *teaser, TITLE, *BODY, *teaser)
    assert text == RAW
