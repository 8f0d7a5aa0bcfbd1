"""How a model writes: one frozen record, where None means what the checkpoint was made for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from summarizer.errors import UsageError

Runtime = Literal["auto", "torch", "ctranslate2", "transformers"]
Precision = Literal["auto", "fp32", "bf16", "int8"]


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """Lengths are counted in the model's tokens.

    `batch_tokens` bounds the source tokens that are read at once; by default as the runtime likes
    it. `grounded`
    restricts the writing to the words of the source and a closed list of function words.
    `instructions` says whether the checkpoint follows instructions; by default its name tells.
    `runtime` and `precision` say what runs the checkpoint and in which number format.
    """

    beams: int | None = None
    max_new_tokens: int | None = None
    min_new_tokens: int | None = None
    length_penalty: float | None = None
    no_repeat_ngram: int | None = None
    early_stopping: bool | None = None
    prefix: str | None = None
    batch_tokens: int | None = None
    grounded: bool = True
    instructions: bool | None = None
    runtime: Runtime = "auto"
    precision: Precision = "auto"

    def __post_init__(self) -> None:
        for name, least in (("beams", 1), ("max_new_tokens", 1), ("batch_tokens", 1)):
            self._at_least(name, least)
        self._at_least("min_new_tokens", 0)
        self._at_least("no_repeat_ngram", 0)
        if (self.min_new_tokens or 0) > (self.max_new_tokens or self.min_new_tokens or 0):
            raise UsageError("min_new_tokens", "is above max_new_tokens", "lower it")

    def _at_least(self, name: str, least: int) -> None:
        value = getattr(self, name)
        if value is not None and value < least:
            raise UsageError(name, f"{value} is too low", f"give {least} or more")

    def over(self, other: GenerationSettings) -> GenerationSettings:
        """These settings, and the other's where these say nothing; a length of the other's that
        would cross one of these gives way."""
        unset = {f.name for f in fields(self) if getattr(self, f.name) is None}
        taken = {name: getattr(other, name) for name in unset}
        if self.max_new_tokens is not None and taken.get("min_new_tokens") is not None:
            taken["min_new_tokens"] = min(taken["min_new_tokens"], self.max_new_tokens)
        if self.min_new_tokens is not None and taken.get("max_new_tokens") is not None:
            taken["max_new_tokens"] = max(taken["max_new_tokens"], self.min_new_tokens)
        return replace(self, **taken)
