"""The torch engine: checkpoints of the BART and T5 families and the package's own kind, written
with by a loop of our own."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from summarizer.condense import families
from summarizer.condense.engine import Job, Written
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine
from summarizer.condense.runtime.files import Fields, Unsupported, Weights, read_json
from summarizer.condense.runtime.texts import Special, Texts, lengths, special, spread
from summarizer.condense.runtime.tokens import Tokens, load_tokens
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from summarizer.condense.runtime.decode import Steps
    from summarizer.condense.runtime.search import Found

log = logging.getLogger(__name__)

FAMILIES: Mapping[str, str] = {
    "bart": "bart",
    "mbart": "bart",
    "pegasus": "bart",
    "t5": "t5",
    "mt5": "t5",
    "brief": "brief",
}
"""The module that builds each `model_type`; the next one goes here."""
BATCH_TOKENS = 8192
"""Source tokens in a batch where the settings don't say."""


class TorchEngine(Texts):
    """Runs one checkpoint on the CPU; batches side by side where there are several."""

    def __init__(
        self,
        place: Place,
        tokens: Tokens,
        network: Steps,
        config: Fields,
        generation: Fields,
    ) -> None:
        window = families.window(config, tokens.model_max_length)
        super().__init__(place.name, tokens, window)
        self.network = network
        self.defaults = families.defaults(config, generation)
        self._config = config
        self._special: Special = special(config, generation, tokens)
        self._grounds: Any = None

    def write(self, jobs: Iterable[Job], settings: GenerationSettings) -> dict[str, Written]:
        import torch

        threads = min(machine.cores(), torch.get_num_threads())
        batches = spread(jobs, settings.batch_tokens or BATCH_TOKENS, threads)
        if settings.grounded and batches and self._grounds is None:
            self._grounds = self._make_grounds()
        found = side_by_side(lambda batch: self._write_batch(batch, settings), batches, threads)
        return {
            job.id: written
            for batch, rows in zip(batches, found, strict=True)
            for job, written in zip(batch, rows, strict=True)
        }

    def _make_grounds(self) -> Any:
        from summarizer.condense.automaton import Grounds

        return Grounds(self._tokens, self.network.size(), self._special.end)

    def _write_batch(self, batch: Sequence[Job], settings: GenerationSettings) -> list[Written]:
        import torch

        from summarizer.condense.runtime.decode import decode
        from summarizer.condense.runtime.rules import Ground, Rules
        from summarizer.condense.runtime.search import Sought

        ids, own = self._read(batch), self._special
        sought = Sought(
            beams=settings.beams or 1,
            most=lengths(settings, self._config, batch[0])[1],
            end=own.end,
            length_penalty=settings.length_penalty or 0.0,
            early_stopping=bool(settings.early_stopping),
        )
        least = torch.tensor([lengths(settings, self._config, job)[0] for job in batch])
        rules = Rules(
            own.end,
            least.repeat_interleave(sought.beams),
            settings.no_repeat_ngram or 0,
            own.forced,
        )
        with torch.inference_mode():
            if settings.grounded:
                automaton = self._grounds.automaton([job.source for job in batch])
                rules.ground = Ground.of(automaton, sought.beams, own.forced)
            found = decode(self.network, self.network.read(ids), own.start, sought, rules)
        return [self._written(one) for one in found]

    def _written(self, found: Found) -> Written:
        text = self._tokens.decode(found.tokens, skip_special_tokens=True)
        return Written(found.tokens, text, math.exp(found.score), found.finished)


def side_by_side(
    work: Callable[[list[Job]], list[Written]], batches: Sequence[list[Job]], threads: int
) -> list[list[Written]]:
    """Batches in threads of this process, which share the weights; torch waits outside of Python's
    lock. Each thread computes with its share of the cores."""
    import torch

    split = machine.split(len(batches), threads)
    if split.workers == 1:
        return [work(batch) for batch in batches]
    before = torch.get_num_threads()
    torch.set_num_threads(split.threads)
    try:
        with ThreadPoolExecutor(split.workers) as pool:
            return list(pool.map(work, batches))
    finally:
        torch.set_num_threads(before)


def open_torch(place: Place, precision: machine.Precision | None = None) -> TorchEngine:
    """Raises Unsupported for a checkpoint that another runtime must serve, ModelError for one that
    is broken."""
    folder = place.folder
    values = read_json(folder / "config.json")
    family = FAMILIES.get(values.get("model_type", ""))
    if family is None or "auto_map" in values:
        raise Unsupported(f"its family is {values.get('model_type') or 'unknown'}")
    module = _module(family)
    chosen = precision or _format(module)
    config = Fields(values, module.DEFAULTS)
    tokens = load_tokens(folder)
    stated = read_json(folder / "generation_config.json") or values
    from summarizer.condense.runtime.parts import Builder

    weights = Weights(place, module.PREFIX)
    network = module.build(Builder(weights, chosen), config)
    if len(tokens) > config.vocab_size:
        raise ModelError(
            place.name,
            "has the tokenizer of another checkpoint",
            "put its own tokenizer files beside its config.json",
        )
    engine = TorchEngine(place, tokens, network, config, Fields(stated))
    log.info("%s: torch runtime, %s", place.name, chosen)
    return engine


def _format(module: Any) -> machine.Precision:
    """The machine's, or what a family is run in."""
    formats: Sequence[machine.Precision] = getattr(module, "FORMATS", ())
    own = (kind for kind in formats if kind != "int8" or machine.eight_bit())
    return next(own, None) or machine.precision()


def _module(family: str) -> Any:
    from importlib import import_module

    return import_module(f"summarizer.condense.runtime.{family}")
