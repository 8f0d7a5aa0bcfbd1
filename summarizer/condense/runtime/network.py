"""An encoder-decoder network for inference: what the BART and T5 families have in common.

Families differ in tables, not in code: `bart` and `t5` build a `Network` from a checkpoint's
weights. Articles are read without padding, as one long run of rows. What an article was read to is
kept once and shared by its beams; what beams wrote is kept where it was written, and a mask tells
each beam which of it is its own past, so that nothing is copied when beams change places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional as fn

from summarizer.condense.runtime.linear import Product

READ_TOKENS = 2048
"""So many tokens are read at once: enough to keep the cores busy, few enough for little memory."""

Norm = Callable[[Tensor], Tensor]
Embed = Callable[[Tensor, Tensor], Tensor]
"""Token ids [N] and their positions [N] to states [N, D]."""
Bias = Callable[[int, int], Tensor]
"""The bias [H, Q, T] of the last Q of T positions for all T."""


@dataclass(frozen=True, slots=True)
class Attention:
    """`queries` [N, D] to [N, H * hd], and for attention over a row's own kind also its keys and
    values, [N, 3 * H * hd]; `keys` [S, D] to [S, 2 * H * hd] where they come from elsewhere."""

    queries: Product
    out: Product
    keys: Product | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """Attention over the own kind, in a decoder over the source, and a feed-forward part; one norm
    a part."""

    own: Attention
    feed: Product
    norms: tuple[Norm, ...]
    source: Attention | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """An encoder or a decoder."""

    layers: tuple[Layer, ...]
    embed: Embed
    last: Norm | None = None
    bias: Bias | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What one article was read to: keys and values [1, H, S, hd] of each decoder layer."""

    keys: tuple[Tensor, ...]
    values: tuple[Tensor, ...]


@dataclass(slots=True)
class Memory:
    """What the beams of B articles wrote: keys and values [B, H, slots, hd] a layer, K slots a
    step. `past` [B, K, slots] is 0 where a beam's own past is and minus infinity elsewhere."""

    keys: list[Tensor]
    values: list[Tensor]
    past: Tensor
    steps: int = 0

    def follow(self, parents: Tensor) -> None:
        """Each beam goes on from the past of another: parents [B, K]."""
        index = parents[:, :, None].expand(-1, -1, self.past.shape[2])
        self.past = self.past.gather(1, index)

    def keep(self, picked: Tensor) -> None:
        """Keeps the articles at `picked`, which says what goes where; few of them move."""
        moved = (picked != torch.arange(len(picked))).nonzero()[:, 0]
        used = self.steps * self.past.shape[1]
        for kept in (self.keys, self.values):
            for number, tensor in enumerate(kept):
                tensor[moved, :, :used] = tensor[picked[moved], :, :used]
                kept[number] = tensor[: len(picked)]
        self.past = self.past[picked]


