"""Which engine runs a checkpoint: the one asked for, or the fastest that serves it."""

from __future__ import annotations

import logging

from summarizer.condense.engine import Engine, TransformersEngine
from summarizer.condense.places import Place
from summarizer.condense.runtime.files import Unsupported
from summarizer.condense.settings import Precision, Runtime

log = logging.getLogger(__name__)


def open_engine(place: Place, runtime: Runtime = "auto", precision: Precision = "auto") -> Engine:
    """torch's where it serves the checkpoint, else transformers' own `generate`.

    Raises ModelError naming a checkpoint that can't be used, and what to do.
    """
    from summarizer.condense.runtime.ctranslate import open_ctranslate
    from summarizer.condense.runtime.torch_engine import open_torch

    wanted = None if precision == "auto" else precision
    try:
        if runtime == "ctranslate2":
            return open_ctranslate(place, wanted)
        if runtime != "transformers":
            return open_torch(place, wanted)
    except Unsupported as why:
        log.info("%s: transformers' own generate, as %s", place.name, why)
    from summarizer.condense.checkpoint import load_checkpoint

    return TransformersEngine(load_checkpoint(place))
