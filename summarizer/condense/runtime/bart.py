"""BART and its kin: mBART and Pegasus norm before each part, Pegasus has sines for positions."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from summarizer.condense.runtime.files import Fields
from summarizer.condense.runtime.network import Attention, Embed, Layer, Network, Stack
from summarizer.condense.runtime.parts import Builder, activation, feed_forward

PREFIX = "model."
DEFAULTS = {
    "activation_function": "gelu",
    "scale_embedding": False,
    "max_position_embeddings": 1024,
    "pad_token_id": 1,
    "eos_token_id": 2,
    "decoder_start_token_id": 2,
    "is_encoder_decoder": True,
}
NORM_FIRST = frozenset({"mbart", "pegasus"})
COUNTED = frozenset({"pegasus"})
"""Families whose positions are sines rather than learned."""
OFFSET = 2
"""Learned positions start here."""


def build(builder: Builder, config: Fields) -> Network:
    table = builder.weights.get("shared.weight", "lm_head.weight", "encoder.embed_tokens.weight")
    head = builder.weights.find("lm_head.weight")
    head = table if head is None else head
    bias = builder.weights.find("final_logits_bias")
    from summarizer.condense.runtime.linear import product

    flat = None if bias is None or not bias.any() else bias.flatten()
    exact = builder.precision == "fp32"
    heads = config.decoder_attention_heads
    width = config.d_model // heads
    return Network(
        heads=heads,
        width=width,
        scale=width**-0.5,
        norm_first=config.model_type in NORM_FIRST,
        encoder=_stack(builder, config, "encoder", table),
        decoder=_stack(builder, config, "decoder", table),
        head=product(head, flat, builder.precision),
        dtype=builder.dtype,
        rows=None if exact else head,
        rows_bias=None if exact else flat,
    )


def _stack(builder: Builder, config: Fields, side: str, table: Tensor) -> Stack:
    first = config.model_type in NORM_FIRST
    count = getattr(config, f"{side}_layers")
    last = builder.layer_norm(f"{side}.layer_norm") if first else None
    layers = tuple(_layer(builder, config, f"{side}.layers.{n}", side) for n in range(count))
    return Stack(layers, _embed(builder, config, side, table), last)


def _layer(builder: Builder, config: Fields, name: str, side: str) -> Layer:
    def attention(part: str) -> tuple[str, ...]:
        return tuple(f"{name}.{part}.{x}_proj" for x in "qkv")

    own = Attention(
        builder.product(*attention("self_attn")), builder.product(f"{name}.self_attn.out_proj")
    )
    feed = feed_forward(
        builder.product(f"{name}.fc1"),
        activation(config.activation_function),
        builder.product(f"{name}.fc2", after=config.activation_function),
    )
    before = builder.layer_norm(f"{name}.self_attn_layer_norm")
    after = builder.layer_norm(f"{name}.final_layer_norm")
    if side == "encoder":
        return Layer(own, feed, (before, after))
    query, *keys = attention("encoder_attn")
    source = Attention(
        builder.product(query),
        builder.product(f"{name}.encoder_attn.out_proj"),
        builder.product(*keys),
    )
    between = builder.layer_norm(f"{name}.encoder_attn_layer_norm")
    return Layer(own, feed, (before, between, after), source)


def _embed(builder: Builder, config: Fields, side: str, table: Tensor) -> Embed:
    scale = math.sqrt(config.d_model) if config.scale_embedding else 1.0
    if config.model_type in COUNTED:
        counted = _sines(config.max_position_embeddings, config.d_model)
        return lambda ids, at: table[ids] * scale + counted[at]
    places = builder.weights.get(f"{side}.embed_positions.weight")[OFFSET:]
    norm = builder.layer_norm(f"{side}.layernorm_embedding")
    return lambda ids, at: norm(table[ids] * scale + places[at])


def _sines(count: int, width: int) -> Tensor:
    """[count, width]: sines in the first half, cosines in the second."""
    angles = np.arange(count)[:, None] / np.power(10000, 2 * (np.arange(width) // 2) / width)
    return torch.cat(
        [torch.FloatTensor(np.sin(angles[:, 0::2])), torch.FloatTensor(np.cos(angles[:, 1::2]))], 1
    )
