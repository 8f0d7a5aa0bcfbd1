"""Which word of the evidence stands behind each word of a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.quantities import Count, Likeness, Quantity, agree
from summarizer.records import Moment
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

ADJACENT = 0.15
"""What a match gains by following a match: runs of words stay together."""
LIKENESS = {
    Likeness.EQUAL: 1.0,
    Likeness.COMPATIBLE: 0.9,
    Likeness.ROUNDING: 0.85,
    Likeness.DIFFERENT: 0.0,
}
SYNONYM = 0.75
DERIVED = 0.7
PREFIX = 5
"""Letters two words must share at their beginning to count as derived from each other."""


@dataclass(frozen=True, slots=True)
class Link:
    """The evidence token behind a statement token, and how alike they are (0 to 1).

    `ordered` says that the link is part of the run in the statement's own order.
    """

    to: int
    likeness: float
    ordered: bool


def likeness(a: Token, b: Token, lex: Lexicon) -> float:
    """How far one token says the same as another, from 0 to 1."""
    if a.quantity is not None or b.quantity is not None:
        return _amounts(a.quantity, b.quantity)
    if a.low == b.low:
        return 1.0
    if not (a.content and b.content):
        return 0.0
    if a.lemma == b.lemma:
        return 0.95
    if Tag.NAME in (a.tag, b.tag) and not (a.lemma in lex.groups or b.lemma in lex.groups):
        near = a.low.rstrip("s.") == b.low.rstrip("s.")
        parts = b.low.replace("-", ".").split(".")
        return 0.9 if near or (len(a.low) > 2 and a.low in parts) else 0.0
    if lex.same(a.lemma, b.lemma):
        return SYNONYM
    if a.tag is Tag.VERB and b.tag is Tag.VERB and lex.converse(a.lemma, b.lemma):
        return DERIVED
    if _part(a.low, b.low) or _part(b.low, a.low):
        return SYNONYM
    return DERIVED if derived(a.lemma, b.lemma) else 0.0


def _amounts(a: Quantity | None, b: Quantity | None) -> float:
    if a is None or b is None:
        return 0.0
    if isinstance(a.value, Moment) and isinstance(b.value, Moment):
        return _moments(a.value, b.value)
    if isinstance(a.value, Count) and isinstance(b.value, Count) and a.value.amount < 10:
        return float(a.value.amount == b.value.amount)
    found = agree(a.value, b.value)
    if found is Likeness.DIFFERENT and a.qualifier is not b.qualifier:
        found = agree(a.value, b.value, a.qualifier, b.qualifier)
    return LIKENESS[found]


def _moments(a: Moment, b: Moment) -> float:
    words = _date_words(a), _date_words(b)
    if words[0] == words[1]:
        return 1.0
    known = a.year is not None and b.year is not None
    if (known or (a.month and b.month)) and agree(a, b) is not Likeness.DIFFERENT:
        return 0.9
    return 0.9 if words[0] < words[1] or words[1] < words[0] else 0.0


_SPELLED = {
    "q1": "first quarter", "q2": "second quarter", "q3": "third quarter", "q4": "fourth quarter",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "qtr": "quarter",
}  # fmt: skip


def _date_words(moment: Moment) -> frozenset[str]:
    """ "Q2", "second-quarter" and "the second quarter" are the same words."""
    words = moment.text.casefold().replace("-", " ").replace(",", " ").split()
    plain = {"the", "of", "in", "this"}
    spelled = {x for w in words for x in _SPELLED.get(w, w).split()}
    return frozenset(spelled - plain if len(spelled - plain) > 1 else spelled)


def _part(word: str, compound: str) -> bool:
    """ "Stock" in "all-stock"; "non-", "anti-" and the like turn a word round."""
    parts = compound.split("-")
    return len(parts) > 1 and len(word) > 2 and word in parts and parts[0] not in _TURNING


_TURNING = frozenset({"non", "anti", "not", "ex", "un", "pre", "half", "no"})


def derived(a: str, b: str) -> bool:
    """ "invest" and "investment", "regulator" and "regulatory": long words with one root."""
    short, long = sorted((a, b), key=len)
    if len(short) < PREFIX or not short.isalpha() or not long.isalpha():
        return False
    shared = next(
        (i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short)
    )
    return shared >= PREFIX and len(short) - shared <= 2 and len(long) - shared <= 5


def weight(token: Token, lex: Lexicon) -> float:
    """What a token is worth: names and amounts 1, content words by rarity, the others little."""
    if token.tag in (Tag.NAME, Tag.QUANTITY, Tag.DATE, Tag.TITLE):
        return 1.0
    if token.tag is Tag.VERB or token.tag is Tag.NOUN:
        return lex.rarity(token.low)
    return 0.05 if token.tag is Tag.MARK else 0.15


def align(a: Parsed, b: Parsed, lex: Lexicon) -> dict[int, Link]:
    """For each token of `a` its counterpart in `b`: the best run in order, then loose matches."""
    table = _likenesses(a.tokens, b.tokens, lex)
    links = {i: Link(j, table[i, j], True) for i, j in _run(a.tokens, b.tokens, table, lex)}
    taken = {link.to for link in links.values()}
    for i, token in enumerate(a.tokens):
        if i in links or not token.content:
            continue
        options = [(j, s) for j in range(len(b.tokens)) if (s := table.get((i, j), 0.0))]
        if options:
            near = _expected(i, links)
            j, s = max(options, key=lambda o: (o[1], o[0] not in taken, -abs(o[0] - near)))
            links[i] = Link(j, s, False)
    return links


def _expected(i: int, links: Mapping[int, Link]) -> int:
    """Where a token's counterpart would lie if it stood beside those of its neighbours."""
    known = [k for k, link in links.items() if link.ordered]
    nearest = min(known, key=lambda k: abs(k - i), default=None)
    return i if nearest is None else links[nearest].to + i - nearest


