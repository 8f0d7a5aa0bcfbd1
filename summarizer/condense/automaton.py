"""The automaton of grounded decoding: the words of each source and a closed list, whole words only.

The allowed words of a batch become one automaton over tokens, kept as tensors. Each step looks up
where every beam stands in it and masks what may not follow; there is no Python per token and row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from summarizer.condense.lexicon import Path, Speller, closed_list, closing_marks, words

FORCED = -10.0
"""The log-probability of what completes a word when all that is left was banned by another rule."""
DEAD, _MARKS = 0, 1


@dataclass(frozen=True, slots=True)
class Automaton:
    """States and the tokens between them.

    `keys` holds state * size + token in order, `nexts` where that leads; `whole` says which states
    end a word, `marked` which end with a closing mark, that no further one may follow. State 0 is
    dead, 1 holds the closing marks; row r starts at `starts[r]` and goes on to further words from
    `roots[r]`. `words`, of shape (rows, size), says what may begin a word or end the summary,
    `marks`, of shape (size,), what may begin a closing mark.
    """

    size: int
    keys: Tensor
    nexts: Tensor
    whole: Tensor
    marked: Tensor
    starts: Tensor
    roots: Tensor
    words: Tensor
    marks: Tensor

    def step(self, states: Tensor, rows: Tensor, tokens: Tensor) -> Tensor:
        """Where the states of the given rows go with a token each; all of shape (n,)."""
        whole = self.whole[states]
        inner = self._next(states, tokens)
        word = torch.where(whole, self._next(self.roots[rows], tokens), DEAD)
        mark = torch.where(
            whole & ~self.marked[states], self._next(torch.full_like(states, _MARKS), tokens), DEAD
        )
        return torch.where(inner != DEAD, inner, torch.where(word != DEAD, word, mark))

    def allowed(self, states: Tensor, rows: Tensor) -> Tensor:
        """What may follow, shape (n, size)."""
        whole = self.whole[states]
        mask = torch.zeros(len(states), self.size, dtype=torch.bool)
        mask[whole] = self.words[rows[whole]]
        mask[whole & ~self.marked[states]] |= self.marks
        first = torch.searchsorted(self.keys, states * self.size)
        counts = torch.searchsorted(self.keys, (states + 1) * self.size) - first
        owners = torch.repeat_interleave(torch.arange(len(states)), counts)
        offsets = torch.arange(len(owners)) - torch.repeat_interleave(
            counts.cumsum(0) - counts, counts
        )
        mask[owners, self.keys[first[owners] + offsets] % self.size] = True
        return mask

    def _next(self, states: Tensor, tokens: Tensor) -> Tensor:
        wanted = states * self.size + tokens
        at = torch.searchsorted(self.keys, wanted).clamp(max=len(self.keys) - 1)
        return torch.where(self.keys[at] == wanted, self.nexts[at], DEAD)


class _Trie:
    """The automaton while it is built: one tree of tokens for each row, and one of the marks, each
    of which says whether it lets no further one follow."""

    def __init__(self, marks: Mapping[Path, bool]) -> None:
        self.edges: dict[tuple[int, int], int] = {}
        self.whole = [False, False]
        self.closing = {path[0] for path in marks if len(path) == 1}
        ends = {path: self.add(_MARKS, path) for path in marks}
        self.marked = {end for path, end in ends.items() if marks[path]}

    def node(self) -> int:
        self.whole.append(False)
        return len(self.whole) - 1

    def add(self, root: int, path: Path) -> int:
        """Let a path begin at a state; where it ends."""
        at = root
        for token in path:
            following = self.edges.get((at, token))
            if following is None:
                following = self.edges[at, token] = self.node()
            at = following
        self.whole[at] = self.whole[at] or bool(path)
        return at

    def share(self, root: int, other: int, path: Path) -> None:
        """Let a path that begins at one state begin at another too."""
        if path:
            self.edges[other, path[0]] = self.edges[root, path[0]]

    def settle(self) -> None:
        """Where a word may end before a mark and the mark also leads on inside a longer word
        ("14" and "14.3"), the mark ends it too."""
        for (at, token), following in sorted(self.edges.items()):
            if self.whole[at] and token in self.closing:
                self.whole[following] = True
                self.marked.add(following)


class Grounds:
    """Builds the automaton of a batch; made once for a tokenizer.

    `size` is the number of tokens the model scores, `end` the token that ends a summary.
    """

    def __init__(self, tokenizer: Any, size: int, end: int) -> None:
        self._speller = Speller(tokenizer)
        self._size = size
        self._end = end
        spelled = zip(closing_marks(), self._speller.glued(closing_marks()), strict=True)
        self._marks = {path: not mark[-1].isalpha() for mark, path in spelled if path}
        self._functions = closed_list()
        self._breaks = self._speller.line_breaks()

    def automaton(self, sources: Sequence[str]) -> Automaton:
        """One row a source."""
        allowed = [[*words(source), *self._functions] for source in sources]
        unique = sorted({word for row in allowed for word in row})
        inside = dict(zip(unique, self._speller.inside(unique), strict=True))
        first = dict(zip(unique, self._speller.first(unique), strict=True))
        trie = _Trie(self._marks)
        roots = [trie.node() for _ in sources]
        starts = [trie.node() for _ in sources]
        for row, root, start in zip(allowed, roots, starts, strict=True):
            for path in self._breaks:
                trie.add(root, path)
            for word in row:
                trie.add(root, inside[word])
                trie.share(root, start, inside[word])
                trie.add(start, first[word])
        trie.settle()
        return self._tensors(trie, roots, starts)

    def _tensors(self, trie: _Trie, roots: list[int], starts: list[int]) -> Automaton:
        edges = sorted((at * self._size + token, to) for (at, token), to in trie.edges.items())
        places = {root: row for row, root in enumerate(roots)}
        found = [(places[at], token) for at, token in trie.edges if at in places]
        words = torch.zeros(len(roots), self._size, dtype=torch.bool)
        words[[row for row, _ in found], [token for _, token in found]] = True
        words[:, self._end] = True
        marks = torch.zeros(self._size, dtype=torch.bool)
        marks[[token for at, token in trie.edges if at == _MARKS]] = True
        marked = torch.zeros(len(trie.whole), dtype=torch.bool)
        marked[sorted(trie.marked)] = True
        return Automaton(
            size=self._size,
            keys=torch.tensor([key for key, _ in edges]),
            nexts=torch.tensor([to for _, to in edges]),
            whole=torch.tensor(trie.whole),
            marked=marked,
            starts=torch.tensor(starts),
            roots=torch.tensor(roots),
            words=words,
            marks=marks,
        )
