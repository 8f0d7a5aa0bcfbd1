"""Article to Reading: vectors, names and salience of one article, in one pass.

`Reader` is what the later stages ask for, `load` gives the one that goes with a condenser; a
`Shelf` holds the readings of a run outside memory.
"""

from __future__ import annotations

from summarizer.reading.base import Reader
from summarizer.reading.doors import load
from summarizer.reading.lexical import LexicalReader
from summarizer.reading.shelf import Shelf

__all__ = ["LexicalReader", "Reader", "Shelf", "load"]