@dataclass(frozen=True, slots=True)
class Network:
    """One checkpoint. `scale` is what attention scores are multiplied with; `norm_first` says
    whether a part reads normed states. `head` gives scores [N, V] of states [N, D], `rows` holds
    the rows of its weights for scoring a few tokens again exactly, None where `head` is exact."""

    heads: int
    width: int
    scale: float
    norm_first: bool
    encoder: Stack
    decoder: Stack
    head: Product
    dtype: torch.dtype = torch.float32
    head_scale: float = 1.0
    rows: Tensor | None = None
    rows_bias: Tensor | None = field(default=None)

    def size(self) -> int:
        """How many tokens are scored."""
        with torch.inference_mode():
            width = self.states([[0]]).shape[1]
            return int(self.scores(torch.zeros(1, width)).shape[1])

    def read(self, texts: Sequence[Sequence[int]]) -> list[Source]:
        """Token ids of articles to what the decoder needs of them."""
        found: list[Source] = []
        group: list[Sequence[int]] = []
        for ids in texts:
            if group and sum(map(len, group)) + len(ids) > READ_TOKENS:
                found += self._sources(group)
                group = []
            group.append(ids)
        return found + (self._sources(group) if group else [])

    def states(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """The encoder's states [all tokens, D] of articles, one after the other."""
        stack = self.encoder
        ids = torch.tensor([token for text in texts for token in text])
        positions = torch.cat([torch.arange(len(text)) for text in texts])
        biases = [stack.bias(len(t), len(t))[None] if stack.bias else None for t in texts]
        x = stack.embed(ids, positions)
        for layer in stack.layers:
            own, feed = layer.norms
            x = self._around(
                x, own, partial(self._among, attention=layer.own, texts=texts, biases=biases)
            )
            x = self._around(x, feed, layer.feed)
        return stack.last(x) if stack.last else x

    def memory(self, articles: int, beams: int, steps: int) -> Memory:
        """Room for what will be written; the system hands it out as it is used."""
        shape = (articles, self.heads, steps * beams, self.width)
        layers = range(len(self.decoder.layers))
        return Memory(
            [torch.empty(shape, dtype=self.dtype) for _ in layers],
            [torch.empty(shape, dtype=self.dtype) for _ in layers],
            torch.full((articles, beams, steps * beams), -torch.inf),
        )

    def step(self, tokens: Tensor, sources: Sequence[Source], memory: Memory) -> Tensor:
        """Takes the last token of each beam [B * K]; the states [B * K, D] that score the next."""
        stack, beams = self.decoder, memory.past.shape[1]
        at, upto = memory.steps * beams, (memory.steps + 1) * beams
        each = torch.arange(beams)
        memory.past[:, each, at + each] = 0.0
        mask = memory.past[:, None, :, :upto]
        if stack.bias:
            bias = stack.bias(1, memory.steps + 1).repeat_interleave(beams, 2)
            mask = mask + bias[None]
        mask = mask.to(self.dtype)
        x = stack.embed(tokens, torch.full_like(tokens, memory.steps))
        for number, layer in enumerate(stack.layers):
            own, source, feed = layer.norms
            past = memory.keys[number][:, :, :upto], memory.values[number][:, :, :upto]
            x = self._around(x, own, partial(self._past, attention=layer.own, past=past, mask=mask))
            x = self._around(
                x,
                source,
                partial(self._over, attention=layer.source, sources=sources, number=number),
            )
            x = self._around(x, feed, layer.feed)
        memory.steps += 1
        return stack.last(x) if stack.last else x

    def scores(self, states: Tensor) -> Tensor:
        """Scores [N, V] of every token, in 32 bits."""
        scaled = states if self.head_scale == 1.0 else states * self.head_scale
        return self.head(scaled).float()

    def exact(self, states: Tensor, tokens: Tensor) -> Tensor | None:
        """Scores [N, C] of a few tokens [N, C] without the head's rounding; None where it has
        none."""
        if self.rows is None:
            return None
        found = (self.rows[tokens].float() @ (states.float() * self.head_scale)[:, :, None])[..., 0]
        return found if self.rows_bias is None else found + self.rows_bias[tokens]

    def _around(self, x: Tensor, norm: Norm, part: Callable[[Tensor], Tensor]) -> Tensor:
        return x + part(norm(x)) if self.norm_first else norm(x + part(x))

    def _among(
        self,
        x: Tensor,
        attention: Attention,
        texts: Sequence[Sequence[int]],
        biases: Sequence[Tensor | None],
    ) -> Tensor:
        """Every article attends to itself."""
        mixed, at = [], 0
        joint = attention.queries(x).view(len(x), 3, self.heads, self.width)
        for text, bias in zip(texts, biases, strict=True):
            # the fused kernel is up to twice as fast on rows that lie together
            q, k, v = joint[at : at + len(text)].permute(1, 2, 0, 3)[:, None].contiguous()
            mixed.append(self._attend(q, k, v, bias)[0].transpose(0, 1).flatten(1))
            at += len(text)
        return attention.out(torch.cat(mixed))

    def _past(
        self, x: Tensor, attention: Attention, past: tuple[Tensor, Tensor], mask: Tensor
    ) -> Tensor:
        """Beams attend to their own past; the last slots of `past` are theirs to fill."""
        keys, values = past
        articles, beams = mask.shape[0], mask.shape[2]
        joint = attention.queries(x).view(articles, beams, 3, self.heads, self.width)
        q, k, v = joint.permute(2, 0, 3, 1, 4)
        keys[:, :, -beams:], values[:, :, -beams:] = k, v
        mixed = self._attend(q, keys, values, mask)
        return attention.out(mixed.transpose(1, 2).reshape(len(x), -1))

    def _over(
        self, x: Tensor, attention: Attention | None, sources: Sequence[Source], number: int
    ) -> Tensor:
        """The beams of each article attend to their source, without copies and without padding."""
        assert attention is not None
        queries = attention.queries(x).view(len(sources), -1, self.heads, self.width)
        mixed = [
            self._attend(q, source.keys[number], source.values[number], None)
            for q, source in zip(queries.transpose(1, 2)[:, None], sources, strict=True)
        ]
        return attention.out(torch.cat(mixed).transpose(1, 2).reshape(len(x), -1))

    def _attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        return fn.scaled_dot_product_attention(
            q.to(self.dtype), k, v, attn_mask=bias, scale=self.scale
        )

    def _sources(self, texts: Sequence[Sequence[int]]) -> list[Source]:
        states = self.states(texts)
        pairs: list[tuple[list[Tensor], list[Tensor]]] = [([], []) for _ in texts]
        for layer in self.decoder.layers:
            assert layer.source is not None and layer.source.keys is not None
            joint = layer.source.keys(states).view(len(states), 2, self.heads, self.width)
            at = 0
            for text, (keys, values) in zip(texts, pairs, strict=True):
                k, v = joint[at : at + len(text)].permute(1, 2, 0, 3)[:, None].to(self.dtype)
                keys.append(k.contiguous())
                values.append(v.contiguous())
                at += len(text)
        return [Source(tuple(keys), tuple(values)) for keys, values in pairs]
