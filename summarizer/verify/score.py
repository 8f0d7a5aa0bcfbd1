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
from summarizer.verify.reworded import MEANING, PAIRS

CAP = 2.0
"""The most that findings of one kind add up to."""
OWN = (0.15, 0.35)
"""The shares of pairs of words that stand nowhere so, from which on a statement counts as told in
words of its own partly, and wholly."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted by `benchmarks/verify_breaks.py fit`; a kind's weight is what a finding of full
    gravity takes from the log-odds of being supported."""

    bias: float
    kinds: Mapping[str, float]
    supported: float
    unsupported: float
    reworded: Mapping[str, float]
    compared: Mapping[str, float]
    """For statements in words of their own, with "bias" and the shares that `reworded` tells;
    `compared` are those for a check that compares meanings too."""


@cache
def weights() -> Weights:
    text = (files("summarizer.verify") / "data" / "weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Weights(
        table["bias"], table["weights"], table["supported"], table["unsupported"],
        table["reworded"], table["compared"],
    )  # fmt: skip


def features(findings: Sequence[Finding], lacking: Mapping[str, float]) -> dict[str, float]:
    """The gravity of the findings by kind, and the share of the words without a counterpart."""
    out = dict(lacking)
    for finding in findings:
        kind = finding.kind.value
        out[kind] = min(CAP, out.get(kind, 0.0) + finding.severity)
    return out


def score(
    found: Mapping[str, float], by: Weights, shares: Mapping[str, float] | None = None
) -> float:
    """The probability that the evidence bears the statement out, from 0 to 1.

    `shares` say how far the whole evidence has the statement's words; the more it is told in words
    of its own, the more they count, and the less what a near copy would have to match.
    """
    odds = by.bias - sum(by.kinds[kind] * value for kind, value in found.items())
    if shares is not None:
        own = own_words(shares)
        table = by.compared if MEANING in shares else by.reworded
        both = {**found, **shares}
        far = table["bias"] - sum(table.get(name, 0.0) * value for name, value in both.items())
        odds = (1 - own) * odds + own * far
    return 1.0 / (1.0 + math.exp(-odds))


def own_words(shares: Mapping[str, float]) -> float:
    """How far a statement is told in words of its own, from 0 to 1."""
    low, high = OWN
    return min(1.0, max(0.0, (shares[PAIRS] - low) / (high - low)))


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
