"""What changed in a running story: facts that are new, values that took the place of others.

Pure: a story's part of the memo, its articles and facts before and now go in, a list of changes
comes out. Values are compared as quantities, names and roles, as merging does; the same in other
words, rounded, or told again is no change. What kinds of steps a deal takes is data
(`data/steps.toml`); a new kind of step is a new table there.
"""

from __future__ import annotations

from summarizer.changes.compare import compare
from summarizer.changes.settle import settled
from summarizer.changes.state import Known

__all__ = ["Known", "compare", "settled"]
