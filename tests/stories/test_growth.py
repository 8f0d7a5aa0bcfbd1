from __future__ import annotations

import time

import numpy as np
import pytest

from benchmarks.grouping import made_up
from summarizer.pipeline import stories
from summarizer.records import Article, Reading
from summarizer.stories.group import grouped
from tests.stories import articles as press


def seconds(count: int) -> float:
    """The processor's, for grouping so many articles."""
    sketches, vocabulary = made_up(count)
    began = time.process_time()
    grouped(sketches, vocabulary)
    return time.process_time() - began


@pytest.mark.slow
def test_ten_times_the_articles_take_about_ten_times_as_long() -> None:
    """Grouping grows with the articles and not with their pairs."""
    seconds(200)  # what is read once
    assert seconds(10_000) < 18 * min(seconds(1000), seconds(1000))


def test_made_up_stories_are_found_again() -> None:
    """Stories of several sources are found whole, none mixed with another."""
    sketches, vocabulary = made_up(400)
    found = grouped(sketches, vocabulary)
    numbers = [{id_.partition("-")[0] for id_ in story.articles} for story in found.stories]
    assert len(numbers) > 20
    assert all(len(story) == 1 for story in numbers)


def test_an_article_without_words_changes_nothing() -> None:
    """An empty article stands alone, and the others are grouped as without it."""
    empty = Article("zzzz", "zzzz", "", (), ())
    some = (press.RAIL_WIRE, press.RAIL_PAPER, press.RAIL_COLUMN, press.BANK_WIRE)
    assert stories([*some, empty], {}) == stories(some, {})


def test_readings_without_vectors_beside_some_with() -> None:
    """Where only some readings have vectors, the others are compared by their words."""
    some = (press.RAIL_WIRE, press.RAIL_PAPER, press.RAIL_COLUMN)
    unit = np.array([1.0, 0.0], np.float32)
    none = np.zeros((0, 2), np.float32)
    readings = {a.id: Reading(a.id, (), none, unit, none[:, 0], 0.48) for a in some[:2]}
    (story,) = stories(some, readings)
    assert set(story.articles) == {article.id for article in some}
