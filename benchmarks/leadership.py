"""How well changes at the top are extracted: who, which way, from or to which role.

60 articles of the business news that report such changes, drawn by a word search in random order
and labelled by reading (`leadership.jsonl`; `leadership_labels.py` says what the labels mean and
when a fact answers one); 30 to work on and 30 that nobody looks into, articles about one story on
the same side.

    python -m benchmarks.leadership --split work [-v]       counts; -v: what is missed and wrong
    python -m benchmarks.leadership --split held            counts only
    python -m benchmarks.leadership --split train --round 3 of earlier years

`train` holds articles of 2006 to 2012, drawn by a word search in random order and labelled before
any output was seen; each round was scored once before its errors were read.

Every article runs through ingest, clean, reading and facts as a run of `brief` has it. Told is what
the merger takes of leadership facts: confidence 0.3 and more, no background, a named person, no
search under way. Precision is found / told, recall found / labelled, over all articles together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.leadership_articles import EARLIER, NEWS, Worked, worked
from benchmarks.leadership_labels import ALL, LEVELS, Change, Test, load
from summarizer.reading import load as load_reader
from summarizer.records import Fact, FactKind, Move, RoleChange

SURE = 0.3
STEPS = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
LEVEL = "person, one way, role"
"""What a fact has to agree in to be right at its confidence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article at one level; what answers an optional label is neither told nor labelled."""

    found: tuple[tuple[RoleChange, Change], ...]
    wrong: tuple[RoleChange, ...]
    missed: tuple[Change, ...]


def outcome(told: Sequence[RoleChange], labels: Sequence[Change], tests: Sequence[Test]) -> Outcome:
    """Pair facts with labels, those that must be found and those that agree most first."""
    pairs = [
        (label.optional, -sum(test(fact, label) for test in ALL), f, n)
        for f, fact in enumerate(told)
        for n, label in enumerate(labels)
        if all(test(fact, label) for test in tests)
    ]
    answers: dict[int, int] = {}
    for _, _, f, n in sorted(pairs):
        if f not in answers and n not in answers.values():
            answers[f] = n
    return Outcome(
        tuple((told[f], labels[n]) for f, n in answers.items() if not labels[n].optional),
        tuple(fact for f, fact in enumerate(told) if f not in answers),
        tuple(x for n, x in enumerate(labels) if n not in answers.values() and not x.optional),
    )


def changes(facts: Iterable[Fact]) -> list[RoleChange]:
    """The changes of named persons that reach the merger."""
    return [value for value, _ in sure_changes(facts)]


def sure_changes(facts: Iterable[Fact]) -> list[tuple[RoleChange, float]]:
    """The same with their confidences."""
    return [
        (f.value, f.confidence)
        for f in facts
        if f.kind is FactKind.LEADERSHIP and not f.background and f.confidence >= SURE
        if isinstance(f.value, RoleChange) and f.value.person and f.value.move is not Move.SEARCH
    ]


def figures(found: int, wrong: int, missed: int) -> str:
    precision = found / (found + wrong) if found + wrong else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    both = 2 * found / (2 * found + wrong + missed) if found else 0.0
    counts = f"{found} found, {wrong} wrong, {missed} missed"
    return f"P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}   ({counts})"


def report(items: Sequence[Worked], labels: dict[str, tuple[Change, ...]]) -> None:
    for name, tests in LEVELS.items():
        outcomes = [outcome(changes(i.facts), labels[i.key], tests) for i in items]
        pairs = [pair for o in outcomes for pair in o.found]
        wrong, missed = sum(len(o.wrong) for o in outcomes), sum(len(o.missed) for o in outcomes)
        print(f"{name:38} {figures(len(pairs), wrong, missed)}")
        if name == "person, direction, role":
            interim = [pair for pair in pairs if pair[0].interim or pair[1].interim]
            right = sum(told.interim == label.interim for told, label in interim)
            print(f"{'  interim or not':38} {right} of {len(interim)} where told or labelled")


def calibration(items: Sequence[Worked], labels: dict[str, tuple[Change, ...]]) -> None:
    """How many facts of each confidence are right in person, way and role; an answer to an optional
    label is right too."""
    told = [
        (sure, any(all(t(value, x) for t in LEVELS[LEVEL]) for x in labels[i.key]))
        for i in items
        for value, sure in sure_changes(i.facts)
    ]
    print("\nconfidence    right")
    for low, high in pairwise((*STEPS, 1.01)):
        some = [right for sure, right in told if low <= sure < high]
        if some:
            print(f"{low:.2f} to {min(high, 1):.2f}  {sum(some)} of {len(some)}")


def show(items: Sequence[Worked], labels: dict[str, tuple[Change, ...]]) -> None:
    """Article by article what is missed and wrong at the level of person, direction and role."""
    for item in items:
        found = outcome(changes(item.facts), labels[item.key], LEVELS["person, direction, role"])
        if not (found.wrong or found.missed):
            continue
        print(f"\n{item.key}  {item.article.title}")
        for x in found.missed:
            before = f"{'/'.join(x.roles_before)} @ {'/'.join(x.places_before)}"
            after = f"{'/'.join(x.roles_after)} @ {'/'.join(x.places_after)}"
            print(f"  missed {x.person}: {'/'.join(x.moves)} | {before} -> {after}")
        for y in found.wrong:
            before = f"{y.role_before} @ {y.organisation_before}"
            after = f"{y.role_after} @ {y.organisation_after}"
            print(f"  wrong  {y.person}: {y.move} | {before} -> {after}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--split", choices=("work", "held", "train"), required=True)
    options.add_argument("--round", type=int, help="one round of --split train")
    options.add_argument("--model", default="default", help="whose reader to use")
    options.add_argument("--news", type=Path, help="where the articles are")
    options.add_argument("-v", "--verbose", action="store_true", help="what is missed and wrong")
    chosen = options.parse_args()
    if chosen.verbose and chosen.split == "held":
        raise SystemExit("--split held: its articles aren't looked into; leave out -v")
    labels = load(chosen.split, chosen.round)
    news = chosen.news or (EARLIER if chosen.split == "train" else NEWS)
    items = worked(news, labels, load_reader(chosen.model))
    if chosen.verbose:
        show(items, labels)
        print()
    needed = sum(not change.optional for x in labels.values() for change in x)
    print(f"{chosen.split}: {len(items)} articles, {needed} changes")
    report(items, labels)
    calibration(items, labels)


if __name__ == "__main__":
    main()
