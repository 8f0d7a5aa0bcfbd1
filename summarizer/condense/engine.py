"""The engine that runs a checkpoint: texts in, tokens, text and scores out.

`Engine` is the one seam between this room and whatever generates; a faster engine goes beside
`TransformersEngine` and keeps to the same protocol.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.condense.batches import batches
from summarizer.condense.checkpoint import Checkpoint
from summarizer.condense.families import most_new_tokens
from summarizer.condense.quiet import quiet
from summarizer.condense.settings import GenerationSettings

if TYPE_CHECKING:
    from torch import Tensor


BATCH_TOKENS = 4096
"""Source tokens in a batch, padding included, where the settings don't say."""


@dataclass(frozen=True, slots=True)
class Job:
    """A text to write from: the model reads `prefix` and `source`, and is bound to the words of
    `source` alone. `tokens` is the length of both; `id` pairs it with what is written."""

    id: str
    prefix: str
    source: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote. `score` is the probability it gave each token on (geometric) average;
    `finished` is false where it ran into the limit."""

    tokens: tuple[int, ...]
    text: str
    score: float
    finished: bool


class Engine(Protocol):
    """Runs one checkpoint."""

    @property
    def defaults(self) -> GenerationSettings:
        """A full set of settings, the checkpoint's own."""

    @property
    def uncased(self) -> bool:
        """Whether the model's vocabulary knows small letters only."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens apart."""

    def room(self, prefix: str) -> int:
        """How many tokens of source fit beside a prefix."""

    def write(self, jobs: Iterable[Job], settings: GenerationSettings) -> dict[str, Written]:
        """What the model writes for each job, by id; the same whatever their order. `settings` is
        a full set. Never cuts a source: one that doesn't fit is a ValueError."""


class TransformersEngine:
    """transformers' own `generate`, on the CPU, in batches of like length."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._tokenizer = checkpoint.tokenizer
        self._grounds: Any = None
        self.defaults = checkpoint.defaults
        self.uncased = self._ids("Deal")[:1] == self._ids("deal")[:1]

    def count(self, texts: Sequence[str]) -> list[int]:
        with quiet():
            rows = (
                self._tokenizer(list(texts), add_special_tokens=False)["input_ids"] if texts else []
            )
        return [len(row) for row in rows]

    def room(self, prefix: str) -> int:
        special = self._tokenizer.num_special_tokens_to_add()
        return int(self._checkpoint.window - special - len(self._ids(prefix)))

    def write(self, jobs: Iterable[Job], settings: GenerationSettings) -> dict[str, Written]:
        import torch

        written: dict[str, Written] = {}
        with quiet(), torch.inference_mode():
            for batch in batches(jobs, settings.batch_tokens or BATCH_TOKENS):
                found = self._write_batch(batch, settings)
                written.update(zip((job.id for job in batch), found, strict=True))
        return written

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _write_batch(self, batch: list[Job], settings: GenerationSettings) -> list[Written]:
        model = self._checkpoint.model
        inputs = self._tokenizer(
            [j.prefix + j.source for j in batch], padding=True, return_tensors="pt"
        )
        if inputs["input_ids"].shape[1] > self._checkpoint.window:
            raise ValueError(f"{batch[0].id} is longer than the window of {self._checkpoint.name}")
        config = self._config(batch, settings)
        mask = inputs["attention_mask"]
        states = model.get_encoder()(
            input_ids=inputs["input_ids"], attention_mask=mask, return_dict=True
        ).last_hidden_state
        sequences = model.generate(
            encoder_outputs=_outputs(states),
            attention_mask=mask,
            generation_config=config,
            logits_processor=self._processors(batch, config, settings),
        )
        rows = zip(sequences, states, mask, strict=True)
        return [self._written(row, state, seen, config) for row, state, seen in rows]

    def _config(self, batch: list[Job], settings: GenerationSettings) -> Any:
        """The checkpoint's generation config with these settings. No summary is forced to more
        than half the length of the shortest source in the batch."""
        model = self._checkpoint.model
        config = copy.deepcopy(model.generation_config)
        most = min(settings.max_new_tokens or 1, most_new_tokens(model.config))
        least = min(settings.min_new_tokens or 0, batch[-1].tokens // 2, most - 1)
        config.update(
            num_beams=settings.beams,
            num_return_sequences=1,
            do_sample=False,
            max_length=None,
            min_length=None,
            max_new_tokens=most,
            min_new_tokens=max(0, least),
            length_penalty=settings.length_penalty,
            no_repeat_ngram_size=settings.no_repeat_ngram or 0,
            early_stopping=bool(settings.early_stopping),
            forced_eos_token_id=None,
            return_dict_in_generate=False,
            **self._special(config),
        )
        return config

    def _special(self, config: Any) -> dict[str, int]:
        """The ids that generating needs, from wherever the checkpoint states them."""
        own, tokenizer = self._checkpoint.model.config, self._tokenizer
        end = _one(config.eos_token_id, _stated(own, "eos_token_id"), tokenizer.eos_token_id)
        end = tokenizer.sep_token_id if end is None else end
        pad = _one(config.pad_token_id, _stated(own, "pad_token_id"), tokenizer.pad_token_id)
        start = _one(
            config.decoder_start_token_id,
            _stated(own, "decoder_start_token_id"),
            tokenizer.cls_token_id,
            tokenizer.bos_token_id,
            pad,
        )
        return {"eos_token_id": end, "pad_token_id": pad, "decoder_start_token_id": start}

    def _processors(self, batch: list[Job], config: Any, settings: GenerationSettings) -> Any:
        from transformers import LogitsProcessorList

        if not settings.grounded:
            return LogitsProcessorList()
        from summarizer.condense.grounded import GroundedLogits, Grounds

        end = config.eos_token_id
        if self._grounds is None:
            size = self._checkpoint.model.get_output_embeddings().weight.shape[0]
            self._grounds = Grounds(self._tokenizer, size, end)
        automaton = self._grounds.automaton([job.source for job in batch])
        return LogitsProcessorList([GroundedLogits(automaton, end, config.forced_bos_token_id)])

    def _written(self, row: Tensor, states: Tensor, mask: Tensor, config: Any) -> Written:
        """One sequence without its padding, scored by the model unconstrained."""
        tokens = row[1:].tolist()
        finished = config.eos_token_id in tokens
        if finished:
            tokens = tokens[: tokens.index(config.eos_token_id) + 1]
        if not tokens:
            return Written((), "", 0.0, False)
        logits = self._checkpoint.model(
            encoder_outputs=_outputs(states[None]),
            attention_mask=mask[None],
            decoder_input_ids=row[None, : len(tokens)],
        ).logits[0]
        chosen = logits.float().log_softmax(-1).gather(1, row[1 : len(tokens) + 1, None])
        text = self._tokenizer.decode(tokens, skip_special_tokens=True)
        return Written(tuple(tokens), text, math.exp(float(chosen.mean())), finished)


def _outputs(states: Tensor) -> Any:
    from transformers.modeling_outputs import BaseModelOutput

    return BaseModelOutput(last_hidden_state=states)


def _stated(config: Any, name: str) -> Any:
    """What a config says, or the config of its decoder."""
    value = getattr(config, name, None)
    return value if value is not None else getattr(getattr(config, "decoder", None), name, None)


def _one(*options: Any) -> Any:
    """The first id that is stated; the first of several."""
    found = next((option for option in options if option is not None), None)
    return found[0] if isinstance(found, list) else found
