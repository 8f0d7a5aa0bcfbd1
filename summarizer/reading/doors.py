"""Which reader goes with which condenser.

Every condenser goes with the embedded network, except the one that needs no model at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summarizer.reading.base import Reader
from summarizer.reading.lexical import LexicalReader


def _embedded() -> Reader:
    from summarizer.models.checkpoint import shipped
    from summarizer.models.reader import Reader as Network
    from summarizer.reading.embedded import EmbeddedReader

    return EmbeddedReader(Network(shipped()))


DOORS: Mapping[str, Callable[[], Reader]] = {"extractive": LexicalReader}


def load(model: str) -> Reader:
    """The reader for a `--model` name. Raises ModelError where the package lacks its weights."""
    return DOORS.get(model, _embedded)()
