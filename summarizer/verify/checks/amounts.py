"""Numbers, units, what a number measures, its qualifier, and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.quantities import Count, Likeness, Quantity, agree
from summarizer.quantities.amounts import figure
from summarizer.records import Moment, Qualifier
from summarizer.verify.align import likeness
from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.words import Token

REACH = 5
"""How many content words around an amount tell what it measures."""
PREPOSITION = 0.5
"""What "for", "at" or "of" next to an amount tells, beside a content word's 1."""
GOVERNOR = 0.8
"""What the same verb before two amounts tells."""
_QUALIFYING = frozenset(
    ("about", "around", "over", "under", "above", "below", "up", "nearly", "almost")
)
MARGIN = 1.35
"""How much better another amount must fit the words around before it counts as the right one."""
DIFFERING = {
    (Qualifier.EXACT, Qualifier.ABOUT): 0.2,
    (Qualifier.ABOUT, Qualifier.EXACT): 0.15,
    (Qualifier.OVER, Qualifier.AT_LEAST): 0.1,
    (Qualifier.AT_LEAST, Qualifier.OVER): 0.1,
    (Qualifier.EXACT, Qualifier.OVER): 0.6,
    (Qualifier.EXACT, Qualifier.AT_LEAST): 0.6,
    (Qualifier.EXACT, Qualifier.UNDER): 0.7,
    (Qualifier.EXACT, Qualifier.UP_TO): 0.9,
    (Qualifier.ABOUT, Qualifier.OVER): 0.6,
    (Qualifier.ABOUT, Qualifier.AT_LEAST): 0.6,
    (Qualifier.ABOUT, Qualifier.UNDER): 0.6,
}
"""(statement, source): how grave the change is; any other change is 1."""


def amounts(c: Comparison) -> Iterator[Finding]:
    """Amounts that no cited sentence states."""
    known = [t for t in c.evidence.tokens if t.tag is Tag.QUANTITY]
    for i, token in enumerate(c.statement.tokens):
        if token.tag is not Tag.QUANTITY or c.found(i):
            continue
        other = _twin(token, known) or c.slot(i, frozenset({Tag.QUANTITY}))
        if _twin(token, known):
            yield Finding(Kind.UNIT, 1.0, _versus(token, other))
        else:
            yield Finding(Kind.NUMBER, _gravity(token), _versus(token, other))


def _gravity(token: Token) -> float:
    """Small bare counts ("one", "two") are often said in other words."""
    q = token.quantity
    small = q is not None and isinstance(q.value, Count) and q.value.amount < 4
    return 0.5 if small else 1.0


def _twin(token: Token, known: Sequence[Token]) -> Token | None:
    """The evidence's amount with the same digits and another unit."""
    digits = _digits(token.text)
    return next((t for t in known if digits and _digits(t.text) == digits), None)


def _digits(text: str) -> str:
    return "".join(ch for ch in text if ch.isdigit() or ch == ".").strip(".")


def _versus(token: Token, other: Token | None) -> str:
    if other is None:
        return f"says '{token.text}', which the source doesn't state"
    return f"says '{token.text}', source says '{other.text}'"


def measures(c: Comparison) -> Iterator[Finding]:
    """Amounts and dates that the evidence states of something else."""
    for i, token in enumerate(c.statement.tokens):
        if token.quantity is None or not (i in c.links or i in c.elsewhere):
            continue
        same, other = _fits(c, i, token)
        if other is not None and other[0] > MARGIN * same + 0.25:
            kind = Kind.DATE if token.tag is Tag.DATE else Kind.MEASURE
            reason = f"says '{token.text}' where the source says '{other[1].text}'"
            yield Finding(kind, 0.9, reason)