_Table = Mapping[tuple[int, int], float]


def _likenesses(
    a: Sequence[Token], b: Sequence[Token], lex: Lexicon
) -> dict[tuple[int, int], float]:
    """Only the pairs that are alike at all."""
    out = {}
    amounts = [(j, y) for j, y in enumerate(b) if y.quantity is not None]
    content = [(j, y) for j, y in enumerate(b) if y.content and y.quantity is None]
    spelled: dict[str, list[tuple[int, Token]]] = defaultdict(list)
    for j, y in enumerate(b):
        if y.quantity is None:
            spelled[y.low].append((j, y))
    for i, x in enumerate(a):
        if x.quantity is not None:
            near = amounts
        elif x.content:
            near = content + [(j, y) for j, y in spelled.get(x.low, ()) if not y.content]
        else:  # alike only where they are the same
            near = spelled.get(x.low, [])
        for j, y in near:
            if alike := likeness(x, y, lex):
                out[i, j] = alike
    return out


def _run(
    a: Sequence[Token], b: Sequence[Token], table: _Table, lex: Lexicon
) -> list[tuple[int, int]]:
    """The heaviest common run of tokens in the same order; neighbours prefer neighbours."""
    rows, columns = len(a), len(b)
    weights = [weight(token, lex) for token in a]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    ends = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows):
        for j in range(columns):
            value = table.get((i, j), 0.0)
            if value:
                linked = ends[i][j] + ADJACENT if ends[i][j] else 0.0
                ends[i + 1][j + 1] = value * weights[i] + max(linked, best[i][j])
            best[i + 1][j + 1] = max(ends[i + 1][j + 1], best[i][j + 1], best[i + 1][j])
    return _trace(best, ends, table, weights)


def _trace(
    best: list[list[float]], ends: list[list[float]], table: _Table, weights: list[float]
) -> list[tuple[int, int]]:
    out = []
    i, j = len(best) - 1, len(best[0]) - 1
    linked = False
    while i and j:
        if ends[i][j] and (linked or ends[i][j] == best[i][j]):
            out.append((i - 1, j - 1))
            before = ends[i][j] - table[i - 1, j - 1] * weights[i - 1]
            linked = bool(ends[i - 1][j - 1]) and before > best[i - 1][j - 1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return out[::-1]
