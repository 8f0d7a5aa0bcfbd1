"""Moves told beside the news: who is only called new or outgoing, and several who are replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.facts.leadership.followers import FOLLOWED
from summarizer.facts.leadership.steps import ARRIVES, Step
from summarizer.facts.leadership.titles import clean_role
from summarizer.facts.posts import LETTERS, Role, Told
from summarizer.records import Move

CALLED = 0.74
"""How surely "Jane Roe, the new chief executive," tells a move."""


def called(told: Told) -> Iterator[Step]:
    """A move for everybody whom the sentence calls new, interim or outgoing behind the name."""
    for person, role in told.posts:
        at = told.whole.text.find(f"[p{person}]")
        if role.called in LETTERS and not role.weak and at >= 0:
            yield _described(person, role, told.whole.sentence, told.whole.place(at, at + 1))


def _described(person: int, role: Role, sentence: int, place: tuple[int, int]) -> Step:
    goes = role.called == "outgoing"
    text, interim = clean_role(role.text), role.called == "interim"
    return Step(
        person,
        Move.LEAVES if goes else Move.JOINS,
        None if goes else text,
        None if goes else role.org,
        text if goes else None,
        role.org if goes else None,
        interim,
        None,
        False,
        sentence,
        place,
        CALLED,
        described=True,
    )


def whom(step: Step, others: Sequence[int], count: int, at: int) -> int | None:
    """Whom the one at place `at` of `count` replaces: "A and B replace C and D" go in pairs."""
    paired = len(others) == count and at < len(others)
    return others[at] if paired else step.other


def replaced(step: Step, others: Sequence[int], count: int) -> Iterator[Step]:
    """Those who are replaced beside the first one, where they don't go in pairs."""
    if step.move not in ARRIVES or len(others) == count:
        return
    for other in others[1:]:
        yield Step(
            other, Move.LEAVES, None, None, None, None, False, None, False,
            step.sentence, step.place, min(step.confidence, FOLLOWED),
        )  # fmt: skip
