"""Sentences addressed to a language model, found by their grammar (`data/injection.toml`).

News states what happened; it doesn't give orders to its reader's software. A sentence counts that
orders a model about, speaks to it by name and goes on with an order, or carries the marks of a
chat template. Reported speech ("the page told the assistant to ...") does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.clean.cues import alternation, table
from summarizer.clean.words import plain

_QUOTED = re.compile(r'"[^"]*"')
_LEAD = r"(?:^|[:;>\])-] ?|\. ?|\b(?:please|now|then|kindly|simply|just|instead|also) )[\"'(*]*"
_SOFT = re.compile(r"^(?:please|now|then|also|and|instead|simply|just|kindly)[ ,]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grammar:
    alone: re.Pattern[str]
    task: re.Pattern[str]
    vocative: re.Pattern[str]
    order: re.Pattern[str]
    reported: re.Pattern[str]
    verbs: frozenset[str]


@cache
def grammar() -> Grammar:
    """The table, compiled once per process."""
    raw = table("injection")
    verbs = raw["imperatives"].split()
    commands = [pattern.format(lead=_LEAD) for pattern in raw["command"]]
    orders = [pattern.format(verbs="|".join(verbs)) for pattern in raw["order"]]
    return Grammar(
        alone=alternation(raw["token"] + commands),
        task=alternation(raw["task"]),
        vocative=alternation(raw["vocative"]),
        order=alternation(orders),
        reported=alternation([raw["reported"]]),
        verbs=frozenset(verbs),
    )


def addressed(sentence: str) -> bool:
    """Does this sentence speak to a model?"""
    line = _without_reports(plain(sentence))
    rules = grammar()
    if rules.alone.search(line):
        return True
    if imperative(line) and rules.task.search(line):
        return True
    called = rules.vocative.match(line)
    return bool(called and rules.order.search(line, called.end() - 1))


def imperative(sentence: str) -> bool:
    """Does this sentence begin with one of the orders one gives a model?"""
    first = _SOFT.sub("", plain(sentence)).split(maxsplit=1)[:1]
    return bool(first) and first[0].casefold().strip("\"'(:,") in grammar().verbs


def _without_reports(line: str) -> str:
    """The sentence without quotations, where its own words report them."""
    own = _QUOTED.sub(" ", line)
    return own if own != line and grammar().reported.search(own) else line
