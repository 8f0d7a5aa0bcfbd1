"""Article to Reading: vectors, names and salience of one article, in one pass.

`Reader` is what the later stages ask for, `LexicalReader` the one that needs no model. A reader
of a model goes beside `lexical.py` and keeps to the same protocol.
"""

from __future__ import annotations

from summarizer.reading.base import Reader
from summarizer.reading.lexical import LexicalReader

__all__ = ["LexicalReader", "Reader"]
