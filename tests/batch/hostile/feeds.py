"""Feeds that are ill-formed, endless, or point at this machine's own files."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.batch.hostile.families import canary
from tests.batch.hostile.pages import entities

FEED = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"


def feeds(seed: int = 1) -> Iterator[bytes]:
    """Feeds that are ill-formed, endless, or point at this machine's own files."""
    chance = Random(seed)
    place = canary()
    links = (
        f"file://{place}", place, f"file:{place}", "javascript:alert(1)", "data:text/html,x",
        "gopher://127.0.0.1/", "http://", "http://[::1", "//", "", "\0",
        "http://a.test/\r\nX: y", "mailto:a@b.test", "\\\\host\\x", "ftp://127.0.0.1/x",
    )  # fmt: skip
    good = FEED.format("<item><title>t</title><link>{}</link></item>")
    yield from (good.format(link).encode("utf-8", "replace") for link in links)
    yield place.encode()
    yield f"file://{place}".encode()
    yield (
        f"<!DOCTYPE r [<!ENTITY e SYSTEM 'file://{place}'>]>".encode() + good.format("&e;").encode()
    )
    yield entities(chance)[1]
    yield FEED.format("<item><title>" + "<b>" * 5_000).encode()
    yield FEED.format("<item/>" * 3_000).encode()
    yield FEED.format("<description>" + "&amp;" * 50_000).encode()
    yield b"<rss>" * 3_000
    yield b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry>" * 2_000
    yield b""
    yield b"\0" * 1_000
    yield chance.randbytes(5_000)
    body = good.format("http://127.0.0.1:9/").encode()
    for _ in range(12):
        at = chance.randrange(len(body))
        yield body[:at] + chance.randbytes(5) + body[at + chance.randrange(20) :]
