"""T5 and its kin: relative positions as biases, norms without a mean, gates in the later ones."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from summarizer.condense.runtime.files import Fields
from summarizer.condense.runtime.linear import product
from summarizer.condense.runtime.network import Attention, Bias, Layer, Network, Stack
from summarizer.condense.runtime.parts import Builder, activation, feed_forward, gated

PREFIX = ""
DEFAULTS = {
    "d_kv": 64,
    "feed_forward_proj": "relu",
    "layer_norm_epsilon": 1e-6,
    "relative_attention_num_buckets": 32,
    "relative_attention_max_distance": 128,
    "pad_token_id": 0,
    "eos_token_id": 1,
    "decoder_start_token_id": 0,
    "is_encoder_decoder": True,
}


def build(builder: Builder, config: Fields) -> Network:
    table = builder.weights.get("shared.weight", "lm_head.weight", "encoder.embed_tokens.weight")
    head = builder.weights.find("lm_head.weight")
    head = table if head is None else head
    # transformers scales where the config doesn't say that head and embeddings differ
    scaled = config.scale_decoder_outputs
    if scaled is None:
        scaled = config.tie_word_embeddings is not False
    decoders = config.num_decoder_layers or config.num_layers
    return Network(
        heads=config.num_heads,
        width=config.d_kv,
        scale=1.0,
        norm_first=True,
        encoder=_stack(builder, config, "encoder", config.num_layers, table),
        decoder=_stack(builder, config, "decoder", decoders, table),
        head=product(head, None, builder.precision),
        dtype=builder.dtype,
        head_scale=config.d_model**-0.5 if scaled else 1.0,
        rows=None if builder.precision == "fp32" else head,
    )


def _stack(builder: Builder, config: Fields, side: str, count: int, table: Tensor) -> Stack:
    layers = tuple(_layer(builder, config, f"{side}.block.{n}.layer", side) for n in range(count))
    last = builder.rms_norm(f"{side}.final_layer_norm", config.layer_norm_epsilon)
    return Stack(layers, lambda ids, _: table[ids], last, _bias(builder, config, side))


def _layer(builder: Builder, config: Fields, name: str, side: str) -> Layer:
    last = 1 if side == "encoder" else 2
    own = f"{name}.0.SelfAttention"
    norms = tuple(
        builder.rms_norm(f"{name}.{n}.layer_norm", config.layer_norm_epsilon)
        for n in range(last + 1)
    )
    attention = Attention(
        builder.product(*(f"{own}.{x}" for x in "qkv")), builder.product(f"{own}.o")
    )
    source = None
    if side == "decoder":
        other = f"{name}.1.EncDecAttention"
        source = Attention(
            builder.product(f"{other}.q"),
            builder.product(f"{other}.o"),
            builder.product(f"{other}.k", f"{other}.v"),
        )
    feed = f"{name}.{last}.DenseReluDense"
    kind, _, named = config.feed_forward_proj.rpartition("-")
    if kind == "gated":
        # the config's "gated-gelu" means the approximate one
        act = activation("gelu_new" if named == "gelu" else named)
        up = builder.product(f"{feed}.wi_0", f"{feed}.wi_1")
        return Layer(attention, gated(up, act, builder.product(f"{feed}.wo")), norms, source)
    down = builder.product(f"{feed}.wo", after=named)
    plain = feed_forward(builder.product(f"{feed}.wi"), activation(named), down)
    return Layer(attention, plain, norms, source)


def _bias(builder: Builder, config: Fields, side: str) -> Bias:
    name = f"{side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"
    table = builder.weights.get(name)
    buckets = config.relative_attention_num_buckets
    furthest = config.relative_attention_max_distance

    def bias(queries: int, positions: int) -> Tensor:
        asking = torch.arange(positions - queries, positions)[:, None]
        far = torch.arange(positions)[None] - asking
        found = bucket(far, buckets, furthest, both=side == "encoder")
        return table[found].permute(2, 0, 1).contiguous()

    return bias


def bucket(far: Tensor, buckets: int, furthest: int, *, both: bool) -> Tensor:
    """The bucket of each distance: one each for the nearest, then logarithmically fewer. `both`
    says whether what comes after is seen too."""
    found = torch.zeros_like(far)
    if both:
        buckets //= 2
        found += (far > 0) * buckets
        far = far.abs()
    else:
        far = (-far).clamp(min=0)
    near = buckets // 2
    logs = torch.log(far.float() / near) / math.log(furthest / near) * (buckets - near)
    distant = (near + logs.clamp(min=0).to(torch.long)).clamp(max=buckets - 1)
    return found + torch.where(far < near, far, distant)
