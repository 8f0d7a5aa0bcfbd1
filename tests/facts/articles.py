"""Articles written on the spot: a title and sentences, as the cleaning room would hand them on."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np

from summarizer.facts import extract
from summarizer.records import (
    Article,
    Block,
    BlockKind,
    Entity,
    Fact,
    FactKind,
    Moment,
    Money,
    Name,
    Percent,
    Phrase,
    Reading,
    RoleChange,
    Sentence,
)

TODAY = date(2025, 6, 13)
"""A Friday."""


def article(*sentences: str, title: str | None = None, published: date | None = TODAY) -> Article:
    """An article of one paragraph, its sentences parted by blanks."""
    parts = [title, *sentences] if title else list(sentences)
    blocks: list[Block] = []
    rows: list[Sentence] = []
    text = ""
    for index, part in enumerate(parts):
        fresh = index == 0 or (title is not None and index == 1)
        text += ("\n\n" if fresh and text else " " if text else "") + part
        start = len(text) - len(part)
        if fresh:
            kind = BlockKind.TITLE if title is not None and index == 0 else BlockKind.PARAGRAPH
            blocks.append(Block(start, len(text), start, kind))
        else:
            last = blocks.pop()
            blocks.append(Block(last.start, len(text), last.raw_start, last.kind))
        rows.append(Sentence(start, len(text), len(blocks) - 1))
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Article(key, "test", text, tuple(blocks), tuple(rows), title=title, published=published)


def reading(of: Article, entities: tuple[Entity, ...] = ()) -> Reading:
    """A reading that knows nothing but the entities given."""
    rows = len(of.sentences)
    empty = np.zeros((rows, 4), np.float32)
    return Reading(of.id, entities, empty, np.zeros(4, np.float32), np.zeros(rows, np.float32))


def facts(
    *sentences: str, title: str | None = None, published: date | None = TODAY
) -> tuple[Fact, ...]:
    told = article(*sentences, title=title, published=published)
    return extract(told, reading(told))


def short(fact: Fact) -> str:
    """A fact's value in a few characters, for tables of expectations."""
    value = fact.value
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Money):
        per = {"total": "", "share": "/share", "year": "/year"}[value.per]
        high = f"-{_count(value.high)}" if value.high is not None else ""
        return f"{value.currency} {_count(value.amount)}{high}{per}"
    if isinstance(value, Percent):
        return f"{value.value:f}%"
    if isinstance(value, Phrase):
        return value.code or value.text
    if isinstance(value, Moment):
        return "-".join(str(p) for p in (value.year, value.month, value.day) if p) or value.text
    return _move(value)


def _count(amount: object) -> str:
    number = float(str(amount))
    for scale, letter in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if number >= scale:
            return f"{number / scale:g}{letter}"
    return f"{number:g}"


def _move(change: RoleChange) -> str:
    interim = "interim " if change.interim else ""
    before = f" from {change.role_before}" if change.role_before else ""
    after = f" to {interim}{change.role_after}" if change.role_after else ""
    where = f" at {change.organisation_after}" if change.organisation_after else ""
    return f"{change.person} {change.move}{before}{after}{where}".strip()


def told(found: tuple[Fact, ...], kind: FactKind, background: bool = False) -> list[str]:
    """The values of one kind, each once, in order."""
    rows = [short(f) for f in found if f.kind is kind and f.background is background]
    return list(dict.fromkeys(rows))
