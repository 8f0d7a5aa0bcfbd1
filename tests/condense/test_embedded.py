from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from summarizer.condense import Condenser, load
from summarizer.reading import load as load_reader
from summarizer.records import Reading
from tests.condense.articles import FUND, HARBOR, TALKS, article

CONDENSER: Condenser = load("default")
WORDS = re.compile(r"[\w$€%.,]*\w%?")


@pytest.fixture(scope="module")
def found() -> Mapping[str, Reading]:
    return {r.article: r for r in load_reader("default").read([HARBOR, TALKS, FUND])}


def test_the_default_condenser_is_the_embedded_one() -> None:
    """The memo names the embedded model as its condenser."""
    assert load("default").name == load("embedded").name == "embedded"


def test_every_line_rests_on_a_sentence(found: Mapping[str, Reading]) -> None:
    """Two or three lines an article, in source order, each with the sentence it was written
    from, and hardly a word or number that is not in it."""
    for source in (HARBOR, TALKS):
        (summary,) = CONDENSER.condense([source], found)
        assert 2 <= len(summary.sentences) <= 3
        spans = [s.spans[0] for s in summary.sentences]
        assert spans == sorted(spans)
        for line in summary.sentences:
            origin = set(WORDS.findall(source.cut(line.spans[0]).lower()))
            new = [w for w in WORDS.findall(line.text.lower()) if w not in origin]
            assert not [w for w in new if any(c.isdigit() for c in w)]
            assert len(new) <= 1


def test_every_article_gets_a_headline(found: Mapping[str, Reading]) -> None:
    """A line for the whole article, shorter than its first sentence, with that for evidence."""
    for summary in CONDENSER.condense([HARBOR, TALKS, FUND], found):
        assert summary.headline is not None
        assert len(summary.headline.text.split()) >= 3
        assert summary.headline.spans[0].article == summary.article


def test_summaries_are_paired_by_article(found: Mapping[str, Reading]) -> None:
    """The order of the articles has no influence, and an article given twice comes once."""
    one = CONDENSER.condense([HARBOR, TALKS, HARBOR], found)
    two = CONDENSER.condense([TALKS, HARBOR], found)
    assert [s.article for s in one] == [HARBOR.id, TALKS.id]
    assert one == two[::-1]


def test_an_article_with_nothing_to_tell_has_an_empty_summary() -> None:
    """A text too short for a line gives no line, and no error."""
    stub = article("Sold.")
    (reading,) = load_reader("default").read([stub])
    (summary,) = CONDENSER.condense([stub], {stub.id: reading})
    assert summary.sentences == ()
    assert summary.headline is None
