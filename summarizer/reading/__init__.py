"""Article to Reading: vectors, names and salience of one article, in one pass.

`Reader` is what the later stages ask for, `load` gives the one that goes with a condenser.
"""

from __future__ import annotations

from summarizer.reading.base import Reader
from summarizer.reading.doors import load
from summarizer.reading.lexical import LexicalReader

__all__ = ["LexicalReader", "Reader", "load"]
