"""Golden cases: what the memo of a folder of articles must state, and must never state.

A case is a folder with `articles/`, `facts.toml` and `memo.md`. Merging and rendering are compared
byte for byte with a fixed condenser; with any other model, by facts. A case of consecutive weeks
has `week1/`, `week2/` … and `weeks.toml`, and is about the weekly memos.
"""

from __future__ import annotations

from summarizer.golden.case import Case, load_case
from summarizer.golden.check import check, record
from summarizer.golden.report import Finding, Report
from summarizer.golden.weeks import Weeks, check_weeks, is_weeks, load_weeks

__all__ = [
    "Case", "Finding", "Report", "Weeks", "check", "check_weeks", "is_weeks", "load_case",
    "load_weeks", "record",
]  # fmt: skip
