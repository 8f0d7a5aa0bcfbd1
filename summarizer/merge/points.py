"""Points: what the story's sources say, each once, worded by the best of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from summarizer.merge.candidates import Candidate
from summarizer.merge.claims import same_claim
from summarizer.merge.equivalence import (
    LOSES_NOTHING,
    SAYS_ALL,
    Claim,
    bears_out,
    contradicts,
    coverage,
    covers_sums,
    own_facts,
    says_all,
)
from summarizer.merge.features import Features
from summarizer.merge.material import Line, Material
from summarizer.merge.standing import Standing, standing
from summarizer.merge.weights import (
    agreement,
    commonness,
    freshness,
    importance,
    rarity,
    worth,
)
from summarizer.records import Fact, FactKind, Span

_SALIENCE = 1.0
_EARLY = 0.5
_COMMON = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One thing that the sources say: the sentence it is worded by, every source sentence that
    bears it out (its own first), and how much it matters, less where an old article says it or a
    later statement took its place. `shared` are the stems of what other sources say too."""

    best: Candidate
    evidence: tuple[Span, ...]
    sources: int
    weight: float
    freshness: float = 1.0
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scales:
    """What weighs the stems and facts of one story, see `weights`, and tells how its lines stand to
    what was last stated."""

    stem: Callable[[str], float]
    fact: Callable[[Fact], float]
    common: Callable[[Iterable[str]], float]
    shared: Callable[[Features, int], frozenset[str]]
    standing: Standing

    @classmethod
    def of(cls, material: Material) -> Scales:
        return cls(
            rarity(material),
            importance(material),
            commonness(material),
            agreement(material),
            standing(material),
        )


def points(found: Sequence[Candidate], material: Material, scales: Scales) -> list[Point]:
    """Candidates, what was written for a section and the best worded first, put together where one
    says all that another does; of what was overtaken nothing leads, and what was denied or settled
    since is left out.

    The heaviest point comes first.
    """
    open_ = [c for c in found if not scales.standing.out(c.spans)]
    leaders: list[Candidate] = []
    for candidate in sorted(open_, key=lambda c: (scales.standing.past(c.spans), c.hint is None)):
        if not any(_tells(leader, candidate, scales) for leader in leaders):
            leaders.append(candidate)
    made = [_point(leader, material, scales) for leader in leaders]
    return sorted(made, key=lambda p: (-p.weight, p.best.text, p.evidence))


def _tells(leader: Candidate, candidate: Candidate, scales: Scales) -> bool:
    """Whether nothing is lost if the leader stands for the candidate.

    A pair of sentences stands for the second one alone: the first may belong elsewhere.
    """
    if leader.paired:
        return candidate.spans[:1] == leader.spans[1:2]
    return says_all(leader.claim, candidate.claim, scales.stem, LOSES_NOTHING)


def _point(best: Candidate, material: Material, scales: Scales) -> Point:
    evidence = dict.fromkeys(best.spans)
    for lines in _by_source(material).values():
        alone = [line.span for line in lines if supports(line, best.claim, scales)]
        evidence.update(dict.fromkeys(alone or _together(lines, best.claim, scales)))
    cited = tuple(evidence)
    sources = material.sources(cited)
    weight = (
        worth(best.topic, scales.fact)
        + log(1 + sources)
        + _SALIENCE * best.score
        + _COMMON * scales.common(best.features.stems)
        + _EARLY * (1 - best.place)
    )
    fresh = freshness(material.age(best.spans)) * scales.standing.share(best.spans)
    source = material.lines[best.spans[0]].source
    shared = scales.shared(best.features, source)
    return Point(best, cited, sources, weight * fresh, fresh, shared)


def supports(line: Line, claim: Claim, scales: Scales) -> bool:
    """Whether a line says the main things of a claim, and nothing that goes against it.

    Where facts are stated, these are the main things; else each must say nearly all of the other.
    Whom somebody reports to or comes after must be named.
    """
    if not _related(line, claim) or not claim.features.bonds <= _named(line):
        return False
    own = Claim(line.features, line.facts)
    if says_all(own, claim, scales.stem):
        return True
    if own_facts(claim.facts):
        return not contradicts(own, claim) and bears_out(own, claim, scales.stem, scales.fact)
    return says_all(claim, own, scales.stem) and bears_out(own, claim, scales.stem, scales.fact)


def _named(line: Line) -> set[str]:
    return {word for run in line.features.names for word in run}


def _related(line: Line, claim: Claim) -> bool:
    """Whether a closer look is worth it: a fact of one kind in both, or half of the words."""
    wanted = own_facts(claim.facts)
    if wanted:
        kinds = {fact.kind for fact in line.facts}
        return any(fact.kind in kinds for fact in wanted) or FactKind.STAKE_AFTER in kinds
    shared = len(line.features.stems & claim.features.stems)
    return 2 * shared >= min(len(line.features.stems), len(claim.features.stems))


def _by_source(material: Material) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in material.lines.values():
        found.setdefault(line.source, []).append(line)
    return found


def _together(lines: Sequence[Line], claim: Claim, scales: Scales) -> list[Span]:
    """The sentences of one source that only together state all facts of the claim."""
    wanted = own_facts(claim.facts)
    picked: list[Line] = []
    for line in lines:
        fresh = [f for f in wanted if any(same_claim(f, g) for g in line.facts)]
        if fresh and not contradicts(Claim(line.features, line.facts), claim):
            picked.append(line)
            wanted = [fact for fact in wanted if fact not in fresh]
    stems = frozenset(stem for line in picked for stem in line.features.stems)
    known = coverage(stems, claim.features.stems, scales.stem) >= SAYS_ALL[-1]
    told = [amount for line in picked for amount in line.features.amounts]
    known = known and covers_sums(told, claim.features.amounts)
    known = known and claim.features.bonds <= {word for line in picked for word in _named(line)}
    return [line.span for line in picked] if not wanted and known else []
