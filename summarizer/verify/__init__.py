"""Statements against the sentences they cite: numbers, names, roles, dates, negation, certainty."""

from __future__ import annotations

from summarizer.verify.part import verify, verify_changes, verify_summary
from summarizer.verify.statement import check

__all__ = ["check", "verify", "verify_changes", "verify_summary"]
