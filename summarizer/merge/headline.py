"""The story's headline: a title of one of its sources that others bear out, else a line that a
condenser wrote for one, else the best point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.merge.claims import same_claim
from summarizer.merge.contest import foreign
from summarizer.merge.equivalence import Claim, coverage, says_all
from summarizer.merge.features import Features, stem
from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.merge.points import Point, Scales
from summarizer.merge.present import code_of
from summarizer.merge.values import Stated, stated, sure
from summarizer.merge.weights import freshness
from summarizer.merge.wording import dangles, hearsay, length, line, market, poor
from summarizer.records import FactKind, Span, Statement, SummarySentence
from summarizer.standing import ENDED

SHORTEST, LONGEST = 4, 20
"""Words of a title that can stand over a memo."""

_LONG = 16
_STATES = 0.6
_DONE = 1.5
"""What a sentence gains as the first one for saying what was done, on somebody's word, and again
for telling that nothing comes of the deal."""
_LIKE_HEADLINE = 2.0
_RIVAL = 2.0
"""What it loses for telling the terms of another bidder's offer."""
_PARTY, _STATE, _OTHER = 3.0, 6.5, 6.0
"""What a title gains for each party and for stating what was done, and loses for hearsay, the moves
of shares and what was overtaken."""
_DAY, _LATE = 0.8, 5
"""What it loses for each day, up to so many, since which later ones have appeared."""


def headline(
    material: Material,
    points: Sequence[Point],
    scales: Scales,
    written: Sequence[SummarySentence] = (),
) -> Statement:
    """The title that says most of what the story's weightiest points say, in few words; where no
    title is fit, the one of the `written` lines that does."""

    cast = _cast(material)

    def telling(text: str, spans: Sequence[Span]) -> tuple[float, str]:
        fresh = freshness(material.age(spans)) * scales.standing.share(tuple(spans))
        told = material.read(text)
        said = _telling(told, length(text), points, scales, fresh)
        return said + _present(text, told, cast, material.age(spans), scales, spans), text

    titles = [t for t in material.lines.values() if t.title and _fit(t.text)]
    titles = [t for t in titles if not scales.standing.past((t.span,))] or titles
    titles = [t for t in titles if t.span.article not in scales.standing.passed] or titles
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
    """How fit a point is to open the memo: it names the parties, states terms, tells what was done
    and what the headline tells."""
    cast = _cast(material)
    others = foreign(material)
    told = material.read(head.text).stems

    def fitness(point: Point) -> float:
        own = point.best.features
        words = {word for run in own.names for word in run} | own.stems
        named = sum(1 for names in cast if names & words)
        stated = len({fact.kind for fact in point.best.facts}.intersection(TERMS))
        alike = coverage(own.stems, told, scales.stem)
        done = _DONE * (pattern("firm").search(point.best.text) is not None)
        done *= not hearsay(point.best.text) and not pattern("recalled").search(point.best.text)
        done += _DONE * any(code_of(fact) in ENDED for fact in point.best.facts)
        done -= _RIVAL * any(fact in others for fact in point.best.facts)
        return (_STATES * (named + stated) + _LIKE_HEADLINE * alike + done) * point.freshness

    return fitness


def _cast(material: Material) -> list[frozenset[str]]:
    """What each party of the deal is called by."""
    return [_known_as(values[0].text) for kind in PARTIES if (values := _parties(material, kind))]


def _present(
    text: str,
    told: Features,
    cast: Sequence[frozenset[str]],
    days: int,
    scales: Scales,
    spans: Sequence[Span],
) -> float:
    """How well a title tells how the story stands: who and what, on somebody's word, lately."""
    words = {word for run in told.names for word in run} | told.stems
    named = sum(1 for names in cast if names & words)
    states = bool(pattern("firm").search(text)) and not hearsay(text)
    beside = market(text) or (scales.standing.firm and hearsay(text))
    late = min(days, _LATE)
    past = scales.standing.past(tuple(spans))
    return _PARTY * named + _STATE * states - _OTHER * (beside + past) - _DAY * late


def _parties(material: Material, kind: FactKind) -> list[Stated]:
    return stated(material, sure(material, kind), same_claim)


def _known_as(name: str) -> frozenset[str]:
    """The word of a name that it is mostly called by, its stem, and the name's initials."""
    first = name.lower().split()[0]
    initials = "".join(word[0] for word in name.lower().split())
    return frozenset((first, stem(first), *((initials,) if len(initials) > 1 else ())))


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
