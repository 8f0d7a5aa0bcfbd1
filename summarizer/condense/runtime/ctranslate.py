"""The ctranslate2 engine (an extra): little memory and a quick start, in 8 bits where that is fast.

A checkpoint is converted once and kept in the user's cache under a hash of its content. What this
engine writes isn't grounded: it may use any word, and is checked afterwards like all summaries.
"""

from __future__ import annotations

import json
import logging
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarizer.condense import families
from summarizer.condense.engine import Job, Written
from summarizer.condense.places import Place
from summarizer.condense.quiet import quiet
from summarizer.condense.runtime import machine
from summarizer.condense.runtime.files import Fields, Unsupported, read_json
from summarizer.condense.runtime.texts import Texts, lengths, special
from summarizer.condense.runtime.tokens import Tokens, load_tokens
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import ModelError

log = logging.getLogger(__name__)

FAMILIES: Mapping[str, Mapping[str, Any]] = {
    "bart": {"eos_token_id": 2, "decoder_start_token_id": 2, "pad_token_id": 1},
    "t5": {"eos_token_id": 1, "decoder_start_token_id": 0, "pad_token_id": 0},
}
"""What it serves, and what their configs leave unsaid."""
BATCH_TOKENS = 4096
_CHUNK = 1 << 22
_MISSING = "pip install 'brief-memo[ctranslate2]', or choose `--runtime torch`"


class CTranslateEngine(Texts):
    """Runs one converted checkpoint."""

    def __init__(
        self, place: Place, tokens: Tokens, translator: Any, config: Fields, generation: Fields
    ) -> None:
        super().__init__(place.name, tokens, families.window(config, tokens.model_max_length))
        self.defaults = families.defaults(config, generation)
        self._translator, self._config = translator, config
        self._special = special(config, generation, tokens)

    def write(self, jobs: Iterable[Job], settings: GenerationSettings) -> dict[str, Written]:
        ordered = sorted(jobs, key=lambda job: (-job.tokens, job.id))
        parts: dict[tuple[int, int], list[Job]] = {}
        for job in ordered:
            parts.setdefault(lengths(settings, self._config, job), []).append(job)
        written: dict[str, Written] = {}
        for (least, most), group in parts.items():
            for job, found in zip(group, self._run(group, settings, least, most), strict=True):
                written[job.id] = self._written(found, settings)
        return written

    def _run(
        self, jobs: Sequence[Job], settings: GenerationSettings, least: int, most: int
    ) -> list[Any]:
        sources = [[self._tokens.token(number) for number in row] for row in self._read(jobs)]
        forced = self._special.forced
        start = None if forced is None else [[self._tokens.token(forced)]] * len(sources)
        found = self._translator.translate_batch(
            sources,
            target_prefix=start,
            beam_size=settings.beams or 1,
            length_penalty=settings.length_penalty or 0.0,
            no_repeat_ngram_size=settings.no_repeat_ngram or 0,
            min_decoding_length=least,
            max_decoding_length=most,
            max_input_length=0,
            return_scores=True,
            return_end_token=True,
            max_batch_size=settings.batch_tokens or BATCH_TOKENS,
            batch_type="tokens",
        )
        return list(found)

    def _written(self, found: Any, settings: GenerationSettings) -> Written:
        tokens = tuple(self._tokens.convert_tokens_to_ids(t) or 0 for t in found.hypotheses[0])
        if not tokens:
            return Written((), "", 0.0, False)
        # its scores are sums over the length to the power of the penalty
        mean = found.scores[0] * len(tokens) ** ((settings.length_penalty or 0.0) - 1)
        text = self._tokens.decode(tokens, skip_special_tokens=True)
        finished = tokens[-1] == self._special.end
        return Written(tokens, text, min(1.0, math.exp(mean)), finished)


def open_ctranslate(
    place: Place,
    precision: machine.Precision | None = None,
    *,
    cache: Path | None = None,
    workers: int | None = None,
) -> CTranslateEngine:
    """`workers` batches run side by side, by default one, on all cores.

    Raises ModelError where the extra is missing, Unsupported for what it doesn't serve.
    """
    if find_spec("ctranslate2") is None:
        raise ModelError(place.name, "needs ctranslate2, which isn't installed", _MISSING)
    values = read_json(place.folder / "config.json")
    if values.get("model_type") not in FAMILIES or "auto_map" in values:
        raise Unsupported(f"its family is {values.get('model_type') or 'unknown'}")
    config = Fields(values, FAMILIES[values["model_type"]])
    chosen = precision or ("int8" if machine.eight_bit() else "fp32")
    kind = {"fp32": "float32", "int8": "int8", "bf16": "bfloat16"}[chosen]
    generation = Fields(read_json(place.folder / "generation_config.json") or values)
    tokens = load_tokens(place.folder)
    folder = converted(place, kind, cache or default_cache())
    translator = _translator(folder, kind, workers or 1)
    log.info("%s: ctranslate2 runtime, %s, not grounded", place.name, chosen)
    return CTranslateEngine(place, tokens, translator, config, generation)


def _translator(folder: Path, kind: str, workers: int) -> Any:
    import ctranslate2

    return ctranslate2.Translator(
        str(folder),
        device="cpu",
        compute_type=kind,
        inter_threads=workers,
        intra_threads=max(1, machine.cores() // workers),
    )


def default_cache() -> Path:
    """A folder in the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("brief") / "ctranslate2"


def converted(place: Place, kind: str, cache: Path) -> Path:
    """The folder of a checkpoint in ctranslate2's format, made where there is none. It appears
    there whole or not at all."""
    target = cache / f"{content_key(place.folder, cache)}-{kind}"
    if target.is_dir():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(dir=cache, prefix=".making-"))
    try:
        _convert(place, workplace / "model", kind)
        try:
            (workplace / "model").rename(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return target


def _convert(place: Place, target: Path, kind: str) -> None:
    log.info("%s: converting to ctranslate2 (%s), once", place.name, kind)
    try:
        with quiet():
            made = _converter()(str(place.folder), trust_remote_code=False)
            made.convert(str(target), quantization=kind)
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RuntimeError) as error:
        why = " ".join(str(error).split())[:120]
        raise Unsupported(f"ctranslate2 can't convert it ({why})") from error


def _converter() -> Any:
    """ctranslate2's own, with what transformers 5 no longer says of a model."""
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, *args: Any, **kwargs: Any) -> Any:
            model = super().load_model(*args, **kwargs)
            config = model.config
            if not hasattr(config, "normalize_before"):
                config.normalize_before = False
            config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", True)
            return model

    return Converter


def content_key(folder: Path, cache: Path) -> str:
    """A hash of the files that make up a checkpoint. Weights are hashed once, and again where
    their size or time changed."""
    key = blake2b(digest_size=16)
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.safetensors")]):
        key.update(path.name.encode() + b"\0" + _hash(path, cache).encode() + b"\0")
    return key.hexdigest()


def _hash(path: Path, cache: Path) -> str:
    stat = path.stat()
    seen = [str(path.resolve()), stat.st_size, stat.st_mtime_ns, stat.st_ino]
    name = blake2b(json.dumps(seen).encode(), digest_size=16).hexdigest()
    noted = cache / f"{name}.hash"
    try:
        return noted.read_text(encoding="ascii")
    except (OSError, ValueError):
        pass
    found = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    cache.mkdir(parents=True, exist_ok=True)
    fresh = noted.with_suffix(f".{os.getpid()}")
    fresh.write_text(found.hexdigest(), encoding="ascii")
    fresh.replace(noted)
    return found.hexdigest()
