"""Stage 6: fit the head for parts in a deal to labelled articles, the encoder as it is.

    python -m training.parties --to summarizer/models/weights   fits the head, then the weights

One hidden layer from the state of each piece of a name or a figure; the scores of a stretch are the
mean of its pieces'. What is fitted on top of the head (`parties.py`) has to see scores of articles
the head did not learn from, so the articles are parted into folds and each is scored by a head of
the others (`out_of_fold`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from summarizer.facts.amounts import candidates, scored
from summarizer.facts.casting import ROLES, settle
from summarizer.facts.deals import find_matter
from summarizer.facts.pricing import KEYS
from summarizer.facts.scene import Scene, stage
from summarizer.models.checkpoint import shipped
from summarizer.models.parts import PartsHead
from summarizer.models.reader import Reader
from summarizer.records import DEAL_PARTS, FloatArray, Parts, Reading
from training.labelled import Told, figure_of, part_of

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Settings:
    """hidden: units; dropout of states and of units; epochs over batches of stretches; decay of
    AdamW."""

    hidden: int = 128
    dropout: tuple[float, float] = (0.2, 0.3)
    epochs: int = 12
    batch: int = 256
    rate: float = 0.002
    decay: float = 0.2
    folds: int = 5
    seed: int = 6


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A name or a figure: the states (pieces, width) of its words, and for each part 1, 0 or NaN
    for "may be" and "no matter"."""

    number: int
    states: npt.NDArray[np.float16]
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The encoder's states (pieces, width) of an article, at these characters."""

    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    states: npt.NDArray[np.float16]

    def over(self, start: int, end: int) -> npt.NDArray[np.float16]:
        first = int(np.searchsorted(self.ends, start, side="right"))
        return self.states[first : int(np.searchsorted(self.starts, end))]


def look(told: Sequence[Told], at_once: int = 64) -> list[Seen]:
    """The states of all articles' running text."""
    reader = Reader(replace(shipped(), parts=None))
    out: list[Seen] = []
    for start in range(0, len(told), at_once):
        some = [t.article for t in told[start : start + at_once]]
        bodies = [list(a.body()) or list(a.sentences) for a in some]
        ranges = [[(s.start, s.end) for s in body] for body in bodies]
        for read in reader.read([a.text for a in some], ranges):
            pieces = read.memory.pieces
            states = read.memory.states[np.arange(len(pieces.ids))].half().numpy()
            out.append(Seen(pieces.starts, pieces.ends, states))
    return out


def stretches(told: Told, seen: Seen) -> list[Stretch]:
    """The names and figures of an article with their parts."""
    scene = stage(told.article, told.reading)
    places = [*_names(scene, told), *_figures(scene, told)]
    cut = [(seen.over(*place), parts) for place, parts in places]
    return [Stretch(told.number, states, parts) for states, parts in cut if states.any()]


Place = tuple[tuple[int, int], tuple[float, ...]]


def _names(scene: Scene, told: Told) -> list[Place]:
    actors = {m.actor for m in scene.cast.mentions}
    known = {a: {r: part_of(r, scene, a, told.label) for r in ROLES} for a in actors}
    return [((m.start, m.end), _row(known[m.actor])) for m in scene.cast.mentions]


def _figures(scene: Scene, told: Told) -> list[Place]:
    matter = settle(scene, find_matter(scene))
    out = []
    for given in candidates(scene, matter):
        quantity = given.site.quantity
        if scored(matter, given) and type(quantity.value) in KEYS:
            kind = KEYS[type(quantity.value)]
            part = figure_of(kind, quantity.value, told.label)
            out.append(((quantity.start, quantity.end), _row({kind: part})))
    return out


def _row(parts: Mapping[str, int | None]) -> tuple[float, ...]:
    given = (parts.get(name) for name in DEAL_PARTS)
    return tuple(float("nan") if part is None else float(part) for part in given)


# ---------------------------------------------------------------- fitting


def fit_head(rows: Sequence[Stretch], settings: Settings) -> PartsHead:
    """The head for these stretches; the same for the same rows and settings."""
    import torch
    from torch import nn

    torch.manual_seed(settings.seed)
    states, counts, parts = _arrays(rows)
    mean, spread = states.mean(0), states.std(0) + 1e-3
    before, between = settings.dropout
    net = nn.Sequential(
        nn.Dropout(before), nn.Linear(states.shape[1], settings.hidden), nn.GELU(),
        nn.Dropout(between), nn.Linear(settings.hidden, len(DEAL_PARTS)),
    )  # fmt: skip
    _train(net, ((states - mean) / spread, counts, parts), settings)
    inner: Any = net[1]
    outer: Any = net[4]
    weight = inner.weight.detach().T / spread[:, None]
    bias = inner.bias.detach() - mean @ weight
    return PartsHead(weight, bias, outer.weight.detach().T.contiguous(), outer.bias.detach())


def _arrays(rows: Sequence[Stretch]) -> tuple[Tensor, Tensor, Tensor]:
    """All pieces' states, the number of the stretch of each, and the parts of each stretch."""
    import torch

    states = torch.from_numpy(np.concatenate([r.states for r in rows]).astype(np.float32))
    counts = torch.tensor([len(r.states) for r in rows])
    return states, counts, torch.tensor([r.parts for r in rows], dtype=torch.float32)


def _train(net: Any, data: tuple[Tensor, Tensor, Tensor], settings: Settings) -> None:
    """Steps over stretches, each the mean of its pieces' scores."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as loss_of

    states, counts, parts = data
    ends = counts.cumsum(0)
    places = list(zip((ends - counts).tolist(), ends.tolist(), strict=True))
    steps = settings.epochs * (len(counts) // settings.batch + 1)
    best = torch.optim.AdamW(net.parameters(), lr=settings.rate, weight_decay=settings.decay)
    rates = torch.optim.lr_scheduler.OneCycleLR(best, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        order = torch.randperm(len(counts))
        for rows in (order[i : i + settings.batch] for i in range(0, len(order), settings.batch)):
            at = torch.cat([torch.arange(*places[i]) for i in rows.tolist()])
            of = torch.repeat_interleave(torch.arange(len(rows)), counts[rows])
            scores = torch.zeros(len(rows), parts.shape[1]).index_add(0, of, net(states[at]))
            scores = scores / counts[rows, None]
            wanted = parts[rows]
            known = (~wanted.isnan()).float()
            loss = loss_of(scores, wanted.nan_to_num(), weight=known, reduction="sum")
            best.zero_grad()
            share: Any = loss / known.sum().clamp(min=1)
            share.backward()
            best.step()
            rates.step()
    net.eval()


# ---------------------------------------------------------------- scores of unseen articles


def out_of_fold(
    told: Sequence[Told], seen: Sequence[Seen], rows: Sequence[Stretch], settings: Settings
) -> list[Told]:
    """The articles with readings whose parts come from a head that didn't learn from them."""
    found: dict[int, Reading] = {}
    for fold in range(settings.folds):
        head = fit_head([r for r in rows if r.number % settings.folds != fold], settings)
        for place, (t, s) in enumerate(zip(told, seen, strict=True)):
            if t.number % settings.folds == fold:
                found[place] = replace(t.reading, parts=_parts(head, s))
    return [replace(t, reading=found[place]) for place, t in enumerate(told)]


def _parts(head: PartsHead, seen: Seen) -> Parts:
    import torch

    scores: FloatArray = head(torch.from_numpy(seen.states.astype(np.float32)))
    return Parts(seen.starts, seen.ends, scores)
