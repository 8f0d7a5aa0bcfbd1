"""The head for parts in a deal: from the encoder's states to who buys what from whom, for how much.

A hidden layer and a row of scores for each part (`records.DEAL_PARTS`), fitted on labelled articles
with the encoder as it is (`training/parts.py`) and kept beside the checkpoint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

FILE = "parts.npz"


@dataclass(frozen=True, slots=True, eq=False)
class PartsHead:
    """inner (width, hidden), inner_bias (hidden,), outer (hidden, parts), outer_bias (parts,)."""

    inner: Tensor
    inner_bias: Tensor
    outer: Tensor
    outer_bias: Tensor

    def __call__(self, states: Tensor) -> npt.NDArray[np.float32]:
        """The log-odds (pieces, parts) of states (pieces, width); zeros where a state is zero, as
        of pieces that were not read."""
        import torch
        from torch.nn.functional import gelu

        with torch.inference_mode():
            hidden = gelu(torch.addmm(self.inner_bias, states, self.inner))
            scores = torch.addmm(self.outer_bias, hidden, self.outer)
            scores *= states.any(-1, keepdim=True)
            found: npt.NDArray[np.float32] = scores.numpy()
        return found


def load_head(folder: Path) -> PartsHead | None:
    """The head of a checkpoint's folder, if there is one."""
    import torch

    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as kept:
        rows = [torch.from_numpy(kept[name].astype(np.float32)) for name in PartsHead.__slots__]
    return PartsHead(*rows)


def save_head(path: Path, head: PartsHead) -> None:
    rows = {name: getattr(head, name).numpy().astype(np.float16) for name in PartsHead.__slots__}
    np.savez(path, **rows)
