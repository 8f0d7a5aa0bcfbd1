"""Sentences of read articles to shorter text, every piece with the characters it was copied
from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from summarizer.models.checkpoint import Checkpoint
from summarizer.models.guards import Piece, problems
from summarizer.models.reader import Memory
from summarizer.models.text import BoolArray, glue, join

if TYPE_CHECKING:
    from summarizer.models.decode import DecodeSettings

BATCH, PIECES = 96, 4096
"""Lines that are written at once, and the pieces of their sources together: of long sentences fewer
at a time, so that memory doesn't depend on who comes together."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which sentences of an article to write from, by number."""

    memory: Memory
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What was written. pieces: character ranges of the article, or written words, in order.

    score is the mean log-probability. problems says why the line should not be used; the caller
    then takes the source sentence instead.
    """

    text: str
    pieces: tuple[Piece, ...]
    score: float
    problems: tuple[str, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The character ranges of the article that were copied."""
        return tuple(p for p in self.pieces if not isinstance(p, str))


class Writer:
    """Writes with one checkpoint from what its reader remembers."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.network, self.tokenizer = checkpoint.network, checkpoint.tokenizer

    def write(self, requests: Sequence[Request], settings: DecodeSettings) -> list[Line]:
        """One line a request, in their order; requests of like size are decoded together."""
        spots = [_spots(r) for r in requests]
        order = sorted(range(len(requests)), key=lambda i: len(spots[i]))
        lines: dict[int, Line] = {}
        for chunk in _batches(order, [len(at) for at in spots]):
            chosen = [requests[i] for i in chunk]
            found = self._decode(chosen, [spots[i] for i in chunk], settings)
            lines.update(zip(chunk, found, strict=True))
        return [lines[i] for i in range(len(requests))]

    def _decode(
        self, requests: list[Request], spots: list[np.ndarray], settings: DecodeSettings
    ) -> list[Line]:
        import torch

        from summarizer.models.decode import greedy

        wide = max(max(len(s) for s in spots), 1)
        states = torch.zeros(len(requests), wide, self.network.config.width)
        mask = torch.zeros(len(requests), wide, dtype=torch.bool)
        ids = torch.full((len(requests), wide), -3)
        glued = torch.zeros(len(requests), wide, dtype=torch.bool)
        for i, (request, at) in enumerate(zip(requests, spots, strict=True)):
            n = len(at)
            states[i, :n] = request.memory.states[at]
            mask[i, :n] = True
            ids[i, :n] = torch.from_numpy(request.memory.pieces.ids[at].astype(np.int64))
            glued[i, :n] = torch.from_numpy(whole(request.memory, at))
        found = greedy(self.network, states, mask, ids, glued, settings)
        return [
            self._line(request, at, tokens, places, score, settings.task != "headline")
            for request, at, tokens, places, score in zip(
                requests,
                spots,
                found.ids.tolist(),
                found.places.tolist(),
                found.scores.tolist(),
                strict=True,
            )
        ]

    def _line(
        self,
        request: Request,
        at: np.ndarray,
        tokens: list[int],
        places: list[int],
        score: float,
        stop: bool,
    ) -> Line:
        memory = request.memory
        pieces = self._pieces(memory, at, tokens, places)
        if stop:
            pieces = ended(memory.text, pieces)
        source = [
            (int(memory.pieces.starts[a]), int(memory.pieces.ends[b - 1]))
            for a, b in (memory.sentences[n] for n in request.sentences)
            if b > a
        ]
        text = join(memory.text, pieces)
        return Line(text, pieces, score, problems(memory.text, source, pieces))

    def _pieces(
        self, memory: Memory, at: np.ndarray, tokens: list[int], places: list[int]
    ) -> tuple[Piece, ...]:
        """Runs of neighbouring places as one range, written pieces as words."""
        out: list[Piece] = []
        before = -2
        for token, place in zip(tokens, places, strict=True):
            if token == 0:
                break
            if place < 0:
                out.append(self.tokenizer.id_to_token(token) or "")
                before = -2
                continue
            spot = int(at[place])
            start, end = int(memory.pieces.starts[spot]), int(memory.pieces.ends[spot])
            if spot == before + 1 and out and not isinstance(out[-1], str):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
            before = spot
        return tuple(out)


def _batches(order: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    """Requests of like size together, in an order from the smallest to the largest."""
    out: list[list[int]] = []
    for one in order:
        if out and len(out[-1]) < BATCH and (len(out[-1]) + 1) * sizes[one] <= PIECES:
            out[-1].append(one)
        else:
            out.append([one])
    return out


def ended(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """With a full stop at the end, where there is none."""
    if not pieces:
        return pieces
    last = pieces[-1] if isinstance(pieces[-1], str) else text[slice(*pieces[-1])]
    return pieces if last.rstrip("\"'”’)")[-1:] in {".", "!", "?"} else (*pieces, ".")


def _spots(request: Request) -> np.ndarray:
    """The pieces of the request's sentences, in order."""
    ranges = [request.memory.sentences[n] for n in request.sentences]
    return np.concatenate([np.arange(a, b) for a, b in ranges]) if ranges else np.arange(0)


def whole(memory: Memory, at: np.ndarray) -> BoolArray:
    """Which of these pieces continue a unit; a sentence's first never does."""
    names = glue(len(memory.text), memory.pieces.starts, ((m.start, m.end) for m in memory.names))
    glued: BoolArray = (memory.pieces.glued | names)[at]
    glued[np.flatnonzero(np.diff(at, prepend=-2) != 1)] = False
    return glued
