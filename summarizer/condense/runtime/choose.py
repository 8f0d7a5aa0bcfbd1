"""Which engine runs a checkpoint: the one asked for, or the fastest that serves it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from summarizer.condense.engine import Engine, TransformersEngine
from summarizer.condense.places import Place
from summarizer.condense.runtime.files import Unsupported
from summarizer.condense.runtime.machine import Precision as Format
from summarizer.condense.settings import Precision, Runtime

log = logging.getLogger(__name__)

Opener = Callable[[Place, Format | None], Engine]


def _torch(place: Place, precision: Format | None) -> Engine:
    from summarizer.condense.runtime.torch_engine import open_torch

    return open_torch(place, precision)


def _ctranslate2(place: Place, precision: Format | None) -> Engine:
    from summarizer.condense.runtime.ctranslate import open_ctranslate

    return open_ctranslate(place, precision)


def _transformers(place: Place, _: Format | None) -> Engine:
    from summarizer.condense.checkpoint import load_checkpoint

    return TransformersEngine(load_checkpoint(place))


OPENERS: Mapping[Runtime, tuple[Opener, ...]] = {
    "auto": (_torch, _transformers),
    "torch": (_torch, _transformers),
    "ctranslate2": (_ctranslate2, _torch, _transformers),
    "transformers": (_transformers,),
}
"""Each runtime, and what serves a checkpoint that it doesn't."""


def open_engine(place: Place, runtime: Runtime = "auto", precision: Precision = "auto") -> Engine:
    """The first that serves the checkpoint; the log says why others don't.

    Raises ModelError naming a checkpoint that can't be used, and what to do.
    """
    wanted = None if precision == "auto" else precision
    *others, last = OPENERS[runtime]
    for opener in others:
        try:
            return opener(place, wanted)
        except Unsupported as why:
            log.info("%s: not run by %s, as %s", place.name, opener.__name__.strip("_"), why)
    engine = last(place, wanted)
    if others:
        log.info("%s: run by transformers' own generate", place.name)
    return engine
