from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from summarizer.errors import BusyError, OutputError
from summarizer.facts import extract
from summarizer.records import Article, Fact, Memo, Reading
from summarizer.render import FORMATS, Format, read_memo
from summarizer.store import only_run, read_store, studies
from tests.batch.press import Desk, article


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counts(desk: Desk, **more: int) -> dict[str, int]:
    told = desk.run().counts
    return {name: told[name] for name in more}


def test_a_run_leaves_a_memo_a_story_an_index_and_a_record(desk: Desk) -> None:
    """Two stories give a folder with a memo each in the configured formats, an index page that
    leads to them, and run.json."""
    desk.put("a.txt", article(1))
    desk.put("b.txt", article(1, telling=1))
    desk.put("c.txt", article(2))
    outcome = desk.run()
    assert outcome.folder is not None
    assert outcome.counts["new"] == outcome.counts["read"] == 3
    assert outcome.counts["stories"] == 2
    said = json.loads((outcome.folder / "run.json").read_text("utf-8"))
    assert sorted(len(read_memo(p).sources) for p in outcome.folder.glob("*/memo.json")) == [1, 2]
    index = (outcome.folder / "index.html").read_text("utf-8")
    for memo in said["memos"]:
        assert f'href="{memo["folder"]}/memo.md"' in index
        assert sorted(p.name for p in (outcome.folder / memo["folder"]).iterdir()) == [
            "memo.json",
            "memo.md",
        ]
    assert sorted(p.name for p in outcome.folder.parent.iterdir()) == [outcome.folder.name]


def test_nothing_new_leaves_nothing_and_reads_nothing(desk: Desk) -> None:
    """A second run over the same folder reads no article, loads no model and leaves no folder."""
    desk.put("a.txt", article(1))
    desk.run()
    outcome = desk.run()
    assert outcome.folder is None
    assert outcome.counts["unchanged"] == 1
    assert sum(outcome.counts.values()) == 1
    assert desk.read() == []
    assert len(list((desk.folder / "outputs").iterdir())) == 1


def test_an_empty_folder_leaves_no_outputs(desk: Desk) -> None:
    """A folder that nobody filled yet holds nothing new, which is no failure; not even the outputs
    folder is made. Filled, it is read."""
    assert not any(desk.run().counts.values())
    assert not (desk.folder / "outputs").exists()
    desk.put("a.txt", article(1))
    assert desk.run().counts["stories"] == 1


def test_a_folder_that_is_gone_forgets_nothing(desk: Desk) -> None:
    """A folder that isn't there is one failure that names it; there again, nothing is new."""
    desk.put("a.txt", article(1))
    desk.run()
    desk.inbox.rename(desk.folder / "elsewhere")
    counts = desk.run().counts
    assert (counts["failed"], sum(counts.values())) == (1, 1)
    ((_, told),) = [event for event in desk.events if event[0] == "source_failed"]
    assert told["source"] == f"deals: folder {desk.inbox}"
    assert told["problem"] == "is not there"
    (desk.folder / "elsewhere").rename(desk.inbox)
    counts = desk.run().counts
    assert (counts["unchanged"], sum(counts.values())) == (1, 1)


def test_what_nobody_dated_is_new_once(desk: Desk) -> None:
    """Articles without a date are counted as such, and count for the day they were first seen: the
    same text under another name weeks later is told no more."""
    desk.put("a.txt", article(1))
    desk.put("b.txt", f"Date: 2026-05-11\n\n{article(2)}")
    assert desk.run().counts["undated"] == 1
    desk.clock.moment += timedelta(days=50)
    desk.put("c.txt", article(1))
    outcome = desk.run()
    assert (outcome.counts["new"], outcome.counts["aside"], outcome.counts["read"]) == (1, 1, 0)
    assert outcome.folder is None


def test_a_touched_file_is_not_read_again(desk: Desk) -> None:
    """A file with a new date and the same words is opened, known by its content, and left."""
    desk.put("a.txt", article(1))
    desk.run()
    os.utime(desk.inbox / "a.txt", (1, 1))
    assert desk.run().counts["unchanged"] == 1
    assert desk.read() == []


def test_a_changed_file_is_a_new_version_of_its_origin(desk: Desk) -> None:
    """What changed is read, takes the place of what was there, and its story says what is new."""
    desk.put("a.txt", article(1, price="$3.5 billion"))
    first = desk.run()
    desk.put("a.txt", article(1, price="$4.2 billion"))
    second = desk.run()
    assert (second.counts["changed"], second.counts["read"], second.counts["updates"]) == (1, 1, 1)
    assert first.folder is not None
    assert second.folder is not None
    (memo,) = json.loads((second.folder / "run.json").read_text("utf-8"))["memos"]
    assert not memo["new"]
    assert any("4.2 billion" in line and "3.5" in line for line in memo["changes"])
    (path,) = second.folder.glob("*/memo.json")
    assert [source.copy_of for source in read_memo(path).sources] == [None]
    (part,) = read_memo(path).stories
    price = next(change for change in part.changes if change.label == "Price")
    assert "4.2 billion" in price.after.text
    assert price.before is not None and "3.5 billion" in price.before.text
    assert part.since == desk.clock.now().date()
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        assert db.value("SELECT max(version) FROM documents") == 2
        assert db.value("SELECT count(*) FROM stories") == 1


