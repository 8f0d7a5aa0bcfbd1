"""Golden cases: what the memo of a folder of articles must state, and must never state.

A case is a folder with `articles/`, `facts.toml` and `memo.md`. Merging and rendering are compared
byte for byte with a fixed condenser; with any other model, by facts.
"""

from __future__ import annotations

from summarizer.golden.case import Case, load_case
from summarizer.golden.check import check, record
from summarizer.golden.report import Finding, Report

__all__ = ["Case", "Finding", "Report", "check", "load_case", "record"]
