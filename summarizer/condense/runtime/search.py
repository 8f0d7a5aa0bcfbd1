"""Beam search and greedy search: transformers' rules, on fewer and smaller tensors.

What is chosen equals transformers' `generate` (`_beam_search` and `_sample` of 5.x); how it is
found differs. Only a few candidates of each beam are looked at, sums of probabilities are taken
once a step, and an article that is done leaves the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

NOTHING = -1.0e9
"""transformers' score of what isn't there."""
_BLOCK = 64
_SMALL = 4096
EXTRA = 24
"""So many candidates more are scored again exactly where the head rounds."""


@dataclass(frozen=True, slots=True)
class Sought:
    """How to search: beams, the most new tokens, the token that ends, and what length is worth."""

    beams: int
    most: int
    end: int
    length_penalty: float = 1.0
    early_stopping: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens after the start; `score` is their mean log-probability."""

    tokens: tuple[int, ...]
    score: float
    finished: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """What each of N beams may go on with: C tokens, their scores after the rules and before, all
    [N, C], best first. Scores are log-probabilities."""

    tokens: Tensor
    scores: Tensor
    raw: Tensor


class Search(Protocol):
    """A search under way: B articles that aren't done, K beams each."""

    history: Tensor

    def advance(self, found: Candidates) -> tuple[Tensor, Tensor]:
        """Takes a step: the parents [B, K] and the tokens [B, K] to go on with."""

    def done(self) -> Tensor:
        """Which articles [B] are done."""

    def result(self, article: int) -> Found:
        """What was found for one of the B."""

    def keep(self, picked: Tensor) -> None:
        """Keeps these articles, in this order."""


def best(scores: Tensor, count: int) -> Tensor:
    """The places [N, count] of the highest of many scores [N, V], highest first: looked for in the
    blocks whose highest is among the highest."""
    size = scores.shape[1]
    whole = size // _BLOCK
    if size < _SMALL or count >= whole:
        return scores.topk(min(count, size)).indices
    tops = scores.as_strided((len(scores), whole, _BLOCK), (scores.stride(0), _BLOCK, 1)).amax(-1)
    if size % _BLOCK:
        tops = torch.cat([tops, scores[:, whole * _BLOCK :].amax(1, keepdim=True)], 1)
    blocks = tops.topk(count).indices
    places = (blocks[:, :, None] * _BLOCK + torch.arange(_BLOCK)).flatten(1)
    inside = scores.gather(1, places.clamp(max=size - 1)).masked_fill_(places >= size, -torch.inf)
    found: Tensor = places.gather(1, inside.topk(count).indices).clamp_(max=size - 1)
    return found


class Greedy:
    """The likeliest token, step by step."""

    def __init__(self, articles: int, start: int, sought: Sought) -> None:
        self._sought = sought
        self.history = torch.full((articles, 1), start)
        self._raw = torch.zeros(articles)

    def advance(self, found: Candidates) -> tuple[Tensor, Tensor]:
        self.history = torch.cat([self.history, found.tokens[:, :1]], 1)
        self._raw = self._raw + found.raw[:, 0]
        return torch.zeros_like(found.tokens[:, :1]), found.tokens[:, :1]

    def done(self) -> Tensor:
        if self.history.shape[1] > self._sought.most:
            return torch.ones(len(self.history), dtype=torch.bool)
        return self.history[:, -1] == self._sought.end

    def result(self, article: int) -> Found:
        tokens = tuple(self.history[article, 1:].tolist())
        return Found(
            tokens, float(self._raw[article]) / len(tokens), tokens[-1] == self._sought.end
        )

    def keep(self, picked: Tensor) -> None:
        self.history, self._raw = self.history[picked], self._raw[picked]


