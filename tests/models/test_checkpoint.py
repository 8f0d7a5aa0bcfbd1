from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.errors import ModelError
from summarizer.models.checkpoint import load, save
from tests.models.tiny import checkpoint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours = checkpoint()
    save(tmp_path, ours.network, ours.tokenizer)
    return tmp_path


def test_a_checkpoint_comes_back(folder: Path) -> None:
    """What was saved is loaded again, to bf16's precision."""
    ours, again = checkpoint().network, load(folder).network
    assert again.config == ours.config
    for name, value in ours.state_dict().items():
        assert (again.state_dict()[name] - value).abs().max() < 0.02


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """A folder that lacks a file is refused by that file's name."""
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        load(folder)


def test_another_kind_of_model_is_refused(folder: Path) -> None:
    """A checkpoint of another type is refused by its type."""
    (folder / "config.json").write_text(json.dumps({"model_type": "bart"}))
    with pytest.raises(ModelError, match="bart"):
        load(folder)


def test_transformers_loads_and_generates_the_same(folder: Path) -> None:
    """`AutoModelForSeq2SeqLM` generates with its cache, greedily and with beams, from the source
    only."""
    import torch
    from transformers import AutoModelForSeq2SeqLM

    import summarizer.models.registered  # noqa: F401

    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    ids = torch.tensor([[2, 9, 10, 11, 12, 13, 14, 3], [2, 15, 16, 17, 3, 0, 0, 0]])
    mask = ids != 0
    for beams in (1, 2):
        out = model.generate(
            input_ids=ids, attention_mask=mask, max_new_tokens=8, num_beams=beams, do_sample=False
        )
        for row, source in zip(out.tolist(), ids.tolist(), strict=True):
            free = {0, *model.config.function_ids, *model.config.task_ids.values()}
            assert set(row) <= set(source) | free
