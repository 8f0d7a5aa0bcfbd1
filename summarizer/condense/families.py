"""What is known about families of checkpoints: windows, prefixes, lengths. See `families.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from summarizer.condense.settings import GenerationSettings

SANE_LENGTH = 1_000_000
"""Tokenizers that know no limit give a number far above this."""
_OWN = {
    "num_beams": "beams",
    "max_new_tokens": "max_new_tokens",
    "min_new_tokens": "min_new_tokens",
    "length_penalty": "length_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram",
    "early_stopping": "early_stopping",
    "prefix": "prefix",
}
_LENGTHS = {"max_length": "max_new_tokens", "min_length": "min_new_tokens"}


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return tomllib.loads(
        files(__package__).joinpath("data", "families.toml").read_text(encoding="utf-8")
    )


def defaults(config: Any, generation: Any) -> GenerationSettings:
    """A full set of settings: the checkpoint's for summaries, its general ones, its family's.

    `config` and `generation` are the checkpoint's two transformers configs.
    """
    tasks = getattr(config, "task_specific_params", None) or {}
    summarization = tasks.get("summarization") or {}
    family = table().get(config.model_type, {})
    given = GenerationSettings(**{**table()["default"], **family})
    return _own(summarization).over(_own(generation.to_diff_dict())).over(given)


def _own(values: dict[str, Any]) -> GenerationSettings:
    """A checkpoint's own settings under this room's names; what makes no sense is passed over.

    The older `max_length` and `min_length` count the start token too.
    """
    named = {ours: values[theirs] for theirs, ours in _OWN.items() if values.get(theirs)}
    for theirs, ours in _LENGTHS.items():
        if values.get(theirs, 0) > 1:
            named.setdefault(ours, values[theirs] - 1)
    if named.get("early_stopping") not in (None, True, False):
        del named["early_stopping"]
    known = {field.name for field in fields(GenerationSettings)}
    return GenerationSettings(**{name: value for name, value in named.items() if name in known})


def window(config: Any, longest: int) -> int:
    """How many tokens the encoder reads at once, special tokens included.

    `longest` is the tokenizer's own limit.
    """
    encoder = getattr(config, "encoder", None) or config
    stated = (getattr(encoder, key, None) for key in table()["window_keys"])
    positions = next((int(n) for n in stated if isinstance(n, int) and n > 0), table()["window"])
    if getattr(encoder, "model_type", "") in table()["offset_encoders"]:
        positions -= (encoder.pad_token_id or 0) + 1
    return min(positions, longest) if longest < SANE_LENGTH else positions


def most_new_tokens(config: Any) -> int:
    """How many tokens the decoder can write after its start token."""
    decoder = getattr(config, "decoder", None) or config
    keys = (
        "max_decoder_position_embeddings", "max_position_embeddings", "max_target_positions",
        "decoder_positions",
    )  # fmt: skip
    stated = (getattr(decoder, key, None) for key in keys)
    return next((n - 2 for n in stated if isinstance(n, int) and n > 2), SANE_LENGTH)


def follows_instructions(name: str) -> bool:
    """Whether a checkpoint's name says that it follows instructions."""
    words = re.split(r"[^a-z0-9]+", name.lower())
    return any(set(cue.split("-")) <= set(words) for cue in table()["instruction_names"])
