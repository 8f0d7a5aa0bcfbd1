"""How much honest news is lost, and how long it takes."""

from __future__ import annotations

import json
import lzma
import random
import time
from itertools import islice

import pytest

from summarizer.clean import clean
from summarizer.clean.sentences import sentences
from summarizer.records import DropReason
from tests.clean.pages import document
from tests.conftest import SHARED

NEWS = SHARED / "data" / "business_news.dev.jsonl.xz"
ARTICLES = 150
WORDS_LOST = 0.01

needs_news = pytest.mark.skipif(not NEWS.is_file(), reason="the shared news is not here")


def articles() -> list[str]:
    """Headline, lead and body, the body in paragraphs of two sentences."""
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 600)]
    return [
        "\n\n".join([row["headline"], row["lead"], *_paragraphs(row["body"])])
        for row in random.Random(11).sample(rows, ARTICLES)
    ]


def _paragraphs(body: str) -> list[str]:
    whole = [body[start:end] for start, end in sentences(body)][:-1]  # the last one is cut off
    return [" ".join(whole[i : i + 2]) for i in range(0, len(whole), 2)]


@needs_news
def test_honest_news_is_kept() -> None:
    """At most one word in a hundred of clean wire news is lost."""
    texts = articles()
    lost = sum(len(drop.text.split()) for text in texts for drop in clean(document(text)).dropped)
    assert lost <= WORDS_LOST * sum(len(text.split()) for text in texts)


@needs_news
def test_cleaning_is_quick() -> None:
    """An article takes milliseconds: far below the second that a model takes for it."""
    texts = articles()
    clean(document(texts[0]))
    start = time.perf_counter()
    for text in texts:
        clean(document(text))
    assert (time.perf_counter() - start) / len(texts) < 0.1


def test_a_clean_text_loses_nothing() -> None:
    """An article without furniture comes out as it went in."""
    text = (
        "Ostrava Steel to merge with Tatra Metals\n\n"
        "Ostrava Steel and Tatra Metals have agreed to merge in an all-share deal.\n\n"
        "Terms at a glance\n\n"
        "Tatra holders get 0.8 Ostrava shares for each of theirs, worth 12.10 euros.\n\n"
        '"It is a merger of equals," said Ostrava\'s chief, Jana Kolar. "Nobody wins."\n\n'
        "Analysts doubted that. Ostrava will name six of ten directors.\n\n"
        "The deal needs approval in Brussels. Both sides expect it by March."
    )
    article = clean(document(text))
    assert article.text == text
    assert DropReason.FRAGMENT not in {drop.reason for drop in article.dropped}
    assert not article.dropped
