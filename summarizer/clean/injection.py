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
from summarizer.clean.words import WORD, plain

_QUOTED = re.compile(r'"[^"]*"')
_CLAUSE = re.compile(r"^|[:;>] ?| [-—] ?|—|\bplease ", re.I)
_OPENERS = "\"'(* "
_SOFT = re.compile(r"(?:please|now|then|also|and|instead|simply|just|kindly)[ ,]+", re.I)


@dataclass(frozen=True, slots=True)
class Grammar:
    token: re.Pattern[str]
    command: re.Pattern[str]
    anywhere: re.Pattern[str]
    task: re.Pattern[str]
    vocative: re.Pattern[str]
    order: re.Pattern[str]
    called: re.Pattern[str]
    reported: re.Pattern[str]
    verbs: frozenset[str]
    hints: frozenset[str]


@cache
def grammar() -> Grammar:
    """The table, compiled once per process."""
    raw = table("injection")
    verbs = raw["imperatives"].split()

    def with_verbs(key: str) -> re.Pattern[str]:
        return alternation([row.replace("{verbs}", "|".join(verbs)) for row in raw[key]])

    return Grammar(
        token=alternation(raw["token"]),
        command=alternation(raw["command"]),
        anywhere=alternation(raw["anywhere"]),
        task=alternation(raw["task"]),
        vocative=alternation(raw["vocative"]),
        order=with_verbs("order"),
        called=with_verbs("called"),
        reported=alternation([raw["reported"]]),
        verbs=frozenset(verbs),
        hints=frozenset(raw["hints"].split()),
    )


def addressed(sentence: str) -> bool:
    """Does this sentence speak to a model?"""
    line = _without_reports(plain(sentence))
    rules = grammar()
    if _commands(line) or rules.token.search(line):
        return True
    if rules.hints.isdisjoint(word.casefold() for word in WORD.findall(line)):
        return False
    if rules.anywhere.search(line) or (imperative(line) and rules.task.search(line)):
        return True
    called = rules.vocative.match(line)
    return bool(rules.called.match(line) or (called and rules.order.search(line, called.end())))


def imperative(sentence: str) -> bool:
    """Does this sentence begin with one of the orders one gives a model?"""
    line = plain(sentence)
    return _verb_at(line, 0) is not None


def _verb_at(line: str, at: int) -> int | None:
    """Where the clause that starts at `at` has an imperative as its first word, if it has."""
    while at < len(line) and line[at] in _OPENERS:
        at += 1
    if soft := _SOFT.match(line, at):
        at = soft.end()
    first = WORD.match(line, at)
    return at if first and first[0].casefold() in grammar().verbs else None


def _commands(line: str) -> bool:
    """Is there an order to a model at the start of a clause?"""
    starts = (_verb_at(line, clause.end()) for clause in _CLAUSE.finditer(line))
    return any(at is not None and grammar().command.match(line, at) for at in starts)


def _without_reports(line: str) -> str:
    """The sentence without quotations, where its own words report them."""
    if '"' not in line:
        return line
    own = _QUOTED.sub(" ", line)
    return own if own != line and grammar().reported.search(own) else line
