"""Files that are made to break what reads them, among good ones, in the child with its bounds."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from pytest_httpserver import HTTPServer

from summarizer.batch.cell import LONGEST_SENTENCE, MOST_LETTERS, MOST_SENTENCES, SAMPLE
from summarizer.batch.confined import Bounds, Confined, Piece, here
from summarizer.batch.run import batch
from summarizer.ingest import Blob, Limits
from summarizer.records import Article
from summarizer.store import Database, codec, queue, read_store
from summarizer.watch.watchlist import Watch
from tests.batch.hostile import pile
from tests.batch.hostile.families import FAMILIES
from tests.batch.hostile.feeds import feeds
from tests.batch.hostile.folders import odd_files
from tests.batch.hostile.formats import sound
from tests.batch.press import Desk, article

SECONDS, MEGABYTES = 10.0, 512
"""What one file may cost."""
GOOD = Blob("good.txt", article(1).encode(), "good.txt")
SECRET = "the-launch-code-is-8841"


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    with Confined() as opened:
        opened(GOOD, Limits())
        yield opened


@dataclass(slots=True)
class Watched:
    """Documents taken apart in the child; how long each took, and the most memory it had."""

    confined: Confined
    seconds: dict[str, float] = field(default_factory=dict)
    children: set[int] = field(default_factory=set)
    broken: int = 0
    kilobytes: int = 0

    def __call__(self, blob: Blob, limits: Limits) -> list[Piece]:
        with self.confined.turn:  # as sources are taken apart by several threads
            return self._timed(blob, limits)

    def _timed(self, blob: Blob, limits: Limits) -> list[Piece]:
        self.confined.start()
        began = time.monotonic()
        pieces = self.confined(blob, limits)
        self.seconds[blob.origin] = time.monotonic() - began
        child = self.confined._child
        if child is None:
            self.broken += 1
        else:
            self.children.add(child.pid)
            self.kilobytes = max(self.kilobytes, peak(child.pid))
        return pieces


def peak(process: int) -> int:
    """The most memory a process has had, in kilobytes; 0 where the system doesn't tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_hostile_files_among_good_ones(
    tmp_path: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand hostile files of fifty families, odd files and hostile feeds among good ones,
    each is done or set aside with its reason, within its time and memory; all good ones are told;
    nothing of what is hidden, or of this machine's own files, gets anywhere."""
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    monkeypatch.setenv("HOSTILE_CANARY", str(tmp_path / "secret.txt"))
    desk = Desk(tmp_path)
    hostile = dict(pile())
    assert len(hostile) >= 1000
    assert len(FAMILIES) >= 25
    for name, body in hostile.items():
        (desk.inbox / name).write_bytes(body)
    odd = odd_files(desk.inbox)
    for number in range(40):
        desk.put(f"good{number:02d}.txt", article(number))
    addresses = list(served(httpserver))
    watch = Watch(folders=(Path("inbox"),), feeds=tuple(addresses))
    many = desk.config.batch.model_copy(update={"at_once": 100})
    desk.config = desk.config.model_copy(update={"watch": {"deals": watch}, "batch": many})
    with Confined() as opened:
        watched = Watched(opened)
        outcome = batch(replace(desk.parts(), take_apart=watched))
    assert max(watched.seconds.values()) <= SECONDS
    assert watched.kilobytes <= MEGABYTES << 10
    assert len(watched.children) <= watched.broken + len(watched.seconds) // 500 + 1
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        check_each_is_done_or_told(db, len(hostile) + 40 + odd)
        check_good_ones_are_told(db)
        check_no_article_is_empty(db)
    assert outcome.counts["failed"] >= len(addresses) // 2
    for path in (*(tmp_path / "outputs").rglob("*.*"), tmp_path / "brief.db"):
        assert SECRET.encode() not in path.read_bytes()
    assert (tmp_path / "secret.txt").read_text() == SECRET
    names = {path.name for path in (tmp_path / "outputs").rglob("*")}
    assert all(
        name.isascii() and name.replace("-", "").replace(".", "").isalnum() for name in names
    )


def served(server: HTTPServer) -> Iterator[str]:
    for number, body in enumerate(feeds()):
        kind = "application/rss+xml"
        server.expect_request(f"/{number}").respond_with_data(body, content_type=kind)
        yield server.url_for(f"/{number}")


def check_each_is_done_or_told(db: Database, files: int) -> None:
    states = Counter(row["state"] for row in db.rows("SELECT state FROM items WHERE kind = 'file'"))
    assert states["waiting"] == 0
    assert states["done"] + states["failed"] >= files - 8  # some names of the same file are one
    told = {failure.origin for failure in queue.failures(db)}
    for row in db.rows("SELECT origin FROM items WHERE state = 'failed'"):
        assert any(origin.startswith(row["origin"]) for origin in told)
    for failure in queue.failures(db):
        assert failure.problem and failure.remedy
        assert (failure.problem + failure.remedy).isprintable()


def check_good_ones_are_told(db: Database) -> None:
    rows = db.rows("SELECT DISTINCT origin FROM story_articles")
    told = {Path(row["origin"]).name for row in rows}
    assert {f"good{number:02d}.txt" for number in range(40)} <= told


def check_no_article_is_empty(db: Database) -> None:
    for row in db.rows("SELECT record FROM articles"):
        held = codec.unpack(Article, row["record"])
        assert held.text.strip()
        assert held.sentences
    assert db.value("SELECT count(*) FROM documents WHERE article IS NULL") == 0


