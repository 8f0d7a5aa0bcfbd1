"""A network of a few thousand weights with a vocabulary of its own, for tests."""

from __future__ import annotations

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from summarizer.models.checkpoint import Checkpoint
from summarizer.models.network import BriefNetwork, NetworkConfig

TEXT = (
    "Harbour Foods Inc. agreed to buy Old Mill S.A. for $14.3 billion, ending months of talks. "
    "The board did not approve the bid from Northlight on Jan. 5, and its U.S. unit won't sell. "
    "Ms Vane's plan, which was made in haste, will close 12 bakeries."
)
SPANS = ((0, 89), (90, 181), (182, 246))


def tokenizer() -> Tokenizer:
    words = TEXT.lower().replace(".", " . ").replace(",", " , ").replace("$", " $ ")
    words = words.replace("'", " ' ")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[A]", "[B]", "[C]"]
    for word in words.split():
        halves = [word[:4], "##" + word[4:]] if len(word) > 5 else [word]
        pieces += [p for p in halves if p not in pieces]
    tok = Tokenizer(WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tok.normalizer = BertNormalizer(lowercase=True)
    tok.pre_tokenizer = BertPreTokenizer()
    return tok


def checkpoint(seed: int = 0) -> Checkpoint:
    torch.manual_seed(seed)
    tok = tokenizer()
    free = tuple(i for w in (".", ",", "the", "of", "to") if (i := tok.token_to_id(w)) is not None)
    config = NetworkConfig(
        vocab_size=tok.get_vocab_size(),
        width=24,
        encoder_layers=2,
        encoder_heads=2,
        encoder_ffn=32,
        positions=96,
        decoder_layers=2,
        decoder_heads=2,
        decoder_ffn=32,
        decoder_positions=64,
        sentence_width=16,
        function_ids=(3, *free),
        task_ids={"compress": 4, "headline": 5, "condense": 6},
        entity_tags=("O", "B-PER", "I-PER", "B-ORG", "I-ORG"),
        cls_id=2,
        end_id=3,
    )
    network = BriefNetwork(config).eval()
    for piece, number in tok.get_vocab().items():
        network.continues[number] = float(piece.startswith("##"))
    return Checkpoint(network, tok)
