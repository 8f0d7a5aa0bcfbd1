"""Article to facts: who buys what for how much, who comes and goes, why, and what may go wrong.

Knowledge stands in `data/` (patterns, cues, names); `extract.py` has the order of the work. A new
way of saying something is a new row in a table there.
"""

from __future__ import annotations

from summarizer.facts.extract import extract

__all__ = ["extract"]
