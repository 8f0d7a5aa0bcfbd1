"""Bytes to characters: byte order mark, UTF-8, the declared charset, then a guess.

UTF-8 goes before the declaration because bytes that are valid UTF-8 hardly ever are anything else,
while pages that are declared wrongly are common.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from summarizer.errors import SourceError
from summarizer.ingest.shapes import Blob

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a label means in practice, after the WHATWG encoding standard: senders write the subset.
LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}

CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.01
# A guess needs bytes to go by; on fewer, a text that is nearly all ASCII is taken as English.
FEW_BYTES = 400
MOST_HIGH = 0.1

NOT_TEXT = ("is not text in any encoding", "save it as UTF-8 text, HTML, PDF or DOCX")


def charset_in(declaration: str | None) -> tuple[str, ...]:
    """The charset a Content-Type or `<meta>` declaration names, if any."""
    found = CHARSET.search(declaration or "")
    return (found[1],) if found else ()


def decode(blob: Blob, declared: Sequence[str] = (), *, tolerant: bool = False) -> str:
    """The characters of a text blob, without its byte order mark.

    With `tolerant`, single bytes that are broken become U+FFFD, as in a browser. Raises SourceError
    for what is not text and for text whose encoding is broken.
    """
    text = _by_mark(blob) or _by_zeros(blob.body)
    if text is None:
        text = _utf8(blob, tolerant) or _by_label(blob.body, declared) or _guessed(blob)
    if len(CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise blob.error(*NOT_TEXT)
    return text


def _by_mark(blob: Blob) -> str | None:
    for mark, encoding in BOMS:
        if blob.body.startswith(mark):
            try:
                return blob.body[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(blob, encoding.upper(), error.start + len(mark)) from error
    return None


def _by_zeros(body: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    head = body[:4096]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) > 0.4 * len(zeros):
            try:
                return body.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _utf8(blob: Blob, tolerant: bool) -> str | None:
    """The text if it is UTF-8, None if it is something else; an error if it is UTF-8 gone bad."""
    try:
        return blob.body.decode()
    except UnicodeDecodeError as error:
        text = blob.body.decode(errors="replace")
        broken = text.count("\ufffd")
        sound = sum(1 for c in text if ord(c) > 127) - broken
        if sound < broken:
            return None
        if tolerant and broken <= MOST_CONTROLS * len(text):
            return text
        raise _broken(blob, "UTF-8", error.start) from error


def _by_label(body: bytes, declared: Sequence[str]) -> str | None:
    for label in declared:
        try:
            return body.decode(LABELS.get(label.lower(), label))
        except (LookupError, ValueError):
            continue
    return None


def _guessed(blob: Blob) -> str:
    """By charset-normalizer, but Windows-1252 wherever that reads as well: on short texts the
    Western encodings can't be told apart, and this is the one English text is in."""
    from charset_normalizer import from_bytes

    if b"\0" in blob.body:
        raise blob.error("is a binary file", NOT_TEXT[1])
    high = sum(byte > 127 for byte in blob.body)
    if len(blob.body) < FEW_BYTES and high < MOST_HIGH * len(blob.body):
        return blob.body.decode("cp1252", "replace")
    matches = from_bytes(blob.body)
    best = matches.best()
    if best is None:
        raise blob.error(*NOT_TEXT)
    western = [m for m in matches if m.encoding == "cp1252" and m.chaos <= best.chaos + 0.02]
    return str(western[0] if western else best)


def _broken(blob: Blob, encoding: str, offset: int) -> SourceError:
    return blob.error(
        f"starts as {encoding} but is broken at byte {offset}",
        "open it in an editor, repair that place and save it as UTF-8",
    )
