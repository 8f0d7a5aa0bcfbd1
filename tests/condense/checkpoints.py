"""Tiny checkpoints, real ones: tokenizers trained on a few sentences, small networks with random
or shortly trained weights, saved the way published checkpoints are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import (
    ByteLevelBPETokenizer,
    SentencePieceUnigramTokenizer,
    Tokenizer,
    models,
    normalizers,
    pre_tokenizers,
    trainers,
)
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    BartTokenizer,
    BertConfig,
    BertTokenizer,
    EncoderDecoderConfig,
    EncoderDecoderModel,
    PegasusConfig,
    PegasusForConditionalGeneration,
    PegasusTokenizer,
    T5Config,
    T5ForConditionalGeneration,
    T5Tokenizer,
)

from summarizer.condense.lexicon import closed_list
from summarizer.condense.quiet import quiet
from tests.condense.articles import FUND, HARBOR, TALKS

CORPUS = [a.cut(s) for a in (HARBOR, TALKS, FUND) for s in a.sentences] * 4
TEXTS = [*CORPUS, " ".join(closed_list()), "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
TEXTS += ["State the price. State who leads. pays will run"] * 8
TEXTS += ["0123456789 .,;:!?()'\"“”‘’%$€£&-–—/"] * 2
WINDOW = 96


def bart(folder: Path) -> Path:
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(
        TEXTS, vocab_size=700, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    )
    folder.mkdir(parents=True)
    trained.save_model(str(folder))
    tokenizer = BartTokenizer.from_pretrained(folder, model_max_length=WINDOW)
    config = BartConfig(
        vocab_size=len(tokenizer), max_position_embeddings=WINDOW, d_model=32,
        encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=32, decoder_ffn_dim=32,
    )  # fmt: skip
    model = BartForConditionalGeneration(config)
    model.generation_config.update(num_beams=2, forced_bos_token_id=0, max_length=24, min_length=4)
    return save(model, tokenizer, folder)


def _unigram(size: int) -> list[tuple[str, float]]:
    trained = SentencePieceUnigramTokenizer()
    trained.train_from_iterator(TEXTS, vocab_size=size, unk_token="<unk>", show_progress=False)
    vocab = trained.get_vocab(with_added_tokens=False)
    scores = {piece: -5.0 - rank / 100 for piece, rank in vocab.items() if piece != "<unk>"}
    return sorted(scores.items(), key=lambda item: -item[1])


def t5_tokenizer() -> T5Tokenizer:
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    return T5Tokenizer(vocab=special + _unigram(500), extra_ids=0, model_max_length=WINDOW)


def t5(folder: Path) -> Path:
    tokenizer = t5_tokenizer()
    config = T5Config(
        vocab_size=len(tokenizer), d_model=32, d_kv=16, d_ff=64, num_layers=2, num_heads=2,
        n_positions=WINDOW, decoder_start_token_id=0,
    )  # fmt: skip
    return save(T5ForConditionalGeneration(config), tokenizer, folder)


def pegasus(folder: Path) -> Path:
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<mask_1>", 0.0), ("<mask_2>", 0.0)]
    vocab = [*special, ("<unk>", 0.0), ("<n>", -6.0), *_unigram(500)]
    tokenizer = PegasusTokenizer(vocab=vocab, offset=2, model_max_length=WINDOW)
    config = PegasusConfig(
        vocab_size=len(tokenizer), max_position_embeddings=WINDOW, d_model=32,
        encoder_layers=1, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=32, decoder_ffn_dim=32,
    )  # fmt: skip
    return save(PegasusForConditionalGeneration(config), tokenizer, folder)


def bert2bert(folder: Path) -> Path:
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trained = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    trained.normalizer = normalizers.BertNormalizer(lowercase=True)
    trained.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=500, special_tokens=special, show_progress=False)
    trained.train_from_iterator(TEXTS, trainer)
    tokenizer = BertTokenizer(vocab=trained.get_vocab(), model_max_length=WINDOW)
    half = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=WINDOW,
    )  # fmt: skip
    config = EncoderDecoderConfig.from_encoder_decoder_configs(half, half)
    config.decoder_start_token_id = tokenizer.cls_token_id
    config.pad_token_id = tokenizer.pad_token_id
    config.eos_token_id = tokenizer.sep_token_id
    return save(EncoderDecoderModel(config), tokenizer, folder)


def save(model: Any, tokenizer: Any, folder: Path) -> Path:
    with quiet():
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return folder


BUILDERS: Mapping[str, Callable[[Path], Path]] = {
    "bart": bart,
    "t5": t5,
    "pegasus": pegasus,
    "bert2bert": bert2bert,
}
"""One builder a shape of checkpoint; the next shape goes here."""


def build(shape: str, folder: Path) -> Path:
    torch.manual_seed(7)
    return BUILDERS[shape](folder)


def train(
    model: Any, tokenizer: Any, pairs: Sequence[tuple[str, str]], steps: int, batch: int
) -> float:
    """Teach a model to answer each text with its counterpart; the last loss."""
    random = torch.Generator().manual_seed(0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    model.train()
    for step in range(steps):
        rows = [pairs[i] for i in torch.randint(len(pairs), (batch,), generator=random)]
        inputs = tokenizer([text for text, _ in rows], padding=True, return_tensors="pt")
        labels = tokenizer([text for _, text in rows], padding=True, return_tensors="pt").input_ids
        labels[labels == tokenizer.pad_token_id] = -100
        loss = model(**inputs, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = 5e-3 * (1 - step / steps)
    model.eval()
    return float(loss.detach())
