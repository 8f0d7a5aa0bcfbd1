"""What the network's head for parts says of a name or a figure, as features of a linear score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from summarizer.facts.cues import Features
from summarizer.facts.scene import Scene
from summarizer.records import DEAL_PARTS, FloatArray

FADING = 0.15
"""How much less each sentence further down counts."""
SCALE = 3.0
"""Log-odds of three are as much as a telling word."""


def heard_names(scene: Scene) -> dict[int, Features]:
    """The features of every actor whose name the network read in the running text."""
    if scene.parts is None:
        return {}
    found: dict[int, list[tuple[FloatArray, float]]] = defaultdict(list)
    for at, sentence in enumerate(scene.article.sentences):
        if at in scene.titles:
            continue
        weight = 1 / (1 + FADING * scene.rank(at))
        for mention in scene.cast.named(sentence.start, sentence.end):
            scores = scene.parts.over(mention.start, mention.end)
            if scores is not None:
                found[mention.actor].append((scores, weight))
    return {actor: _features(rows) for actor, rows in found.items()}


def heard_figure(scene: Scene, start: int, end: int) -> Features:
    """The features of the amount at characters start to end."""
    scores = None if scene.parts is None else scene.parts.over(start, end)
    if scores is None:
        return {}
    told = {f"heard {part}": float(scores[DEAL_PARTS.index(part)]) / SCALE for part in FIGURES}
    return {"heard": 1.0, **told}


NAMES = DEAL_PARTS[:3]
FIGURES = DEAL_PARTS[3:]


def _features(rows: Sequence[tuple[FloatArray, float]]) -> Features:
    """The scores of all places a name stands at: on the whole, at the clearest, at the first."""
    scores = np.stack([row for row, _ in rows])
    weights = np.array([[weight] for _, weight in rows])
    mean = (scores * weights).sum(0) / weights.sum()
    often = np.log1p((weights / (1 + np.exp(-scores))).sum(0))
    out = {"heard": 1.0}
    for part, name in enumerate(NAMES):
        out[f"heard {name}"] = float(mean[part]) / SCALE
        out[f"heard {name} once"] = float(scores[:, part].max()) / SCALE
        out[f"heard {name} first"] = float(scores[0, part]) / SCALE
        out[f"heard {name} often"] = float(often[part])
    return out
