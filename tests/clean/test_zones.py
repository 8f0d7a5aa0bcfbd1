"""Teasers, lists of headlines and comments around an article, also about the same company."""

from __future__ import annotations

import pytest

from summarizer.clean import clean
from summarizer.records import Article, BlockKind, DropReason
from tests.clean.pages import document

TITLE = "Velden Group buys Oster Pumps from its founders"
BODY = [
    "Velden Group has bought Oster Pumps, a family firm from Graz, for 210 million euros in cash.",
    "Oster makes pumps for dairies and breweries. Its founders, Karl and Ute Oster, will stay on "
    "as advisers for a year and then retire.",
    "Velden said the purchase would add 6 percent to its sales and bring it orders of breweries "
    "in Bavaria and Bohemia that have never bought from it.",
    "Two of Oster's largest clients compete with Velden in valves and may look for another "
    "supplier, analysts at Firn Research said.",
]
CUT = [
    "Velden opens a factory in Poland",
    "Velden Group has opened its third factory in Poland, where 400 people will make valves for "
    "dairies, and it plans to hire another 200 by the end of next ye",
    "Velden raises its dividend for the ninth time",
    "Shareholders of Velden Group will receive 1.40 euros a share after a year of record profit, "
    "and the board has also approved a plan to buy back up to",
]
WHOLE = [
    "Velden opens a factory in Poland",
    "Velden Group has opened a factory in Poland, its third, where 400 people will make valves.",
    "Velden raises its dividend for the ninth time",
    "Velden Group will raise its dividend to 1.40 euros a share, the ninth rise in a row.",
]
HEADLINES = [
    "Storm closes ports on the Baltic coast",
    "Why coffee costs more than ever",
    "Tram drivers vote on a new contract",
    "Five museums to see before the summer ends",
]


def cleaned(*lines: str) -> Article:
    return clean(document("\n\n".join([TITLE, *lines])))


def assert_only_body(article: Article) -> None:
    assert article.text == "\n\n".join([TITLE, *BODY])


@pytest.mark.parametrize("cue", ["Related article", "You may also like", "Read more", "Also read:"])
@pytest.mark.parametrize("teasers", [CUT, WHOLE, WHOLE[::2]], ids=["cut", "whole", "headlines"])
def test_teasers_at_the_end_go(cue: str, teasers: list[str]) -> None:
    """Teasers under a heading go, cut off or whole, although they are about the same company."""
    article = cleaned(*BODY, cue, *teasers)
    assert_only_body(article)
    assert {drop.reason for drop in article.dropped} == {DropReason.TEASER}


@pytest.mark.parametrize("teasers", [CUT, WHOLE, WHOLE[:2], WHOLE[:1]])
def test_the_article_goes_on_after_teasers_in_its_midst(teasers: list[str]) -> None:
    """The paragraphs after a block of teasers are the article's again."""
    assert_only_body(cleaned(*BODY[:2], "Related stories", *teasers, *BODY[2:]))


def test_teasers_in_single_sentences_go() -> None:
    """Headlines written out as sentences, right under the heading, close the page."""
    assert_only_body(cleaned(*BODY, "Related articles", *WHOLE[1::2]))


def test_an_empty_block_of_teasers_costs_nothing() -> None:
    """A heading without teasers under it goes alone."""
    article = cleaned(*BODY[:2], "Recommended for you", *BODY[2:])
    assert_only_body(article)
    assert len(article.dropped) == 1


@pytest.mark.parametrize("at", [2, 4])
def test_a_headline_with_a_cut_text_is_a_teaser_without_a_heading(at: int) -> None:
    """Nobody has to announce a teaser for it to be seen as one."""
    article = cleaned(*BODY[:at], *CUT, *BODY[at:])
    assert_only_body(article)
    assert {drop.reason for drop in article.dropped} == {DropReason.TEASER}


def test_whole_snippets_at_the_end_are_teasers_without_a_heading() -> None:
    """Pairs at the end that tell their headline twice belong to other articles."""
    assert_only_body(cleaned(*BODY, *WHOLE))


