"""The embedded network: one encoder, heads that read, and a decoder that copies.

Shapes: B rows, S source positions, N sentences, T target positions, L positions the decoder may
copy from, F words it may write freely, D the width. The encoder has the layout of a small BERT; the
decoder chooses at every step between L source positions and F function words, so whatever it writes
is grounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

NEGATIVE = -1e4


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The sizes and closed lists of a checkpoint; `config.json` holds exactly these fields."""

    vocab_size: int = 30522
    width: int = 384
    encoder_layers: int = 6
    encoder_heads: int = 12
    encoder_ffn: int = 1536
    positions: int = 512
    decoder_layers: int = 3
    decoder_heads: int = 6
    decoder_ffn: int = 1024
    decoder_positions: int = 192
    jump_back: int = 24
    jump_ahead: int = 40
    sentence_width: int = 256
    sentence_positions: int = 48
    case_kinds: int = 6
    function_ids: tuple[int, ...] = ()
    task_ids: dict[str, int] = field(default_factory=dict)
    entity_tags: tuple[str, ...] = ()
    pad_id: int = 0
    cls_id: int = 101
    end_id: int = 102


class Attention(nn.Module):
    """Multi-head attention with plain matrix products: the fused kernel's backward is slow for
    narrow heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.joined: nn.Module | None = None
        """What gives query, key and value side by side, in place of the three."""

    def split(self, x: Tensor) -> Tensor:
        """[B, S, D] to [B, heads, S, D / heads]."""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def keys(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.split(self.key(x)), self.split(self.value(x))

    def project(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Query, key and value of states that attend to themselves."""
        if self.joined is None:
            return self.split(self.query(x)), *self.keys(x)
        q, k, v = self.joined(x).chunk(3, -1)
        return self.split(q), self.split(k), self.split(v)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        """Queries [B, heads, T, D / heads] against keys and values [B, heads, S, D / heads];
        `bias` is added to the scores."""
        if torch.is_grad_enabled():
            scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
            if bias is not None:
                scores += bias
            mixed = scores.softmax(-1) @ v
        else:
            mixed = fn.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        out: Tensor = self.out(mixed.transpose(1, 2).flatten(2))
        return out

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        return self.attend(*self.project(x), bias)


