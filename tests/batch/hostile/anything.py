"""Files of any format, damaged, under other names, or nothing at all."""

from __future__ import annotations

import gzip
from random import Random

from tests.batch.hostile.families import Made, family
from tests.batch.hostile.formats import sound


@family(60)
def wrong_endings(chance: Random) -> Made:
    """One format under another's name, and files of other programs under ours."""
    magic = (
        b"\x89PNG\r\n\x1a\n", b"GIF89a", b"MZ\0\0", b"\x7fELF", b"\x1f\x8b\x08", b"BZh9",
        b"7z\xbc\xaf", b"SQLite format 3\0", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"OggS", b"%!PS", b"RIFF0000WEBPVP8", b"\0\0\0\x20ftyp", b"PK\x03\x04", b"PK\x05\x06",
        b"%PDF-",
    )  # fmt: skip
    body = chance.choice((*sound().values(), chance.choice(magic) + chance.randbytes(200)))
    return chance.choice((*sound(), ".htm", ".text", ".markdown")), body


@family(100)
def garbled(chance: Random) -> Made:
    """A good file of any format with some of its bytes changed, lost or doubled."""
    ending = chance.choice(list(sound()))
    body = bytearray(sound()[ending])
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randrange(len(body))
        body[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
    return ending, bytes(body)


@family(60)
def cut_off(chance: Random) -> Made:
    ending = chance.choice(list(sound()))
    body = sound()[ending]
    return ending, body[: chance.randrange(len(body))]


@family(20)
def repeated(chance: Random) -> Made:
    """A piece of a good file, many times over."""
    ending = chance.choice(list(sound()))
    body = sound()[ending]
    at, size = chance.randrange(len(body)), chance.randrange(1, 60)
    return ending, body[:at] + body[at : at + size] * 3_000 + body[at:]


@family(30)
def noise(chance: Random) -> Made:
    return chance.choice(list(sound())), chance.randbytes(chance.randrange(1, 20_000))


@family(20)
def hardly_anything(chance: Random) -> Made:
    body = chance.choice((
        b"", b" ", b"\n" * 9, b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b".", b"<>", b"<p></p>",
        b"---\n---\n", b"Title: x\n\n", b"%PDF-1.4", b"PK\x03\x04", b"From: a@b\n\n",
    ))  # fmt: skip
    return chance.choice(list(sound())), body


@family(10)
def packed(chance: Random) -> Made:
    return chance.choice(list(sound())), gzip.compress(b"\0" * chance.randrange(1, 5_000_000), 1)
