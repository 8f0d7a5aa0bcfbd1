"""How well the slots of a deal are extracted: buyer, target, seller, amount, stake, status.

150 articles of the business news, labelled by reading (`deals.toml`; `deals_labels.py` says what
the labels mean and when a name or an amount matches). 75 to work on and 75 that nobody looks into;
all articles about one deal are on the same side.

    python -m benchmarks.deals --split work [-v]       counts; -v: what is missing and wrong
    python -m benchmarks.deals --split held            counts only
    python -m benchmarks.deals --split train --round 3 articles of other years (deals_train.toml)
    python -m benchmarks.deals --split styles          invented ones of other house styles
    python -m benchmarks.deals --split eras            invented ones, as deals are told since 2018

Every article runs through ingest, clean, reading and facts as a run of `brief` has it. Scored is
what may stand in a memo's deal card: facts of confidence 0.4 and more that aren't background.

- Buyer, target, seller: each needed party is found or missed; a name that is no party of the slot
  is wrong, once an article. Parties that are merely `…_ok` count for nothing.
- Amount: prices. A valuation that is the amount needed finds it too, another is no mistake. Stake
  likewise, with the stake after the deal.
- Status: the surest one an article gives, right if it is any of the codes listed.

Precision is found / (found + wrong), recall found / (found + missed), over all articles together;
"all" sums the slots. Last comes how many of the values given at each confidence are right.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.deals_labels import (
    ERAS,
    FIGURES,
    PARTIES,
    STYLES,
    Figure,
    Label,
    Slot,
    key_of,
    load,
    matches,
)
from summarizer.clean import clean
from summarizer.facts import extract
from summarizer.ingest import ingest
from summarizer.reading import load as load_reader
from summarizer.records import Article, Fact, FactKind, Failure, Money, Name, Per, Percent, Phrase

DATA = Path(__file__).resolve().parents[2] / "shared/data"
NEWS = {
    "work": DATA / "business_news.dev.jsonl.xz",
    "held": DATA / "business_news.dev.jsonl.xz",
    "train": DATA / "business_news.train.jsonl.xz",
    "styles": STYLES,
    "eras": ERAS,
}
SURE = 0.4
UNDATED = "2025-05-02"
"""The day of invented articles."""
SLOTS = (*PARTIES, *FIGURES, "status")
KINDS = {
    "buyer": FactKind.BUYER,
    "target": FactKind.TARGET,
    "seller": FactKind.SELLER,
    "amount": FactKind.PRICE,
    "stake": FactKind.STAKE,
    "status": FactKind.STATUS,
}
ALSO = {"amount": FactKind.VALUATION, "stake": FactKind.STAKE_AFTER}
"""Kinds that may tell a slot's value, and are no mistake where they tell another."""

Found = str | Figure


@dataclass(frozen=True, slots=True)
class Outcome:
    """One slot of one article."""

    found: int
    wrong: tuple[Found, ...]
    missed: tuple[Sequence[str], ...]

    @property
    def merit(self) -> int:
        return self.found - len(self.wrong) - len(self.missed)


# ---------------------------------------------------------------- running


def records(news: Path, labels: Iterable[Label]) -> Iterator[tuple[Label, Mapping[str, str]]]:
    """The labelled articles, in the order of the news."""
    wanted = {label.key: label for label in labels}
    with _rows(news) as rows:
        for record in rows:
            label = wanted.pop(key_of(record["headline"], record["lead"]), None)
            if label is not None:
                yield label, record
    if wanted:
        raise SystemExit(f"{news}: {len(wanted)} labelled articles aren't there")


@contextmanager
def _rows(news: Path) -> Iterator[Iterator[Mapping[str, str]]]:
    """The articles of a file, which are its lines or, in a .toml, its tables."""
    if news.suffix == ".toml":
        yield iter(tomllib.loads(news.read_text(encoding="utf-8"))["article"])
        return
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        yield map(json.loads, lines)


