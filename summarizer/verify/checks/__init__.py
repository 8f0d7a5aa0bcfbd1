"""One file for each thing that can be wrong with a statement; a new check is a row of `CHECKS`."""

from __future__ import annotations

from summarizer.verify.checks.added import added, claims, opposed, replaced, scattered
from summarizer.verify.checks.amounts import amounts, dates, measures, qualifiers
from summarizer.verify.checks.certainty import certainty
from summarizer.verify.checks.former import former
from summarizer.verify.checks.holders import holders
from summarizer.verify.checks.names import misplaced, names
from summarizer.verify.checks.negation import negation
from summarizer.verify.checks.roles import cases, roles
from summarizer.verify.checks.titles import modifiers, titles
from summarizer.verify.findings import Check

CHECKS: tuple[Check, ...] = (
    amounts, measures, former, qualifiers, dates, names, misplaced, titles, modifiers, roles, cases,
    negation, certainty, holders, opposed, replaced, added, claims, scattered,
)  # fmt: skip

RELATIONS: tuple[Check, ...] = (qualifiers, modifiers, roles, negation, certainty, holders)
"""The checks of what a part of a statement says, where another cited sentence covers that part."""

__all__ = ["CHECKS", "RELATIONS"]
