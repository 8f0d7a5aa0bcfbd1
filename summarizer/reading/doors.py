"""Which reader goes with which condenser.

A condenser with an encoder of its own gets a door here, so that articles are read once; all
others go with the reader that needs no model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summarizer.reading.base import Reader
from summarizer.reading.lexical import LexicalReader

DOORS: Mapping[str, Callable[[], Reader]] = {}


def load(model: str) -> Reader:
    """The reader for a `--model` name."""
    return DOORS.get(model, LexicalReader)()
