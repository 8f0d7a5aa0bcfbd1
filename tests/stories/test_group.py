from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import Article, Grouping
from summarizer.stories import about_a_deal, group
from tests.stories import articles as press

RAIL = (press.RAIL_WIRE, press.RAIL_PAPER, press.RAIL_COLUMN)
BANK = (press.BANK_WIRE, press.BANK_PAPER)
ALL = (*RAIL, *BANK, press.RAIL_SHORT, press.RAIL_OTHER_DEAL, press.STRIKE, press.WEATHER)


def told(grouping: Grouping, articles: tuple[Article, ...]) -> list[list[str]]:
    names = {article.id: article.origin for article in articles}
    return [sorted(names[id_] for id_ in story.articles) for story in grouping.stories]


def test_articles_about_one_deal_are_one_story() -> None:
    """Three reports of one takeover, in three styles, form a story of three sources."""
    grouping = group(RAIL, {})
    assert told(grouping, RAIL) == [["rail_column", "rail_paper", "rail_wire"]]
    assert len(grouping.stories[0].sources) == 3
    assert grouping.set_aside == ()


def test_another_deal_of_the_same_company_is_set_aside_by_name_and_reason() -> None:
    """What shares only the buyer with the story is named, with what it shares."""
    [aside] = group((*RAIL, press.RAIL_OTHER_DEAL), {}).set_aside
    assert (aside.origin, aside.title) == ("rail_other_deal", press.RAIL_OTHER_DEAL.title)
    assert aside.reason.startswith("about something else: of the story's names it shares only '")


def test_an_article_that_is_no_deal_is_set_aside() -> None:
    """A strike at the buyer is not mixed into the story of the takeover."""
    grouping = group((*RAIL, press.STRIKE), {})
    assert told(grouping, RAIL)[0] == ["rail_column", "rail_paper", "rail_wire"]
    assert grouping.set_aside[0].reason == "about something else: no deal in its title or lead"


def test_copies_count_as_one_independent_source() -> None:
    """A syndicated copy adds an article to the story and no source."""
    story = group((*RAIL, press.RAIL_SHORT), {}).stories[0]
    assert len(story.articles) == 4
    assert len(story.sources) == 3
    assert (press.RAIL_WIRE.id, press.RAIL_SHORT.id) in story.sources


def test_copies_of_a_distractor_are_not_a_story_of_their_own() -> None:
    """Two printings of one stray article are still one source, and both are set aside."""
    lines = press.RAIL_OTHER_DEAL.text.split("\n\n")
    reprint = press.article("reprint", "Ferries sold", *lines[1:])
    grouping = group((*RAIL, press.RAIL_OTHER_DEAL, reprint), {})
    assert len(grouping.stories) == 1
    assert [item.origin for item in grouping.set_aside] == ["rail_other_deal", "reprint"]


def test_two_deals_are_two_stories_the_one_with_more_sources_first() -> None:
    """Reports of two deals give two stories, and what belongs to neither is set aside."""
    everything = (*BANK, *RAIL, press.WEATHER)
    grouping = group(everything, {})
    assert told(grouping, everything) == [
        ["rail_column", "rail_paper", "rail_wire"],
        ["bank_paper", "bank_wire"],
    ]
    assert [item.origin for item in grouping.set_aside] == ["weather"]


def test_lone_articles_about_deals_are_stories_where_no_story_has_several_sources() -> None:
    """Two articles about two deals are two stories; a third about the weather is none."""
    three = (press.RAIL_WIRE, press.BANK_WIRE, press.WEATHER)
    grouping = group(three, {})
    assert sorted(told(grouping, three)) == [["bank_wire"], ["rail_wire"]]
    assert [item.origin for item in grouping.set_aside] == ["weather"]


def test_one_article_is_a_story_whatever_it_is_about() -> None:
    """A single source is told, so that naming one file always gives a memo."""
    assert told(group((press.WEATHER,), {}), (press.WEATHER,)) == [["weather"]]
    assert group((), {}) == Grouping((), ())


def test_a_story_is_named_by_its_articles() -> None:
    """The id changes with the articles and with nothing else."""
    one, other = group(RAIL, {}).stories[0], group(RAIL[::-1], {}).stories[0]
    assert one.id == other.id != group(RAIL[:2], {}).stories[0].id


@settings(max_examples=12, deadline=None)
@given(st.sets(st.sampled_from(range(len(ALL))), min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_input_has_no_influence(chosen: set[int], shuffler: random.Random) -> None:
    """Any selection in any order gives the same grouping, and every article is in it once."""
    picked = [ALL[index] for index in sorted(chosen)]
    shuffled = list(picked)
    shuffler.shuffle(shuffled)
    grouping = group(picked, {})
    assert group(shuffled, {}) == grouping
    counted = sum(len(story.articles) for story in grouping.stories) + len(grouping.set_aside)
    assert counted == len(picked)


def test_a_deal_is_told_by_title_or_lead() -> None:
    """Takeovers and stakes are deals, storms and strikes are not."""
    assert about_a_deal(press.RAIL_PAPER) and about_a_deal(press.BANK_WIRE)
    assert not about_a_deal(press.STRIKE) and not about_a_deal(press.WEATHER)
    for title in ("Northwind agreed to buy Pell", "Northwind snaps up Pell"):
        assert about_a_deal(press.article("mail", title, "The price was not told."))
