"""Two names written as one word: "the Acme-Birch deal", "Acme/Birch talks"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.facts.tokens import Token, capitalised
from summarizer.names import contraction, initials

PAIR = re.compile(r"([A-Z0-9][\w&.]+)[-‑/]([A-Z0-9][\w&.-]+)")
SHORT = re.compile(r"(\w)[-‑](\w)")
LONG_NAME = re.compile(r"[A-Z][\w&.'-]+(?: (?:of |and |& )?[A-Z][\w&.'-]+){1,4}")


def part_pairs(sentences: Sequence[Sequence[Token]], text: str) -> list[list[Token]]:
    """The sentences with such words as three tokens, where the text knows both names apart."""
    tokens = [t for row in sentences for t in row]
    pairs = {t.text: m for t in tokens if (m := PAIR.fullmatch(t.text)) is not None}
    if not pairs:
        return [list(row) for row in sentences]
    alone = Counter(t.text for t in tokens if t.text not in pairs)
    short = {f(name) for name in LONG_NAME.findall(text) for f in (initials, contraction)}
    apart = {
        word for word, m in pairs.items()
        if all(_known(half, alone, short) for half in m.groups()) and not _one(word, m, text)
    }  # fmt: skip
    return [
        [piece for t in row for piece in (_cut(t) if t.text in apart else (t,))]
        for row in sentences
    ]


def _known(half: str, alone: Counter[str], short: set[str]) -> bool:
    return capitalised(half) and (alone[half] > 0 or half in short)


def _one(word: str, match: re.Match[str], text: str) -> bool:
    """Whether the text uses the pair as one name: with a blank, or as part of a longer one."""
    joined = f"{match[1]} {match[2]}"
    return joined in text or re.search(rf"{re.escape(word)} [A-Z]", text) is not None


def _cut(token: Token) -> tuple[Token, ...]:
    match = PAIR.fullmatch(token.text)
    if match is None:
        return (token,)
    at, here = match.end(1), token.start
    return (
        Token(token.text[:at], here, here + at),
        Token("-", here + at, here + at + 1),
        Token(token.text[at + 1 :], here + at + 1, token.end),
    )
