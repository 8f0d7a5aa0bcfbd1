"""Grounded decoding in transformers' own `generate`: a summary may use the words of its source and
a closed list, whole words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from transformers import LogitsProcessor

from summarizer.condense.automaton import DEAD, FORCED, Automaton, Grounds

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["FORCED", "GroundedLogits", "Grounds"]


class GroundedLogits(LogitsProcessor):
    """Masks the scores of a batch. One instance serves one call of `generate`.

    `forced` is a token that another rule puts first, `end` the one that ends a summary. Rows of
    `input_ids` are sources times beams, the beams of a source together.
    """

    def __init__(self, automaton: Automaton, end: int, forced: int | None = None) -> None:
        self._automaton = automaton
        self._end = end
        self._forced = forced
        self._prompt = 0
        self._seen: Tensor | None = None
        self._states: Tensor | None = None

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        sources = len(self._automaton.starts)
        rows = torch.arange(sources).repeat_interleave(len(input_ids) // sources)
        if self._seen is None:
            self._prompt = input_ids.shape[1]
        states = self._follow(input_ids, rows)
        self._seen, self._states = input_ids, states
        allowed = self._automaton.allowed(states, rows)
        allowed[states == DEAD, self._end] = True
        if self._forced is not None and input_ids.shape[1] == self._prompt:
            allowed[:, self._forced] = True
        masked = torch.where(allowed, scores, -torch.inf)
        stuck = masked.amax(1) == -torch.inf
        if bool(stuck.any()):
            masked[stuck] = masked[stuck].masked_fill(allowed[stuck], FORCED)
        return masked

    def _follow(self, input_ids: Tensor, rows: Tensor) -> Tensor:
        """The state each row has reached: that of the row it goes on from, and one step. Beams are
        reordered between steps, so the row it goes on from is the one with the same past."""
        length = input_ids.shape[1] - 1
        if self._seen is None or self._states is None or self._seen.shape[1] != length:
            return self._walk(input_ids, rows)
        beams = len(rows) // len(self._automaton.starts)
        past = input_ids[:, :-1].view(-1, beams, 1, length)
        seen = self._seen.view(-1, 1, beams, length)
        same = (past == seen).all(-1)
        if not bool(same.any(-1).all()):
            return self._walk(input_ids, rows)
        parents = same.int().argmax(-1)
        before = self._states.view(-1, beams).gather(1, parents).view(-1)
        return self._step(before, rows, input_ids[:, -1])

    def _walk(self, input_ids: Tensor, rows: Tensor) -> Tensor:
        """The states from the start on."""
        states = self._automaton.starts[rows]
        for token in input_ids[:, self._prompt :].unbind(1):
            states = self._step(states, rows, token)
        return states

    def _step(self, states: Tensor, rows: Tensor, tokens: Tensor) -> Tensor:
        """One step; a forced first token leaves a row at its start."""
        starts = self._automaton.starts[rows]
        forced = (states == starts) & (tokens == (-1 if self._forced is None else self._forced))
        return torch.where(forced, states, self._automaton.step(states, rows, tokens))