def articles(told: Sequence[Mapping[str, str]], folder: Path) -> list[Article]:
    """The records as files, ingested and cleaned; in their order."""
    for number, record in enumerate(told):
        date = record.get("date", UNDATED)
        head = f"Title: {record['headline']}\nDate: {date}\n\n"
        path = folder / f"{number:04}.txt"
        path.write_text(f"{head}{record['lead']}\n\n{record['body']}\n", encoding="utf-8")
    out = []
    for document in ingest([str(folder)]):
        if isinstance(document, Failure):
            raise SystemExit(f"{document.origin}: {document.problem}")
        out.append(clean(document))
    return out


def extracted(news: Path, labels: Sequence[Label], model: str) -> Iterator[Told]:
    """What is extracted of each labelled article."""
    pairs = list(records(news, labels))
    with tempfile.TemporaryDirectory() as folder:
        cleaned = articles([record for _, record in pairs], Path(folder))
    readings = load_reader(model).read(cleaned)
    for (label, record), article, reading in zip(pairs, cleaned, readings, strict=True):
        yield Told(label, record["headline"], extract(article, reading))


# ---------------------------------------------------------------- scoring


@dataclass(frozen=True, slots=True)
class Told:
    """One article's label and the facts extracted of it."""

    label: Label
    headline: str
    facts: tuple[Fact, ...]

    def values(self, kind: FactKind) -> tuple[Found, ...]:
        """The values of a kind that may stand in the deal card, the surest first, each once."""
        return tuple(self.sureness(kind))

    def sureness(self, kind: FactKind) -> dict[Found, float]:
        """These values with their confidence."""
        facts = [
            f for f in self.facts if f.kind is kind and not f.background and f.confidence >= SURE
        ]
        facts.sort(key=lambda fact: -fact.confidence)
        out: dict[Found, float] = {}
        for fact in facts:
            value = value_of(fact)
            if value is not None:
                out.setdefault(value, fact.confidence)
        return out

    def verdicts(self, outcomes: Mapping[str, Outcome]) -> Iterator[tuple[float, bool]]:
        """The confidence of each value that was scored, and whether it is right."""
        for slot, outcome in outcomes.items():
            given = list(self.sureness(KINDS[slot]).items())
            for value, confidence in given[:1] if slot == "status" else given:
                yield confidence, value not in outcome.wrong

    def outcomes(self) -> dict[str, Outcome]:
        """Slot by slot; a merger's parties the way round that fits best."""
        rest = {slot: self._outcome(slot, self.label.slots[slot]) for slot in SLOTS}
        ways: list[dict[str, Outcome]] = [
            {"buyer": self._outcome("buyer", buyer), "target": self._outcome("target", target)}
            for buyer, target in arrangements(self.label)
        ]
        best = max(ways, key=_merit)
        return {**rest, **best}

    def _outcome(self, slot: str, wanted: Slot) -> Outcome:
        main = self.values(KINDS[slot])
        if slot == "status":
            main = main[:1]
        also = self.values(ALSO[slot]) if slot in ALSO else ()
        others = self.label.names()
        missed = [
            ways
            for ways in wanted.needed
            if not any(matches(slot, value, ways, others) for value in (*main, *also))
        ]
        right = (*wanted.needed, *wanted.fine)
        wrong = [v for v in main if not any(matches(slot, v, ways, others) for ways in right)]
        return Outcome(len(wanted.needed) - len(missed), tuple(wrong), tuple(missed))


def _merit(outcomes: Mapping[str, Outcome]) -> int:
    return sum(outcome.merit for outcome in outcomes.values())


def arrangements(label: Label) -> Iterator[tuple[Slot, Slot]]:
    """The buyers and targets an article may be said to have."""
    buyer, target = label.slots["buyer"], label.slots["target"]
    yield buyer, target
    if label.merger:
        yield target, buyer
        both = Slot(buyer.needed + target.needed, buyer.fine + target.fine)
        yield Slot(), both
        yield both, Slot()


def value_of(fact: Fact) -> Found | None:
    """A fact's value in the form the labels are compared with; None for what has none."""
    match fact.value:
        case Name(name):
            return name
        case Money(amount, currency, per, high) if per is not Per.YEAR:
            unit = f"{currency} per share" if per is Per.SHARE else currency
            return Figure(amount, high or amount, unit)
        case Percent(value, high):
            return Figure(value, high or value, "%")
        case Phrase(text, code):
            return code or text
    return None


