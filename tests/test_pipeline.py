from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from summarizer import BriefError, Memo, Settings, generate
from summarizer.errors import NoMemoError
from summarizer.render import render
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "microsoft-nuance" / "articles"
FAST = Settings(model="extractive", made=date(2021, 4, 14))


@pytest.fixture(scope="module")
def memo() -> Memo:
    return generate([str(EXAMPLE)], FAST)


def test_every_statement_has_a_span_into_its_source(memo: Memo) -> None:
    """No line gets into the memo without a sentence of a listed source that it rests on."""
    texts = {source.article: source.text for source in memo.sources}
    part = memo.stories[0]
    lines = [part.headline, *part.bottom_line, *(row.value for row in part.card)]
    lines += [s for section in part.sections for s in section.statements]
    lines += [s for source in memo.sources for s in source.summary]
    for line in lines:
        assert line.evidence
        assert all(texts[span.article][span.start : span.end].strip() for span in line.evidence)
        assert line.verdict is not None


def test_copies_count_as_one_source(memo: Memo) -> None:
    """A syndicated copy is listed, as a copy of the fuller print, and counts for nothing."""
    copies = [source for source in memo.sources if source.copy_of is not None]
    assert [Path(source.origin).name for source in copies] == ["04_syndicated.txt"]
    assert all(row.value.sources <= 3 for row in memo.stories[0].card)


def test_what_was_left_out_is_listed_with_a_reason(memo: Memo) -> None:
    """The article about something else and each page's furniture are named."""
    assert [Path(item.origin).name for item in memo.set_aside] == ["05_cloud_region.md"]
    dropped = {drop.reason.value for source in memo.sources for drop in source.dropped}
    assert {"hidden text", "cross-link", "image credit", "other language"} <= dropped


def test_two_days_differ_in_one_line(memo: Memo) -> None:
    """Only the line that carries the date differs between memos of two days between which nothing
    was expected."""
    later = generate([str(EXAMPLE)], FAST.model_copy(update={"made": date(2021, 12, 2)}))
    one, two = (render(m, "md").decode().splitlines() for m in (memo, later))
    assert len(one) == len(two)
    assert sum(a != b for a, b in zip(one, two, strict=True)) == 1


def test_two_stories_are_two_parts() -> None:
    """Articles about two deals, several each, give one part a deal."""
    other = ROOT / "examples" / "adobe-figma" / "articles"
    told = generate([str(EXAMPLE), str(other)], FAST)
    assert len(told.stories) == 2
    assert {source.story for source in told.sources} == {part.story for part in told.stories}


def test_the_same_text_twice_is_set_aside_once(tmp_path: Path) -> None:
    """A second file with the same text is named as such and counts once."""
    text = (EXAMPLE / "01_wire.txt").read_text("utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    told = generate([str(tmp_path)], FAST)
    assert len(told.sources) == 1
    assert "the same text as" in told.set_aside[0].reason


def test_nothing_usable_is_one_error(tmp_path: Path) -> None:
    """Where no source gives an article, the first failure is told and the others counted."""
    with pytest.raises(NoMemoError, match=r"gone\.txt \(and 1 more\)") as told:
        generate([str(tmp_path / "gone.txt"), str(tmp_path / "lost.txt")], FAST)
    assert isinstance(told.value, BriefError)


FURNITURE = (
    "Related article", "Comments (", "0/500", "You are currently viewing", "READ:",
    "Picture Credit", "Marketplace", "Graviton", "South Dakota", "Home\n", "ASML", "Ryanair",
    "инвест", "nuclear power",
)  # fmt: skip
STATED = (
    r"\$14\.3 billion.*49|49.*\$14\.3 billion", r"\$29 billion", r"[Vv]oting", r"\$13\.8 billion",
    r"\$14 billion", r"independen|autonomous", r"shareholders", r"Wang.*(join|leav|step)",
    r"Wang.*(board|director)", r"Droege.*interim", r"Conflict.*CEO", r"rivals|catch up|competit",
    r"clients|partnerships", r"antitrust|regulat", r"talent loss|los\w+ (of )?talent|employee loss",
    r"data", r"lagged|delay|trouble deploying",
)  # fmt: skip


def test_the_memo_of_the_shared_pages_states_the_deal_and_no_furniture(seeds: Path) -> None:
    """Five real pages give the terms, the moves, the motives and risks, and nothing of the site."""
    text = render(generate([str(seeds)], FAST), "md").decode("utf-8")
    memo_proper = text.split("## Each source, condensed")[0]
    assert [word for word in FURNITURE if word in text.split("### Left out of")[0]] == []
    assert [fact for fact in STATED if not re.search(fact, memo_proper)] == []
