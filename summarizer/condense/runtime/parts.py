"""What the layers of all families are built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional as fn

from summarizer.condense.runtime.files import Unsupported, Weights
from summarizer.condense.runtime.linear import ANY, Product, Range, product, sliced
from summarizer.condense.runtime.machine import Precision

Activation = Callable[[Tensor], Tensor]

ACTIVATIONS: Mapping[str, Activation] = {
    "relu": fn.relu,
    "gelu": fn.gelu,
    "gelu_new": partial(fn.gelu, approximate="tanh"),
    "gelu_pytorch_tanh": partial(fn.gelu, approximate="tanh"),
    "silu": fn.silu,
    "swish": fn.silu,
}

RANGES: Mapping[str, Range] = {
    "relu": Range(0, 0.0),
    "gelu": Range(16, -0.1700),
    "gelu_new": Range(16, -0.1701),
    "gelu_pytorch_tanh": Range(16, -0.1701),
    "silu": Range(24, -0.2785),
    "swish": Range(24, -0.2785),
}
"""What each activation gives: hardly any of it is below zero, and not far."""


def activation(name: str) -> Activation:
    if name not in ACTIVATIONS:
        raise Unsupported(f"its activation is {name}")
    return ACTIVATIONS[name]


class Builder:
    """Makes products of a checkpoint's weights, in one precision."""

    def __init__(self, weights: Weights, precision: Precision) -> None:
        self.weights, self.precision = weights, precision

    @property
    def dtype(self) -> torch.dtype:
        """In which attention runs."""
        return torch.bfloat16 if self.precision == "bf16" else torch.float32

    def product(self, *names: str, after: str | None = None) -> Product:
        """One product of the linear layers under these names, their outputs side by side; `after`
        is the activation that its input comes from."""
        parts = [self.weights.get(f"{name}.weight") for name in names]
        biases = [self.weights.find(f"{name}.bias") for name in names]
        bias = None
        if any(b is not None for b in biases):
            pairs = zip(biases, parts, strict=True)
            bias = torch.cat([torch.zeros(len(p)) if b is None else b for b, p in pairs])
        return product(torch.cat(parts), bias, self.precision, RANGES.get(after or "", ANY))

    def layer_norm(self, name: str, eps: float = 1e-5) -> Callable[[Tensor], Tensor]:
        weight, bias = self.weights.get(f"{name}.weight"), self.weights.get(f"{name}.bias")
        return lambda x: fn.layer_norm(x, weight.shape, weight, bias, eps)

    def rms_norm(self, name: str, eps: float) -> Callable[[Tensor], Tensor]:
        weight = self.weights.get(f"{name}.weight")
        return lambda x: x * torch.rsqrt(x.square().mean(-1, keepdim=True) + eps) * weight


def feed_forward(up: Product, act: Activation, down: Product) -> Product:
    return sliced(lambda x: down(act(up(x))))


def gated(up: Product, act: Activation, down: Product) -> Product:
    """`up` gives the gate and what it lets through side by side."""

    def run(x: Tensor) -> Tensor:
        gate, value = up(x).chunk(2, -1)
        return down(act(gate) * value)

    return sliced(run)
