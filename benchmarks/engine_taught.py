"""Checkpoints that are trained on the spot until they know their task: wider than those of the
tests and taught for longer, so that few of their choices hang on a hair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.condense import checkpoints
from tests.condense.trained import SENTENCES, texts

WIDTH, LAYERS, WARM = 128, 2, 50
SIZES: Mapping[str, Mapping[str, int]] = {
    "bart": {
        "d_model": WIDTH, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
        "encoder_attention_heads": 4, "decoder_attention_heads": 4,
        "encoder_ffn_dim": 2 * WIDTH, "decoder_ffn_dim": 2 * WIDTH, "dropout": 0,
        "attention_dropout": 0,
    },
    "t5": {
        "d_model": WIDTH, "d_kv": 32, "d_ff": 2 * WIDTH, "num_layers": LAYERS,
        "num_decoder_layers": LAYERS, "num_heads": 4, "dropout_rate": 0,
    },
}  # fmt: skip


def first(text: str) -> str:
    """The sentence the text begins with."""
    return next(s for s in SENTENCES if text.startswith(s))


def weightiest(text: str) -> str:
    """The one of its sentences that comes first in the list: what is where doesn't matter, which a
    T5 without absolute positions takes long to learn."""
    return next(s for s in SENTENCES if s in text)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What to answer to a text, how many steps of 16 texts to learn it in, and how fast."""

    answer: Callable[[str], str]
    steps: int
    rate: float


LESSONS: Mapping[str, Lesson] = {
    "bart": Lesson(first, 600, 1e-3),
    "t5": Lesson(weightiest, 200, 3e-3),
}


def taught(shape: str, folder: Path) -> Path:
    """The folder of a checkpoint of a shape that has learned its lesson."""
    import torch
    from transformers import AutoConfig, AutoModelForSeq2SeqLM, AutoTokenizer

    torch.manual_seed(7)
    checkpoints.BUILDERS[shape](folder)
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    config: Any = AutoConfig.from_pretrained(folder)
    config.update(SIZES[shape])
    model: Any = AutoModelForSeq2SeqLM.from_config(config)
    if shape == "bart":
        model.generation_config.update(forced_bos_token_id=0)
    _teach(model, tokenizer, LESSONS[shape])
    return checkpoints.save(model, tokenizer, folder)


def _teach(model: Any, tokenizer: Any, lesson: Lesson) -> None:
    import torch

    chance = torch.Generator().manual_seed(0)
    pairs = [(text, lesson.answer(text)) for text in texts(3000, seed=1)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=lesson.rate)
    model.train()
    for step in range(lesson.steps):
        for group in optimizer.param_groups:
            group["lr"] = lesson.rate * min(1.0, step / WARM) * (1 - step / lesson.steps)
        rows = [pairs[i] for i in torch.randint(len(pairs), (16,), generator=chance)]
        inputs = tokenizer([text for text, _ in rows], padding=True, return_tensors="pt")
        labels = tokenizer([text for _, text in rows], padding=True, return_tensors="pt").input_ids
        labels[labels == tokenizer.pad_token_id] = -100
        loss = model(**inputs, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    model.eval()
