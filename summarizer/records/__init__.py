"""The frozen records that travel between the stages, a module for each stage.

A leaf package: it imports nothing of the project. Everything is paired by id, never by position.
Offsets are counted in characters (Python string indices), half-open, and point into
`Article.text`, which never changes once an article is made. All are imported from here; a new one
goes into the module of the stage that makes it, and into the lists below.
"""

from __future__ import annotations

from summarizer.records.article import Article, Block, BlockKind, Sentence
from summarizer.records.facts import (
    Certainty,
    Fact,
    FactKind,
    Moment,
    Money,
    Move,
    Name,
    Per,
    Percent,
    Phrase,
    Qualifier,
    RoleChange,
    Study,
    Value,
)
from summarizer.records.ingest import Drop, DropReason, Failure, Media, RawDocument
from summarizer.records.memo import Making, Memo, Source
from summarizer.records.part import (
    Agreement,
    CardRow,
    Change,
    Disagreement,
    Event,
    LeadershipRow,
    Overtaken,
    Removed,
    RiskRow,
    Section,
    Statement,
    StoryPart,
    Support,
    Verdict,
)
from summarizer.records.prompts import SectionPrompt, Topic
from summarizer.records.reading import DEAL_PARTS, Entity, EntityKind, Parts, Reading
from summarizer.records.spans import Embed, FloatArray, Span
from summarizer.records.story import Grouping, SetAside, Story
from summarizer.records.summary import Summary, SummarySentence
from summarizer.records.weekly import QuietStory, WeekCounts, WeeklyMemo, WeekStory

__all__ = [
    "DEAL_PARTS",
    "Agreement",
    "Article",
    "Block",
    "BlockKind",
    "CardRow",
    "Certainty",
    "Change",
    "Disagreement",
    "Drop",
    "DropReason",
    "Embed",
    "Entity",
    "EntityKind",
    "Event",
    "Fact",
    "FactKind",
    "Failure",
    "FloatArray",
    "Grouping",
    "LeadershipRow",
    "Making",
    "Media",
    "Memo",
    "Moment",
    "Money",
    "Move",
    "Name",
    "Overtaken",
    "Parts",
    "Per",
    "Percent",
    "Phrase",
    "Qualifier",
    "QuietStory",
    "RawDocument",
    "Reading",
    "Removed",
    "RiskRow",
    "RoleChange",
    "Section",
    "SectionPrompt",
    "Sentence",
    "SetAside",
    "Source",
    "Span",
    "Statement",
    "Story",
    "StoryPart",
    "Study",
    "Summary",
    "SummarySentence",
    "Support",
    "Topic",
    "Value",
    "Verdict",
    "WeekCounts",
    "WeekStory",
    "WeeklyMemo",
]
