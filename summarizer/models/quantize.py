"""Matrix products in 8 bits, where the processor has instructions for them (VNNI).

Weights are rounded once with a scale a row; activations are rounded at every call. Elsewhere
nothing changes, so results differ between processors in the last digits only as far as rounding
does.
"""

from __future__ import annotations

import warnings

import torch
from torch import Tensor, nn

from summarizer.models.network import Attention


def supported() -> bool:
    """Whether 8-bit products are exact and fast here: without VNNI they would saturate."""
    probe = getattr(torch.cpu, "_is_vnni_supported", None) or getattr(
        torch.cpu, "_is_avx512_vnni_supported", None
    )
    engines = torch.backends.quantized.supported_engines
    return (
        bool(probe and probe()) and "onednn" in engines and hasattr(torch, "quantize_per_channel")
    )


class EightBit(nn.Module):
    """A linear layer in 8 bits, for inference only."""

    def __init__(self, *linears: nn.Linear) -> None:
        """Of several layers one that gives their results side by side."""
        super().__init__()
        weight = torch.cat([linear.weight.detach() for linear in linears])
        bias = torch.cat([linear.bias.detach() for linear in linears])
        scales = (weight.abs().amax(1) / 127).clamp(min=1e-8).double()
        zeros = torch.zeros(len(weight), dtype=torch.long)
        with warnings.catch_warnings():
            # deprecated without a replacement that runs without compiling; see `supported`
            warnings.simplefilter("ignore")
            rounded = torch.quantize_per_channel(weight, scales, zeros, 0, torch.qint8)
        before = torch.backends.quantized.engine
        torch.backends.quantized.engine = "onednn"
        try:
            self.packed = torch.ops.quantized.linear_prepack(rounded, bias)
        finally:
            torch.backends.quantized.engine = before

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = torch.ops.quantized.linear_dynamic(x, self.packed, False)
        return found


def in_eight_bits(module: nn.Module) -> bool:
    """Replaces every linear layer of an encoder, those of query, key and value by one; says whether
    it did."""
    if not supported():
        return False
    for part in list(module.modules()):
        for name, child in list(part.named_children()):
            if isinstance(child, Attention):
                child.joined = EightBit(child.query, child.key, child.value)
                del child.query, child.key, child.value
            elif isinstance(child, nn.Linear) and min(child.weight.shape) >= 128:
                setattr(part, name, EightBit(child))
    return True