class EncoderLayer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self, width: int, heads: int, ffn: int) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, ffn)
        self.down = nn.Linear(ffn, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        x = self.norm1(x + self.attention(x, bias))
        out: Tensor = self.norm2(x + self.down(fn.gelu(self.up(x))))
        return out


def table(rows: int, width: int) -> nn.Embedding:
    """An embedding; its weights are drawn here, as torch's own way loads its compiler for weights
    without memory, which takes seconds."""
    weights = torch.empty(rows, width)
    return nn.Embedding(rows, width, _weight=weights if weights.is_meta else weights.normal_())


class Encoder(nn.Module):
    """Token ids [B, S] to states [B, S, D]."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.words = table(config.vocab_size, config.width)
        self.positions = table(config.positions, config.width)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.layers = nn.ModuleList(
            EncoderLayer(config.width, config.encoder_heads, config.encoder_ffn)
            for _ in range(config.encoder_layers)
        )

    def embed(self, ids: Tensor) -> Tensor:
        out: Tensor = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        return out

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`mask` [B, S] is true where a token is."""
        bias = torch.where(mask, 0.0, NEGATIVE)[:, None, None, :]
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class SalienceHead(nn.Module):
    """Two scores a sentence: chosen by the greedy oracle, and its share of the summary's words."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * config.width, config.sentence_width)
        self.order = table(config.sentence_positions, config.sentence_width)
        self.length = table(16, config.sentence_width)
        self.norm = nn.LayerNorm(config.sentence_width)
        self.mix = EncoderLayer(config.sentence_width, 4, 2 * config.sentence_width)
        self.score = nn.Linear(config.sentence_width, 2)

    def forward(self, pooled: Tensor, first: Tensor, lengths: Tensor, order: Tensor) -> Tensor:
        """pooled, first [B, N, D]; lengths [B, N] in tokens, 0 where no sentence is; order: each
        sentence's number in its article. Returns [B, N, 2]."""
        place = self.order(order.clamp(max=self.order.num_embeddings - 1))
        x = self.inner(torch.cat([pooled, first], -1)) + place
        x = self.norm(x + self.length((lengths // 6).clamp(max=15)))
        bias = torch.where(lengths > 0, 0.0, NEGATIVE)[:, None, None, :]
        out: Tensor = self.score(self.mix(x, bias))
        return out


class EntityHead(nn.Module):
    """BIO tags; the casing of each word makes up for the lowercase vocabulary."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.case = table(config.case_kinds, 32)
        self.mix = nn.Conv1d(config.width + 32, 256, 3, padding=1)
        self.again = nn.Conv1d(256, 256, 3, padding=1)
        self.tag = nn.Linear(256, len(config.entity_tags))

    def forward(self, states: Tensor, case: Tensor) -> Tensor:
        """states [B, S, D], case kinds [B, S] to tag scores [B, S, tags]."""
        x = torch.cat([states, self.case(case)], -1).transpose(1, 2)
        x = fn.gelu(self.mix(x))
        x = x + fn.gelu(self.again(x))
        out: Tensor = self.tag(x.transpose(1, 2))
        return out


class DecoderLayer(nn.Module):
    """Pre-norm: attention over what was written, over the source, then a feed-forward part."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        width = config.width
        self.norm1 = nn.LayerNorm(width)
        self.own = Attention(width, config.decoder_heads)
        self.norm2 = nn.LayerNorm(width)
        self.source = Attention(width, config.decoder_heads)
        self.norm3 = nn.LayerNorm(width)
        self.up = nn.Linear(width, config.decoder_ffn)
        self.down = nn.Linear(config.decoder_ffn, width)

    def forward(
        self, x: Tensor, past: LayerCache, bias: Tensor | None, source_bias: Tensor
    ) -> Tensor:
        q, k, v = self.own.project(self.norm1(x))
        x = x + self.own.attend(q, *past.extend(k, v), bias)
        q = self.source.split(self.source.query(self.norm2(x)))
        x = x + self.source.attend(q, past.source_keys, past.source_values, source_bias)
        out: Tensor = x + self.down(fn.gelu(self.up(self.norm3(x))))
        return out


@dataclass(slots=True)
class LayerCache:
    """Keys and values of one decoder layer: [B, heads, positions, D / heads]."""

    source_keys: Tensor
    source_values: Tensor
    keys: Tensor | None = None
    values: Tensor | None = None

    def extend(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        if self.keys is not None and self.values is not None:
            keys, values = torch.cat([self.keys, keys], 2), torch.cat([self.values, values], 2)
        self.keys, self.values = keys, values
        return keys, values

    def pick(self, rows: Tensor) -> None:
        """Keeps only these rows, in this order."""
        self.source_keys, self.source_values = self.source_keys[rows], self.source_values[rows]
        if self.keys is not None and self.values is not None:
            self.keys, self.values = self.keys[rows], self.values[rows]


@dataclass(slots=True)
class Source:
    """What the decoder copies from: states [B, L, D], mask [B, L], keys for the copy scores, layer
    caches."""

    states: Tensor
    mask: Tensor
    bias: Tensor
    copy_keys: Tensor
    layers: list[LayerCache]

    def pick(self, rows: Tensor) -> None:
        """Keeps only these rows, in this order."""
        self.states, self.mask = self.states[rows], self.mask[rows]
        self.bias, self.copy_keys = self.bias[rows], self.copy_keys[rows]
        for layer in self.layers:
            layer.pick(rows)


class Decoder(nn.Module):
    """Scores L source positions and F function words for the next token.

    It knows where it is: a token copied from position j is fed back together with the state at j,
    and the scores carry a bias for the jump from j and for places copied before. Copying on is the
    easy choice.
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.back, self.ahead = config.jump_back, config.jump_ahead
        self.norm_in = nn.LayerNorm(config.width)
        self.place = nn.Linear(config.width, config.width)
        self.positions = table(config.decoder_positions, config.width)
        self.layers = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        self.norm_out = nn.LayerNorm(config.width)
        self.copy_query = nn.Linear(config.width, config.width)
        self.copy_key = nn.Linear(config.width, config.width)
        self.write = nn.Linear(config.width, config.width)
        self.write_bias = nn.Parameter(torch.zeros(len(config.function_ids)))
        self.jump = nn.Parameter(torch.zeros(self.back + self.ahead + 1))
        self.visited = nn.Parameter(torch.zeros(1))

    def source(self, states: Tensor, mask: Tensor) -> Source:
        """Prepares states [B, L, D] once for all steps."""
        bias = torch.where(mask, 0.0, NEGATIVE)[:, None, None, :]
        parts = [cast(DecoderLayer, layer).source for layer in self.layers]
        layers = [LayerCache(*part.keys(states)) for part in parts]
        return Source(states, mask, bias, self.copy_key(states), layers)

    def forward(
        self,
        words: Tensor,
        places: Tensor,
        last: Tensor,
        visited: Tensor,
        source: Source,
        start: int = 0,
    ) -> tuple[Tensor, Tensor]:
        """One or more steps.

        words [B, T, D]: embeddings of the tokens fed. places [B, T]: the source position each was
        copied from, -1 if written. last [B, T]: the position copied from most recently, -1 before
        the first. visited [B, T, L]: positions copied up to then. start: the first step's number.
        Returns copy scores [B, T, L] and the states [B, T, D] for the function words' scores.
        """
        rows = torch.arange(len(words))[:, None]
        at = source.states[rows, places.clamp(min=0)] * (places >= 0)[..., None]
        steps = words.shape[1]
        x = self.norm_in(words) + self.place(at) + self.positions.weight[start : start + steps]
        bias = None
        if steps > 1:
            bias = torch.full((steps, steps), NEGATIVE).triu(1)
        for layer, past in zip(self.layers, source.layers, strict=True):
            x = layer(x, past, bias, source.bias)
        x = self.norm_out(x)
        scores = self.copy_query(x) @ source.copy_keys.transpose(1, 2) * x.shape[-1] ** -0.5
        scores = scores + self.jump_bias(last, scores.shape[-1])
        scores = scores + self.visited * visited + source.bias[:, 0]
        return scores, x

    def jump_bias(self, last: Tensor, length: int) -> Tensor:
        """[B, T] last positions to [B, T, L]."""
        jump = torch.arange(length) - last[..., None]
        return self.jump[jump.clamp(-self.back, self.ahead) + self.back]


class BriefNetwork(nn.Module):
    """The encoder with its heads and the decoder: everything one checkpoint holds."""

    function_ids: Tensor
    continues: Tensor

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.salience = SalienceHead(config)
        self.entity = EntityHead(config)
        self.embedding = nn.Linear(config.width, config.width)
        self.decoder = Decoder(config)
        ids = torch.tensor(config.function_ids, dtype=torch.long)
        self.register_buffer("function_ids", ids, persistent=False)
        # 1 for the pieces of the vocabulary that continue a word
        self.register_buffer("continues", torch.zeros(config.vocab_size))

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        out: Tensor = self.encoder(ids, mask)
        return out

    def vectors(self, states: Tensor, weights: Tensor) -> Tensor:
        """Unit vectors [B, N, D] of the token groups in weights [B, N, S] (0 or 1)."""
        return fn.normalize(self.embedding(pool(states, weights)), dim=-1)

    def sentence_scores(
        self, states: Tensor, weights: Tensor, order: Tensor | None = None
    ) -> Tensor:
        """Salience [B, N, 2] of the sentences whose tokens weights [B, N, S] mark.

        order [B, N] or [N]: each sentence's number in its article; counted from 0 if not given.
        """
        lengths = weights.sum(-1)
        if order is None:
            order = torch.arange(weights.shape[1])
        first = weights.argmax(-1)
        rows = torch.arange(len(states))[:, None]
        out: Tensor = self.salience(
            pool(states, weights), states[rows, first], lengths.long(), order
        )
        return out

    def function_scores(self, x: Tensor) -> Tensor:
        """[B, T, D] to scores [B, T, F] of the words that may be written without a source."""
        table = self.encoder.words.weight[self.function_ids]
        out: Tensor = self.decoder.write(x) @ table.T + self.decoder.write_bias
        return out

    def step(
        self,
        ids: Tensor,
        places: Tensor,
        last: Tensor,
        visited: Tensor,
        source: Source,
        start: int = 0,
    ) -> Tensor:
        """Log-probabilities [B, T, L + F] of what comes next; arguments as in `Decoder.forward`."""
        copy, x = self.decoder(self.encoder.words(ids), places, last, visited, source, start)
        return torch.cat([copy, self.function_scores(x)], -1).log_softmax(-1)


def pool(states: Tensor, weights: Tensor) -> Tensor:
    """Means [B, N, D] of the states in each group."""
    total = weights.sum(-1, keepdim=True).clamp(min=1)
    return (weights / total) @ states
