"""Writes for a batch of articles: the network's steps, the rules and the search together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor

from summarizer.condense.runtime.rules import Rules
from summarizer.condense.runtime.search import (
    EXTRA,
    Beams,
    Candidates,
    Found,
    Greedy,
    Search,
    Sought,
    best,
)


class Steps(Protocol):
    """What is asked of a network; `Network` says what each of these does. What a text was read to,
    and what is kept of the texts being written, is its own affair."""

    @property
    def rows(self) -> Tensor | None: ...

    def size(self) -> int: ...
    def read(self, texts: Sequence[Sequence[int]]) -> list[Any]: ...
    def memory(self, articles: int, beams: int, steps: int) -> Any: ...
    def step(self, tokens: Tensor, sources: Sequence[Any], memory: Any) -> Tensor: ...
    def scores(self, states: Tensor) -> Tensor: ...
    def exact(self, states: Tensor, tokens: Tensor) -> Tensor | None: ...


def decode(
    network: Steps, sources: Sequence[Any], start: int, sought: Sought, rules: Rules
) -> list[Found]:
    """What is written for each source, in their order."""
    sources, places = list(sources), list(range(len(sources)))
    kind = Greedy if sought.beams == 1 else Beams
    search: Search = kind(len(sources), start, sought)
    memory = network.memory(len(sources), sought.beams, sought.most)
    tokens = search.history[:, -1]
    results: dict[int, Found] = {}
    while True:
        states = network.step(tokens, sources, memory)
        found = candidates(network, states, rules, search.history, 2 * sought.beams)
        parents, chosen = search.advance(found)
        done = search.done()
        tokens = chosen.flatten()
        if bool(done.any()):
            results.update((places[n], search.result(n)) for n in done.nonzero()[:, 0].tolist())
            if bool(done.all()):
                break
        base = torch.arange(len(sources))[:, None] * sought.beams
        rules.follow((base + parents).flatten(), tokens)
        if sought.beams > 1:
            memory.follow(parents)
        if bool(done.any()):
            picked = _closed_up(done)
            rows = (picked[:, None] * sought.beams + torch.arange(sought.beams)).flatten()
            search.keep(picked)
            memory.keep(picked)
            rules.keep(rows)
            tokens = tokens[rows]
            sources = [sources[n] for n in picked.tolist()]
            places = [places[n] for n in picked.tolist()]
    return [results[n] for n in range(len(results))]


def _closed_up(done: Tensor) -> Tensor:
    """Which article goes where, when the last ones fill the places of those that are done."""
    alive = (~done).nonzero()[:, 0]
    picked = torch.arange(len(alive))
    picked[done[: len(alive)]] = alive[alive >= len(alive)]
    return picked


def candidates(
    network: Steps, states: Tensor, rules: Rules, history: Tensor, count: int
) -> Candidates:
    """The best `count` ways to go on from each of N states [N, D]."""
    plain = network.scores(states)
    total = plain.logsumexp(1)
    scores = rules.apply(plain, total, history)
    tokens = best(scores, count if network.rows is None else count + EXTRA)
    values, raw = scores.gather(1, tokens), plain.gather(1, tokens)
    exact = network.exact(states, tokens)
    if exact is not None:
        values = torch.where(values == -torch.inf, values, values + (exact - raw))
        order = values.topk(min(count, values.shape[1])).indices
        tokens, values, raw = (x.gather(1, order) for x in (tokens, values, exact))
    return Candidates(tokens, values - total[:, None], raw - total[:, None])
