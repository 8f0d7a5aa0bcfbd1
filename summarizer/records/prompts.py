"""The sections that a memo has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarizer.records.facts import FactKind


class Topic(StrEnum):
    """What a sentence may state, as far as it can be told by a look at many labelled ones."""

    DEAL_TERMS = "deal terms"
    LEADERSHIP = "leadership"
    MOTIVE = "motive"
    CLIENT_RISK = "client risk"
    REGULATORY_RISK = "regulatory risk"
    OTHER_RISK = "other risk"


@dataclass(frozen=True, slots=True)
class SectionPrompt:
    """One section of the memo, as its file in `prompts/` describes it."""

    key: str
    title: str
    order: int
    question: str
    probes: tuple[str, ...]
    instruction: str
    empty: str
    facts: tuple[FactKind, ...] = ()
    topic: Topic | None = None
