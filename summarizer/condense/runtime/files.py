"""A checkpoint's files, read without transformers: its configs and its weights.

`Unsupported` says what another runtime must serve; a broken checkpoint is a ModelError.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.condense.places import Place
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

_AGAIN = "fetch it again"


class Unsupported(Exception):  # noqa: N818 - no error: another runtime takes over
    """This runtime doesn't serve a checkpoint; the text says why."""


class Fields:
    """A config of a checkpoint: its own values, then its family's. Fields that neither states are
    None."""

    def __init__(
        self, values: Mapping[str, Any], defaults: Mapping[str, Any] | None = None
    ) -> None:
        self._values = {**(defaults or {}), **values}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._values.get(name)

    def to_diff_dict(self) -> dict[str, Any]:
        """What the checkpoint states, under transformers' name for it."""
        return {name: value for name, value in self._values.items() if value is not None}


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file; an empty one where there is no file, or none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class Weights:
    """The tensors of a checkpoint by name, mapped into memory and read when they are asked for."""

    def __init__(self, place: Place, prefix: str) -> None:
        self._place, self._prefix = place, prefix
        self._tensors = _tensors(place)

    def names(self) -> list[str]:
        return list(self._tensors)

    def get(self, *names: str) -> Tensor:
        """The tensor under the first of several names that is there, in 32 bits."""
        found = self.find(*names)
        if found is None:
            problem = f"lacks 1 of its weights ({self._prefix}{names[0]} …)"
            raise ModelError(self._place.name, problem, _AGAIN)
        return found

    def find(self, *names: str) -> Tensor | None:
        """The same; None where there is none."""
        for name in names:
            for full in (self._prefix + name, name):
                if full in self._tensors:
                    return self._tensors[full].float()
        return None


def _tensors(place: Place) -> dict[str, Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    found: dict[str, Tensor] = {}
    try:
        for path in _shards(place):
            found.update(load_file(path))
    except (OSError, ValueError, SafetensorError) as error:
        why = " ".join(str(error).split())[:120]
        raise ModelError(place.name, f"has weights that can't be read ({why})", _AGAIN) from error
    return found


def _shards(place: Place) -> Sequence[Path]:
    single = place.folder / "model.safetensors"
    if single.is_file():
        return [single]
    index = read_json(place.folder / "model.safetensors.index.json").get("weight_map", {})
    names = sorted(set(index.values()))
    if not names or any(Path(name).name != name for name in names):
        raise Unsupported("no safetensors of its own")
    return [place.folder / name for name in names]
