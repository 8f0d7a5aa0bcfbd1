"""How much honest text the guards of a batch cost: `python -m benchmarks.honest_loss [ARTICLES]`.

Wire articles of the shared development data, in which nothing hides, are written as each format
and taken apart as a batch does it. Printed is the share of their words that no article holds then.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random
from textwrap import wrap

from summarizer.batch.cell import pieces
from summarizer.clean.sentences import sentences
from summarizer.ingest import Blob, Limits
from summarizer.records import Article
from summarizer.store import codec
from tests.ingest.making import lines, pdf

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "business_news.dev.jsonl.xz"
MOST = 0.01
"""The share of words that may be lost."""


def articles(count: int, seed: int = 17) -> list[list[str]]:
    """Headline, lead and body of some articles, the body in paragraphs of two sentences, without
    the last one, which the data cut off."""
    with lzma.open(NEWS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, 900)]
    return [
        [row["headline"], row["lead"], *_paragraphs(row["body"])]
        for row in Random(seed).sample(rows, count)
    ]


def _paragraphs(body: str) -> Iterator[str]:
    whole = [body[start:end] for start, end in sentences(body)][:-1]
    for at in range(0, len(whole), 2):
        yield " ".join(whole[at : at + 2])


def text(parts: list[str]) -> bytes:
    return "\n\n".join(parts).encode()


def page(parts: list[str]) -> bytes:
    title, *rest = (escape(part) for part in parts)
    body = "".join(f"<p>{part}</p>" for part in rest)
    head = f"<meta charset=utf-8><title>{title}</title>"
    made = f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return made.encode()


def mail(parts: list[str]) -> bytes:
    head = b"From: Desk <desk@wire.test>\r\nSubject: News\r\nMIME-Version: 1.0\r\n"
    return head + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text(parts)


def word(parts: list[str]) -> bytes:
    from docx import Document

    made, held = Document(), BytesIO()
    for part in parts:
        made.add_paragraph(part)
    made.save(held)
    return held.getvalue()


def printed(parts: list[str]) -> bytes:
    rows = [row for part in parts for row in (*wrap(part, 90, break_on_hyphens=False), "")]
    sheets = [lines(rows[at : at + 48]) for at in range(0, len(rows), 48)]
    return pdf(*sheets)


FORMATS: Mapping[str, Callable[[list[str]], bytes]] = {
    ".txt": text,
    ".md": text,
    ".html": page,
    ".eml": mail,
    ".docx": word,
    ".pdf": printed,
}


def lost(parts: list[str], ending: str) -> tuple[int, int]:
    """How many words of an article are lost in a format, and how many it has."""
    words = Counter(" ".join(parts).split())
    blob = Blob("a", FORMATS[ending](parts), f"a{ending}")
    kept: Counter[str] = Counter()
    for found in pieces(blob, Limits()):
        if "article" in found:
            kept.update(codec.loads(Article, found["article"]).text.split())
    return (words - kept).total(), words.total()


def share(count: int, ending: str) -> float:
    """The share of the words of some articles that are lost in a format."""
    counts = [lost(parts, ending) for parts in articles(count)]
    return sum(gone for gone, _ in counts) / sum(words for _, words in counts)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for ending in FORMATS:
        print(f"{ending:6} {share(count, ending):8.3%} of the words of {count} articles lost")


if __name__ == "__main__":
    main()
