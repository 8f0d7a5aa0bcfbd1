"""A checkpoint folder: config.json, model.safetensors (bf16), tokenizer.json. Needs no
transformers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError
from summarizer.models.memory import remember_less
from summarizer.models.parts import PartsHead, load_head

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from summarizer.models.network import BriefNetwork

MODEL_TYPE = "brief"
ARCHITECTURE = "BriefForConditionalGeneration"
TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": 512,
    "pad_token": "[PAD]",
    "unk_token": "[UNK]",
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "mask_token": "[MASK]",
}
"""tokenizer_config.json, for loading through transformers."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network ready for use and the tokenizer that belongs to it."""

    network: BriefNetwork
    tokenizer: Tokenizer
    parts: PartsHead | None = None


@cache
def shipped() -> Checkpoint:
    """The checkpoint inside the package, in 8 bits where the processor can. Loaded once: reader and
    writer share it, and nothing changes it."""
    return load(Path(__file__).with_name("weights"), int8=True)


def load(folder: Path, *, int8: bool = False) -> Checkpoint:
    """Loads a checkpoint in fp32 for inference.

    int8: multiply the encoder's matrices in 8 bits, about twice as fast on processors with VNNI.
    Raises ModelError where a file is missing or does not fit.
    """
    remember_less()
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelError(str(folder), f"has no {name}", "name a folder with a brief checkpoint")
    raw = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if raw.get("model_type") != MODEL_TYPE:
        raise ModelError(
            str(folder),
            f"holds a model of type {raw.get('model_type')!r}",
            "load it through transformers instead",
        )
    try:
        network = assembled(raw, load_file(folder / "model.safetensors"), int8=int8)
    except RuntimeError as error:
        problem = str(error).splitlines()[0]
        raise ModelError(str(folder), problem, "install the package again") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return Checkpoint(network, tokenizer, load_head(folder))


def assembled(raw: Mapping[str, Any], weights: Mapping[str, Tensor], *, int8: bool) -> BriefNetwork:
    """The network of a config.json with these weights, for inference. RuntimeError where they
    don't fit."""
    from summarizer.models.network import BriefNetwork, NetworkConfig

    network = _blank(BriefNetwork, NetworkConfig(**known_fields(raw)))
    network.load_state_dict({k: v.float() for k, v in weights.items()}, assign=True)
    network.eval()
    if int8:
        from summarizer.models.quantize import in_eight_bits

        in_eight_bits(network.encoder)
    return network


def _blank(kind: type[BriefNetwork], config: Any) -> BriefNetwork:
    """A network whose parameters take no time to fill, as the checkpoint's replace them."""
    import torch

    with torch.device("meta"):
        network = kind(config)
    network.function_ids = torch.tensor(config.function_ids, dtype=torch.long)
    return network


def known_fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of NetworkConfig out of a config.json, lists as tuples."""
    from summarizer.models.network import NetworkConfig

    names = {f.name for f in fields(NetworkConfig)}
    return {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k in names}


def save(folder: Path, network: BriefNetwork, tokenizer: Tokenizer) -> None:
    """Writes a checkpoint in bf16."""
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = {k: v.to(torch.bfloat16).contiguous() for k, v in network.state_dict().items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config: dict[str, Any] = {
        "model_type": MODEL_TYPE,
        "architectures": ["BriefForConditionalGeneration"],
    }
    config |= asdict(network.config)
    config |= {"is_encoder_decoder": True, "pad_token_id": network.config.pad_id}
    config |= {"bos_token_id": network.config.cls_id, "eos_token_id": network.config.end_id}
    config |= {"decoder_start_token_id": network.config.task_ids["condense"]}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps(TOKENIZER, indent=1) + "\n")
