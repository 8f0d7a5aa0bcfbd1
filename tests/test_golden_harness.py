from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import golden
from summarizer.errors import OutputError, UsageError
from summarizer.golden.lines import plain, stands
from tests.render.sample import memo as sample_memo

FACTS = """
[case]
title = "A sample"
made = "2025-06-13"
set_aside = {aside}
copies = {copies}

[[must]]
say = "the price"
all = ["{price}"]

[[must_not]]
say = "another price"
any = [["{forbidden}"]]

[[disagreement]]
say = "the earlier valuation"
needles = ["$3.2 billion", "$3 billion"]
verdict = "{verdict}"
"""


def case(folder: Path, **changes: str) -> golden.Case:
    """A case about the hand-made sample memo; by default all its expectations hold."""
    memo = sample_memo()
    names = [Path(item.origin).name for item in memo.set_aside]
    copies: dict[int, list[str]] = {}
    for source in memo.sources:
        copies.setdefault(source.copy_of or source.number, []).append(Path(source.origin).name)
    said = {
        "aside": str(names),
        "copies": str([group for group in copies.values() if len(group) > 1]),
        "price": "$2.1 billion",
        "forbidden": "$9.9 billion",
        "verdict": "rounding",
        **changes,
    }
    (folder / "articles").mkdir()
    (folder / "facts.toml").write_text(FACTS.format(**said), encoding="utf-8")
    return golden.load_case(folder)


def failures(known: golden.Case, text: str | None = None) -> list[str]:
    report = golden.check(known, sample_memo(), text)
    return [finding.expectation for finding in report.findings if not finding.holds]


def test_a_memo_that_says_what_it_must_passes(tmp_path: Path) -> None:
    """When every expectation holds, the report passes."""
    known = case(tmp_path)
    assert failures(known) == []
    assert golden.check(known, sample_memo()).passed


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({"price": "$7.7 billion"}, "states: the price"),
        ({"forbidden": "$2.1 billion"}, "never states: another price"),
        ({"verdict": "conflict"}, "differs: the earlier valuation (conflict)"),
        ({"aside": "['nobody.txt']"}, "sets aside exactly ['nobody.txt']"),
        ({"copies": "[]"}, "counts as copies exactly []"),
    ],
)
def test_each_broken_expectation_fails_by_name(
    tmp_path: Path, change: dict[str, str], failed: str
) -> None:
    """An expectation that doesn't hold is the one that fails, and no other."""
    assert failures(case(tmp_path, **change)) == [failed]


def test_a_forbidden_word_is_found_in_the_summaries_too(tmp_path: Path) -> None:
    """What the memo must never state must not stand in a source's summary either."""
    word = sample_memo().sources[0].summary[0].text
    known = case(tmp_path, forbidden=word.replace('"', '\\"'))
    assert failures(known) == ["never states: another price"]


def test_recording_makes_the_check_pass_and_a_change_is_shown(tmp_path: Path) -> None:
    """A recorded memo passes; a changed line is shown as a diff."""
    known = case(tmp_path)
    assert "is missing" in golden.check(known, sample_memo(), "one\ntwo\n").text()
    assert golden.record(known, "one\ntwo\n") == tmp_path / "memo.md"
    assert golden.check(known, sample_memo(), "one\ntwo\n").passed
    report = golden.check(known, sample_memo(), "one\nthree\n")
    assert not report.passed
    assert "-two\n+three" in report.text()
    assert not golden.check(known, sample_memo(), "one\r\ntwo\r\n").passed


def test_recording_where_nothing_can_be_written_is_one_line(tmp_path: Path) -> None:
    """A memo.md that can't take the file's place is named."""
    known = case(tmp_path)
    known.memo.mkdir()
    with pytest.raises(OutputError, match=r"memo\.md"):
        golden.record(known, "text")
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"aside": "[]\ncolour = 'red'"}, "case.colour"),
        ({"verdict": "quarrel"}, "disagreement.0.verdict"),
        ({"price": '"'}, "TOML"),
    ],
)
def test_a_bad_case_names_its_key(tmp_path: Path, change: dict[str, str], said: str) -> None:
    """An unknown key, an unknown verdict or broken TOML is one line that names it."""
    with pytest.raises(UsageError, match=rf"facts\.toml.*{said}"):
        case(tmp_path, **change)


def test_a_folder_that_is_no_case_is_named(tmp_path: Path) -> None:
    """A folder without articles/ is no case."""
    with pytest.raises(UsageError, match="no golden case"):
        golden.load_case(tmp_path)


def test_words_are_compared_in_one_spelling() -> None:
    """Quotes, dashes, spaces and per cent signs don't make a difference."""
    assert plain("Meta’s  4.3 percent – up\u00a0to") == plain("meta's 4.3 % - up to")


def test_a_figure_is_found_only_as_a_whole() -> None:
    """The figure 49 is neither in "1949" nor in "49.5", and 5 billion not in "4.5 billion"."""
    assert stands("49", "a 49% stake")
    assert stands("49", "they bought 49.")
    assert not stands("49", "founded in 1949")
    assert not stands("49", "a 49.5% stake")
    assert not stands("5 billion", "for 4.5 billion euros")
