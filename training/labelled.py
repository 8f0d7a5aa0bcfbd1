"""The labelled deal articles that heads and weights are fitted to, read as a run reads them.

They are those of `benchmarks/deals_train.toml` and the half to work on of `deals.toml`, and some of
the news that tell no deal in headline and lead, whose names play no part.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deals import NEWS, articles, records, value_of
from benchmarks.deals_labels import Label, load, matches
from summarizer.clean import clean
from summarizer.errors import EmptyArticleError
from summarizer.facts.scene import Scene
from summarizer.ingest import ingest
from summarizer.reading import load as load_reader
from summarizer.records import Article, Fact, FactKind, Failure, Money, Percent, Reading, Span

DEALISH = re.compile(
    r"(?i)takeover|acqui|merge|buyout|stake|\bbid\b|\bdeal|\bbuy|\bsell|\bsale of|unit"
)
OTHERS = 260
"""How many articles without a deal are learnt from."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article, its reading and what it tells; `number` is shared by an article and its tops."""

    number: int
    label: Label | None
    article: Article
    reading: Reading


def gather() -> list[Told]:
    """All articles that are learnt from; after each labelled one its top alone: its headline and
    lead, then its lead, so that short news is learnt from too."""
    out = [*_told("train", 0)]
    out += _told("work", len(out))
    number = len(out)
    found = zip(*_without_deals(OTHERS), strict=True)
    return [*out, *(Told(number + i, None, a, r) for i, (a, r) in enumerate(found))]


def _told(split: str, number: int) -> list[Told]:
    pairs = list(records(NEWS[split], load(split)))
    tops = [_top(record) for _, record in pairs]
    rows = [row for (_, record), top in zip(pairs, tops, strict=True) for row in (record, top)]
    whole = list(zip(*_read(rows), strict=True))
    leads = list(zip(*_read_plain([_running(top) for top in tops]), strict=True))
    out: list[Told] = []
    for at, (label, _) in enumerate(pairs):
        three = (whole[2 * at], whole[2 * at + 1], leads[at])
        out += [Told(number + at, label, a, r) for a, r in three]
    return out


def _top(record: Mapping[str, str]) -> Mapping[str, str]:
    """An article's headline and lead alone; all of it where those alone are no article."""
    top = {**record, "body": ""}
    with tempfile.TemporaryDirectory() as folder:
        try:
            articles([top], Path(folder))
        except EmptyArticleError:
            return record
    return top


def _running(record: Mapping[str, str]) -> str:
    return f"{record['lead']}\n\n{record['body']}".strip()


def _read(rows: Sequence[Mapping[str, str]]) -> tuple[list[Article], list[Reading]]:
    with tempfile.TemporaryDirectory() as folder:
        cleaned = articles(rows, Path(folder))
    return cleaned, list(load_reader("default").read(cleaned))


def _read_plain(texts: Sequence[str]) -> tuple[list[Article], list[Reading]]:
    """Texts without a title."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:04}.txt").write_text(text + "\n", encoding="utf-8")
        found = [d for d in ingest([folder]) if not isinstance(d, Failure)]
    cleaned = [clean(document) for document in found]
    return cleaned, list(load_reader("default").read(cleaned))


def _without_deals(count: int) -> tuple[list[Article], list[Reading]]:
    """Articles of the news whose headline and lead have no word of a deal."""
    rng = random.Random(7)
    with lzma.open(NEWS["train"], "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if not r["deal"] and not _dealish(r)]
    return _read(rng.sample(rows, count))


def _dealish(record: Mapping[str, str]) -> bool:
    return DEALISH.search(f"{record['headline']} {record['lead']}") is not None


# ---------------------------------------------------------------- what is true of a name or figure


def part_of(role: str, scene: Scene, actor: int, label: Label | None) -> int | None:
    """Whether an actor plays the part by the label; None where it may and need not."""
    if label is None:
        return 0
    others = label.names()
    names = (scene.name(actor), *scene.cast.actors[actor].forms)
    wanted = label.slots[role]
    if any(matches(role, name, ways, others) for name in names for ways in wanted.needed):
        return 1
    fine = [*wanted.fine]
    if label.merger and role != "seller":
        other = label.slots["target" if role == "buyer" else "buyer"]
        fine += [*other.needed, *other.fine]
    return None if any(matches(role, n, ways, others) for n in names for ways in fine) else 0


SLOTS = {"price": "amount", "stake": "stake"}
"""The slot of the labels that an amount of each kind has to be in."""


def figure_of(kind: str, value: object, label: Label | None) -> int | None:
    """Whether an amount is the deal's price or stake by the label; None where it may be."""
    if label is None or not isinstance(value, Money | Percent):
        return 0
    nowhere = Span("", 0, 0)
    figure = value_of(Fact(FactKind.PRICE, value, nowhere, nowhere))
    if figure is None:
        return 0
    slot = SLOTS[kind]
    wanted, others = label.slots[slot], label.names()
    if any(matches(slot, figure, ways, others) for ways in wanted.needed):
        return 1
    return None if any(matches(slot, figure, ways, others) for ways in wanted.fine) else 0
