"""How far a text bears out what is told in other words: shares of a statement's words, pairs of
words and clauses that have their counterparts in one sentence, near one another, or anywhere.

The comparison with single sentences tells what is wrong with a near copy. A statement in words of
its own is judged by how much of it is together in one place of the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.verify.align import DERIVED, PREFIX, SYNONYM, derived, likeness, weight
from summarizer.verify.lexicon import Lexicon, Tag
from summarizer.verify.parse import Parsed
from summarizer.verify.words import Token

HARD = frozenset({Tag.NAME, Tag.TITLE, Tag.QUANTITY, Tag.DATE})
NAMED = 0.9
SLACK = 6
"""Tokens by which two neighbours' counterparts may lie further apart than the neighbours."""
MOST = 2.0
"""The most that missing names or amounts count."""
BESIDE = 0.5
"""What a pair in two neighbouring sentences counts, beside one in a single sentence."""
SHAPES = (
    "anywhere", "one place", "near by", "names", "amounts", "verbs", "pairs", "pairs in order",
    "clauses", "two words", "three words",
)  # fmt: skip
"""What `reworded` tells: shares from 0 (all there) to 1, or counts up to `MOST`."""

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
    runs: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for k, sentence in enumerate(self.sentences):
            for j, token in enumerate(sentence.tokens):
                self._enter(token, (k, j))
            lows = _lows(sentence)
            self.runs.update(pairwise(lows))
            self.runs.update(zip(lows, lows[1:], lows[2:], strict=False))

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

    def places(self, token: Token) -> dict[Place, float]:
        """The counterparts of a token anywhere, and how alike they are."""
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
    """A statement with the places of its content words; `best` holds for each the likeness of its
    best counterpart in each sentence."""

    statement: Parsed
    index: Index
    places: Mapping[int, Mapping[Place, float]]
    best: Mapping[int, Mapping[int, float]]
    weights: Mapping[int, float]


def reworded(statement: Parsed, cited: Sequence[Parsed], lex: Lexicon) -> dict[str, float]:
    """The shares of `SHAPES`; `cited` are sentences in the order of their text."""
    index = Index(cited, lex)
    tokens = statement.tokens
    content = [i for i, t in enumerate(tokens) if t.content]
    places = {i: index.places(tokens[i]) for i in content}
    best = {i: _by_sentence(found) for i, found in places.items()}
    view = _View(statement, index, places, best, {i: weight(tokens[i], lex) for i in content})
    values = (*_shares(view), *_hard(view), *_pairs(view), _clauses(view), *_runs(view))
    return dict(zip(SHAPES, values, strict=True))


def _by_sentence(found: Mapping[Place, float]) -> dict[int, float]:
    out: dict[int, float] = {}
    for (k, _), value in found.items():
        out[k] = max(out.get(k, 0.0), value)
    return out


def _shares(v: _View) -> Iterator[float]:
    """What no sentence has, what the best one lacks, and what it and its neighbours lack."""
    total = sum(v.weights.values()) or 1.0
    yield 1 - sum(w * max(v.best[i].values(), default=0.0) for i, w in v.weights.items()) / total
    for reach in (0, 1):
        yield 1 - max(
            (
                sum(
                    w * max((v.best[i].get(k + d, 0.0) for d in range(-reach, reach + 1)))
                    for i, w in v.weights.items()
                )
                for k in range(len(v.index.sentences))
            ),
            default=0.0,
        ) / total


def _hard(v: _View) -> Iterator[float]:
    """Names and amounts that stand nowhere, and the share of the deeds that stand nowhere."""
    tokens = v.statement.tokens
    lacking = {i: 1 - max(v.best[i].values(), default=0.0) for i in v.weights}
    for tags in ({Tag.NAME, Tag.TITLE}, {Tag.QUANTITY, Tag.DATE}):
        yield min(MOST, sum(lack for i, lack in lacking.items() if tokens[i].tag in tags))
    deeds = [i for i in lacking if tokens[i].tag is Tag.VERB and not _empty(tokens[i], v)]
    yield sum(lacking[i] for i in deeds) / max(1, len(deeds))


def _empty(token: Token, v: _View) -> bool:
    return token.lemma in v.index.lex.generic or token.lemma in v.index.lex.speech


def _pairs(v: _View) -> Iterator[float]:
    """Neighbouring content words whose counterparts are not together: in one sentence at all, and
    close to one another in the same order."""
    together = ordered = total = 0.0
    for a, b in pairwise(v.weights):
        worth = (v.weights[a] * v.weights[b]) ** 0.5
        total += worth
        together += worth * _together(v, a, b)
        ordered += worth * _ordered(v, a, b)
    yield 1 - together / total if total else 0.0
    yield 1 - ordered / total if total else 0.0


def _together(v: _View, a: int, b: int) -> float:
    one = max((min(v.best[a][k], v.best[b].get(k, 0.0)) for k in v.best[a]), default=0.0)
    beside = max(
        (min(x, v.best[b].get(k + d, 0.0)) for k, x in v.best[a].items() for d in (-1, 1)),
        default=0.0,
    )
    return max(one, BESIDE * beside)


def _ordered(v: _View, a: int, b: int) -> float:
    return max(
        (
            min(x, y)
            for (k, j), x in v.places[a].items()
            for (m, n), y in v.places[b].items()
            if k == m and 0 <= n - j <= b - a + SLACK
        ),
        default=0.0,
    )


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


def _bound(v: _View, groups: Sequence[frozenset[int]], subject: frozenset[int]) -> float:
    def held(group: frozenset[int], k: int) -> float:
        own = max(v.best[i].get(k, 0.0) for i in group)
        if group <= subject:
            return max(own, BESIDE * max(v.best[i].get(k - 1, 0.0) for i in group))
        return own

    return max(
        (sum(held(g, k) for g in groups) / len(groups) for k in range(len(v.index.sentences))),
        default=0.0,
    )


def _runs(v: _View) -> Iterator[float]:
    """The shares of two and three words in a row that stand nowhere so."""
    lows = _lows(v.statement)
    for run in (list(pairwise(lows)), list(zip(lows, lows[1:], lows[2:], strict=False))):
        yield sum(r not in v.index.runs for r in run) / max(1, len(run))
