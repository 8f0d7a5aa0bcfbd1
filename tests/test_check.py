from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from summarizer import Settings, generate
from summarizer.errors import ModelError
from summarizer.recheck import Report, What, seen
from summarizer.records import Embed, Memo
from summarizer.render import from_json, read_memo, write
from summarizer.render.record import to_json
from summarizer.render.seal import seal_of
from summarizer.store import codec, library, open_store, read_store
from tests.batch.press import Desk, article
from tests.conftest import ROOT
from tests.test_cli import brief

EXAMPLE = ROOT / "examples" / "microsoft-nuance" / "articles"
ALTERED = 7


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    memo = generate([str(EXAMPLE)], Settings(model="extractive", made=date(2021, 4, 14)))
    folder = tmp_path_factory.mktemp("made")
    write(memo, folder, ("md", "html", "json"), locale="en-GB")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A memo's folder that may be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "memo"))


def edit(folder: Path, change: Callable[[dict[str, Any]], None], *, seal: bool = False) -> Path:
    """Change memo.json by hand; with `seal`, as somebody would who knows how the seal is made."""
    path = folder / "memo.json"
    found = json.loads(path.read_text("utf-8"))
    change(found)
    if seal:
        found["seal"] = seal_of(found)
    path.write_text(json.dumps(found), "utf-8")
    return path


def told(report: Report, what: What) -> list[str]:
    return [str(f) for f in report.findings if f.what is what and not f.note]


def _another_price(memo: dict[str, Any]) -> None:
    line = memo["stories"][0]["headline"]
    assert "$19.7 billion" in line["text"]
    line["text"] = line["text"].replace("$19.7 billion", "$29.7 billion")


def test_an_untouched_memo_holds(made: Path) -> None:
    """A memo as it was made, with its page and Markdown in its locale, gives no finding at all."""
    report = seen(made / "memo.json")
    assert report.findings == ()
    assert report.holds
    assert report.checked > 30
    assert report.unsupported == 0


def test_the_command_says_what_it_found(folder: Path, tmp_path: Path) -> None:
    """The command takes folders and files, closes with one line a memo, and leaves with 0 where
    all holds and with 7 where a statement was edited, which it names with the reason."""
    well = brief("check", str(folder), str(folder / "memo.json"), cwd=tmp_path)
    assert well.returncode == 0, well.stderr
    assert len(well.stdout.splitlines()) == 2
    assert re.search(r"memo\.json: \d+ statements checked: .*seal whole; nothing", well.stdout)
    edit(folder, _another_price)
    spoilt = brief("check", str(folder), cwd=tmp_path)
    assert spoilt.returncode == ALTERED, spoilt.stderr
    (line,) = [x for x in spoilt.stdout.splitlines() if "headline" in x and "$29.7 billion" in x]
    assert "unsupported" in line
    assert "on record: supported" in line
    assert "seal broken" in spoilt.stdout.splitlines()[-1]
    report = json.loads(brief("check", str(folder), "--json", cwd=tmp_path).stdout)
    assert report["holds"] is False
    assert {"seal", "statement", "file"} <= {f["what"] for f in report["findings"]}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("gone.json",), "gone.json: cannot be read"),
        (("notes.txt",), "notes.txt: is not JSON"),
        (("other.json",), "other.json: is not a memo"),
        ((".",), "memo.json: cannot be read"),
        (("memo", "--store", "gone.db"), "gone.db: is not there"),
        (("memo", "--config", "gone.toml"), "gone.toml"),
    ],
)
def test_what_is_no_memo_is_one_line(
    folder: Path, tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    """A file that is no memo, or a store or settings that aren't there, are errors of usage."""
    (tmp_path / "notes.txt").write_text("no memo", "utf-8")
    (tmp_path / "other.json").write_text("{}", "utf-8")
    run = brief("check", *arguments, cwd=tmp_path)
    assert run.returncode == 2, run.stderr
    assert named in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_number_that_was_changed_falls_even_under_a_new_seal(folder: Path) -> None:
    """Who makes the seal anew still has to get past the check of every statement."""
    report = seen(edit(folder, _another_price, seal=True))
    assert told(report, What.SEAL) == []
    (line,) = told(report, What.STATEMENT)
    assert line.startswith("headline: “")
    assert "29.7" in line.split("”: ")[1]
    assert report.unsupported == 1


PLACES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "bottom line": lambda part: part["bottom_line"][0],
    "card": lambda part: part["card"][0]["value"],
    "section": lambda part: next(s for s in part["sections"] if s["statements"])["statements"][0],
    "leadership table": lambda part: part["leadership"][0]["statement"],
    "disagreements": lambda part: part["disagreements"][0]["readings"][0],
    "risks": lambda part: part["risks"][0]["statement"],
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_checked(folder: Path, place: str) -> None:
    """A line that no source bears out is named wherever in the memo it was put."""

    def invent(memo: dict[str, Any]) -> None:
        PLACES[place](memo["stories"][0])["text"] = "Zanzibar Tin pays $77 trillion in 1832."

    lines = told(seen(edit(folder, invent, seal=True)), What.STATEMENT)
    assert [line for line in lines if line.startswith(place) and "Zanzibar" in line]


def test_the_lines_of_condensed_sources_are_checked(folder: Path) -> None:
    """So are the lines of each source's summary, which are named by the source's number."""

    def invent(memo: dict[str, Any]) -> None:
        memo["sources"][0]["summary"][0]["text"] = "Zanzibar Tin pays $77 trillion in 1832."

    (line,) = told(seen(edit(folder, invent, seal=True)), What.STATEMENT)
    assert line.startswith("summary of [1] ")


def test_a_role_that_was_changed_is_named(folder: Path) -> None:
    """A role in the leadership table that the person's sentences don't give is named."""

    def promote(memo: dict[str, Any]) -> None:
        memo["stories"][0]["leadership"][0]["after"] = "Archbishop of Zanzibar"

    lines = told(seen(edit(folder, promote, seal=True)), What.STATEMENT)
    assert [line for line in lines if "Archbishop" in line]


def test_a_verdict_that_was_changed_is_told(folder: Path) -> None:
    """A verdict on record that is not the check's, or was taken away, is told beside it."""

    def whiten(memo: dict[str, Any]) -> None:
        lines = memo["stories"][0]["bottom_line"]
        lines[0]["verdict"] = {"support": "flagged", "score": 0.5, "reasons": ["a doubt"]}
        lines[1]["verdict"] = None

    first, second = told(seen(edit(folder, whiten, seal=True)), What.VERDICT)
    assert "on record: flagged, score 0.50 (a doubt)" in first
    assert "on record: no verdict" in second


def test_a_harmless_edit_breaks_the_seal(folder: Path) -> None:
    """An edit that no statement suffers from is noticed all the same."""
    report = seen(edit(folder, lambda memo: memo.update(title="For the board")))
    assert told(report, What.SEAL) == ["seal: broken: the memo is not as it was made"]
    assert told(report, What.STATEMENT) == []
    assert not report.holds


def test_another_day_is_told_by_the_files_beside_it(folder: Path) -> None:
    """The seal leaves out the memo's day, which its Markdown and its page have, too."""
    report = seen(edit(folder, lambda memo: memo.update(made="2021-04-15")))
    assert {finding.what for finding in report.findings} == {What.FILE}
    assert len(report.findings) == 2


def test_another_layout_leaves_the_seal_whole(folder: Path) -> None:
    """The same JSON on one line, with its keys in another order, is the same memo."""
    path = folder / "memo.json"
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(found.items())), ensure_ascii=True), "utf-8")
    assert seen(path).holds


