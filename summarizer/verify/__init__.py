"""Statements against the sentences they cite: numbers, names, roles, dates, negation, certainty."""

from __future__ import annotations

from summarizer.verify.again import Again, Once
from summarizer.verify.part import WHAT_CHANGED, verify, verify_changes, verify_summary
from summarizer.verify.statement import check

__all__ = [
    "WHAT_CHANGED",
    "Again",
    "Once",
    "check",
    "verify",
    "verify_changes",
    "verify_summary",
]
