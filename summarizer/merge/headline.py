"""The story's headline: a title of one of its sources that others bear out, else a line that a
condenser wrote for one, else the best point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.merge.claims import same_claim
from summarizer.merge.equivalence import Claim, coverage, says_all
from summarizer.merge.features import Features, stem
from summarizer.merge.material import Line, Material
from summarizer.merge.points import Point, Scales
from summarizer.merge.values import Stated, stated, sure
from summarizer.merge.weights import freshness
from summarizer.merge.wording import dangles, length, line, poor
from summarizer.records import FactKind, Span, Statement, SummarySentence

SHORTEST, LONGEST = 4, 20
"""Words of a title that can stand over a memo."""

_LONG = 16
_STATES = 0.6
_LIKE_HEADLINE = 2.0


def headline(
    material: Material,
    points: Sequence[Point],
    scales: Scales,
    written: Sequence[SummarySentence] = (),
) -> Statement:
    """The title that says most of what the story's weightiest points say, in few words; where no
    title is fit, the one of the `written` lines that does."""

    def telling(text: str, spans: Sequence[Span]) -> tuple[float, str]:
        fresh = freshness(material.age(spans))
        return _telling(material.read(text), length(text), points, scales, fresh), text

    titles = [t for t in material.lines.values() if t.title and _fit(t.text)]
    if titles:
        best = max(titles, key=lambda t: telling(t.text, [t.span]))
        return _statement(best, material, points, scales)
    lines = [w for w in written if _fit(w.text)]
    if lines:
        chosen = max(lines, key=lambda w: telling(w.text, w.spans))
        weight = round(points[0].weight, 4) if points else 0.0
        return Statement(chosen.text, chosen.spans, material.sources(chosen.spans), weight)
    if points:
        top = max(points, key=lambda p: (p.best.alone, p.weight - 0.08 * length(p.best.text)))
        return Statement(line(top.best.text), top.evidence, top.sources, round(top.weight, 4))
    first = next(iter(material.lines.values()))
    return Statement(line(first.text), (first.span,), 1, 0.0)


PARTIES = (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER)
TERMS = (
    FactKind.PRICE,
    FactKind.STAKE,
    FactKind.CONSIDERATION,
    FactKind.VALUATION,
    FactKind.STATUS,
)
"""What the first sentence of a memo about a deal should state, beside naming the parties."""


def leads(head: Statement, material: Material, scales: Scales) -> Callable[[Point], float]:
    """How fit a point is to open the memo: it names the parties, states terms, and tells what the
    headline tells."""
    cast = [_known_as(values[0].text) for kind in PARTIES if (values := _parties(material, kind))]
    told = material.read(head.text).stems

    def fitness(point: Point) -> float:
        own = point.best.features
        words = {word for run in own.names for word in run} | own.stems
        named = sum(1 for names in cast if names & words)
        stated = len({fact.kind for fact in point.best.facts}.intersection(TERMS))
        alike = coverage(own.stems, told, scales.stem)
        return (_STATES * (named + stated) + _LIKE_HEADLINE * alike) * point.freshness

    return fitness


def _parties(material: Material, kind: FactKind) -> list[Stated]:
    return stated(material, sure(material, kind), same_claim)


def _known_as(name: str) -> frozenset[str]:
    """The word of a name that it is mostly called by, and its stem."""
    first = name.lower().split()[0]
    return frozenset((first, stem(first)))


def _fit(title: str) -> bool:
    words = length(title)
    whole = not title.rstrip().endswith(("…", "...", "?"))
    plain = not dangles(title) and not poor(title) and ":" not in title[:24]
    return SHORTEST <= words <= LONGEST and whole and plain


def _telling(
    title: Features, words: int, points: Sequence[Point], scales: Scales, fresh: float
) -> float:
    """How much of the weightiest points a title of so many words holds: names, amounts, words."""
    top = points[:4]
    stems = frozenset(stem for p in top for stem in p.best.features.stems)
    told = sum(scales.stem(stem) for stem in title.stems & stems)
    names = {word for p in top for run in p.best.features.names for word in run}
    named = len({word for run in title.names for word in run} & names)
    long = 0.5 * max(0, words - _LONG)
    return (told + named + 2 * len(title.amounts) - long) * fresh


def _statement(
    title: Line, material: Material, points: Sequence[Point], scales: Scales
) -> Statement:
    """The title, its own place as first evidence, then every line that holds what it says."""
    claim = Claim(title.features, title.facts)
    held = [
        other.span
        for other in material.lines.values()
        if other is not title and says_all(Claim(other.features, other.facts), claim, scales.stem)
    ]
    evidence = (title.span, *held)
    weight = points[0].weight if points else 0.0
    return Statement(line(title.text), evidence, material.sources(evidence), round(weight, 4))