# ---------------------------------------------------------------- reporting


def report(split: str, scores: Mapping[str, Sequence[Mapping[str, Outcome]]]) -> Iterator[str]:
    """Precision, recall, F1 and the counts behind them: by slot, over all, and by angle."""
    every = [score for some in scores.values() for score in some]
    yield f"\n{split}: {len(every)} articles"
    yield f"{'slot':14}{'precision':>10}{'recall':>8}{'F1':>7}{'found':>8}{'wrong':>7}{'missed':>8}"
    for slot in SLOTS:
        yield _row(slot, every, (slot,))
    yield _row("all", every, SLOTS)
    for angle, some in scores.items():
        yield _row(f"{angle} ({len(some)})", some, SLOTS)


def _row(name: str, scores: Sequence[Mapping[str, Outcome]], slots: Sequence[str]) -> str:
    outcomes = [score[slot] for score in scores for slot in slots]
    found = sum(outcome.found for outcome in outcomes)
    wrong = sum(len(outcome.wrong) for outcome in outcomes)
    missed = sum(len(outcome.missed) for outcome in outcomes)
    precision, recall = found / max(1, found + wrong), found / max(1, found + missed)
    f1 = 2 * found / max(1, 2 * found + wrong + missed)
    return f"{name:14}{precision:10.3f}{recall:8.3f}{f1:7.3f}{found:8}{wrong:7}{missed:8}"


BANDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def calibration(verdicts: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """How many of the values given at each confidence are right."""
    yield f"\n{'confidence':14}{'right':>8}{'of':>6}{'share':>8}"
    for low, high in pairwise(BANDS):
        band = [right for confidence, right in verdicts if low <= confidence < high]
        if band:
            share = sum(band) / len(band)
            yield f"{low:.2f} to {min(1, high):.2f}  {sum(band):8}{len(band):6}{share:8.3f}"


def faults(told: Told, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """What is missing and wrong in one article."""
    rows = [(slot, o) for slot, o in outcomes.items() if o.missed or o.wrong]
    if rows:
        yield f"\n{told.label.key} {told.label.angle}: {told.headline}"
    for slot, outcome in rows:
        missed = "; ".join("=".join(ways) for ways in outcome.missed)
        wrong = "; ".join(_shown(value) for value in outcome.wrong)
        yield f"  {slot:8}" + "   ".join(
            f"{word}: {text}" for word, text in (("missed", missed), ("wrong", wrong)) if text
        )


def _shown(value: Found) -> str:
    if isinstance(value, str):
        return value
    ends = dict.fromkeys((f"{value.low:f}", f"{value.high:f}"))
    return f"{'-'.join(ends)} {value.unit}"


def main() -> None:
    options = argparse.ArgumentParser(description="Deal slots: precision and recall.")
    options.add_argument("--split", choices=tuple(NEWS), default="work")
    options.add_argument("--round", type=int, help="only this batch of the labels (train)")
    options.add_argument("--model", default="default", help="whose reader reads the articles")
    options.add_argument("--news", type=Path, help="the labelled news, instead of the shared one")
    options.add_argument("-v", "--verbose", action="store_true", help="what is missing and wrong")
    chosen = options.parse_args()
    if chosen.verbose and chosen.split == "held":
        options.error("the held articles are not to be looked into; -v goes with --split work")
    labels = [label for label in load(chosen.split) if chosen.round in (None, label.round)]
    scores: dict[str, list[Mapping[str, Outcome]]] = {"news": [], "follow-up": [], "none": []}
    verdicts: list[tuple[float, bool]] = []
    for told in extracted(chosen.news or NEWS[chosen.split], labels, chosen.model):
        scores[told.label.angle].append(outcomes := told.outcomes())
        verdicts += told.verdicts(outcomes)
        if chosen.verbose:
            print("\n".join(faults(told, outcomes)) or f"\n{told.label.key} all right")
    print("\n".join((*report(chosen.split, scores), *calibration(verdicts))))


if __name__ == "__main__":
    main()
