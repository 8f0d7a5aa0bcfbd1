"""Files that are made to break what reads them, among good ones, in the child with its bounds."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.batch.confined import Bounds, Confined, here
from summarizer.batch.run import batch
from summarizer.ingest import Blob, Limits
from tests.batch.press import Desk, article

GOOD = Blob("good.txt", article(1).encode(), "good.txt")


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    with Confined() as opened:
        opened(GOOD, Limits())
        yield opened


def page(body: str) -> bytes:
    return f"<html><head><title>x</title></head><body>{body}</body></html>".encode()


def docx(document: bytes, **more: bytes) -> bytes:
    kinds = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        b'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", links)
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return held.getvalue()


def entity_bomb() -> bytes:
    lines = ["<!ENTITY a0 'aaaaaaaaaa'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE d [{''.join(lines)}]><d>&a9;</d>".encode()


def looping_pdf() -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\n"
        b"3 0 obj<</Length 3 0 R/Filter[" + b"/FlateDecode " * 5000 + b"]>>stream\nx\nendstream\n"
        b"endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 0>>\n"
        b"startxref\n0\n%%EOF"
    )


def mail(parts: int) -> bytes:
    head = b"From: a@b.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt"
    return head + (part + b"\r\n\r\nhello\r\n") * parts + b"--b--\r\n"


HOSTILE = {
    "attributes.html": page("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</p>"),
    "deep.html": page("<div>" * 200_000 + "x"),
    "deep-lists.html": page("<ul><li>" * 50_000 + "x"),
    "unclosed.html": b"<" * 500_000,
    "brackets.html": page("<a" * 300_000),
    "tables.html": page("<table><tr><td>" * 20_000 + "x"),
    "entities.html": entity_bomb(),
    "entities.txt": entity_bomb(),
    "entities.docx": docx(entity_bomb()),
    "bomb.docx": docx(b"<w:document>" + b" " * 300_000_000 + b"</w:document>"),
    "deep.docx": docx(b"<a>" * 200_000),
    "pages.pdf": looping_pdf(),
    "open.pdf": b"%PDF-1.7\n" + b"1 0 obj<</A " * 100_000,
    "numbers.pdf": b"%PDF-1.7\n" + b"9" * 1_000_000,
    "parts.eml": mail(3000),
    "nested.eml": b"Content-Type: message/rfc822\r\nMIME-Version: 1.0\r\nFrom: a@b\r\n\r\n" * 3000,
    "boundary.eml": b"From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 100_000,
    "line.txt": b"a" * 5_000_000,
    "spaces.txt": b" " * 5_000_000 + b"x",
    "quotes.md": b"> " * 100_000 + b"x",
    "brackets.md": b"[" * 100_000 + b"](" * 100_000,
    "stars.md": b"*a _b " * 50_000,
    "zeros.txt": b"\0" * 1_000_000,
    "marks.txt": "\u202e\u200b\U000e0041".encode() * 200_000,
    "accents.txt": ("a" + "\u0301" * 500_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_done_or_set_aside(confined: Confined, name: str) -> None:
    """Each ends in documents or a failure that names it, in time; good ones are read after it."""
    began = time.monotonic()
    pieces = confined(Blob(name, HOSTILE[name], name), Limits())
    took = time.monotonic() - began
    assert took < Bounds().clock + 2
    assert pieces
    for piece in pieces:
        assert (piece.failure is None) == (piece.article is not None)
        if piece.failure:
            assert piece.failure.origin.startswith(name)
            assert "\n" not in piece.failure.problem
    assert confined(GOOD, Limits()) == here(GOOD, Limits())


def test_what_hangs_is_ended_by_the_clock() -> None:
    """Where nothing comes for too long, the child is ended and the document told; the next one is
    read by a new child."""
    with Confined(Bounds(clock=0.001)) as opened:
        (piece,) = opened(GOOD, Limits())
        assert piece.failure is not None
        assert "could not be read within" in piece.failure.problem
    with Confined() as opened:
        assert opened(GOOD, Limits()) == here(GOOD, Limits())


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


def test_good_files_among_hostile_ones_are_all_told(tmp_path: Path) -> None:
    """A batch over good and hostile files tells every good one and names every hostile one."""
    desk = Desk(tmp_path)
    few = [name for name in HOSTILE if not name.startswith("bomb")][::4]
    for name in few:
        (desk.inbox / name).write_bytes(HOSTILE[name])
    for number in range(3):
        desk.put(f"good{number}.txt", article(number))
    with Confined() as opened:
        outcome = batch(replace(desk.parts(), take_apart=opened))
    told = {s["origin"] for path in desk.memos() for s in json.loads(path.read_text())["sources"]}
    assert {f"good{n}.txt" for n in range(3)} <= {Path(origin).name for origin in told}
    assert outcome.counts["failed"] + outcome.counts["new"] >= len(few) + 3
