"""Plain text and Markdown: characters nobody sees, lines and articles without end."""

from __future__ import annotations

from random import Random

from tests.batch.hostile.families import Made, family, prose

UNSEEN = {
    "control": "".join(map(chr, [*range(1, 9), *range(14, 32), *range(127, 160)])),
    "zero": "\u200b\u200c\u200d\u2060\ufeff\xad\u034f\u180e",
    "bidi": "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "tags": "".join(chr(0xE0000 + n) for n in range(32, 127)),
    "selectors": "".join(chr(n) for n in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
    "blank": "\u3164\uffa0\u115f\u1160\u2800\u00a0\u2003\u3000",
    "halves": "\ud800\udfff\udc80",
    "private": "\ue000\uf8ff\U000f0000",
    "none": "\ufffe\uffff\U0010ffff\ufdd0",
    "lines": "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\r",
}


@family(60)
def odd_characters(chance: Random) -> Made:
    kind = chance.choice(list(UNSEEN.values()))
    text = "".join(
        c + (chance.choice(kind) if chance.random() < 0.1 else "") for c in prose(chance)
    )
    if chance.random() < 0.2:
        text = "".join(chance.choices(kind, k=chance.randrange(1, 50_000)))
    body = text.encode("utf-8", "surrogatepass")
    return chance.choice((".txt", ".md", ".html", ".eml")), body


@family(20)
def accents(chance: Random) -> Made:
    mark = chance.choice("\u0301\u0489\u0336\u20dd\u0e47\u064b")
    text = "".join(c + mark * chance.randrange(0, 60) for c in prose(chance))
    return ".txt", text.encode()


@family(30)
def long_lines(chance: Random) -> Made:
    piece = chance.choice((
        "a", "ab ", "1", "$1 billion ", "Mr. ", "A. ", '"', "(", "- ", "…", "Inc. ",
        "https://a.test/ ", "said ", "’s ", "0,", "x@y.test ", "May 1, ",
    ))  # fmt: skip
    return chance.choice((".txt", ".md")), (piece * chance.randrange(2_000, 20_000)).encode()


@family(3)
def longest_lines(chance: Random) -> Made:
    return ".txt", chance.choice((b"a", b" ", b"\0", b"ab ", b"\n", b"- \n")) * 5_000_000


@family(20)
def long_articles(chance: Random) -> Made:
    """Words without end: far more than an article holds, or just not."""
    size = chance.choice((30_000, 90_000, 600_000))
    return ".txt", (prose(chance) * (size // 500)).encode()


@family(40)
def markdown(chance: Random) -> Made:
    piece = chance.choice((
        "> ", "* ", "[", "](", "![", "*a _b ", "`", "~~", "|a", "<b>", "- a\n  ", "#",
        "[a]: b\n", "***", "___", "1. ", "<!--", "&#0;", "\\", "---\n", "<a href='", "[x](<",
        "|-|-|\n", "    a\n\n", "```\n", "[^1]", "*_",
    ))  # fmt: skip
    return ".md", (piece * chance.randrange(500, 8_000) + "\n\n" + prose(chance)).encode()


@family(2)
def markdown_bombs(chance: Random) -> Made:
    return ".md", chance.choice(
        (b"> " * 100_000, b"[" * 100_000 + b"](" * 100_000, b"*a _b " * 50_000)
    )