def test_a_repeat_on_another_day_is_no_news(desk: Desk) -> None:
    """A copy of a report that was told joins its story, and no memo comes of it."""
    desk.put("a.txt", article(1))
    desk.run()
    desk.clock.moment += timedelta(days=1)
    desk.put("b.txt", article(1) + "\nReporting by our partner agency.\n")
    outcome = desk.run()
    assert outcome.counts["new"] == 1
    assert (outcome.counts["stories"], outcome.counts["updates"]) == (0, 0)
    assert outcome.folder is None


def test_a_story_of_an_earlier_day_goes_on(desk: Desk) -> None:
    """A later report with a new fact joins the story of the day before, which says what changed."""
    desk.put("a.txt", article(1))
    desk.run()
    desk.clock.moment += timedelta(days=2)
    desk.put("b.txt", article(1, telling=1))
    outcome = desk.run()
    assert (outcome.counts["stories"], outcome.counts["updates"]) == (0, 1)
    assert len(desk.read()) == 1
    latest = read_memo(desk.memos()[-1])
    assert len(latest.sources) == 2


def test_old_articles_take_no_part(desk: Desk) -> None:
    """A report older than the watchlist looks back is set aside, and told so."""
    desk.put("a.html", "<html><head><meta property='article:published_time' content='2025-01-02'>"
             f"</head><body><article><p>{article(1)}</p></article></body></html>")  # fmt: skip
    outcome = desk.run()
    assert outcome.counts["aside"] == 1
    assert outcome.folder is None


def test_only_articles_with_the_watchlist_s_words(tmp_path: Path) -> None:
    """What holds none of the words is set aside."""
    desk = Desk(tmp_path, folders=(Path("inbox"),), about=("railway",))
    desk.put("a.txt", article(1))
    desk.put("b.txt", article(9))
    outcome = desk.run()
    assert (outcome.counts["new"], outcome.counts["aside"], outcome.counts["stories"]) == (2, 1, 1)


def test_a_bad_file_costs_only_itself(desk: Desk) -> None:
    """A file that can't be read is told with its reason, the others are read; it is not tried
    again until it changes or somebody asks."""
    desk.put("a.txt", article(1))
    (desk.inbox / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    outcome = desk.run()
    assert (outcome.counts["failed"], outcome.counts["stories"]) == (1, 1)
    assert desk.run().counts["failed"] == 0
    assert desk.run(retry=True).counts["failed"] == 1
    (desk.inbox / "b.pdf").unlink()
    desk.put("b.pdf", article(2))
    assert desk.run().counts["stories"] == 1


def test_one_broken_reading_costs_only_its_article(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that breaks the reader is set aside with the reason, the others are told."""

    def broken(article: Article, reading: Reading) -> tuple[Fact, ...]:
        if "Calder" in article.text:
            raise RuntimeError("a bug")
        return tuple(extract(article, reading))

    monkeypatch.setattr("summarizer.pipeline.extract", broken)
    desk.put("a.txt", article(1))
    desk.put("b.txt", article(2))
    outcome = desk.run()
    assert (outcome.counts["failed"], outcome.counts["stories"]) == (1, 1)
    assert desk.run().counts["failed"] == 0


def test_outputs_that_can_t_be_written_lose_nothing(desk: Desk) -> None:
    """Where the outputs folder is no folder the run says so; mended, the next run leaves the very
    memos that are missing."""
    desk.put("a.txt", article(1))
    (desk.folder / "outputs").write_text("in the way")
    with pytest.raises(OutputError):
        desk.run()
    (desk.folder / "outputs").unlink()
    desk.run()
    assert len(desk.memos()) == 1
    assert desk.read() == []


def test_a_second_run_at_the_same_time_leaves(desk: Desk) -> None:
    """While a run holds the store another one says so, with its own exit code."""
    with only_run(desk.folder / "brief.db"), pytest.raises(BusyError) as told:
        desk.run()
    assert told.value.exit_code == 5


def test_two_watchlists_tell_their_own_stories(tmp_path: Path) -> None:
    """An article in two watchlists is read once and told in both."""
    from summarizer.watch.watchlist import Watch

    desk = Desk(tmp_path)
    watch = Watch(folders=(Path("inbox"),))
    desk.config = desk.config.model_copy(update={"watch": {"one": watch, "two": watch}})
    desk.put("a.txt", article(1))
    outcome = desk.run()
    assert (outcome.counts["read"], outcome.counts["stories"]) == (1, 2)


def test_a_format_that_breaks_costs_only_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one format can't be made of a memo, the memo is there in the others, the index leads to
    one of these, and the run's record names what there is."""

    def broken(memo: Memo) -> bytes:
        raise RuntimeError("a bug")

    monkeypatch.setitem(FORMATS, "md", Format("memo.md", lambda memo, locale: iter([broken(memo)])))
    desk.put("a.txt", article(1))
    outcome = desk.run()
    assert outcome.folder is not None
    (memo,) = json.loads((outcome.folder / "run.json").read_text("utf-8"))["memos"]
    assert memo["files"] == ["memo.json"]
    assert "/memo.json" in (outcome.folder / "index.html").read_text("utf-8")


def test_gists_are_the_readings_without_their_sentences(desk: Desk) -> None:
    """What grouping is given of a reading has the names and the vector that were kept, and says
    when it knows none."""
    desk.put("a.txt", article(1))
    desk.run()
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        gists = studies.Gists(db, "lexical", 0.4)
        (id_,) = gists
        whole = studies.reading(db, id_, "lexical")
        assert gists[id_].entities == whole.entities != ()
        assert gists[id_].vector.tolist() == whole.vector.tolist()
        assert (gists[id_].same_event, len(gists), gists.get("other")) == (0.4, 1, None)
