"""From findings to a score: how likely the evidence bears the statement out."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.records import Support, Verdict
from summarizer.verify.findings import Finding

CAP = 2.0
"""The most that findings of one kind add up to."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted by `benchmarks/verify_breaks.py fit`; a kind's weight is what a finding of full
    gravity takes from the log-odds of being supported."""

    bias: float
    kinds: Mapping[str, float]
    supported: float
    unsupported: float


@cache
def weights() -> Weights:
    text = (files("summarizer.verify") / "data" / "weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Weights(table["bias"], table["weights"], table["supported"], table["unsupported"])


def features(findings: Sequence[Finding], lacking: Mapping[str, float]) -> dict[str, float]:
    """The gravity of the findings by kind, and the share of the words without a counterpart."""
    out = dict(lacking)
    for finding in findings:
        kind = finding.kind.value
        out[kind] = min(CAP, out.get(kind, 0.0) + finding.severity)
    return out


def score(found: Mapping[str, float], by: Weights) -> float:
    """The probability that the evidence bears the statement out, from 0 to 1."""
    odds = by.bias - sum(by.kinds[kind] * value for kind, value in found.items())
    return 1.0 / (1.0 + math.exp(-odds))


def verdict(findings: Sequence[Finding], value: float, by: Weights) -> Verdict:
    """The score in three steps, with the findings that count, the gravest first."""
    if value >= by.supported:
        support = Support.SUPPORTED
    else:
        support = Support.FLAGGED if value >= by.unsupported else Support.UNSUPPORTED
    telling = [f for f in findings if f.severity * by.kinds[f.kind.value] >= 0.5]
    telling.sort(key=lambda f: -f.severity * by.kinds[f.kind.value])
    reasons = tuple(dict.fromkeys(f.reason for f in telling))
    if not reasons and support is not Support.SUPPORTED:
        reasons = ("too little of it stands in the source",)
    return Verdict(support, round(value, 4), reasons)
