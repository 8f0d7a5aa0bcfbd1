"""From a `--model` name to a condenser, and one clear line where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.condense import Condenser, GenerationSettings, load
from summarizer.errors import ModelError
from tests.condense.articles import FUND, readings
from tests.condense.conftest import SHAPES

Checkpoints = Callable[[str], Path]


def refused(model: str | Path, store: Path) -> str:
    """The one line that opening a model ends with."""
    with pytest.raises(ModelError) as error:
        load(str(model), store=store)
    line = str(error.value)
    assert "\n" not in line
    return line


@pytest.fixture
def copy(checkpoint: Checkpoints, tmp_path: Path) -> Path:
    """A BART checkpoint to spoil."""
    return Path(shutil.copytree(checkpoint("bart"), tmp_path / "mine"))


def test_importing_the_room_loads_no_model_library() -> None:
    """Neither the room nor its extractive door imports torch or transformers."""
    code = (
        "import sys; from summarizer.condense import load; load('extractive'); load('default');"
        "import summarizer.condense.hub;"
        "assert not {'torch', 'transformers', 'tokenizers', 'huggingface_hub'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_folder_is_a_door(checkpoint: Checkpoints, shape: str, tmp_path: Path) -> None:
    """Any encoder-decoder checkpoint opens from its folder, and condenses."""
    settings = GenerationSettings(beams=1, max_new_tokens=6)
    opened: Condenser = load(str(checkpoint(shape)), settings, store=tmp_path)
    assert opened.name == shape
    (summary,) = opened.condense([FUND], readings(FUND))
    assert summary.condenser == shape


def test_opening_a_checkpoint_prints_nothing(
    checkpoint: Checkpoints, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """transformers' notices and bars stay off the terminal, and come back afterwards."""
    from transformers.utils import logging

    before = logging.get_verbosity(), logging.is_progress_bar_enabled()
    settings = GenerationSettings(beams=2, max_new_tokens=6)
    load(str(checkpoint("t5")), settings, store=tmp_path).condense([FUND], {})
    assert capfd.readouterr() == ("", "")
    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before


def test_settings_can_say_that_a_checkpoint_follows_instructions(
    checkpoint: Checkpoints, tmp_path: Path
) -> None:
    """What the name doesn't tell, the settings may."""
    folder = str(checkpoint("t5"))
    assert not load(folder, store=tmp_path).follows_instructions
    assert load(folder, GenerationSettings(instructions=True), store=tmp_path).follows_instructions


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A path that isn't there is no hub id."""
    line = refused(tmp_path / "nowhere", tmp_path)
    assert "nowhere: is not a folder" in line


def test_an_empty_folder_is_no_checkpoint(tmp_path: Path) -> None:
    """A folder without a config is refused."""
    assert "has no config.json" in refused(tmp_path, tmp_path / "store")


def test_a_decoder_alone_is_refused_by_name(copy: Path, tmp_path: Path) -> None:
    """A decoder-only checkpoint doesn't condense, and the line says what does."""
    (copy / "config.json").write_text(json.dumps({"model_type": "gpt2"}))
    line = refused(copy, tmp_path)
    assert "mine: is no encoder-decoder checkpoint (gpt2)" in line
    assert "distilbart" in line


def test_an_encoder_decoder_for_sound_is_refused(copy: Path, tmp_path: Path) -> None:
    """Encoder-decoder is not enough: it must turn text into text."""
    (copy / "config.json").write_text(
        json.dumps({"model_type": "whisper", "is_encoder_decoder": True})
    )
    assert "does not turn text into text (whisper)" in refused(copy, tmp_path)


def test_code_of_its_own_is_never_run(copy: Path, tmp_path: Path) -> None:
    """A checkpoint that brings code is refused, and the code isn't even read."""
    trap = tmp_path / "trap"
    (copy / "modeling.py").write_text(f"open({str(trap)!r}, 'w')\nclass C: pass\n")
    auto = {"AutoConfig": "modeling.C", "AutoModelForSeq2SeqLM": "modeling.C"}
    (copy / "config.json").write_text(json.dumps({"model_type": "own", "auto_map": auto}))
    assert "has no usable config" in refused(copy, tmp_path / "store")
    assert not trap.exists()


def test_a_bin_is_not_read(copy: Path, tmp_path: Path) -> None:
    """Weights that could run code are refused with the way to get them as safetensors."""
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    line = refused(copy, tmp_path)
    assert "has no safetensors weights, only a .bin" in line
    assert "brief models pull" in line


def test_broken_weights_are_refused(copy: Path, tmp_path: Path) -> None:
    """A file that is cut short is named, not half loaded."""
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    assert "has weights that can't be read" in refused(copy, tmp_path)


def test_missing_weights_are_not_made_up(copy: Path, tmp_path: Path) -> None:
    """A checkpoint that lacks some weights is refused instead of filled with random ones."""
    from safetensors.torch import load_file, save_file

    weights = load_file(copy / "model.safetensors")
    del weights["model.encoder.layers.0.fc1.weight"]
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    assert "lacks 1 of its weights (model.encoder.layers.0.fc1.weight" in refused(copy, tmp_path)


def test_a_missing_tokenizer_is_named(copy: Path, tmp_path: Path) -> None:
    """Without its tokenizer files a checkpoint can't be used."""
    for file in copy.iterdir():
        if file.name not in ("config.json", "model.safetensors", "generation_config.json"):
            file.unlink()
    assert "has no usable tokenizer" in refused(copy, tmp_path)


def test_a_tokenizer_of_another_checkpoint_is_refused(
    copy: Path, checkpoint: Checkpoints, tmp_path: Path
) -> None:
    """A vocabulary larger than the model's is caught before it crashes the writing."""
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(copy / file, tmp_path / file)
    other = Path(shutil.copytree(checkpoint("bert2bert"), tmp_path / "other"))
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(tmp_path / file, other / file)
    assert "tokenizer of another checkpoint" in refused(other, tmp_path)


def test_offline_is_respected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Offline, a known model that isn't here is one line with what to do."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    line = refused("distilbart", tmp_path)
    assert line.startswith("distilbart: can't be had (offline")
    assert "brief models pull distilbart" in line
    assert "--model extractive" in line


def test_an_unreachable_hub_is_one_line(tmp_path: Path) -> None:
    """Where the hub can't be reached, an unknown id ends in one line with what to do."""
    code = (
        "import sys; from pathlib import Path; from summarizer.condense import load;"
        "from summarizer.errors import ModelError\n"
        "try: load('someone/some-model', store=Path(sys.argv[1]))\n"
        "except ModelError as error: print(error)"
    )
    environment = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path), "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("someone/some-model: can't be had (the hub can't be reached)")
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.slow
def test_a_hub_id_opens_from_the_cache(checkpoint: Checkpoints, tmp_path: Path) -> None:
    """Offline, a checkpoint that was fetched before opens by its id, under its id."""
    commit = "0123456789abcdef0123456789abcdef01234567"
    root = tmp_path / "hub" / "models--someone--tiny"
    shutil.copytree(checkpoint("bart"), root / "snapshots" / commit)
    (root / "refs").mkdir()
    (root / "refs" / "main").write_text(commit)
    code = (
        "import sys; from pathlib import Path; from summarizer.condense import load;"
        "print(load('someone/tiny', store=Path(sys.argv[1])).name)"
    )
    environment = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "someone/tiny\n"
