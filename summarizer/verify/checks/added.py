"""Words the evidence doesn't have, words it contradicts, and words drawn from far apart."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.align import weight
from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag

_WORDS = frozenset({Tag.NOUN, Tag.VERB})
GENERIC = 0.3
FAR = 12
"""Tokens between the counterparts of neighbours from which they count as drawn together."""


def added(c: Comparison) -> Iterator[Finding]:
    """Content words without a counterpart."""
    for i, token in enumerate(c.statement.tokens):
        if token.tag not in _WORDS or c.found(i) or _governing(c, i) or _parts(c, i):
            continue
        generic = token.lemma in c.lex.generic or token.lemma in c.lex.speech
        severity = c.lex.rarity(token.low) * (GENERIC if generic else 1.0)
        yield Finding(Kind.ADDED, severity, f"adds '{token.text}'")


def _governing(c: Comparison, i: int) -> bool:
    """Whether the word only says how sure something is, which another check weighs."""
    return any(clause.cue == i for clause in c.statement.clauses)


def _parts(c: Comparison, i: int) -> bool:
    """ "data-labeling" where the evidence writes "labeling data"."""
    parts = c.statement.tokens[i].low.split("-")
    known = {t.low for t in c.evidence.tokens} | {
        p for t in c.evidence.tokens for p in t.low.split("-")
    }
    return (len(parts) > 1 or parts[0] in known) and all(p in known for p in parts)


def opposed(c: Comparison) -> Iterator[Finding]:
    """Words that contradict what the evidence has in their place."""
    taken = {link.to for link in c.links.values() if link.likeness > 0.9}
    for i, token in enumerate(c.statement.tokens):
        exact = i in c.links and c.links[i].likeness > 0.9
        if exact or token.tag not in (*_WORDS, Tag.ADV, Tag.PREP, Tag.DET):
            continue
        for j, other in enumerate(c.evidence.tokens):
            if j not in taken and c.lex.opposed(token.lemma, other.lemma) and _beside(c, i, j):
                yield Finding(
                    Kind.DIRECTION, 1.0, f"says '{token.text}', source says '{other.text}'"
                )
                break


def _beside(c: Comparison, i: int, j: int) -> bool:
    """Whether the neighbours of one are the neighbours of the other."""
    left = next((c.links[k].to for k in range(i - 1, -1, -1) if k in c.links), None)
    count = len(c.statement.tokens)
    right = next((c.links[k].to for k in range(i + 1, count) if k in c.links), None)
    near = [place for place in (left, right) if place is not None and abs(place - j) <= 4]
    return bool(near)


def scattered(c: Comparison) -> Iterator[Finding]:
    """Neighbouring words whose counterparts lie far apart or the other way round."""
    places = [
        (i, c.links[i].to, weight(t, c.lex))
        for i, t in enumerate(c.statement.tokens)
        if t.content and i in c.links
    ]
    pairs = list(zip(places, places[1:], strict=False))
    torn = sum(1 for a, b in pairs if not 0 <= b[1] - a[1] - (b[0] - a[0]) <= FAR)
    if torn:
        yield Finding(Kind.SCATTER, min(1.0, torn / len(pairs)), "puts distant words together")
