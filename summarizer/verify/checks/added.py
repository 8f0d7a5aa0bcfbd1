"""Words the evidence doesn't have, words it contradicts, and words drawn from far apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.verify.align import likeness, weight
from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.lexicon import Tag
from summarizer.verify.words import Token

SNUG = 2
"""Tokens between a word and its neighbours' counterparts for it to count as a replacement."""
_WORDS = frozenset({Tag.NOUN, Tag.VERB})
GENERIC = 0.3
LOOSELY = 0.5
"""The gravity of a contradicting verb whose place in the evidence is not the same."""
FAR = 12
"""Tokens between the counterparts of neighbours from which they count as drawn together."""


def added(c: Comparison) -> Iterator[Finding]:
    """Content words without a counterpart."""
    for i, token in enumerate(c.statement.tokens):
        if token.tag not in _WORDS or c.found(i) or _governing(c, i) or _parts(c, i):
            continue
        if any(ch.isdigit() for ch in token.text):
            yield Finding(Kind.NUMBER, 0.8, f"says '{token.text}', which the source doesn't")
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


def claims(c: Comparison) -> Iterator[Finding]:
    """Whole phrases the evidence doesn't have: new words that stand together."""
    new: list[int] = []
    for i, token in enumerate(c.statement.tokens):
        if not token.content:
            continue
        if i in c.links and (c.links[i].ordered or token.tag is Tag.NAME):
            yield from _claim(c, new)
            new = []
        else:
            new.append(i)
    yield from _claim(c, new)


def _claim(c: Comparison, run: list[int]) -> Iterator[Finding]:
    """One run of words out of order: a claim where two or more of them stand nowhere."""
    lost = [i for i in run if not c.found(i) and not _governing(c, i) and not _parts(c, i)]
    if len(lost) > 1:
        words = " ".join(c.statement.tokens[i].text for i in run)
        yield Finding(Kind.CLAIM, min(1.0, (len(lost) - 0.5) / 3), f"adds '{words}'")


def replaced(c: Comparison) -> Iterator[Finding]:
    """Words in the very place where the evidence has another word."""
    for i, token in enumerate(c.statement.tokens):
        loose = i not in c.links or not c.links[i].ordered
        if token.tag not in _WORDS or not loose or i in c.resolved:
            continue
        other = c.slot(i, _WORDS | {Tag.TITLE}, reach=SNUG)
        if other is None or likeness(token, other, c.lex):
            continue
        if not _framed(c, i) and not (_people(c, token) and _people(c, other)):
            continue
        reason = f"says '{token.text}' where the source says '{other.text}'"
        severity = c.lex.rarity(token.low) * c.anchored(i)
        yield Finding(Kind.REPLACED, severity, reason)


def _people(c: Comparison, token: Token) -> bool:
    """Whether a word tells what kind of people somebody is: "analysts", "unions"."""
    lemma = token.lemma
    return lemma in c.lex.holders and lemma not in c.lex.anaphor_nouns | c.lex.generic


def _framed(c: Comparison, i: int) -> bool:
    """Whether the words on both sides stand close together in the evidence too."""
    sides = []
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(c.statement.tokens) and c.statement.tokens[k].tag is Tag.MARK:
            k += step
        if not 0 <= k < len(c.statement.tokens) or k not in c.links or not c.links[k].ordered:
            return False
        sides.append(c.links[k].to)
    return sides[1] - sides[0] <= 2 * SNUG


def opposed(c: Comparison) -> Iterator[Finding]:
    """Words that contradict what the evidence has in their place."""
    taken = {link.to for link in c.links.values() if link.likeness > 0.9}
    for i, token in enumerate(c.statement.tokens):
        exact = i in c.links and c.links[i].likeness > 0.9
        if exact or token.tag not in (*_WORDS, Tag.ADV, Tag.PREP, Tag.DET):
            continue
        for j, other in enumerate(c.evidence.tokens):
            if c.lex.converse(token.lemma, other.lemma):
                continue
            if j in taken or not c.lex.opposed(token.lemma, other.lemma):
                continue
            severity = 1.0 if _beside(c, i, j) else LOOSELY * (token.tag is Tag.VERB)
            if severity * c.anchored(i):
                reason = f"says '{token.text}', source says '{other.text}'"
                yield Finding(Kind.DIRECTION, severity * c.anchored(i), reason)
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
    pairs = list(pairwise(places))
    torn = sum(1 for a, b in pairs if not 0 <= b[1] - a[1] - (b[0] - a[0]) <= FAR)
    if torn:
        yield Finding(Kind.SCATTER, min(1.0, torn / len(pairs)), "puts distant words together")
