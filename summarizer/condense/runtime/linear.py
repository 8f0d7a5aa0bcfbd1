"""Matrix products with fixed weights, packed once for the processor.

fp32 and bf16 weights are laid out the way oneDNN reads them, which halves the time of products with
few rows. In 8 bits, weights are rounded with a scale for each of their rows and what they are
multiplied with is rounded at every call, also with a scale for each row. torch's names for these
operations are not public; where one is missing, the plain product is used.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.nn import functional as fn

from summarizer.condense.runtime.machine import Precision

log = logging.getLogger(__name__)

_HINT = 64
"""The number of rows that weights are packed for; others are served well by the same layout."""
ROWS = 256
"""So many rows are made smaller at once."""
_HALF, _TOP = 128, 255
"""The middle and the highest of unsigned 8-bit numbers."""


class Product(Protocol):
    """Rows [N, in] to rows [N, out]."""

    def __call__(self, x: Tensor) -> Tensor: ...


class Plain:
    """torch's own product, in the weights' number format."""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        self._weight, self._bias = weight, bias

    def __call__(self, x: Tensor) -> Tensor:
        return fn.linear(x.to(self._weight.dtype), self._weight, self._bias)


class Packed:
    """fp32 or bf16, in oneDNN's layout."""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        ops: Any = torch.ops.mkldnn
        self._run = ops._linear_pointwise
        self._dtype, self._bias = weight.dtype, bias
        self._weight = ops._reorder_linear_weight(weight, _HINT)

    def __call__(self, x: Tensor) -> Tensor:
        found: Tensor = self._run(x.to(self._dtype), self._weight, self._bias, "none", [], "")
        return found


@dataclass(frozen=True, slots=True)
class Range:
    """How 8 bits tell what a product is given: `zero` is the number for nothing, and no value is
    below `least`, where that is known."""

    zero: int = _HALF
    least: float | None = None


ANY = Range()


class EightBit:
    """8-bit weights and inputs, 32-bit sums; both have a scale a row."""

    def __init__(self, weight: Tensor, bias: Tensor | None, given: Range = ANY) -> None:
        ops: Any = torch.ops.onednn
        weight = weight.float()
        self._run = ops.qlinear_pointwise
        self._bias = None if bias is None else bias.float()
        self._scales = (weight.abs().amax(1) / 127).clamp(min=1e-10)
        rounded = (weight / self._scales[:, None]).round().clamp(-127, 127).to(torch.int8)
        self._weight = ops.qlinear_prepack(rounded, None)
        self._zeros = torch.zeros(len(weight), dtype=torch.long)
        self._given = given
        # a number for each input, as adding a single one to all is twice as slow
        self._half = torch.full((weight.shape[1],), given.zero + 0.5)

    def __call__(self, x: Tensor) -> Tensor:
        out = torch.empty(len(x), len(self._scales))
        for at in range(0, len(x), ROWS):
            self._put(x[at : at + ROWS].float(), out[at : at + ROWS])
        return out

    def _put(self, x: Tensor, out: Tensor) -> None:
        scales = self._steps(x)
        # adding a half and cutting off rounds; one pass less than rounding
        rounded = torch.addcmul(self._half, x, scales.reciprocal()).to(torch.uint8)
        found: Tensor = self._run(
            rounded, 1.0, self._given.zero, self._weight, self._scales, self._zeros, None,
            1.0, 0, torch.float32, "none", [], "",
        )  # fmt: skip
        if self._bias is None:
            torch.mul(found, scales, out=out)
        else:
            torch.addcmul(self._bias, found, scales, out=out)

    def _steps(self, x: Tensor) -> Tensor:
        """What one step of each row [N, 1] is worth. Two passes for the two ends are three times
        as fast as the one that finds both."""
        zero, least = self._given.zero, self._given.least
        scales = x.amax(1, keepdim=True) / (_TOP - zero)
        if least is None:
            scales = torch.maximum(scales, x.amin(1, keepdim=True) / -zero)
        return scales.clamp_(min=max(-(least or 0.0) / max(zero, 1), 1e-10))


def product(
    weight: Tensor, bias: Tensor | None, precision: Precision, given: Range = ANY
) -> Product:
    """weight [out, in] and bias [out] as a product that is ready to use; `given` is what it will
    be given."""
    if precision == "bf16":
        weight = weight.to(torch.bfloat16)
        bias = None if bias is None else bias.to(torch.bfloat16)
    try:
        return EightBit(weight, bias, given) if precision == "int8" else Packed(weight, bias)
    except (AttributeError, RuntimeError) as error:
        log.info("weights are not packed: %s", str(error).partition("\n")[0])
        return Plain(weight, bias)


def sliced(run: Product) -> Product:
    """The same, some rows at a time, so that what lies between products stays in the cache."""

    def by_rows(x: Tensor) -> Tensor:
        if len(x) <= ROWS:
            return run(x)
        return torch.cat([run(x[at : at + ROWS]) for at in range(0, len(x), ROWS)])

    return by_rows
