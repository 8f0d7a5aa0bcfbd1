"""Checkpoints with random weights in the shapes that people use, and articles for them.

What an engine costs depends on shapes and lengths, not on what the weights say, as long as every
contender writes the same number of tokens.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarizer.condense.engine import Job

WORDS = 32_000
SHORTEST, LONGEST = 300, 1000


def _bart(encoder: int, decoder: int) -> Any:
    from transformers import BartConfig, BartForConditionalGeneration

    config = BartConfig(
        vocab_size=50264, d_model=1024, encoder_layers=encoder, decoder_layers=decoder,
        encoder_ffn_dim=4096, decoder_ffn_dim=4096, encoder_attention_heads=16,
        decoder_attention_heads=16, max_position_embeddings=1024, forced_eos_token_id=None,
    )  # fmt: skip
    return BartForConditionalGeneration(config)


def _t5() -> Any:
    from transformers import T5Config, T5ForConditionalGeneration

    config = T5Config(
        vocab_size=32128, d_model=512, d_kv=64, d_ff=2048, num_layers=6, num_heads=8,
        n_positions=1024, decoder_start_token_id=0, pad_token_id=0, eos_token_id=1,
    )  # fmt: skip
    return T5ForConditionalGeneration(config)


SHAPES: Mapping[str, tuple[Callable[[], Any], list[str], int]] = {
    "distilbart-12-6": (lambda: _bart(12, 6), ["<s>", "<pad>", "</s>", "<unk>"], 50264),
    "distilbart-6-6": (lambda: _bart(6, 6), ["<s>", "<pad>", "</s>", "<unk>"], 50264),
    "t5-small": (_t5, ["<pad>", "</s>", "<unk>"], 32128),
}
"""How each shape is built, the tokens its vocabulary begins with, and its size."""


def make(shape: str, root: Path) -> Path:
    """The folder of a checkpoint, made where there is none."""
    import torch

    from summarizer.condense.quiet import quiet

    folder = root / shape
    if (folder / "tokenizer.json").is_file():
        return folder
    build, special, size = SHAPES[shape]
    torch.manual_seed(0)
    with quiet():
        build().save_pretrained(folder)
    _tokenizer(folder, special, size)
    return folder


def _tokenizer(folder: Path, special: Sequence[str], size: int) -> None:
    """One token a word, so that articles are as long as they are meant to be."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    words = [*special, "a", "word", *(f"w{n}" for n in range(size - len(special) - 2))]
    made = Tokenizer(models.WordLevel({w: n for n, w in enumerate(words)}, "<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.add_special_tokens(list(special))
    frame = ["<s>", "$A", "</s>"] if "<s>" in special else ["$A", "</s>"]
    ids = [(token, words.index(token)) for token in special]
    made.post_processor = processors.TemplateProcessing(single=frame, special_tokens=ids)
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 1024,
        **{f"{name}_token": f"<{name}>" for name in ("pad", "unk")},
        "eos_token": "</s>",
        "bos_token": special[0],
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    made.save(str(folder / "tokenizer.json"))


def articles(count: int) -> list[Job]:
    """Random words; lengths in even steps from the shortest to the longest, in random order."""
    chance = random.Random(1)
    step = (LONGEST - SHORTEST) / max(1, count - 1)
    sizes = [round(SHORTEST + step * n) for n in range(count)] if count > 1 else [650]
    chance.shuffle(sizes)
    return [
        Job(f"{n:03}", "", " ".join(f"w{chance.randrange(WORDS)}" for _ in range(size - 2)), size)
        for n, size in enumerate(sizes)
    ]