def test_the_own_subheading_after_teasers_stays() -> None:
    """A short heading right above the paragraph with which the article goes on is its own."""
    article = cleaned(*BODY[:2], "Read more", *WHOLE, "Clients may leave", *BODY[2:])
    assert "Clients may leave" in article.text
    assert "Poland" not in article.text


@pytest.mark.parametrize("cue", [[], ["Most read"], ["Latest news"]])
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_list_of_other_headlines_goes(cue: list[str], at: int) -> None:
    """Wherever it stands, announced or not, it goes line by line."""
    lines = [*BODY[:at], *cue, *HEADLINES, *BODY[at:]]
    article = clean(document("\n".join([*lines[:0], TITLE, *lines])))
    assert_only_body(article)
    assert {drop.reason for drop in article.dropped} == {DropReason.LISTING}


def test_headlines_on_top_do_not_become_the_title() -> None:
    """A list of headlines above the article goes; the headline above its text is the title."""
    lines = ["Trending now", *HEADLINES, TITLE, *BODY]
    article = clean(document("\n\n".join(lines)))
    assert_only_body(article)
    assert article.title == TITLE


@pytest.mark.parametrize("cue", ["Comments (2)", "3 comments", "Leave a comment", "0/500"])
def test_comments_go_to_the_end_of_the_page(cue: str) -> None:
    """What readers write under an article goes, in whole sentences or not."""
    comments = ["brewfan", "Velden paid too much, I would say.", "Reply", "Great firm, bad price!"]
    article = cleaned(*BODY, cue, *comments)
    assert_only_body(article)
    assert {drop.reason for drop in article.dropped} == {DropReason.COMMENT}


def test_a_comment_counter_above_the_text_hides_nothing() -> None:
    """A counter under the headline is a button, not the beginning of the comments."""
    assert_only_body(cleaned("12 Comments", *BODY))


def test_comments_without_a_heading_are_known_by_their_reply_button() -> None:
    """The paragraph above "Reply" is a reader's, and so is the name above that."""
    article = cleaned(
        *BODY, "brewfan", "They paid too much for a firm of that size.", "Like · Reply"
    )
    assert_only_body(article)


def test_facts_in_short_lines_stay() -> None:
    """Lines without a full stop stay under a heading that announces them."""
    facts = ["Key facts", "Price: 210 million euros", "Buyer: Velden Group", "Closing: in May"]
    article = cleaned(*facts, *BODY)
    assert article.text == "\n\n".join([TITLE, *facts, *BODY])


def test_subheadings_and_short_paragraphs_stay() -> None:
    """A heading is one because of what follows, and a paragraph may be three words long."""
    lines = [BODY[0], "A firm of brewers", BODY[1], "Nobody was surprised.", BODY[2], BODY[3]]
    article = cleaned(*lines)
    assert article.text == "\n\n".join([TITLE, *lines])
    assert [block.kind for block in article.blocks[:3]] == [
        BlockKind.TITLE,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
    ]


def test_the_legal_part_of_a_press_release_goes() -> None:
    """From the heading on to the next one, where most of the text stands above it."""
    legal = [
        "Forward-Looking Statements",
        "This release contains forward-looking statements about Velden and Oster.",
        "Velden may not reach the sales it expects, and Oster's clients may not stay with it.",
    ]
    article = cleaned(*BODY, *legal)
    assert_only_body(article)
    assert {drop.reason for drop in article.dropped} == {DropReason.NOTICE}


def test_a_disclosure_on_top_hides_nothing() -> None:
    """The heading goes; the article below it stays."""
    assert_only_body(cleaned("Disclosure", *BODY))


def test_facts_stay_whatever_stands_between_them_and_the_title() -> None:
    """A heading that announces facts does so under a byline or counters too."""
    facts = ["TL;DR", "- Velden pays 210 million", "- Founders to leave", "- Clients uneasy"]
    article = cleaned("88 · 12 · Repost", *facts, *BODY)
    assert "Founders to leave" in article.text


def test_a_strange_line_above_the_title_is_the_sites() -> None:
    """The name of the paper and its slogan are no part of the article."""
    article = clean(document("\n\n".join(["THE MILL TOWN ECHO", "Give today", TITLE, *BODY])))
    assert_only_body(article)
    assert article.title == TITLE