QUICK = [kind for kind in FAMILIES if kind.count >= 8]


@pytest.mark.parametrize("family", QUICK, ids=lambda family: str(family.name))
def test_a_hostile_file_is_done_or_set_aside(confined: Confined, family: object) -> None:
    """Each ends in documents or failures that name it; good ones are read after it as ever."""
    kind = next(known for known in FAMILIES if known is family)
    ending, body = kind.make(Random(f"quick {kind.name}"))
    name = f"{kind.name}{ending}"
    pieces = confined(Blob(name, body, name), Limits())
    assert pieces
    for piece in pieces:
        assert (piece.failure is None) == (piece.article is not None)
        if piece.failure:
            assert piece.failure.origin.startswith(name)
            assert piece.failure.problem.isprintable()
        if piece.article:
            assert piece.article.text.strip()
    assert confined(GOOD, Limits()) == here(GOOD, Limits())


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"<p></p>", "\u200b\u2060".encode(), b"\0" * 99])
@pytest.mark.parametrize("ending", list(sound()))
def test_nothing_is_a_failure(confined: Confined, body: bytes, ending: str) -> None:
    """A file out of which nothing comes is a failure, never an empty article."""
    (piece,) = confined(Blob("a", body, f"a{ending}"), Limits())
    assert piece.article is None
    assert piece.failure is not None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The board met. It agreed to the sale of the yard.\n\n" * 6_000, "letters"),
        (article(1) + "\n\n" + "Nobody said why it sold. " * 2_500, "sentences"),
        (article(1) + "\n\nThe board " + "and the board " * 600 + "met.", "a sentence of"),
    ],
)
def test_what_is_far_more_than_an_article_is_set_aside(text: str, what: str) -> None:
    """Text without end, in letters, sentences or one sentence, is told, and read no further."""
    (piece,) = here(Blob("a.txt", text.encode(), "a.txt"), Limits())
    assert piece.failure is not None
    assert what in piece.failure.problem
    assert min(MOST_LETTERS, MOST_SENTENCES, LONGEST_SENTENCE) >= 2_000


def test_what_hangs_is_ended_by_the_clock() -> None:
    """Where nothing comes for too long, the child is ended and the document told; the next one is
    read by a new child."""
    hanging = next(kind for kind in FAMILIES if kind.name == "attributes").make(Random(1))[1]
    with Confined(Bounds(clock=0.05)) as opened:
        (piece,) = opened(Blob("a.html", hanging, "a.html"), Limits())
        assert piece.failure is not None
        assert "could not be read within" in piece.failure.problem
    with Confined() as opened:
        assert opened(GOOD, Limits()) == here(GOOD, Limits())


def test_what_hangs_is_ended_by_the_system_too() -> None:
    """A child that uses up its time on the processor is ended although the clock would let it."""
    hanging = next(kind for kind in FAMILIES if kind.name == "attributes").make(Random(1))[1]
    with Confined(Bounds(seconds=1, clock=100)) as opened:
        began = time.monotonic()
        (piece,) = opened(Blob("a.html", hanging, "a.html"), Limits())
        assert piece.failure is not None
        assert "could not be read within" in piece.failure.problem
        assert time.monotonic() - began < 60


def test_what_grows_is_ended() -> None:
    """A page that needs more memory than it may have is told, where one that has the room is read,
    and the next one is read."""
    comment = b"<!--" + b"x" * 8_000_000 + b"-->"
    page = Blob("a.html", SAMPLE.replace(b"<h1>", comment + b"<h1>", 1), "a.html")
    for megabytes, told in ((160, False), (512, True)):
        with Confined(Bounds(megabytes=megabytes, seconds=200, clock=200)) as opened:
            (piece,) = opened(page, Limits())
            assert (piece.failure is None) is told
            assert opened(GOOD, Limits()) == here(GOOD, Limits())


def test_the_child_is_kept(confined: Confined) -> None:
    """Documents that break nothing are read by the same child."""
    first = confined.start().pid
    for _ in range(20):
        confined(GOOD, Limits())
    assert confined.start().pid == first


def test_the_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the environment of the run is not in that of the child."""
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    with Confined() as opened:
        opened(GOOD, Limits())
        assert opened._child is not None
        environment = Path(f"/proc/{opened._child.pid}/environ")
        if not environment.exists():
            pytest.skip("no /proc here")
        assert b"hunter2" not in environment.read_bytes()


def test_the_child_ends_with_its_run() -> None:
    """A child whose run is gone ends by itself."""
    opened = Confined()
    opened(GOOD, Limits())
    child = opened._child
    assert child is not None
    assert child.stdin is not None
    child.stdin.close()  # as the system does when a run is killed
    assert child.wait(30) == 0
    opened.close()


def test_names_that_are_no_text_cost_only_themselves(tmp_path: Path) -> None:
    """A file whose name no encoding can hold is read or told; the good one beside it is told."""
    desk = Desk(tmp_path)
    path = os.path.join(os.fsencode(desk.inbox), b"\xff\xfe.txt")  # noqa: PTH118
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(article(1).encode())
    desk.put("good.txt", article(2))
    outcome = desk.run()
    assert outcome.counts["new"] + outcome.counts["failed"] == 2
    assert len(desk.memos()) >= 1
