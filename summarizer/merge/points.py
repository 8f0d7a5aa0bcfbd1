"""Points: what the story's sources say, each once, worded by the best of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from summarizer.merge.candidates import Candidate
from summarizer.merge.equivalence import Claim, bears_out, says_all
from summarizer.merge.material import Line, Material
from summarizer.merge.weights import importance, rarity, worth
from summarizer.records import Fact, Span

_SALIENCE = 1.0
_EARLY = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One thing that the sources say: the sentence it is worded by, every source sentence that
    bears it out (its own first), and how much it matters."""

    best: Candidate
    evidence: tuple[Span, ...]
    sources: int
    weight: float


@dataclass(frozen=True, slots=True)
class Scales:
    """What weighs the stems and facts of one story."""

    stem: Callable[[str], float]
    fact: Callable[[Fact], float]

    @classmethod
    def of(cls, material: Material) -> Scales:
        return cls(rarity(material), importance(material))


def points(found: Sequence[Candidate], material: Material, scales: Scales) -> list[Point]:
    """Candidates, the best worded first, put together where one says all that another does.

    The heaviest point comes first.
    """
    leaders: list[Candidate] = []
    for candidate in found:
        if not any(says_all(one.claim, candidate.claim, scales.stem) for one in leaders):
            leaders.append(candidate)
    made = [_point(leader, material, scales) for leader in leaders]
    return sorted(made, key=lambda p: (-p.weight, p.best.text, p.evidence))


def _point(best: Candidate, material: Material, scales: Scales) -> Point:
    evidence = dict.fromkeys(best.spans)
    for line in material.lines.values():
        if line.span not in evidence and supports(line, best.claim, scales):
            evidence[line.span] = None
    cited = tuple(evidence)
    sources = material.sources(cited)
    weight = (
        worth(best.topic, scales.fact)
        + log(1 + sources)
        + _SALIENCE * best.score
        + _EARLY * (1 - best.place)
    )
    return Point(best, cited, sources, weight)


def supports(line: Line, claim: Claim, scales: Scales) -> bool:
    """Whether a line says the main things of a claim, and nothing that goes against it."""
    own = Claim(line.features, line.facts)
    if says_all(own, claim, scales.stem):
        return True
    return says_all(claim, own, scales.stem) and bears_out(own, claim, scales.stem, scales.fact)
