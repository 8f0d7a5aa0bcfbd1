"""Whether a value of the deal card is what its label says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from summarizer.records import FactKind
from summarizer.verify.align import likeness
from summarizer.verify.findings import Finding, Kind
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed, parse
from summarizer.verify.words import Token

NEXT_TO = 5
"""Tokens between a value and the word for its kind that still count as next to each other."""


def mislabelled(value: str, kind: FactKind, cited: Sequence[str], lex: Lexicon) -> list[Finding]:
    """Findings where the cited sentences call the value, or another one, by the label."""
    cues = _cues().get(kind.value)
    if cues is None:
        return []
    amounts = [t for t in parse(value).tokens if t.tag is Tag.QUANTITY]
    return [f for t in amounts[:1] for f in _mislabelled(t, kind, [parse(c) for c in cited], lex)]


def _mislabelled(
    value: Token, kind: FactKind, cited: Sequence[Parsed], lex: Lexicon
) -> Iterator[Finding]:
    cues = _cues()[kind.value]
    own = [d for p in cited for d, t in _distances(p, cues) if likeness(value, t, lex)]
    if not own:
        return
    other = [
        (d, t)
        for p in cited
        for d, t in _distances(p, cues)
        if not likeness(value, t, lex) and _alike(value, t)
    ]
    nearest = min(other, key=lambda o: o[0], default=None)
    if nearest is not None and nearest[0] <= NEXT_TO and nearest[0] * 2 + 2 < min(own):
        reason = f"calls '{value.text}' the {kind.value}, source says '{nearest[1].text}'"
        yield Finding(Kind.MEASURE, 0.9, reason)
    elif min(own) == FAR:
        yield Finding(Kind.MEASURE, 0.35, f"source doesn't call '{value.text}' the {kind.value}")


FAR = 1000


def _distances(parsed: Parsed, cues: frozenset[str]) -> Iterator[tuple[int, Token]]:
    """Each amount of a sentence and how far the nearest word for the kind is."""
    at = [i for i, t in enumerate(parsed.tokens) if t.lemma in cues or t.low in cues]
    for i, token in enumerate(parsed.tokens):
        if token.tag is Tag.QUANTITY:
            itself = any(cue in token.low for cue in cues)
            yield 0 if itself else min((abs(i - j) for j in at), default=FAR), token


def _alike(a: Token, b: Token) -> bool:
    return (
        a.quantity is not None
        and b.quantity is not None
        and type(a.quantity.value) is type(b.quantity.value)
    )


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    text = (files("summarizer.verify") / "data" / "labels.toml").read_text(encoding="utf-8")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(text).items()}
