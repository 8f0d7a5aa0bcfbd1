"""What engines without transformers share: counting tokens, and who is written for together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.condense.engine import Job
from summarizer.condense.families import most_new_tokens
from summarizer.condense.runtime.files import Fields, Unsupported
from summarizer.condense.runtime.tokens import Tokens
from summarizer.condense.settings import GenerationSettings

WRITING = 300
"""Writing a summary costs about as much as reading this many tokens."""
TOGETHER = 4
"""Batches are not made smaller than this to have one for each core."""

# What changes the output of transformers' `generate` and is not done here, with its neutral value.
_ELSEWHERE: dict[str, Any] = {
    "repetition_penalty": 1.0,
    "encoder_repetition_penalty": 1.0,
    "encoder_no_repeat_ngram_size": 0,
    "diversity_penalty": 0.0,
    "num_beam_groups": 1,
    "guidance_scale": 1.0,
    "renormalize_logits": False,
    "remove_invalid_values": False,
    "bad_words_ids": None,
    "force_words_ids": None,
    "constraints": None,
    "sequence_bias": None,
    "suppress_tokens": None,
    "begin_suppress_tokens": None,
    "exponential_decay_length_penalty": None,
    "watermarking_config": None,
    "penalty_alpha": None,
}


@dataclass(frozen=True, slots=True)
class Special:
    """The ids that writing needs."""

    start: int
    end: int
    forced: int | None


def special(config: Fields, generation: Fields, tokens: Tokens) -> Special:
    """Raises Unsupported where the checkpoint asks for what is done elsewhere."""
    for name, neutral in _ELSEWHERE.items():
        if getattr(generation, name) not in (None, neutral, []):
            raise Unsupported(f"its settings ask for {name}")
    end = _first(generation.eos_token_id, config.eos_token_id, tokens.eos_token_id)
    pad = _first(generation.pad_token_id, config.pad_token_id, tokens.pad_token_id)
    start = _first(generation.decoder_start_token_id, config.decoder_start_token_id, pad)
    if end is None or start is None:
        raise Unsupported("it doesn't say which tokens begin and end a text")
    return Special(start, end, _first(generation.forced_bos_token_id, None))


def _first(*options: Any) -> int | None:
    found = next((option for option in options if option is not None), None)
    found = found[0] if isinstance(found, list) else found
    return None if found is None else int(found)


class Texts:
    """The part of an engine that knows the tokenizer."""

    def __init__(self, name: str, tokens: Tokens, window: int) -> None:
        self.name, self.window = name, window
        self._tokens = tokens
        self.uncased = self._ids("Deal")[:1] == self._ids("deal")[:1]

    def count(self, texts: Sequence[str]) -> list[int]:
        rows = self._tokens(list(texts), add_special_tokens=False)["input_ids"] if texts else []
        return [len(row) for row in rows]

    def room(self, prefix: str) -> int:
        return self.window - self._tokens.num_special_tokens_to_add() - len(self._ids(prefix))

    def _ids(self, text: str) -> list[int]:
        return list(self._tokens(text, add_special_tokens=False)["input_ids"])

    def _read(self, batch: Sequence[Job]) -> list[list[int]]:
        """The tokens of each job. Raises ValueError for one that is longer than the window."""
        rows: list[list[int]] = self._tokens([j.prefix + j.source for j in batch])["input_ids"]
        for job, row in zip(batch, rows, strict=True):
            if len(row) > self.window:
                raise ValueError(f"{job.id} is longer than the window of {self.name}")
        return rows


def lengths(settings: GenerationSettings, config: Fields, job: Job) -> tuple[int, int]:
    """The least and the most new tokens. No summary is forced to more than half its source."""
    most = min(settings.max_new_tokens or 1, most_new_tokens(config))
    return max(0, min(settings.min_new_tokens or 0, job.tokens // 2, most - 1)), most


def spread(jobs: Iterable[Job], tokens: int, cores: int) -> list[list[Job]]:
    """Batches of about equal work, the longest jobs first, as many for each core. Each holds about
    `tokens` of source. The same whatever order the jobs come in."""
    ordered = sorted(jobs, key=lambda job: (-job.tokens, job.id))
    if not ordered:
        return []
    workers = max(1, min(cores, len(ordered) // TOGETHER))
    parts = math.ceil(sum(job.tokens for job in ordered) / tokens)
    parts = min(len(ordered), max(1, math.ceil(parts / workers)) * workers)
    return list(_even(ordered, parts, lambda job: job.tokens + WRITING))


def _even(jobs: Sequence[Job], parts: int, cost: Callable[[Job], int]) -> Iterable[list[Job]]:
    """As many runs of jobs, none empty, of about equal cost."""
    share, spent, batch = sum(map(cost, jobs)) / parts, 0.0, list[Job]()
    for number, job in enumerate(jobs):
        batch.append(job)
        spent += cost(job)
        left = len(jobs) - number - 1
        if parts > 1 and (spent >= share or left == parts - 1):
            yield batch
            batch, parts = [], parts - 1
            rest = sum(map(cost, jobs[number + 1 :]))
            share, spent = rest / parts, 0.0
    if batch:
        yield batch
