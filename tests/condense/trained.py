"""Small checkpoints that learned to tell the first sentence of a text, for tests of what runs them:
weights that mean something, so that likely and unlikely tokens differ by more than rounding."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.condense import checkpoints

SENTENCES = (
    "Harbor pays $14.5 million.",
    "Maria will run Calder.",
    "Piet will run Northgate.",
    "Regulators must approve the price.",
    "Ostrander sold its stake in Bellweather.",
    "Calder, founded in 1911, employs people.",
    "The fund said the price was fair.",
    "Tri-State shares fell.",
    "Harbor, Harbor and Harbor will close the mill, the mill and the mill.",
    "The two could not agree on a price.",
)
STEPS: Mapping[str, int] = {"bart": 220, "t5": 160, "gated": 160, "pegasus": 60}


def texts(count: int, seed: int = 0) -> list[str]:
    """Different texts of one to four sentences."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(chance.sample(SENTENCES, chance.randint(1, 4)))] = None
    return list(found)


def _gated(folder: Path) -> Path:
    """A T5 as FLAN's are: gates, and a head of its own."""
    from transformers import T5Config, T5ForConditionalGeneration

    tokenizer = checkpoints.t5_tokenizer()
    config = T5Config(
        vocab_size=len(tokenizer) + 3, d_model=32, d_kv=16, d_ff=48, num_layers=2, num_heads=2,
        n_positions=96, decoder_start_token_id=0, feed_forward_proj="gated-gelu",
        tie_word_embeddings=False, dropout_rate=0.0,
    )  # fmt: skip
    return checkpoints.save(T5ForConditionalGeneration(config), tokenizer, folder)


def trained(shape: str, folder: Path) -> Path:
    """The folder of a trained checkpoint of a shape."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    torch.manual_seed(7)
    _gated(folder) if shape == "gated" else checkpoints.BUILDERS[shape](folder)
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder)
    pairs = [(t, next(s for s in SENTENCES if t.startswith(s))) for t in texts(300, seed=1)]
    checkpoints.train(model, tokenizer, pairs, STEPS[shape], 12)
    return checkpoints.save(model, tokenizer, folder)
