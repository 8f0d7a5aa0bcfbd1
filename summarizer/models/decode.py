"""Greedy decoding in batches with a key and value cache, as tensor operations.

Every step chooses a source position or a function word. Masks keep units whole, ban repeating a
word or three words, and (where asked) going backward.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from summarizer.models.network import BriefNetwork, Source

BANNED = -1e9
COMPACT = 0.7
"""Rows that ended leave the batch once only this share is left, as moving the others costs too."""


@dataclass(frozen=True, slots=True)
class DecodeSettings:
    """How to decode. task: a key of the checkpoint's `task_ids`; counts are in pieces.

    end_bias is added to the score of ending, free_bias to those of function words, jump_bias to
    those of places other than the next: below 0 it makes the text follow its source more closely.
    """

    task: str = "compress"
    most: int = 64
    least: int = 4
    forward_only: bool = True
    end_bias: float = 0.0
    free_bias: float = 0.0
    jump_bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """ids [B, T], 0 after the end; places [B, T], -1 for written words; scores [B]: mean
    log-probability."""

    ids: Tensor
    places: Tensor
    scores: Tensor


@dataclass(slots=True)
class Choices:
    """A batch in the midst of decoding: what the next step depends on, a row a text.

    ids, glued and visited [B, L] of what may be copied; fed, place, last and word [B]: the last
    token, the place it was copied from (-1: written), the last place copied from, and the first
    piece of the last word; history [B, T]; scores [B, L + F]: the log-probabilities the last step
    gave.
    """

    network: BriefNetwork
    settings: DecodeSettings
    source: Source
    ids: Tensor
    glued: Tensor
    visited: Tensor
    place: Tensor
    last: Tensor
    word: Tensor
    history: Tensor
    scores: Tensor | None = None
    step: int = 0

    def pick(self, rows: Tensor) -> None:
        """Keeps only these rows, in this order."""
        self.source.pick(rows)
        for name in ("ids", "glued", "visited", "place", "last", "word", "history"):
            setattr(self, name, getattr(self, name)[rows])
        if self.scores is not None:
            self.scores = self.scores[rows]

    def follow(self, rows: Tensor) -> None:
        """Each row goes on from another one of the same source, which therefore stays."""
        for layer in self.source.layers:
            if layer.keys is not None and layer.values is not None:
                layer.keys, layer.values = layer.keys[rows], layer.values[rows]
        for name in ("visited", "place", "last", "word", "history"):
            setattr(self, name, getattr(self, name)[rows])
        if self.scores is not None:
            self.scores = self.scores[rows]

    def next(self, fed: Tensor) -> Tensor:
        """Takes the tokens chosen [B], finds the places they came from, and scores what may
        follow."""
        if self.scores is not None:
            self.take(fed, self._places(fed, self.scores))
        elif self.step == 0:
            self.history = fed[:, None]
        return self.score()

    def score(self) -> Tensor:
        """The log-probabilities [B, L + F] of the next step."""
        fed = self.history[:, -1:]
        found = self.network.step(
            fed,
            self.place[:, None],
            self.last[:, None],
            self.visited[:, None],
            self.source,
            self.step,
        )
        self.scores = found[:, 0]
        self.step += 1
        return self.scores

    def take(self, token: Tensor, place: Tensor) -> None:
        """Goes on from these tokens [B] and the places they were copied from, -1 if written."""
        copied = place >= 0
        at = place.clamp(min=0)[:, None]
        begins = ~copied | ~self.glued.gather(1, at)[:, 0]
        self.word = torch.where(begins, token, self.word)
        self.visited = self.visited.scatter_reduce(1, at, copied[:, None].float(), "amax")
        self.last = torch.where(copied, place, self.last)
        self.place = place
        self.history = torch.cat([self.history, token[:, None]], 1)

    def vocabulary(self) -> Tensor:
        """What the last step gave as log-probabilities [B, V] of the whole vocabulary, those of
        all places of a token together; minus infinity for what may not be chosen."""
        assert self.scores is not None
        allowed = self.scores.masked_fill(~self.allowed(), float("-inf")).exp()
        length = self.ids.shape[1]
        out = allowed.new_zeros(len(allowed), self.network.config.vocab_size)
        out.scatter_add_(1, self.ids.clamp(min=0), allowed[:, :length])
        functions = self.network.function_ids.expand(len(allowed), -1)
        out.scatter_add_(1, functions, allowed[:, length:])
        return out.log()

    def _places(self, token: Tensor, scores: Tensor) -> Tensor:
        """The likeliest place [B] each token was copied from, -1 where writing it was likelier."""
        length = self.ids.shape[1]
        scores = scores.masked_fill(~self.allowed(), BANNED)
        same = self.ids == token[:, None]
        best = scores[:, :length].masked_fill(~same, 2 * BANNED).max(1)
        free = self.network.function_ids == token[:, None]
        written = scores[:, length:].masked_fill(~free, 2 * BANNED).amax(1)
        copied = (best.values >= written) & same.any(1)
        return torch.where(copied, best.indices, -1)

    def allowed(self) -> Tensor:
        """True where the next choice may fall: [B, L + F]."""
        mask, functions = self.source.mask, self.network.function_ids
        length = mask.shape[1]
        spots = torch.arange(length)
        follows = (self.last + 1).clamp(max=length - 1)[:, None]
        bound = (self.place >= 0) & ((self.last + 1) < length)
        bound &= (self.glued & mask).gather(1, follows)[:, 0]
        copy = mask & ~self.glued & (self.visited < 0.5) & (self.ids != self.word[:, None])
        if self.settings.forward_only:
            copy &= spots > self.last[:, None]
        free = (functions != self.word[:, None]) & (functions != self.history[:, -1:])
        if (banned := self._third()) is not None:
            copy &= ~(self.ids[:, :, None] == banned[:, None, :]).any(-1)
            free &= ~(functions[None, :, None] == banned[:, None, :]).any(-1)
        copy = torch.where(bound[:, None], spots == follows, copy)
        free = free & ~bound[:, None]
        free[:, 0] = ~bound & (self.history.shape[1] > self.settings.least)
        # a row with nothing left to choose may end
        free[:, 0] |= ~(copy.any(1) | free.any(1))
        return torch.cat([copy, free], 1)

    def _third(self) -> Tensor | None:
        """The tokens [B, T] that followed the last two before; -1 elsewhere."""
        h = self.history
        if h.shape[1] < 4:
            return None
        same = (h[:, :-2] == h[:, -2:-1]) & (h[:, 1:-1] == h[:, -1:])
        return torch.where(same, h[:, 2:], -1)


def begin(
    network: BriefNetwork,
    states: Tensor,
    mask: Tensor,
    ids: Tensor,
    glued: Tensor,
    settings: DecodeSettings,
) -> Choices:
    """states [B, L, D], mask, ids and glued [B, L] of what may be copied."""
    count = len(mask)
    none = torch.full((count,), -1)
    task = torch.full((count, 1), network.config.task_ids[settings.task])
    source = network.decoder.source(states, mask)
    visited = torch.zeros(mask.shape, dtype=states.dtype)
    return Choices(network, settings, source, ids, glued, visited, none, none, none, task)


def begin_source(network: BriefNetwork, states: Tensor, ids: Tensor) -> Choices:
    """States [B, S, D] of whole texts with these ids [B, S]: whatever isn't padding, beginning or
    end may be copied, forward and backward."""
    config = network.config
    mask = (ids != config.pad_id) & (ids != config.cls_id) & (ids != config.end_id)
    glued = network.continues[ids] > 0.5
    return begin(network, states, mask, ids, glued, DecodeSettings(forward_only=False))


@torch.inference_mode()
def greedy(
    network: BriefNetwork,
    states: Tensor,
    mask: Tensor,
    ids: Tensor,
    glued: Tensor,
    settings: DecodeSettings,
) -> Written:
    """The likeliest choice at every step; arguments as in `begin`."""
    choices = begin(network, states, mask, ids, glued, settings)
    count, length = mask.shape
    bias = torch.zeros(length + len(network.function_ids))
    bias[length], bias[length + 1 :] = settings.end_bias, settings.free_bias
    rows, alive = torch.arange(count), torch.ones(count, dtype=torch.bool)
    out_ids = torch.zeros(count, settings.most, dtype=torch.long)
    out_places = torch.full((count, settings.most), -1)
    total, steps = torch.zeros(count), torch.zeros(count)
    for t in range(settings.most):
        scores = choices.score()
        leaps = torch.arange(length) != choices.last[:, None] + 1
        biased = scores + bias
        biased[:, :length] += settings.jump_bias * (leaps & (choices.last >= 0)[:, None])
        choice = biased.masked_fill(~choices.allowed(), BANNED).argmax(-1)
        total[rows] += scores.gather(1, choice[:, None])[:, 0] * alive
        steps[rows] += alive
        alive &= choice != length
        place = torch.where(choice < length, choice, -1)
        copied = choices.ids.gather(1, place.clamp(min=0)[:, None])[:, 0]
        written = network.function_ids[(choice - length).clamp(min=0)]
        token = torch.where(place >= 0, copied, written)
        out_ids[rows, t] = torch.where(alive, token, 0)
        out_places[rows, t] = torch.where(alive, place, -1)
        choices.take(token, place)
        left = int(alive.sum())
        if left == 0:
            break
        if left < COMPACT * len(rows):
            keep = alive.nonzero()[:, 0]
            rows, alive = rows[keep], alive[keep]
            choices.pick(keep)
    return Written(out_ids, out_places, total / steps.clamp(min=1))
