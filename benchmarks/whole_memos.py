"""Whole memos of twelve stories: what two articles state, against the memo and first sentences.

    python -m benchmarks.whole_memos                  # the counts of the recorded verdicts
    python -m benchmarks.whole_memos --candidates     # groups of deal news to choose stories from
    python -m benchmarks.whole_memos --write FOLDER   # articles, memo and baseline of each story

Stories and verdicts are in whole_memos.toml, by the articles' keys; the text isn't in the
repository. Candidates are deal news at most four days apart whose headlines and leads share rare
capitalised words; twelve were chosen by reading.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.leadership_articles import EARLIER, NEWS, short_hash
from benchmarks.model_data import cased_sentences

LABELS = Path(__file__).with_suffix(".toml")
WORDS = 250
MAIN = ("main",)
TOLD = (*MAIN, "elsewhere")
DAYS = 4  # between two articles of one story
COMMON = 150  # articles, from which on a name joins no pair
ALIKE = 11.0  # summed log rarity of shared names
NAME = re.compile(r"\b[A-Z][A-Za-z&]{2,}")

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that two articles state: where each reader found it in the memo, and whether first
    sentences state it."""

    says: str
    memo: tuple[str, ...] = ("no",)
    baseline: bool = False

    def within(self, places: tuple[str, ...]) -> bool:
        """Whether every reader found it in one of these places."""
        return all(place in places for place in self.memo)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story by its articles' keys, with its facts and the readers' verdicts."""

    name: str
    articles: tuple[str, ...]
    facts: tuple[Fact, ...]
    forward: tuple[bool, ...]
    edits: tuple[str, ...]


def labelled(path: Path = LABELS) -> list[Labelled]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))["story"]
    return [
        Labelled(
            story["name"],
            tuple(story["articles"]),
            tuple(Fact(**fact | {"memo": tuple(fact["memo"])}) for fact in story["fact"]),
            tuple(story["forward"]),
            tuple(story.get("edits", ())),
        )
        for story in told
    ]


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


def first_sentences(articles: Sequence[Record], words: int = WORDS) -> list[str]:
    """The articles' first sentences, then their second ones and so on, up to so many words."""
    told = [cased_sentences(f"{a['lead']} {a['body']}") for a in articles]
    out: list[str] = []
    for rank in range(max(map(len, told), default=0)):
        for sentences in told:
            if rank < len(sentences):
                if sum(len(s.split()) for s in [*out, sentences[rank]]) > words:
                    return out
                out.append(sentences[rank])
    return out


def write(stories: Sequence[Labelled], folder: Path) -> None:
    """`NN/` with the articles, `NN.md` with the memo, `NN.baseline.txt` with first sentences."""
    from summarizer import Settings, generate
    from summarizer.render import render

    wanted = {name for story in stories for name in story.articles}
    known = {key(record): record for record in records() if key(record) in wanted}
    for number, story in enumerate(stories, 1):
        place = folder / f"{number:02}"
        place.mkdir(parents=True, exist_ok=True)
        articles = [known[name] for name in story.articles]
        for name, record in zip(story.articles, articles, strict=True):
            head = f"Title: {record['headline']}\nDate: {record['date']}\n\n"
            text = f"{head}{record['lead']}\n\n{record['body']}\n"
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
        told = "\n".join(first_sentences(articles))
        (folder / f"{place.name}.baseline.txt").write_text(told, encoding="utf-8")
        memo = generate([str(place)], Settings(words=WORDS))
        (folder / f"{place.name}.md").write_bytes(render(memo, "md"))
        print(f"{place.name} {story.name}", flush=True)


def counts(stories: Sequence[Labelled]) -> None:
    """Facts that all readers found in the memo and those in first sentences, and by how many
    readers each memo would be forwarded as it is."""
    for story in [*stories, _together(stories)]:
        main = sum(fact.within(MAIN) for fact in story.facts)
        told, asked = sum(fact.within(TOLD) for fact in story.facts), len(story.facts)
        print(
            f"{story.name:20} memo {told:3} of {asked:3} ({told - main} of them only beside"
            f" card and prose); first sentences {sum(f.baseline for f in story.facts):3};"
            f" forwarded by {sum(story.forward)}; edits: {len(story.edits)}"
        )
    facts = _together(stories).facts
    for name, places in (("main part", MAIN), ("memo", TOLD)):
        share = 100 * sum(fact.within(places) for fact in facts) / len(facts)
        print(f"{share:.1f} % of the facts in the {name}")
    both = sum(all(story.forward) for story in stories)
    print(f"{both} of {len(stories)} forwarded by all readers")


def _together(stories: Sequence[Labelled]) -> Labelled:
    facts = tuple(fact for story in stories for fact in story.facts)
    edits = tuple(edit for story in stories for edit in story.edits)
    forward = tuple(all(story.forward) for story in stories)
    return Labelled("all", (), facts, forward, edits)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", action="store_true")
    options.add_argument("--write", type=Path, metavar="FOLDER")
    chosen = options.parse_args()
    if chosen.write:
        write(labelled(), chosen.write)
    elif chosen.candidates:
        for group in candidates(list(records())):
            print(
                len(group),
                *(f"  {r['date'][:10]} {key(r)} {r['headline']}" for r in group),
                sep="\n",
            )
    else:
        counts(labelled())


if __name__ == "__main__":
    main()
