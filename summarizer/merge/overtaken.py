"""Points that later articles took the place of: no part of the memo, but listed, with what did."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.candidates import Candidate
from summarizer.merge.equivalence import LOSES_NOTHING, own_facts, says_all
from summarizer.merge.material import Material
from summarizer.merge.points import Scales
from summarizer.merge.weights import worth
from summarizer.merge.wording import line
from summarizer.records import Overtaken, Statement

AT_MOST = 5
"""So many are listed, the weightiest."""


def overtaken(
    found: Sequence[Candidate], material: Material, scales: Scales
) -> tuple[Overtaken, ...]:
    """The weightiest lines that state facts and look forward to what has come since, each once."""
    gone = [c for c in found if _listed(c, scales)]
    told: list[Candidate] = []
    for candidate in sorted(gone, key=lambda c: (-_weight(c, scales), c.text, c.spans)):
        if not any(_same(other, candidate, scales) for other in told):
            told.append(candidate)
    return tuple(_told(candidate, material, scales) for candidate in told[:AT_MOST])


def _listed(candidate: Candidate, scales: Scales) -> bool:
    since = candidate.spans[0] in scales.standing.since
    return since and candidate.alone and not candidate.paired and bool(own_facts(candidate.facts))


def _same(one: Candidate, other: Candidate, scales: Scales) -> bool:
    return says_all(one.claim, other.claim, scales.stem, LOSES_NOTHING)


def _weight(candidate: Candidate, scales: Scales) -> float:
    return worth(candidate.topic, scales.fact) + candidate.score


def _told(candidate: Candidate, material: Material, scales: Scales) -> Overtaken:
    by = scales.standing.since[candidate.spans[0]]
    weight = round(_weight(candidate, scales), 4)
    cited = candidate.spans
    said = Statement(line(candidate.text), cited, material.sources(cited), weight)
    return Overtaken(said, by.code, by.day)
