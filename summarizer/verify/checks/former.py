"""What an amount was before, told as what it is now."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Parsed

NOW = frozenset(["to", "at", "for"])
"""What stands before an amount that something comes to: "raised to", "valued at"."""
BEFORE = "from"
_LOOSE = frozenset({Tag.ADV, Tag.DET})


def former(c: Comparison) -> Iterator[Finding]:
    """ "Raised its bid to 30" of a bid "raised to 34 from 30"."""
    for i, token in enumerate(c.statement.tokens):
        if token.tag is not Tag.QUANTITY or i not in c.links:
            continue
        j = c.links[i].to
        if _mark(c.statement, i) not in NOW or _mark(c.evidence, j) != BEFORE or _past(c, j):
            continue
        other = _other(c.evidence, j)
        if other is not None:
            text = c.evidence.tokens[other].text
            yield Finding(Kind.MEASURE, 1.0, f"says '{token.text}' where the source says '{text}'")


def _mark(parsed: Parsed, i: int) -> str:
    """The word before an amount and its "about"."""
    k = i - 1
    while k >= 0 and parsed.tokens[k].tag in _LOOSE:
        k -= 1
    return parsed.tokens[k].low if k >= 0 else ""


def _other(parsed: Parsed, j: int) -> int | None:
    """The amount of the same kind that took an amount's place."""
    old = parsed.tokens[j].quantity
    for k, token in enumerate(parsed.tokens):
        q = token.quantity
        if k != j and token.tag is Tag.QUANTITY and q is not None and old is not None:
            same = type(q.value) is type(old.value)
            if same and _mark(parsed, k) in NOW and parsed.tokens[k].low != parsed.tokens[j].low:
                return k
    return None


def _past(c: Comparison, j: int) -> bool:
    """Whether the statement tells of what was: "earlier", "had", or the date of the old amount."""
    if any(t.low in c.lex.former for t in c.statement.tokens):
        return True
    dates = (i for i, t in enumerate(c.statement.tokens) if t.tag is Tag.DATE)
    return any(i in c.links and c.links[i].to > j for i in dates)
