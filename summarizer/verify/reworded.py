"""How far a text bears out what is told in other words.

The comparison with single sentences tells what is wrong with a near copy. A statement in words of
its own is judged, beside that, by how much of what each of its verbs binds together is together in
one place of the evidence, by what it denies, and by how near its meaning is to a sentence's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.records import Embed
from summarizer.verify.align import DERIVED, PREFIX, SYNONYM, derived, likeness, weight
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

NAMED = 0.9
BEFORE = 0.5
"""What it counts that the one who does something stands in the sentence before."""
NEARLY = 0.8
"""The share of what the best sentence covers from which on another counts as close, too."""
PAIRS = "two words"
"""The share of its words' pairs that stand nowhere so, in the half of it that has fewer of them:
how far it has words of its own. A copy with something added has none."""
SHAPES = ("clauses", "denied", PAIRS)
"""What `reworded` tells, from 0 to 1: how much of what verbs bind together is not together in the
evidence; whether it denies where the evidence doesn't; and its pairs of words."""
MEANING = "meaning"
"""How far the statement's vector is from the nearest sentence's, from 0 to 2; told only where
there is something that embeds texts."""

Place = tuple[int, int]
"""A sentence of the evidence and a token in it."""


@dataclass(slots=True)
class Index:
    """Where the words of the evidence stand, by spelling, lemma, meaning and beginning."""

    sentences: Sequence[Parsed]
    lex: Lexicon
    words: dict[str, list[Place]] = field(default_factory=dict)
    lemmas: dict[str, list[Place]] = field(default_factory=dict)
    groups: dict[int, list[Place]] = field(default_factory=dict)
    starts: dict[str, list[Place]] = field(default_factory=dict)
    amounts: list[Place] = field(default_factory=list)
    runs: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for k, sentence in enumerate(self.sentences):
            for j, token in enumerate(sentence.tokens):
                self._enter(token, (k, j))
            self.runs.update(pairwise(_lows(sentence)))

    def _enter(self, token: Token, place: Place) -> None:
        self.words.setdefault(token.low, []).append(place)
        if token.quantity is not None:
            self.amounts.append(place)
            for word in token.low.replace("-", " ").split():
                self.words.setdefault(word, []).append(place)
            return
        if not token.content:
            return
        self.lemmas.setdefault(token.lemma, []).append(place)
        for group in self.lex.groups.get(token.lemma, ()):
            self.groups.setdefault(group, []).append(place)
        if len(token.lemma) >= PREFIX:
            self.starts.setdefault(token.lemma[:PREFIX], []).append(place)
        for part in token.low.replace(".", "-").split("-") if len(token.low) > 4 else ():
            if part != token.low and len(part) > 2:
                self.words.setdefault(part, []).append(place)

    def token(self, place: Place) -> Token:
        return self.sentences[place[0]].tokens[place[1]]

    def best(self, token: Token) -> dict[int, float]:
        """By sentence, how alike a token's best counterpart in it is."""
        out: dict[int, float] = {}
        for (k, _), value in self._places(token).items():
            out[k] = max(out.get(k, 0.0), value)
        return out

    def _places(self, token: Token) -> dict[Place, float]:
        if token.quantity is not None:
            found = {p: likeness(token, self.token(p), self.lex) for p in self.amounts}
            same = dict.fromkeys(self.words.get(token.low, ()), NAMED)
            return same | {p: v for p, v in found.items() if v}
        out: dict[Place, float] = {}
        for p in self.starts.get(token.lemma[:PREFIX], ()):
            if derived(token.lemma, self.token(p).lemma):
                out[p] = DERIVED
        for group in self.lex.groups.get(token.lemma, ()):
            out.update(dict.fromkeys(self.groups.get(group, ()), SYNONYM))
        parts = token.low.split("-") if token.tag is not Tag.NAME else [token.low]
        if len(parts) > 1 and all(part in self.words for part in parts):
            out.update(dict.fromkeys(self.words[parts[-1]], SYNONYM))
        out.update(dict.fromkeys(self.lemmas.get(token.lemma, ()), 0.95))
        out.update(dict.fromkeys(self.words.get(token.low, ()), 1.0))
        return out


def _lows(sentence: Parsed) -> list[str]:
    return [t.low for t in sentence.tokens if t.tag is not Tag.MARK]


@dataclass(frozen=True, slots=True)
class _View:
    """A statement; `best` holds for each of its content words the likeness of its best counterpart
    in each sentence of the evidence."""

    statement: Parsed
    index: Index
    best: Mapping[int, Mapping[int, float]]


def distance(text: str, cited: Sequence[str], embed: Embed) -> float:
    """How far a statement's meaning is from that of the nearest sentence."""
    return 1.0 - float((embed(cited) @ embed([text])[0]).max())


def reworded(statement: Parsed, cited: Sequence[Parsed], lex: Lexicon) -> dict[str, float]:
    """The shares of `SHAPES`; `cited` are sentences in the order of their text."""
    index = Index(cited, lex)
    best = {i: index.best(t) for i, t in enumerate(statement.tokens) if t.content}
    view = _View(statement, index, best)
    return {"clauses": _clauses(view), "denied": _denied(view), PAIRS: _pairs(view)}


def _pairs(v: _View) -> float:
    new = [pair not in v.index.runs for pair in pairwise(_lows(v.statement))]
    middle = len(new) // 2
    halves = [half for half in (new[:middle], new[middle:]) if half]
    return min((sum(half) / len(half) for half in halves), default=0.0)


def _clauses(v: _View) -> float:
    """The share of what each verb binds together (who, what it does, to whom) that no sentence
    has together; who may stand in the sentence before."""
    found = []
    for clause in v.statement.clauses:
        groups = [g for g in (clause.subject & v.best.keys(), clause.after & v.best.keys()) if g]
        if clause.verb in v.best and not _empty(v.statement.tokens[clause.verb], v):
            groups.append(frozenset({clause.verb}))
        if len(groups) > 1:
            found.append(_bound(v, groups, clause.subject))
    return 1 - sum(found) / len(found) if found else 0.0


def _empty(token: Token, v: _View) -> bool:
    """Whether a verb tells nothing by itself: "make", "say"."""
    return token.lemma in v.index.lex.generic or token.lemma in v.index.lex.speech


def _bound(v: _View, groups: Sequence[frozenset[int]], subject: frozenset[int]) -> float:
    def held(group: frozenset[int], k: int) -> float:
        own = max(v.best[i].get(k, 0.0) for i in group)
        if group <= subject:
            return max(own, BEFORE * max(v.best[i].get(k - 1, 0.0) for i in group))
        return own

    return max(
        (sum(held(g, k) for g in groups) / len(groups) for k in range(len(v.index.sentences))),
        default=0.0,
    )


def _denied(v: _View) -> float:
    """Whether the statement denies where the sentences closest to it don't."""
    if not any(t.tag is Tag.NEG for t in v.statement.tokens):
        return 0.0
    near = [v.index.sentences[k] for k in _closest(v)]
    return float(not any(t.tag is Tag.NEG for s in near for t in s.tokens))


def _closest(v: _View) -> list[int]:
    """The sentences that cover nearly as much of the statement as the best one does."""
    worth = {i: weight(v.statement.tokens[i], v.index.lex) for i in v.best}
    covered = [
        sum(w * v.best[i].get(k, 0.0) for i, w in worth.items())
        for k in range(len(v.index.sentences))
    ]
    most = max(covered, default=0.0)
    return [k for k, value in enumerate(covered) if value >= NEARLY * most]
