"""A `.bin` of weights to safetensors, without running anything that is in it."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

_OTHER = "use another checkpoint, or `--model extractive`"


def to_safetensors(path: Path) -> Path:
    """Replace the file by `model.safetensors` beside it.

    Weights that the file holds under several names are kept under one; loading ties them again.
    Raises ModelError where the file holds anything else than tensors.
    """
    from safetensors.torch import save_file

    target = path.with_name("model.safetensors")
    save_file(_unshared(_read(path)), target, metadata={"format": "pt"})
    path.unlink()
    return target


def _read(path: Path) -> Mapping[str, Tensor]:
    import torch

    try:
        # Files of before torch 1.6 are no zip archives and can't be mapped into memory.
        weights: Any = torch.load(
            path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path)
        )
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError) as error:
        raise ModelError(str(path.name), "holds more than weights, or is broken", _OTHER) from error
    if not isinstance(weights, Mapping) or not all(map(torch.is_tensor, weights.values())):
        raise ModelError(str(path.name), "holds something else than tensors", _OTHER)
    return weights


def _unshared(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """One name for tensors that are the same memory, the shortest; parts of a larger one copied."""
    names: dict[tuple[object, ...], str] = {}
    for name in sorted(weights, key=lambda name: (len(name), name)):
        tensor = weights[name]
        memory = tensor.data_ptr() if tensor.numel() else name
        names.setdefault((memory, tensor.shape, tensor.stride()), name)
    return {name: _own(weights[name]) for name in names.values()}


def _own(tensor: Tensor) -> Tensor:
    alone = tensor.untyped_storage().nbytes() == tensor.numel() * tensor.element_size()
    return tensor if alone and tensor.is_contiguous() else tensor.contiguous().clone()
