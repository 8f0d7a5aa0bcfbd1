"""How well sentences find their section: what the product makes of one, against a reader's label.

300 sentences of the business news, labelled by reading in their article (`sections.jsonl`: the
article's key and the first 16 hex digits of the sha256 of the sentence as cleaning cuts it); 150 to
work on and 150 that nobody looks into, all articles about one story on the same side. The rare
classes were searched for by words, so the shares of the classes are not those of the news.

    python -m benchmarks.sections --split work [-v]       -v: the sentences that are taken wrongly
    python -m benchmarks.sections --split held            figures only
    python -m benchmarks.sections --split train [-v]      20 more to work on, 14 of lost customers

A sentence has exactly one class, that of its main statement:

- `deal_terms`: who buys what from whom, price, stake, valuation, form, financing, status, timetable
  of the article's deal. Other and older deals are `none`.
- `leadership`: a change of role, or a search for somebody.
- `motive`: why a deal or split is made, what it brings, whoever says so.
- `client_risk`: customers, contracts or orders lost or at risk, or a dependence on few customers.
- `regulatory_risk`: authorities or law makers that look at, hold up, block or punish, or may do so.
- `other_risk`: whatever else goes or may go wrong: financing, opposition, culture, debt, rivals.
- `none`: anything else: results, share prices, declined comments, careers, markets.

`deal` tells whether the article is about a deal: the product knows motives and risks of deals only,
while most news of lost customers is about none, so those sentences are reported on their own too.
That is also why `train` adds lost customers in deals from another part of the news.

What the product makes of a sentence is what the merger does with it as a line of a story that its
article alone makes up: `Routes.section` with the facts that the line states (confidence 0.3 and
more, no background) and its place. So it is the section whose facts draw it most, if they draw at
least 0.15, else the one whose probe sentences it stands out by among the article's lines, else
`none`. The budget, which drops lines afterwards, and the strays that fill up the first section have
no part in it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leadership_articles import DATA, NEWS, Worked, short_hash, worked
from summarizer import sections
from summarizer.merge.material import gather
from summarizer.merge.routing import routes
from summarizer.reading import Reader
from summarizer.reading import load as load_reader
from summarizer.records import Article, SectionPrompt, Story

LABELS = Path(__file__).with_name("sections.jsonl")
CLASSES = {
    "deal_terms": "deal_terms",
    "leadership": "leadership",
    "motives": "motive",
    "client_risk": "client_risk",
    "antitrust_risk": "regulatory_risk",
    "other_risks": "other_risk",
}
"""Keys of sections to classes."""
NONE = "none"
CUT_OTHERWISE = (NONE, "cut otherwise by now", "")
ORDER = (*CLASSES.values(), NONE)


@dataclass(frozen=True, slots=True)
class Label:
    """One sentence's class as read."""

    key: str
    sentence: str
    deal: bool
    label: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled sentence and what the product makes of it; `by` is what it went by."""

    label: Label
    found: str
    by: str
    text: str


def load(split: str) -> list[Label]:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return [
        Label(r["key"], r["sentence"], r["deal"], r["label"]) for r in rows if r["split"] == split
    ]


def judged(items: Sequence[Worked], labels: Sequence[Label], reader: Reader) -> Iterator[Judged]:
    """Every labelled sentence; one that cleaning cuts otherwise by now counts as told nowhere."""
    prompts = sections.load()
    if unknown := {prompt.key for prompt in prompts} - set(CLASSES):
        raise SystemExit(f"sections without a class: {', '.join(sorted(unknown))}")
    homes = {item.key: dict(_homes(item, prompts, reader)) for item in items}
    for label in labels:
        yield Judged(label, *homes[label.key].get(label.sentence, CUT_OTHERWISE))


def _homes(
    item: Worked, prompts: Sequence[SectionPrompt], reader: Reader
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """By its hash the class of every line of an article, what it went by, and its words."""
    article: Article = item.article
    story = Story(item.key, ((article.id,),))
    material = gather(
        story, {article.id: article}, {article.id: item.reading}, {article.id: item.facts}
    )
    ways = routes(material, prompts, reader.embed)
    for line in material.lines.values():
        if line.title:
            continue
        section = ways.section(line.facts, (line.span,))
        facts = " ".join(f"{fact.kind.value}:{fact.confidence:.2f}" for fact in line.facts)
        found = CLASSES[section] if section else NONE
        yield short_hash(line.text), (found, facts or "-", line.text)


# ---------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Score:
    """Right, found and labelled sentences of one class."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.labelled) if self.right else 0.0


def scores(cases: Sequence[Judged]) -> dict[str, Score]:
    """By class, of the classes that some sentence is labelled with."""
    right = Counter(case.found for case in cases if case.found == case.label.label)
    found = Counter(case.found for case in cases)
    labelled = Counter(case.label.label for case in cases)
    return {c: Score(right[c], found[c], labelled[c]) for c in ORDER if labelled[c]}


def report(title: str, cases: Sequence[Judged]) -> None:
    by_class = scores(cases)
    right = sum(score.right for score in by_class.values())
    macro = sum(score.f1 for score in by_class.values()) / len(by_class)
    lost = sum(case.by == CUT_OTHERWISE[1] for case in cases)
    print(
        f"{title}: {len(cases)} sentences ({lost} not there as labelled),"
        f" {right} right, macro-F1 {macro:.3f}"
    )
    for name, s in by_class.items():
        counts = f"{s.right} right of {s.found} found, {s.labelled} labelled"
        print(f"  {name:16} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}   ({counts})")


def show(cases: Sequence[Judged]) -> None:
    for case in sorted(cases, key=lambda c: (c.label.label, c.found, c.label.key)):
        if case.found != case.label.label:
            print(f"{case.label.label} taken for {case.found} ({case.by})\n  {case.text}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--split", choices=("work", "held", "train"), required=True)
    options.add_argument("--model", default="default", help="whose reader to use")
    options.add_argument("--news", type=Path)
    options.add_argument("-v", "--verbose", action="store_true", help="what is taken wrongly")
    chosen = options.parse_args()
    if chosen.verbose and chosen.split == "held":
        raise SystemExit("--split held: its sentences aren't looked into; leave out -v")
    labels = load(chosen.split)
    reader = load_reader(chosen.model)
    usual = DATA / "business_news.train.jsonl.xz" if chosen.split == "train" else NEWS
    items = worked(chosen.news or usual, {label.key for label in labels}, reader)
    cases = list(judged(items, labels, reader))
    if chosen.verbose:
        show(cases)
    report(chosen.split, cases)
    report(f"{chosen.split}, articles about deals", [c for c in cases if c.label.deal])


if __name__ == "__main__":
    main()
