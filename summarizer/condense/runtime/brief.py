"""The package's own kind of checkpoint: a decoder that copies, behind the names of `Network`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from summarizer.condense.runtime.files import Fields
from summarizer.condense.runtime.network import READ_TOKENS
from summarizer.condense.runtime.parts import Builder
from summarizer.models.checkpoint import assembled
from summarizer.models.decode import Choices, begin_source
from summarizer.models.network import BriefNetwork

PREFIX = ""
DEFAULTS = {"pad_token_id": 0, "eos_token_id": 102, "is_encoder_decoder": True}
FORMATS = ("int8", "fp32")
"""Those it is run in, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one text was read to: its ids [S] and their states [S, D]."""

    ids: Tensor
    states: Tensor


@dataclass(slots=True)
class Run:
    """Texts that are being written; `choices` from the first step on."""

    beams: int
    choices: Choices | None = None

    def follow(self, parents: Tensor) -> None:
        """Each beam goes on from the past of another: parents [B, K]."""
        assert self.choices is not None
        base = torch.arange(len(parents))[:, None] * self.beams
        self.choices.follow((base + parents).flatten())

    def keep(self, picked: Tensor) -> None:
        """Keeps these texts, in this order."""
        assert self.choices is not None
        self.choices.pick((picked[:, None] * self.beams + torch.arange(self.beams)).flatten())


class Copying:
    """What `decode` asks of a network. The states of a step are the scores of all tokens."""

    rows: Tensor | None = None

    def __init__(self, network: BriefNetwork) -> None:
        self._network = network

    def size(self) -> int:
        return self._network.config.vocab_size

    def read(self, texts: Sequence[Sequence[int]]) -> list[Read]:
        found: list[Read] = []
        group: list[Tensor] = []
        for ids in map(torch.tensor, texts):
            if group and (len(group) + 1) * max(map(len, (*group, ids))) > READ_TOKENS:
                found += self._encoded(group)
                group = []
            group.append(ids)
        return found + (self._encoded(group) if group else [])

    def _encoded(self, group: Sequence[Tensor]) -> list[Read]:
        pad = self._network.config.pad_id
        ids = pad_sequence(list(group), batch_first=True, padding_value=pad)
        states = self._network.encode(ids, ids != pad)
        return [Read(one, row[: len(one)]) for one, row in zip(group, states, strict=True)]

    def memory(self, articles: int, beams: int, steps: int) -> Run:
        return Run(beams)

    def step(self, tokens: Tensor, sources: Sequence[Read], memory: Run) -> Tensor:
        """Takes the last token of each beam [B * K]; scores [B * K, V] of the next."""
        if memory.choices is None:
            pad = self._network.config.pad_id
            ids = pad_sequence([s.ids for s in sources], batch_first=True, padding_value=pad)
            states = pad_sequence([s.states for s in sources], batch_first=True)
            memory.choices = begin_source(
                self._network,
                states.repeat_interleave(memory.beams, 0),
                ids.repeat_interleave(memory.beams, 0),
            )
        memory.choices.next(tokens)
        return memory.choices.vocabulary()

    def scores(self, states: Tensor) -> Tensor:
        return states

    def exact(self, states: Tensor, tokens: Tensor) -> Tensor | None:
        return None


def build(builder: Builder, config: Fields) -> Copying:
    raw = config.to_diff_dict()
    weights = {name: builder.weights.get(name) for name in builder.weights.names()}
    return Copying(assembled(raw, weights, int8=builder.precision == "int8"))
