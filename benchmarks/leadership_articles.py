"""The business news that labels point at, run through the stages a run of `brief` has.

An article's key is the first 16 hex digits of the sha256 of headline, line break and lead; labels
hold keys only, as the text belongs to its publishers.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.clean import clean
from summarizer.facts import extract
from summarizer.ingest import ingest
from summarizer.reading import Reader
from summarizer.records import Article, Fact, Failure, Reading

DATA = Path(__file__).resolve().parents[2] / "shared/data"
NEWS = DATA / "business_news.dev.jsonl.xz"
EARLIER = DATA / "business_news.train.jsonl.xz"


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """One labelled article after cleaning, reading and extraction."""

    key: str
    article: Article
    reading: Reading
    facts: tuple[Fact, ...]


def short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def worked(news: Path, keys: Collection[str], reader: Reader) -> list[Worked]:
    """The articles with these keys, in the order of their keys: the headline is the title, lead and
    body are the text, the date is told."""
    told = _records(news, keys)
    with tempfile.TemporaryDirectory() as folder:
        articles = {key: _article(told[key], Path(folder) / f"{key}.txt") for key in sorted(told)}
    readings = reader.read(list(articles.values()))
    return [
        Worked(key, article, reading, extract(article, reading))
        for (key, article), reading in zip(articles.items(), readings, strict=True)
    ]


def _records(news: Path, keys: Collection[str]) -> dict[str, Mapping[str, str]]:
    if not news.is_file():
        raise SystemExit(f"{news} is missing: the labels need that part of the business news")
    found: dict[str, Mapping[str, str]] = {}
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            key = short_hash(f"{record['headline']}\n{record['lead']}")
            if key in keys:
                found[key] = record
    if missing := set(keys) - set(found):
        raise SystemExit(f"{news}: {len(missing)} labelled articles aren't there")
    return found


def _article(record: Mapping[str, str], path: Path) -> Article:
    head = f"Title: {record['headline']}\nDate: {record['date']}\n\n"
    path.write_text(f"{head}{record['lead']}\n\n{record['body']}\n", encoding="utf-8")
    (document,) = ingest([str(path)])
    if isinstance(document, Failure):
        raise SystemExit(f"{document.origin}: {document.problem}")
    return clean(document)
