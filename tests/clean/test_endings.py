from __future__ import annotations

import pytest

from summarizer.clean import clean
from summarizer.records import Article, BlockKind, Drop, DropReason, Media, RawDocument

BODY = (
    "Larkspur Dairies has agreed to buy the cheese maker Holt & Sons for $210 million in cash. "
    "The buyer expects to close the purchase in May. It will keep both plants open."
)


def cleaned(*paragraphs: str) -> Article:
    text = "\n\n".join(("Larkspur buys a cheese maker", *paragraphs))
    return clean(RawDocument("page.txt", Media.TEXT, text))


@pytest.mark.parametrize(
    "end",
    [
        "Unions fear that the",
        "Dealers, who had waited for the news since the spring of last year, sold shares,",
        '"We are',
        "He said he did not know whether the board would agree to the price that was offered...",
        "But",
    ],
)
def test_an_unfinished_sentence_at_the_end_is_left_out_and_listed(end: str) -> None:
    """What a cut-off copy ends with is no sentence of the article, and is among what went."""
    article = cleaned(f"{BODY} {end}")
    assert article.text.endswith("both plants open.")
    assert article.dropped == (Drop(end, DropReason.FRAGMENT),)


def test_a_cut_off_last_paragraph_goes_as_a_whole() -> None:
    """A fragment that stands alone leaves no empty block."""
    article = cleaned(BODY, "Unions fear that the")
    assert article.text.endswith("both plants open.")
    assert [drop.text for drop in article.dropped] == ["Unions fear that the"]


def test_a_finished_article_loses_nothing() -> None:
    """Whole sentences, closing quotations among them, all stay."""
    article = cleaned(f'{BODY} "We are glad," said its founder. "It is a good home."')
    assert not article.dropped


def test_who_never_writes_full_stops_was_not_cut_off() -> None:
    """Where most sentences are unfinished, the last one tells nothing."""
    article = cleaned(
        "Larkspur Dairies, which already owns nine dairies in the valley and four on the coast,"
        " has agreed to buy the cheese maker Holt for $210 million in cash",
        "The price is a third more than analysts had expected it to pay when it said in the spring"
        " that it was looking for a maker of soft cheese to add to its plants",
        "Holt makes four kinds of cheese at its plant in Harrow, where 400 people work, and sells"
        " most of it to supermarkets that Larkspur doesn't supply yet with anything",
        "Its founder Ann Rowe will stay at the head of the company for two more years and is to"
        " join the board of the buyer as soon as the purchase is closed in May",
    )
    assert not article.dropped


def test_items_of_a_list_may_end_as_they_like() -> None:
    """The last item of a list is kept without its full stop."""
    item = "- about {} people will lose their jobs at the plant in Harrow within the next two years"
    article = cleaned(BODY, item.format(400), item.format(250))
    assert article.text.endswith("years")


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("DEBT", "The buyer takes on loans of $30 million."),
        ("PENSION WORRIES", "Trustees of the fund want more money."),
        ("DOUBTS REMAIN", "ABC, citing two bankers, reported that talks go on."),
        ("WHAT NEXT?", "Larkspur may sell its ice cream."),
        ("A BIG FIT", "But analysts doubt the price."),
        ("BIDDERS", "Sources said other bidders had gone."),
    ],
)
def test_a_subheading_in_the_text_is_parted_from_the_sentence(head: str, rest: str) -> None:
    """A run-in heading is taken out, and listed; the sentence begins behind it."""
    article = cleaned(f"{BODY} {head} {rest}")
    assert [drop.text for drop in article.dropped] == [head]
    assert rest in [article.cut(sentence) for sentence in article.sentences]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("SLOWS M&A WAVE", "The deal is a rare one, as M&A has all but stopped."),
        ("LARKSPUR CUTS DEBT", "In the spring LARKSPUR sold its ice cream."),
        ("A 'GOOD FIT' FOR LARKSPUR", "Analysts said LARKSPUR was a good buyer."),
        ("U.S. PRICES: HIGH OR LOW?", "Cheese is dear as prices in the U.S. are high."),
    ],
)
def test_a_subheading_may_name_what_the_text_names(head: str, rest: str) -> None:
    """No name goes on with "The" or "In": a sentence that begins so begins behind the heading."""
    article = cleaned(f"{BODY} {head} {rest}")
    assert rest in [article.cut(sentence) for sentence in article.sentences]
    assert not [s for s in article.body() if head in article.cut(s)]


@pytest.mark.parametrize(
    "sentence",
    [
        "ABC Chief Executive Ann Rowe said the price was fair.",
        "LORNE CREEK Holdings sold its stake to Larkspur in 2019.",
        "HARBOUR Dairies has bid too. Analysts like HARBOUR less.",
        "NATO members buy the cheese.",
        "IBM CEO Sam Hale likes the cheese.",
        "AT&T Inc bid for the cheese.",
        "BP PLC said the cheese was fair. BP PLC bid too.",
        "NYMEX CEO Sam Hale likes the cheese.",
        "U.S. Dairies bid too.",
        "- May 2006: Larkspur bid for the cheese.",
    ],
)
def test_a_name_in_capitals_is_no_subheading(sentence: str) -> None:
    """A company or agency that opens a sentence stays in it."""
    article = cleaned(f"{BODY} {sentence}")
    assert not [b for b in article.blocks if b.kind is BlockKind.HEADING]
    assert article.text.endswith(sentence)
