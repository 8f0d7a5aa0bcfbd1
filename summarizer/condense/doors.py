"""`--model` to a condenser, through a table of doors.

A condenser that isn't a transformers checkpoint gets a line in `DOORS`; whatever no door names is
taken for a checkpoint: a known name, a folder, or a hub id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from summarizer.condense.base import Condenser
from summarizer.condense.embedded import EmbeddedCondenser
from summarizer.condense.extractive import ExtractiveCondenser
from summarizer.condense.families import follows_instructions
from summarizer.condense.hub import default_store
from summarizer.condense.settings import GenerationSettings

DEFAULT = "default"

Door = Callable[[GenerationSettings], Condenser]


def _embedded(_: GenerationSettings) -> Condenser:
    return EmbeddedCondenser()


def _extractive(_: GenerationSettings) -> Condenser:
    return ExtractiveCondenser()


DOORS: Mapping[str, Door] = {
    DEFAULT: _embedded,
    "embedded": _embedded,
    "extractive": _extractive,
}


def load(
    model: str, settings: GenerationSettings | None = None, *, store: Path | None = None
) -> Condenser:
    """The condenser behind a name. `store` is where `brief models pull` keeps checkpoints.

    Raises ModelError naming a checkpoint that can't be had or used, and what to do.
    """
    chosen = settings or GenerationSettings()
    door = DOORS.get(model)
    return door(chosen) if door else _checkpoint(model, chosen, store or default_store())


def _checkpoint(model: str, settings: GenerationSettings, store: Path) -> Condenser:
    from summarizer.condense.places import find
    from summarizer.condense.runtime.choose import open_engine
    from summarizer.condense.seq2seq import Seq2SeqCondenser

    place = find(model, store)
    instructed = settings.instructions
    if instructed is None:
        instructed = follows_instructions(place.name)
    engine = open_engine(place, settings.runtime, settings.precision)
    return Seq2SeqCondenser(place.name, engine, settings, instructions=instructed)
