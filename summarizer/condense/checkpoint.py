"""Loading a transformers encoder-decoder checkpoint from a folder: safetensors, no code of its own.

What can't be used is refused by name, before any weight is read where the config tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.condense import families
from summarizer.condense.places import Place
from summarizer.condense.quiet import quiet
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import ModelError

_OTHER = "use an encoder-decoder checkpoint such as distilbart, or `--model extractive`"
_BESIDE = "put its own tokenizer files beside its config.json"
_FAULTS = (OSError, ValueError, KeyError, ImportError, RuntimeError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A loaded model with its tokenizer. `window` counts the tokens its encoder reads at once,
    `defaults` is a full set of settings."""

    name: str
    model: Any
    tokenizer: Any
    window: int
    defaults: GenerationSettings


def load_checkpoint(place: Place) -> Checkpoint:
    """Raises ModelError naming the checkpoint, what is wrong with it and what to do."""
    with quiet():
        config = _config(place)
        _refuse_others(place, config)
        tokenizer = _tokenizer(place)
        model = _model(place)
    _refuse_mismatch(place, tokenizer, model)
    # A summary that was cut off must not look finished; `generate` takes what its own config is
    # given as None from here.
    model.generation_config.forced_eos_token_id = None
    return Checkpoint(
        name=place.name,
        model=model,
        tokenizer=tokenizer,
        window=families.window(config, tokenizer.model_max_length),
        defaults=families.defaults(config, model.generation_config),
    )


def _config(place: Place) -> Any:
    from transformers import AutoConfig

    if not (place.folder / "config.json").is_file():
        raise ModelError(place.name, "has no config.json", "name a checkpoint's own folder")
    try:
        return AutoConfig.from_pretrained(
            place.folder, trust_remote_code=False, local_files_only=True
        )
    except _FAULTS as error:
        raise ModelError(place.name, f"has no usable config ({_short(error)})", _OTHER) from error


def _refuse_others(place: Place, config: Any) -> None:
    """Decoder-only checkpoints, encoders alone, and those that read something else than text."""
    from transformers.models.auto.modeling_auto import MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING

    kind = config.model_type
    if not config.is_encoder_decoder:
        raise ModelError(place.name, f"is no encoder-decoder checkpoint ({kind})", _OTHER)
    classes = MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING
    if type(config) not in classes or _input(classes[type(config)]) != "input_ids":
        raise ModelError(place.name, f"does not turn text into text ({kind})", _OTHER)
    if not _has_safetensors(place.folder):
        problem = "has no safetensors weights"
        if any(place.folder.glob("*.bin")):
            problem += ", only a .bin, which can run code when it is read"
        pull = "fetch it with `brief models pull` where it is listed by `brief models list`"
        raise ModelError(place.name, problem, f"{pull}, or save it again as safetensors")


def _input(model: Any) -> str:
    return str(getattr(model, "main_input_name", "input_ids"))


def _has_safetensors(folder: Path) -> bool:
    names = ("model.safetensors", "model.safetensors.index.json")
    return any((folder / name).is_file() for name in names)


def _tokenizer(place: Place) -> Any:
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(
            place.folder, trust_remote_code=False, local_files_only=True
        )
    except _FAULTS as error:
        needs = "sentencepiece" in str(error) and _sentencepiece_missing()
        remedy = "pip install sentencepiece" if needs else _BESIDE
        raise ModelError(
            place.name, f"has no usable tokenizer ({_short(error)})", remedy
        ) from error
    if tokenizer is None or tokenizer.pad_token_id is None:
        raise ModelError(place.name, "has a tokenizer without a padding token", _OTHER)
    return tokenizer


def _refuse_mismatch(place: Place, tokenizer: Any, model: Any) -> None:
    """transformers makes an empty tokenizer where there are no files, and takes any other's."""
    if set(tokenizer("a word", add_special_tokens=False)["input_ids"]) <= {tokenizer.unk_token_id}:
        raise ModelError(place.name, "has no usable tokenizer (no vocabulary)", _BESIDE)
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        raise ModelError(place.name, "has the tokenizer of another checkpoint", _BESIDE)


def _sentencepiece_missing() -> bool:
    from importlib.util import find_spec

    return find_spec("sentencepiece") is None


def _model(place: Place) -> Any:
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForSeq2SeqLM

    try:
        model, report = AutoModelForSeq2SeqLM.from_pretrained(
            place.folder,
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            dtype=torch.float32,
            output_loading_info=True,
        )
    except (*_FAULTS, SafetensorError) as error:
        raise ModelError(
            place.name, f"has weights that can't be read ({_short(error)})", "fetch it again"
        ) from error
    if missing := sorted(report["missing_keys"]):
        problem = f"lacks {len(missing)} of its weights ({missing[0]} …)"
        raise ModelError(place.name, problem, "fetch it again")
    return model.eval()


def _short(error: Exception) -> str:
    """The first sentence of an error, on one line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 120 else text[:117].rstrip() + "…"
