"""Article to Summary: word for word, or written by any transformers encoder-decoder checkpoint.

`load` opens the door to a condenser; importing this room loads no model library.
"""

from __future__ import annotations

from summarizer.condense.base import Condenser
from summarizer.condense.doors import load
from summarizer.condense.settings import GenerationSettings

__all__ = ["Condenser", "GenerationSettings", "load"]
