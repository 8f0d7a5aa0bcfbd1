"""A sentence as words with their places in the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

ABBREVIATIONS = (
    "Inc|Corp|Co|Ltd|Bros|Cos|Mr|Mrs|Ms|Dr|St|Jr|Sr|Sen|Rep|Gov|Gen|Prof|vs|Jan|Feb|Mar|Apr|Jun"
    "|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Mich|Minn|Ill|Tex|Ore|Wash|Pty|Pte"
)
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:-\w[\w-]*)?"
    rf"|(?:{ABBREVIATIONS})\.(?=[\s,)'’]|$|[A-Z0-9]{{1,6}}\.[A-Z])"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|['’]s\b"
    r"|[^\W_](?:(?!['’]s\b|--)[\w&'’.+/‑-])*(?<![.'’/+-])"
    r"|--|[^\w\s]"
)
TICKER = re.compile(
    r"(?:[A-Z0-9]{1,8}|[A-Za-z0-9]{1,8}_[A-Za-z]{1,3})(?:\.[A-Z]{1,3})|[A-Z]{2,6}_[a-z]{1,2}"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at characters `start` to `end` of the article."""

    text: str
    start: int
    end: int


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The words of `text`, which begins at character `offset` of the article."""
    return [Token(m[0], offset + m.start(), offset + m.end()) for m in TOKEN.finditer(text)]


@lru_cache(maxsize=1 << 12)
def capitalised(word: str) -> bool:
    """Whether a word is written like a name: "Acme", "eBay", "3Com"."""
    first = word[:1]
    if first.isupper():
        return True
    if first.isdigit():
        return re.match(r"\d{1,2}[A-Z]?[A-Za-z]*[A-Z]", word) is not None or word in ("3i",)
    return re.match(r"(?:[a-z]{1,2}|(?:al|el|as|ash|an|ar|at|az|ad)-)[A-Z][a-z]", word) is not None


def title_case(tokens: list[Token]) -> bool:
    """Whether a line capitalises ordinary words too, as headlines may: capitals tell nothing."""
    if not tokens or tokens[-1].text[-1] in '.!?"”':
        return False
    long = [t.text for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    return len(long) > 5 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)
