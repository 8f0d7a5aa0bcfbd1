"""What takes anything from outside apart, each as a function of bytes that may raise nothing but
our own errors. A new parser is a function with `@target(...)` and the seeds it starts from.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarizer import settings
from summarizer.batch.cell import pieces
from summarizer.errors import SourceError, UsageError
from summarizer.ingest import Blob, Limits
from summarizer.ingest.dates import day_near_top, parse_day
from summarizer.records import Article, Failure, RawDocument
from summarizer.store import codec
from summarizer.watch import watchlist
from summarizer.watch.feeds import parse
from summarizer.watch.robots import Robots
from tests.batch.hostile.formats import docx, sound, word
from tests.batch.hostile.texts import UNSEEN
from tests.batch.press import article
from tests.watch.test_feeds import LONG, atom, rss

SMALL = Limits(body_bytes=200_000, unpacked_bytes=1_000_000, pages=20)
FEED = "https://paper.test/feed"
TITLE, LEAD, *_ = article(3).split("\n\n")
Run = Callable[[bytes], None]
SHORT = 200
"""An input may have so many bytes, however short the sound ones are."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parser: what is done with bytes, sound ones to start from, and how long inputs grow: half
    as long again as the longest of these, as time goes with length."""

    name: str
    seeds: Sequence[bytes]
    run: Run

    @property
    def longest(self) -> int:
        return max(SHORT, max(map(len, self.seeds)) * 3 // 2)


TARGETS: dict[str, Target] = {}


def target(*seeds: bytes) -> Callable[[Run], Run]:
    def added(run: Run) -> Run:
        TARGETS[run.__name__] = Target(run.__name__, seeds, run)
        return run

    return added


def check(blob: Blob) -> None:
    """What a batch relies on: documents with an article that is there, or failures in words."""
    found = list(pieces(blob, SMALL))
    assert found
    for piece in found:
        assert ("article" in piece) != ("failure" in piece)
        if "document" in piece:
            codec.loads(RawDocument, piece["document"])
        if "failure" in piece:
            failure = codec.loads(Failure, piece["failure"])
            assert failure.origin and failure.problem and failure.remedy
            assert (failure.problem + failure.remedy).isprintable()
        else:
            held = codec.loads(Article, piece["article"])
            assert held.text.strip()
            assert held.sentences
            assert all(held.text[s.start : s.end].strip() for s in held.sentences)
            held.text.encode()
            assert not set(held.text) & set(UNSEEN["control"] + UNSEEN["bidi"] + UNSEEN["tags"])


@target(
    sound()[".txt"],
    b"Title: x\nDate: 2026-05-12\n\nBody said so.",
    "“A.” U.S. Inc. é\u200b".encode(),
)
def text(data: bytes) -> None:
    check(Blob("a.txt", data, "a.txt", "text/plain"))


@target(
    sound()[".md"],
    b'# A\n\n- b\n\n> c\n\n```\nd\n```\n[e](f "g") ![h](i)\n\n1. j\n',
    b"---\ntitle: x\n---\n",
)
def markdown(data: bytes) -> None:
    check(Blob("a.md", data, "a.md", "text/markdown"))


@target(
    sound()[".html"],
    b"<!doctype html><html><head><title>T</title><style>.a{display:none}</style></head><body>"
    b"<article><h1>T</h1><p class=a>x<p style='color:#fff'>y</p><table><tr><td>z</table>",
    b"<p>&#x41;&amp;<!-- c --><script>x</script><svg/><ul><li>a<br>b",
)
def page(data: bytes) -> None:
    check(Blob("a.html", data, "a.html", "text/html", "https://paper.test/a"))


@target(sound()[".pdf"])
def pdf(data: bytes) -> None:
    check(Blob("a.pdf", data if data[:5] == b"%PDF-" else b"%PDF-1.4\n" + data, "a.pdf"))


@cache
def _document() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word(article(3)))) as archive:
        return archive.read("word/document.xml")


@target(_document(), b"<w:document/>")
def docx_text(data: bytes) -> None:
    """The text inside a sound archive."""
    check(Blob("a.docx", docx(data), "a.docx"))


@target(word(TITLE + LEAD))
def docx_archive(data: bytes) -> None:
    check(Blob("a.docx", data if data[:4] == b"PK\x03\x04" else b"PK\x03\x04" + data, "a.docx"))


@target(
    sound()[".eml"],
    b"From: a@b.test\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+RGVhbA==\n"
    b"--x\nContent-Disposition: attachment; filename=a.txt\n\nMore\n--x\nContent-Type: "
    b"message/rfc822\n\nFrom: c@d.test\nSubject: =?utf-8?q?=41?=\n\nHello\n--x--\n",
)
def mail(data: bytes) -> None:
    check(Blob("a.eml", data, "a.eml", "message/rfc822"))


@target(*sound().values(), b"\x89PNG\r\n", b"\xff\xfea\0", b"<rss>", b"PK\x03\x04")
def anything(data: bytes) -> None:
    """Bytes of which nobody says what they are."""
    check(Blob("a", data, "a"))


@target(
    rss("<title>A</title><link>/a</link><pubDate>Tue, 12 May 2026 08:00:00 +0200</pubDate>"),
    atom(f"<title>A</title><link href='/a'/><content type='html'>{LONG[:300]}</content>"),
    b"<rdf:RDF><item><title>x</title></item>",
)
def feed(data: bytes) -> None:
    with suppress(SourceError):
        for entry in parse(data, FEED).entries:
            assert entry.url.startswith(("http://", "https://"))
            assert entry.title.isprintable()
            (entry.url + entry.title + entry.print).encode()


@target(b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 5\n", b"User-agent: brief-memo\n")
def robots(data: bytes) -> None:
    rules = Robots.parse(data)
    assert rules.delay >= 0
    assert rules.allows("https://paper.test/a?b=c") in (True, False)


@target(b"12 May 2026", b"Published: May 12, 2026 08:00 GMT | By A B\n2026-05-12T08:00:00Z",
        b"PARIS, May 12, 2026 (Wire) -- A", b"03/04/2025")  # fmt: skip
def dates(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for found in (parse_day(words), day_near_top(words)):
        assert found is None or 1900 <= found.year < 2200


@cache
def _file() -> Path:
    return Path(tempfile.mkdtemp(prefix="brief-fuzz-")) / "brief.toml"


@target(
    b"[generate]\nmodel = 'extractive'\n[watch.deals]\nfolders = ['a']\nfeeds = ['https://a.test/']\n"
    b"about = ['deal']\n[batch]\nat_once = 4\n[fetch]\nallow = ['127.0.0.0/8']\ngap = 0.5\n",
    b"[watch.a]\nurls = ['b']\nrecipients = ['a@b.test']\nlanguages = ['en']\n",
)
def config(data: bytes) -> None:
    _file().write_bytes(data)
    with suppress(UsageError):
        watchlist.load(_file())
    with suppress(UsageError):
        settings.load({}, _file())
