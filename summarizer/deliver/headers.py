"""Text from outside, made safe to stand in a header.

Some versions of Python let a newline that was smuggled in an encoded word become the end of a
header when a message is written (CVE-2024-6923, and ways round its mending). So nothing that could
ever mean more than itself gets as far as the library: no control or invisible character, no
newline of any kind, nothing that reads as an encoded word.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator

ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[^?\s]*\?.*?\?=", re.DOTALL)
SUBJECT = 160
"""Characters of a subject; more is cut by every mail program."""
NAME = 100
LINE = 76
WORD = 45
"""Bytes in an encoded word, whose 75 characters its frame and base64 leave (RFC 2047)."""
ELLIPSIS = "…"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = 4
"""Marks that may sit on one letter; more only serve to smear over the lines around."""


def plain(text: str, most: int = SUBJECT) -> str:
    """A text as one line of at most `most` characters that means nothing but itself."""
    line = " ".join(_without_words(_seen(text)).split())
    return line if len(line) <= most else _cut(line, most)


def file_name(name: str) -> str:
    """The name of an attached file: no folders, nothing a system could take for an order."""
    line = re.sub(r'[\\/:*?"<>|;%$`]', "_", plain(name, 10 * NAME)).strip(". ")
    stem, dot, ending = line.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = line, "", ""
    return (stem[:NAME].rstrip() or "memo") + dot + ending


def tokens(text: str, *, utf8: bool = False) -> Iterator[str]:
    """What a cleaned text is written as in a header: its words, or encoded words that hold all of
    it. The library's own folding loses spaces between them."""
    if utf8 or text.isascii():
        yield from text.split()
        return
    held = ""
    for char in text:
        if len((held + char).encode()) > WORD:
            yield _encoded(held)
            held = ""
        held += char
    yield _encoded(held)


def field(name: str, words: Iterable[str]) -> str:
    """A header, folded between its words."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"


def _encoded(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode('ascii')}?="


def _seen(text: str) -> str:
    """Only what can be seen; breaks of lines and fields as spaces, the rest as nothing."""
    out: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8")):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if char.isspace() or kind == "Cc":
            out.append(" ")
        elif kind not in _UNSEEN and marks <= _MARKS:
            out.append(char)
    return "".join(out)


def _without_words(text: str) -> str:
    """No encoded word left, nor what two halves of one around another would leave behind."""
    while True:
        bare = ENCODED_WORD.sub(" ", text)
        if bare == text:
            return bare.replace("=?", "= ?").replace("?=", "? =")
        text = bare


def _cut(line: str, most: int) -> str:
    """The words that fit, and an ellipsis."""
    room = most - len(ELLIPSIS)
    words = line[: room + 1].rpartition(" ")[0]
    return (words if len(words) > room // 2 else line[:room]).rstrip(" ,;:-") + ELLIPSIS
