"""Stories for whole memos: sets by name or path, and what is told of those nobody has judged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import whole_memos
from benchmarks.whole_memos_stories import SETS, Fact, labelled

STORY = """
[[story]]
name = "{name}"
articles = ["{name}"]
{forward}
[[story.fact]]
says = "one buys the other"
{verdict}
"""
JUDGED = STORY.format(
    name="read", forward="forward = [true, false]", verdict='memo = ["main", "elsewhere"]'
)
HALF = STORY.format(name="half", forward="forward = [true, true]", verdict='memo = ["main"]')
UNREAD = STORY.format(name="unread", forward="", verdict="")


def told(stories: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints of these stories."""
    monkeypatch.setattr(sys, "argv", ["whole_memos", "--stories", stories])
    whole_memos.main()
    return capsys.readouterr().out


def test_new_stories_are_none_of_the_first() -> None:
    """The stories drawn later share no article and no name with the first twelve."""
    first, new = labelled(SETS["first"]), labelled(SETS["new"])
    assert len(new) == 12
    assert not {story.name for story in first} & {story.name for story in new}
    keys = [key for story in (*first, *new) for key in story.articles]
    assert len(keys) == len(set(keys))


def test_every_new_story_has_articles_and_facts_enough() -> None:
    """A new story has three to five articles and eight to ten different facts."""
    for story in labelled(SETS["new"]):
        assert 3 <= len(story.articles) <= 5
        assert 8 <= len({fact.says for fact in story.facts}) == len(story.facts) <= 10


def test_third_stories_are_none_of_the_others() -> None:
    """The third twelve share no article and no name with the sets before them."""
    before = [story for name in ("first", "new") for story in labelled(SETS[name])]
    third = labelled(SETS["third"])
    assert len({story.name for story in third}) == 12
    assert not {story.name for story in before} & {story.name for story in third}
    keys = [key for story in (*before, *third) for key in story.articles]
    assert len(keys) == len(set(keys))


def test_third_stories_are_in_no_other_labels() -> None:
    """No article of the third twelve stands in another file of labels."""
    place = SETS["third"]
    others = [
        path.read_text(encoding="utf-8")
        for path in place.parent.iterdir()
        if path.suffix in (".toml", ".jsonl") and path != place
    ]
    labelled_twice = [
        key for s in labelled(place) for key in s.articles if any(key in told for told in others)
    ]
    assert labelled_twice == []


def test_every_third_story_has_articles_and_facts_enough() -> None:
    """A story of the third set has three to five articles and eight to twelve different facts, each
    with a verdict on first sentences."""
    for story in labelled(SETS["third"]):
        assert 3 <= len(story.articles) <= 5
        assert 8 <= len({fact.says for fact in story.facts}) == len(story.facts) <= 12
        assert story.baseline is not None


def test_missing_verdicts_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stories that not all readers have judged are named in one line and in no count."""
    place = tmp_path / "stories.toml"
    place.write_text(UNREAD + HALF, encoding="utf-8")
    line = "verdicts missing on 2 of 2 stories (facts: 2): unread, half\n"
    assert told(str(place), monkeypatch, capsys) == line


def test_judged_stories_are_counted_without_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verdicts there are get counted, missing ones on first sentences are no zero."""
    place = tmp_path / "stories.toml"
    place.write_text(UNREAD + JUDGED, encoding="utf-8")
    out = told(str(place), monkeypatch, capsys).splitlines()
    assert out[0] == "verdicts missing on 1 of 2 stories (facts: 1): unread"
    assert out[1].split()[:5] == ["read", "memo", "1", "of", "1"]
    assert "first sentences not judged" in out[1]
    assert out[-3:] == [
        "0.0 % of the facts in the main part",
        "100.0 % of the facts in the memo",
        "0 of 1 forwarded by all readers",
    ]


def test_a_fact_without_verdict_is_nowhere() -> None:
    """A fact that no reader has judged isn't found."""
    assert not Fact("one buys the other").within(("main",))


def test_no_such_stories_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A set that isn't there is one line with what could be asked for."""
    asked = "old is missing: stories are first, new, third, fourth or a TOML"
    with pytest.raises(SystemExit, match=asked):
        told("old", monkeypatch, capsys)
