"""What may not be written next, as tensor operations on the scores of all beams."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from summarizer.condense.automaton import DEAD, FORCED, Automaton


@dataclass(slots=True)
class Ground:
    """Where each beam stands in the automaton of its batch: states and sources [N]."""

    automaton: Automaton
    rows: Tensor
    states: Tensor
    forced: int | None

    @classmethod
    def of(cls, automaton: Automaton, beams: int, forced: int | None) -> Ground:
        rows = torch.arange(len(automaton.starts)).repeat_interleave(beams)
        return cls(automaton, rows, automaton.starts[rows], forced)

    def follow(self, parents: Tensor, tokens: Tensor) -> None:
        """Beams go on from others [N] with a token each [N]; a forced first token leaves them at
        their start."""
        before = self.states[parents]
        stays = (before == self.automaton.starts[self.rows]) & (
            tokens == (-1 if self.forced is None else self.forced)
        )
        self.states = torch.where(stays, before, self.automaton.step(before, self.rows, tokens))

    def keep(self, rows: Tensor) -> None:
        self.rows, self.states = self.rows[rows], self.states[rows]

    def allowed(self, end: int) -> Tensor:
        """What may follow [N, V]."""
        found = self.automaton.allowed(self.states, self.rows)
        found[self.states == DEAD, end] = True
        return found


@dataclass(slots=True)
class Rules:
    """The rules of one batch. `least` [N] says how many tokens come before a beam may end, `ngram`
    how many must not come twice in a row (0: no rule), `forced` what comes first."""

    end: int
    least: Tensor
    ngram: int = 0
    forced: int | None = None
    ground: Ground | None = None

    def apply(self, scores: Tensor, total: Tensor, history: Tensor) -> Tensor:
        """Scores [N, V] with minus infinity for what is banned; written over where no rule gives a
        banned token a score of its own. `total` [N] is the logarithm of their sum, history [N, T]
        begins with the start."""
        first = history.shape[1] == 1
        allowed = None
        if self.forced is not None and first:
            scores = torch.full_like(scores, -torch.inf)
            scores[:, self.forced] = total
        elif self.ground is not None:
            allowed = self.ground.allowed(self.end)
            scores = scores.masked_fill(~allowed, -torch.inf)
        if self.ngram and history.shape[1] >= self.ngram:
            rows, tokens = repeats(history, self.ngram)
            scores[rows, tokens] = -torch.inf
        early = history.shape[1] - 1 < self.least
        if bool(early.any()):
            scores[early, self.end] = -torch.inf
        if allowed is not None:
            stuck = (scores.amax(1) == -torch.inf).nonzero()[:, 0]
            completed = torch.where(allowed[stuck], FORCED + total[stuck, None], -torch.inf)
            scores[stuck] = completed
        return scores

    def follow(self, parents: Tensor, tokens: Tensor) -> None:
        if self.ground is not None:
            self.ground.follow(parents, tokens)

    def keep(self, rows: Tensor) -> None:
        """Keeps only these beams, in this order."""
        self.least = self.least[rows]
        if self.ground is not None:
            self.ground.keep(rows)


def repeats(history: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Rows and tokens that would write `size` tokens a second time."""
    if size == 1:
        rows = torch.arange(len(history))[:, None].expand_as(history)
        return rows.flatten(), history.flatten()
    windows = history.unfold(1, size - 1, 1)[:, :-1]
    same = (windows == history[:, None, 1 - size :]).all(-1)
    rows, places = same.nonzero(as_tuple=True)
    return rows, history[rows, places + size - 1]