def _fits(c: Comparison, i: int, token: Token) -> tuple[float, tuple[float, Token] | None]:
    """How well the words around fit the token's counterpart, and the best other amount."""
    around = _around(c.statement.tokens, i)
    source = c.evidence if i in c.links else c.elsewhere[i][0]
    same: float = 0.0
    best: tuple[float, Token] | None = None
    for j, t in enumerate(source.tokens):
        if t.tag is not token.tag:
            continue
        fit = _fit(around, _around(source.tokens, j), c.lex)
        own, theirs = _governor(c.statement.tokens, i), _governor(source.tokens, j)
        if own is not None and theirs is not None:
            fit += GOVERNOR * likeness(own, theirs, c.lex)
        if likeness(token, t, c.lex):
            same = max(same, fit)
        elif _kind(t) == _kind(token) and (best is None or fit > best[0]):
            best = (fit, t)
    return same, best


def _kind(token: Token) -> type:
    return type(token.quantity.value) if token.quantity else type(None)


def _around(tokens: Sequence[Token], i: int) -> list[tuple[int, Token]]:
    """Content words near a token with their signed distance, counted in content words."""
    out: list[tuple[int, Token]] = []
    for step in (-1, 1):
        distance, j = 0, i + step
        while 0 <= j < len(tokens) and abs(distance) < REACH and tokens[j].text not in ";.!?":
            linking = tokens[j].tag in (Tag.PREP, Tag.TO) and tokens[j].low not in _QUALIFYING
            if tokens[j].content or linking:
                distance += step * (1 if tokens[j].content else 0)
                out.append((distance or step, tokens[j]))
            j += step
    return out


def _governor(tokens: Sequence[Token], i: int) -> Token | None:
    """The verb to the left of an amount."""
    return next((t for t in reversed(tokens[:i]) if t.tag is Tag.VERB), None)


def _fit(a: list[tuple[int, Token]], b: list[tuple[int, Token]], lex: Lexicon) -> float:
    total = 0.0
    for distance, token in a:
        worth = (1.0 if token.content else PREPOSITION) / abs(distance)
        total += worth * max(
            (
                likeness(token, other, lex) / (1 + 0.35 * abs(distance - place))
                for place, other in b
            ),
            default=0.0,
        )
    return total


def qualifiers(c: Comparison) -> Iterator[Finding]:
    """ "Up to", "about", "more than", dropped, added or changed."""
    for i, token in enumerate(c.statement.tokens):
        if token.quantity is None or token.tag is not Tag.QUANTITY or i not in c.links:
            continue
        source = c.evidence.tokens[c.links[i].to]
        if source.quantity is None:
            continue
        severity = _changed(token.quantity, source.quantity)
        if severity:
            reason = _qualified(c, token, source)
            yield Finding(Kind.QUALIFIER, severity, reason)


def _changed(said: Quantity, source: Quantity) -> float:
    a, b = said.qualifier, source.qualifier
    if a is b:
        return 0.0
    if not isinstance(said.value, Moment) and not isinstance(source.value, Moment):
        apart = figure(said.value) != figure(source.value)
        if apart and agree(said.value, source.value, a, b) is not Likeness.DIFFERENT:
            return 0.15
    return DIFFERING.get((a, b), 1.0)


def _qualified(c: Comparison, token: Token, source: Token) -> str:
    said, has = token.quantity, source.quantity
    assert said is not None and has is not None
    words = c.statement.text[said.lead : said.end], c.evidence.text[has.lead : has.end]
    return f"says '{words[0]}', source says '{words[1]}'"


def dates(c: Comparison) -> Iterator[Finding]:
    """Dates that no cited sentence states."""
    known = [t for t in c.evidence.tokens if t.tag is Tag.DATE]
    words = {w for t in c.evidence.tokens for w in t.low.replace("-", " ").split()}
    for i, token in enumerate(c.statement.tokens):
        if token.tag is Tag.DATE and not c.found(i):
            other = c.slot(i, frozenset({Tag.DATE})) or next(iter(known), None)
            severity = 1.0 if other else 0.8
            if set(token.low.replace("-", " ").split()) <= words:
                severity = 0.2
            yield Finding(Kind.DATE, severity, _versus(token, other))