class Beams:
    """Beam search. What runs and what has ended is kept as in transformers: K sequences each, an
    ended one only while it is among the K best."""

    def __init__(self, articles: int, start: int, sought: Sought) -> None:
        self._sought, beams = sought, sought.beams
        shape = (articles, beams)
        self.history = torch.full((articles * beams, 1), start)
        self._scores = torch.zeros(shape)
        self._scores[:, 1:] = NOTHING
        self._raw = torch.zeros(shape)
        self._ended = torch.full((*shape, sought.most), sought.end)
        self._lengths = torch.ones(shape, dtype=torch.long)
        self._ended_scores = torch.full(shape, NOTHING)
        self._ended_raw = torch.zeros(shape)
        self._is_ended = torch.zeros(shape, dtype=torch.bool)
        self._hopeful = torch.ones(articles, 1, dtype=torch.bool)
        self._stuck = torch.zeros(articles, dtype=torch.bool)

    def advance(self, found: Candidates) -> tuple[Tensor, Tensor]:
        beams, each = self._sought.beams, found.tokens.shape[1]
        articles = len(self._scores)
        scores = found.scores.view(articles, beams, each) + self._scores[:, :, None]
        top = scores.flatten(1).topk(min(2 * beams, beams * each))
        parents = top.indices // each
        tokens = found.tokens.view(articles, -1).gather(1, top.indices)
        raw = found.raw.view(articles, -1).gather(1, top.indices) + self._raw.gather(1, parents)
        past = self.history.view(articles, beams, -1)
        past = past.gather(1, parents[:, :, None].expand(-1, -1, past.shape[2]))
        past = torch.cat([past, tokens[:, :, None]], 2)
        length = past.shape[2] - 1
        ends = (tokens == self._sought.end) | (length >= self._sought.most)
        going = top.values + ends * NOTHING
        self._end(past[:, :, 1:], top.values, raw, ends)
        chosen = going.topk(beams).indices
        self._scores = going.gather(1, chosen)
        self._raw = raw.gather(1, chosen)
        index = chosen[:, :, None].expand(-1, -1, length + 1)
        self.history = past.gather(1, index).flatten(0, 1)
        self._hope(length)
        self._stuck = ends.all(1)
        return parents.gather(1, chosen), tokens.gather(1, chosen)

    def _end(self, past: Tensor, scores: Tensor, raw: Tensor, ends: Tensor) -> None:
        """Takes in what ended now, where it is better than what had ended."""
        beams, length = self._sought.beams, past.shape[2]
        ends = ends.clone()
        ends[:, beams:] = False
        scores = scores / length**self._sought.length_penalty
        if self._sought.early_stopping:
            scores = scores + self._is_ended.all(1, keepdim=True) * NOTHING
        scores = scores + ~self._hopeful * NOTHING
        scores = scores + ~ends * NOTHING
        merged = torch.cat([self._ended_scores, scores], 1)
        chosen = merged.topk(beams).indices
        if bool((chosen < beams).all()):
            return
        padded = self._ended.new_full((*past.shape[:2], self._sought.most), self._sought.end)
        padded[:, :, :length] = past
        index = chosen[:, :, None].expand(-1, -1, self._sought.most)
        self._ended = torch.cat([self._ended, padded], 1).gather(1, index)
        lengths = torch.cat([self._lengths, torch.full_like(ends, length, dtype=torch.long)], 1)
        self._lengths = lengths.gather(1, chosen)
        self._ended_scores = merged.gather(1, chosen)
        self._ended_raw = torch.cat([self._ended_raw, raw], 1).gather(1, chosen)
        self._is_ended = torch.cat([self._is_ended, ends], 1).gather(1, chosen)

    def _hope(self, length: int) -> None:
        """Whether what runs can still become better than what has ended."""
        reach = self._scores[:, :1] / length**self._sought.length_penalty
        worst = torch.where(self._is_ended, self._ended_scores.amin(1, keepdim=True), NOTHING)
        self._hopeful = self._hopeful & (reach > worst).any(1, keepdim=True)

    def done(self) -> Tensor:
        closed = self._is_ended.all(1) & self._sought.early_stopping
        return ~self._hopeful[:, 0] | closed | self._stuck

    def result(self, article: int) -> Found:
        length = int(self._lengths[article, 0])
        tokens = tuple(self._ended[article, 0, :length].tolist())
        mean = float(self._ended_raw[article, 0]) / length
        return Found(tokens, mean, tokens[-1] == self._sought.end)

    def keep(self, picked: Tensor) -> None:
        beams = self._sought.beams
        rows = (picked[:, None] * beams + torch.arange(beams)).flatten()
        self.history = self.history[rows]
        for name in (
            "_scores", "_raw", "_ended", "_lengths", "_ended_scores", "_ended_raw", "_is_ended",
            "_hopeful", "_stuck",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name)[picked])
