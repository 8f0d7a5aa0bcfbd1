"""A checkpoint's tokenizer without transformers, where its files suffice.

It has the few names of transformers' tokenizers that this room uses, so that either will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.condense.runtime.files import Unsupported, read_json

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ENDLESS = 10**30
"""What transformers says of a tokenizer that knows no limit."""
_SPECIAL = {"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
_TIDIED = (
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
)  # fmt: skip
_PAIR = ("vocab.json", "merges.txt")


class Tokens:
    """Text to ids and back."""

    def __init__(self, tokenizer: Tokenizer, config: dict[str, Any]) -> None:
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tidy = bool(config.get("clean_up_tokenization_spaces", False))
        self.model_max_length = config.get("model_max_length") or ENDLESS
        self.eos_token_id = self._special(config, "eos_token")
        self.pad_token_id = self._special(config, "pad_token")
        self.unk_token_id = self._special(config, "unk_token")

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size(with_added_tokens=True))

    def __call__(
        self, texts: str | Sequence[str], *, add_special_tokens: bool = True
    ) -> dict[str, Any]:
        if isinstance(texts, str):
            one = self._tokenizer.encode(texts, add_special_tokens=add_special_tokens)
            return {"input_ids": one.ids}
        many = self._tokenizer.encode_batch(list(texts), add_special_tokens=add_special_tokens)
        return {"input_ids": [row.ids for row in many]}

    def decode(self, ids: Sequence[int], *, skip_special_tokens: bool = False) -> str:
        text = self._tokenizer.decode(list(ids), skip_special_tokens=skip_special_tokens)
        for untidy, tidy in _TIDIED if self._tidy else ():
            text = text.replace(untidy, tidy)
        return str(text)

    def num_special_tokens_to_add(self) -> int:
        return int(self._tokenizer.num_special_tokens_to_add(False))

    def convert_tokens_to_ids(self, token: str) -> int | None:
        found = self._tokenizer.token_to_id(token)
        return self.unk_token_id if found is None else int(found)

    def token(self, number: int) -> str:
        """The text of a token as the vocabulary spells it."""
        return str(self._tokenizer.id_to_token(number))

    def _special(self, config: dict[str, Any], name: str) -> int | None:
        given = config.get(name, _SPECIAL[name])
        text = given.get("content") if isinstance(given, dict) else given
        found = self._tokenizer.token_to_id(str(text))
        return None if found is None else int(found)


def load_tokens(folder: Path) -> Tokens:
    """Raises Unsupported where transformers must make the tokenizer."""
    config = {
        **read_json(folder / "special_tokens_map.json"),
        **read_json(folder / "tokenizer_config.json"),
    }
    try:
        found = Tokens(_tokenizer(folder), config)
    except Unsupported:
        raise
    except Exception as error:  # tokenizers raises bare Exceptions
        raise Unsupported(f"its tokenizer can't be read ({error})") from error
    if found.pad_token_id is None:
        raise Unsupported("its tokenizer lacks a padding token")
    return found


def _tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    if (folder / "tokenizer.json").is_file():
        return Tokenizer.from_file(str(folder / "tokenizer.json"))
    pair = [folder / name for name in _PAIR]
    if not all(path.is_file() for path in pair):
        raise Unsupported("it has no tokenizer.json")
    return _byte_level(*pair)


def _byte_level(vocab: Path, merges: Path) -> Tokenizer:
    """BART's tokenizer of before there was a file for all of it."""
    from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers, processors
    from tokenizers.models import BPE

    model = BPE.from_file(str(vocab), str(merges))
    made = Tokenizer(model)
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    made.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    end, start = made.token_to_id("</s>"), made.token_to_id("<s>")
    if end is None or start is None:
        raise Unsupported("its vocabulary lacks <s> or </s>")
    made.post_processor = processors.RobertaProcessing(
        ("</s>", end), ("<s>", start), add_prefix_space=False
    )
    return made
