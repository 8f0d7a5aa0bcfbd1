"""A finished memo checked once more: its seal, every statement, its sources' texts, its files.

`seen` reads the memo and gives a `Report`; what to look at is a function a module: `statements`
(the check of every line, anew), `texts` (the sources, beside the store), `files` (memo.md and
memo.html, beside the memo). Nothing is changed.
"""

from __future__ import annotations

from summarizer.recheck.report import Finding, Report, What
from summarizer.recheck.run import seen

__all__ = ["Finding", "Report", "What", "seen"]
