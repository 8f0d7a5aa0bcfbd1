"""Which line is the headline, and what becomes of list marks and line breaks."""

from __future__ import annotations

from summarizer.clean import clean
from summarizer.records import BlockKind
from tests.clean.pages import document

TITLE = "Quillon and Basto end their joint venture"
BODY = (
    "Quillon and Basto are ending the joint venture that has built their trucks since 2009, and "
    "will split its two plants.\n\n"
    "Basto gets the plant in Porto and Quillon the one in Lyon. Neither will pay the other.\n"
)


def test_the_title_of_the_document_is_found_in_the_text() -> None:
    """The line is found although the source's title carries the name of the site."""
    article = clean(document(f"{TITLE}\n\n{BODY}", title=f"{TITLE} | Truck Weekly"))
    assert article.title == TITLE
    assert article.blocks[0].kind is BlockKind.TITLE


def test_a_title_that_is_not_in_the_text_is_kept_as_a_field() -> None:
    """Without a headline in the text there is a title, but no title block."""
    article = clean(document(BODY, title=TITLE))
    assert article.title == TITLE
    assert all(block.kind is BlockKind.PARAGRAPH for block in article.blocks)


def test_without_any_title_the_first_headline_is_taken() -> None:
    """The first line that looks like a headline and fits the text is the title."""
    assert clean(document(f"{TITLE}\n\n{BODY}")).title == TITLE


def test_a_text_that_begins_with_a_paragraph_has_no_title() -> None:
    """No paragraph is made into a headline."""
    assert clean(document(BODY)).title is None


def test_the_line_that_a_menu_quotes_is_the_title() -> None:
    """ "You are currently viewing" says which of the lines on top is the headline."""
    raw = f"You are currently viewing {TITLE}\n\nTrucks and vans\n\n{TITLE}\n\n{BODY}"
    article = clean(document(raw))
    assert article.title == TITLE
    assert [b.kind for b in article.blocks].count(BlockKind.TITLE) == 1


def test_a_title_unlike_the_text_survives() -> None:
    """A witty headline shares no word with its article and is still its headline."""
    raw = f"A parting of ways\n\n{BODY}"
    assert clean(document(raw)).title == "A parting of ways"


def test_marks_make_items_and_headings() -> None:
    """Bullets and numbers make items, a hash makes a heading; the marks are not in the blocks."""
    raw = (
        f"# {TITLE}\n\n{BODY}\n## The terms\n\n"
        "- Basto keeps the plant in Porto with all its workers.\n"
        "2) Quillon keeps the plant in Lyon and hires 40 more.\n"
    )
    article = clean(document(raw))
    kinds = [block.kind for block in article.blocks]
    assert kinds[-3:] == [BlockKind.HEADING, BlockKind.ITEM, BlockKind.ITEM]
    assert article.cut(article.blocks[-2]).startswith("Basto keeps")
    assert article.cut(article.blocks[0]) == TITLE


def test_hard_wrapped_lines_are_one_block() -> None:
    """A paragraph wrapped at a fixed width is one block with its line breaks in it."""
    wrapped = (
        "Quillon and Basto are ending the joint venture that has built\n"
        "their trucks since 2009, and will split its two plants. Basto\n"
        "gets the plant in Porto and Quillon the one in Lyon.\n\n"
        "Neither company will pay the other anything, both of them said\n"
        "on Monday, and no worker is to lose a job before the year 2030.\n"
    )
    article = clean(document(wrapped))
    assert article.text == wrapped.strip()
    assert len(article.blocks) == 2
    assert len(article.sentences) == 3


def test_windows_line_ends_part_paragraphs_like_others() -> None:
    """Carriage returns are no part of any block."""
    article = clean(document(f"{TITLE}\n\n{BODY}".replace("\n", "\r\n")))
    assert len(article.blocks) == 3
    assert "\r" not in article.text
