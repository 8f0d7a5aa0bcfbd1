"""True statements with the sentences they cite, from every source at hand."""

from __future__ import annotations

import json
import lzma
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.verify_breakers import Case, Pool, broken, names_of

ABSTRACTIVE = ("headline", "highlight")
"""Groups far from copying, whose true statements often say what their sentences don't."""
HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data"


def written() -> list[Case]:
    table = tomllib.loads((HERE / "verify_sentences.toml").read_text(encoding="utf-8"))
    return [
        Case("written", text, tuple(item["evidence"]), context=" ".join(item["evidence"]))
        for item in table["item"]
        for text in item["true"]
    ]


def golden() -> list[Case]:
    """The statements of the memos that the golden cases' articles give, with the extractive
    condenser: headline, bottom line, sections and summaries, once each."""
    from datetime import date

    from summarizer.pipeline import generate
    from summarizer.settings import Settings

    found: dict[tuple[str, tuple[str, ...]], Case] = {}
    for articles in sorted((HERE.parent / "tests" / "golden").glob("*/articles")):
        memo = generate([str(articles)], Settings(model="extractive", made=date(2025, 1, 1)))
        texts = {s.article: s.text for s in memo.sources}
        said = [s for p in memo.stories for x in p.sections for s in x.statements]
        said += [s for p in memo.stories for s in (p.headline, *p.bottom_line)]
        said += [s for source in memo.sources for s in source.summary]
        for s in said:
            evidence = tuple(texts[x.article][x.start : x.end] for x in s.evidence)
            context = "\n\n".join(dict.fromkeys(texts[x.article] for x in s.evidence))
            found[s.text, evidence] = Case("golden", s.text, evidence, context=context)
    return list(found.values())


def _records(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


_CUT = re.compile(r"(?<=[a-z0-9)%][.!?])\"? +(?=[\"A-Z])")


def news(data: Path, split: str, limit: int) -> list[Case]:
    """Sentences of articles among their neighbours, and headlines beside the lead."""
    out: list[Case] = []
    for record in _records(data / f"business_news.{split}.jsonl.xz"):
        body = [record["lead"], *_CUT.split(record["body"])[:-1]]
        text = " ".join(body)
        if len(body) < 5:
            continue
        head = record["headline"]
        out.append(Case("headline", head, tuple(body[:4]), context=text))
        k = 1 + len(out) % (len(body) - 3)
        out.append(Case("sentence", body[k], tuple(body[k : k + 3]), context=text))
        out.append(Case("lead", body[0], (body[0], body[1]), context=text))
        if len(out) >= limit:
            break
    return out


_LOST = re.compile(
    r"\b(?:said|says?|told|according|reported(?:ly)?|announced|alleged(?:ly)?|believed?|claim\w*"
    r"|expected|likely|may|might|could|would|not|no|never|n't|if|up to|about|more than|over"
    r"|at least|nearly|almost|former|interim|acting|planned|proposed|possible|accused|suspected"
    r"|plans?|vice|attempted|denied)\b|n't",
    re.I,
)


def compressed(data: Path, split: str, limit: int) -> tuple[list[Case], int]:
    """Compressed sentences that keep every word on which truth hangs, and how many did not."""
    out, left = [], 0
    for record in _records(data / f"sentence_compression.{split}.jsonl.xz"):
        a, b = (
            Counter(m[0].lower() for m in _LOST.finditer(record[k]))
            for k in ("sentence", "compression")
        )
        if a - b or len(record["compression"].split()) < 4:
            left += 1
            continue
        text = re.sub(r"([$€£]) (?=\d)", r"\1", record["compression"])
        out.append(Case("compressed", text, (record["sentence"],), context=record["sentence"]))
    return out[:limit], left


def highlights(data: Path, split: str, limit: int) -> list[Case]:
    """One human highlight of each CNN/DailyMail article beside the article's first 340 words, in
    small letters; some say what stands further down."""
    out = []
    rng = random.Random(3)
    for record in islice(_records(data / f"cnn_dailymail.{split}.jsonl.xz"), limit):
        lines = [line.strip() for line in str(record["document"]).split(" . ") if line.strip()]
        evidence = tuple(f"{line} ." for line in lines)
        out.append(Case("highlight", rng.choice(list(record["highlights"])), evidence))
    return out


def pool_of(cases: Sequence[Case]) -> Pool:
    names_: dict[str, None] = {}
    phrases: dict[str, None] = {}
    for case in cases:
        for e in case.evidence:
            names_.update(dict.fromkeys(names_of(e)))
            for m in re.finditer(
                r"\b(?:after|because of|despite|amid|for|by|with|in a bid to|to)"
                r" (?:[a-z]+ ){3,7}[a-z]+(?=[.,])",
                e,
            ):
                phrases[m[0]] = None
    return Pool(tuple(names_), tuple(phrases), ())


def cases_of(
    data: Path | None, split: str, limit: int, skip: int = 0
) -> tuple[list[Case], dict[str, int]]:
    """True statements of all groups, each followed by its breaks; the first `skip` of those from
    the data, and all that are ours, are left out where `skip` is given."""
    true = [*written(), *golden()] if split == "dev" and not skip else []
    left = 0
    if data is not None and data.is_dir():
        pairs, left = compressed(data, split, skip + limit)
        true += news(data, split, skip + limit)[skip:] + pairs[skip:]
        if split == "dev":
            true += highlights(data, split, skip + limit)[skip : skip + limit // 3]
    rng = random.Random(13)
    pool = pool_of(true)
    out = []
    for n, case in enumerate(true):
        out += [case, *broken(case, pool, rng)]
        if case.group in ABSTRACTIVE:
            far = [c for c in true[n + 1 :] + true[:n] if c.group == case.group]
            other = far[len(far) // 2]
            out.append(Case(case.group, other.text, case.evidence, "foreign", case.context))
    return out, {"compressions set aside": left}
