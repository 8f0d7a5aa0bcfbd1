"""Deal news by key, and groups of it to choose stories from.

Candidates are deal news at most four days apart whose headlines and leads share rare capitalised
words.
"""

from __future__ import annotations

import json
import lzma
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from benchmarks.leadership_articles import EARLIER, NEWS, short_hash

DAYS = 4  # between two articles of one story
COMMON = 150  # articles, from which on a name joins no pair
ALIKE = 11.0  # summed log rarity of shared names
NAME = re.compile(r"\b[A-Z][A-Za-z&]{2,}")

Record = Mapping[str, str]


def records() -> Iterator[Record]:
    """The deal news of both parts."""
    for path in (NEWS, EARLIER):
        if not path.is_file():
            raise SystemExit(f"{path} is missing: the stories need the business news")
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (record for record in map(json.loads, lines) if record["deal"])


def key(record: Record) -> str:
    return short_hash(f"{record['headline']}\n{record['lead']}")


def candidates(news: Sequence[Record]) -> list[list[Record]]:
    """Groups of three or more articles around the one with most neighbours, largest first."""
    neighbours = _neighbours(news)
    used: set[int] = set()
    groups = []
    for at in sorted(neighbours, key=lambda at: -len(neighbours[at])):
        group = sorted({at, *neighbours[at]} - used, key=lambda i: news[i]["date"])
        if at not in used and len(group) >= 3:
            used.update(group)
            groups.append([news[i] for i in group])
    return groups


def _neighbours(news: Sequence[Record]) -> dict[int, set[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for at, record in enumerate(news):
        for name in set(NAME.findall(f"{record['headline']} {record['lead']}")):
            holders[name].append(at)
    days = [date.fromisoformat(record["date"][:10]).toordinal() for record in news]
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for rare in (found for found in holders.values() if len(found) < COMMON):
        for number, one in enumerate(rare):
            for other in rare[number + 1 :]:
                if abs(days[one] - days[other]) <= DAYS:
                    weight[one, other] += math.log(len(news) / len(rare))
    found: dict[int, set[int]] = defaultdict(set)
    for (one, other), shared in weight.items():
        if shared >= ALIKE:
            found[one].add(other)
            found[other].add(one)
    return found
