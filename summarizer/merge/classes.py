"""What a sentence states, by a small network: deal terms, a change of leadership, a motive, a risk
to clients, from authorities or of another kind, or nothing a memo asks for.

It sees the sentence's vector and its article's, how strongly the facts of either draw to each
topic, and the signs of `data/signs.toml`. Its weights (`data/classes.npz`) were fitted to sentences
labelled by reading and belong to the vectors of the embedded reader, so sentences with vectors of
another width have no probabilities. `training/sections.py` makes them, and is run again whenever
the encoder or the signs change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from summarizer.merge.knowledge import kinds, table
from summarizer.merge.material import Line, Material
from summarizer.records import Fact, FactKind, FloatArray, Topic

TOPICS: tuple[Topic | None, ...] = (*Topic, None)
"""The columns of the probabilities; the last one is what no topic asks for."""

_TOPIC_OF = {
    FactKind.LEADERSHIP: Topic.LEADERSHIP,
    FactKind.MOTIVE: Topic.MOTIVE,
    FactKind.CLIENT_RISK: Topic.CLIENT_RISK,
    FactKind.ANTITRUST_RISK: Topic.REGULATORY_RISK,
    FactKind.TALENT_RISK: Topic.OTHER_RISK,
    FactKind.INTEGRATION_RISK: Topic.OTHER_RISK,
    FactKind.FINANCING_RISK: Topic.OTHER_RISK,
    FactKind.OTHER_RISK: Topic.OTHER_RISK,
}
"""The topic of a kind of fact; all others are terms of the deal."""

_LONG = 60
_SHAPE = 2
"""Features of a line's form: its place and its length."""
_VECTORS, _PULLS = 6.0, 2.0
"""What brings vectors of length one and pulls to the size of the signs."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Weights: features to hidden units (n, hidden), those to scores (hidden, topics)."""

    inner: FloatArray
    inner_bias: FloatArray
    outer: FloatArray
    outer_bias: FloatArray

    def probabilities(self, features: FloatArray) -> FloatArray:
        """Rows of features (lines, n) to rows of probabilities (lines, topics)."""
        hidden = np.maximum(features @ self.inner + self.inner_bias, 0.0)
        scores = hidden @ self.outer + self.outer_bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: FloatArray = powers / powers.sum(axis=1, keepdims=True)
        return shares


@cache
def network() -> Network:
    """The shipped weights."""
    place = files("summarizer.merge").joinpath("data", "classes.npz")
    with place.open("rb") as file, np.load(file) as kept:
        names = ("inner", "inner_bias", "outer", "outer_bias")
        return Network(*(kept[name].astype(np.float32) for name in names))


def probabilities(material: Material, lines: Sequence[Line]) -> FloatArray | None:
    """A row a line, a column each of TOPICS; None where the vectors are of another reader."""
    width = (len(network().inner) - len(_patterns()) - _SHAPE - 2 * len(Topic)) // 2
    if not lines or any(line.vector.size != width for line in lines):
        return None
    return network().probabilities(features(material, lines))


def features(material: Material, lines: Sequence[Line]) -> FloatArray:
    """What the network sees of each line, a row a line; every line must have its vector."""
    around = _most(lines)
    return np.stack(
        [
            np.concatenate(
                [
                    _VECTORS * line.vector,
                    _VECTORS * material.vectors[line.span.article],
                    _PULLS * _pulls(line.facts),
                    around[line.span.article],
                    _signs(line),
                ]
            )
            for line in lines
        ]
    ).astype(np.float32)


def _pulls(facts: Iterable[Fact]) -> FloatArray:
    """How strongly facts draw to each topic; each kind counts once, the weaker ones less."""
    drawn: dict[FactKind, float] = {}
    for fact in facts:
        strength = kinds()[fact.kind].pull * fact.confidence
        drawn[fact.kind] = max(drawn.get(fact.kind, 0.0), strength)
    pulls = dict.fromkeys(Topic, 0.0)
    ranks = dict.fromkeys(Topic, 0)
    for kind, strength in sorted(drawn.items(), key=lambda item: -item[1]):
        topic = _TOPIC_OF.get(kind, Topic.DEAL_TERMS)
        pulls[topic] += strength * 0.5 ** ranks[topic]
        ranks[topic] += 1
    return np.array([pulls[topic] for topic in Topic], dtype=np.float32)


def _most(lines: Iterable[Line]) -> Mapping[str, FloatArray]:
    """The strongest pulls of any line, by article."""
    found: dict[str, FloatArray] = {}
    for line in lines:
        own = _pulls(line.facts)
        found[line.span.article] = np.maximum(found.get(line.span.article, own), own)
    return found


def _signs(line: Line) -> FloatArray:
    shape = (line.place, min(line.features.length, _LONG) / _LONG)
    signs = (1.0 if pattern.search(line.text) else 0.0 for pattern in _patterns())
    return np.array([*shape, *signs], dtype=np.float32)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(sign(name) for name in table("signs"))


@cache
def sign(name: str) -> re.Pattern[str]:
    """One of the signs, by its name."""
    return re.compile(table("signs")[name], re.IGNORECASE)