def test_a_memo_of_before_the_seal_says_so(folder: Path) -> None:
    """A memo without a seal is checked like any other; that it has none is a note, no fault."""
    report = seen(edit(folder, lambda memo: memo.pop("seal")))
    assert report.holds
    (note,) = map(str, report.findings)
    assert note.startswith("note: seal: there is none")


@pytest.mark.parametrize("name", ["memo.md", "memo.html"])
def test_a_word_changed_in_a_file_beside_it_is_named(folder: Path, name: str) -> None:
    """The file, the first line that differs, and both of its wordings."""
    path = folder / name
    lines = path.read_text("utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if "speech-recognition firm" in line)
    lines[number] = lines[number].replace("speech-recognition firm", "speech-imitation firm", 1)
    path.write_text("\n".join(lines), "utf-8")
    (found,) = seen(folder / "memo.json").findings
    assert (found.what, found.which) == (What.FILE, f"{name}, line {number + 1}")
    assert "imitation" in found.problem
    assert "recognition" in found.problem


def test_a_source_whose_text_was_changed_is_named(folder: Path) -> None:
    """A text that isn't the one its article's id was made of is named, even where no statement
    rests on the word."""

    def spoil(memo: dict[str, Any]) -> None:
        source = memo["sources"][1]
        source["text"] = source["text"][:-2] + "#."

    report = seen(edit(folder, spoil, seal=True))
    (line,) = told(report, What.SOURCE)
    assert line.startswith("source [2] ")
    assert told(report, What.SEAL) == []


def test_evidence_beyond_a_shortened_text_is_a_finding(folder: Path) -> None:
    """Where a source was cut short, what cites the lost words is told; the check goes on."""

    def cut(memo: dict[str, Any]) -> None:
        memo["sources"][0]["text"] = memo["sources"][0]["text"][:40]

    lines = told(seen(edit(folder, cut)), What.SOURCE)
    assert any(line.startswith("source [1]") for line in lines)
    assert any("cites words that none of its sources has" in line for line in lines)


def _meant(folder: Path) -> Path:
    """The memo as if the embedded reader had made it, with a line in words of its own."""

    def reword(memo: dict[str, Any]) -> None:
        memo["making"]["reader"] = "embedded"
        line = memo["stories"][0]["bottom_line"][0]
        line["text"] = "A maker of programs is getting hold of a dictation specialist."

    return edit(folder, reword, seal=True)


def test_verdicts_that_lack_the_model_are_no_edits(folder: Path) -> None:
    """Where the model that made a memo can't be loaded, words alone count, and what differs for
    that is a note; what no vectors could mend is a finding."""

    def none() -> Embed:
        raise ModelError("the model", "is not there", "install it")

    path = _meant(folder)
    for name in ("memo.md", "memo.html"):
        (folder / name).unlink()
    report = seen(path, meaning=none)
    assert report.holds
    assert len([f for f in report.findings if f.note]) == 2
    assert not seen(edit(folder, _another_price, seal=True), meaning=none).holds


def test_vectors_are_used_where_the_memo_was_made_with_them(folder: Path) -> None:
    """A memo of the embedded reader is checked with its vectors, one of the lexical without."""
    asked: list[str] = []

    def vectors() -> Embed:
        asked.append("vectors")
        raise ModelError("the model", "is not there", "install it")

    seen(folder / "memo.json", meaning=vectors)
    assert asked == []
    seen(_meant(folder), meaning=vectors)
    assert asked == ["vectors"]


@pytest.mark.slow
def test_a_memo_of_the_default_model_holds(tmp_path: Path) -> None:
    """A memo made with vectors gets the same verdicts again, to the score."""
    write(generate([str(EXAMPLE)], Settings(made=date(2021, 4, 14))), tmp_path, ("md", "json"))
    report = seen(tmp_path / "memo.json")
    assert read_memo(tmp_path / "memo.json").making.reader == "embedded"
    assert report.findings == ()


# ------------------------------------------------------------------------------ beside a store


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A store and the memos of two runs; the second's tell what changed."""
    desk = Desk(tmp_path)
    desk.put("one.txt", article(1))
    desk.run()
    desk.put("two.txt", article(1, 1, "$9.9 billion"))
    desk.run()
    return desk


def look(desk: Desk, path: Path) -> Report:
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        return seen(path, db)


def test_memos_of_batches_hold(desk: Desk) -> None:
    """First memos and those of running stories hold against the store they were written from."""
    first, second = desk.memos()
    assert read_memo(second).stories[0].changes
    assert [look(desk, path).findings for path in (first, second)] == [(), ()]


def test_a_line_of_what_changed_is_checked(desk: Desk) -> None:
    """A new value among what changed that no source gives is named."""
    path = desk.memos()[1]

    def invent(memo: dict[str, Any]) -> None:
        memo["stories"][0]["changes"][0]["after"]["text"] = "$77 trillion"

    lines = told(look(desk, edit(path.parent, invent, seal=True)), What.STATEMENT)
    assert [line for line in lines if line.startswith("what changed: ") and "$77" in line]


def test_a_store_that_says_another_text_is_told(desk: Desk) -> None:
    """Where the store has another text under an article's id, both wordings are shown."""
    path = desk.memos()[0]
    (source,) = read_memo(path).sources
    with open_store(desk.folder / "brief.db") as db, db.writing():
        kept = library.article(db, source.article)
        assert kept is not None
        other = replace(kept, text=kept.text.replace("on Tuesday", "on Sunday!"))
        sql = "UPDATE articles SET record = ? WHERE id = ?"
        db.write(sql, codec.pack(other), source.article)
    (line,) = told(look(desk, path), What.STORE)
    assert line.startswith("source [1] ")
    assert "Sunday" in line
    assert "Tuesday" in line


def test_a_forged_source_is_told_by_the_store(desk: Desk, tmp_path: Path) -> None:
    """A text with an id and a seal made to fit is unknown to the store, which has the source; and
    the memo is not the one that was written there."""
    path = desk.memos()[0]
    memo = read_memo(path)
    forged = _forged(memo)
    path.write_bytes(b"".join(to_json(forged)))
    report = look(desk, path)
    assert told(report, What.SEAL) == told(report, What.SOURCE) == []
    texts, whole = told(report, What.STORE)
    assert "has other texts of this source" in texts
    assert "differs from the memo that" in whole


def _forged(memo: Memo) -> Memo:
    """The memo with a word of its source, and all that hangs on it, exchanged."""
    (source,) = memo.sources
    text = source.text.replace("on Tuesday", "on Sunday!")
    id_ = sha256(text.encode()).hexdigest()[:16]
    whole = b"".join(to_json(replace(memo, sources=(replace(source, text=text),))))
    return from_json(whole.decode().replace(source.article, id_))


def test_sources_the_store_does_not_know_are_a_note(desk: Desk, made: Path) -> None:
    """A memo of `brief generate` is not in the store; that is said, and is no fault."""
    report = look(desk, made / "memo.json")
    assert report.holds
    assert [f.what for f in report.findings] == [What.STORE] * len(
        read_memo(made / "memo.json").sources
    )
