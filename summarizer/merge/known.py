"""What a sentence takes for known: "the loan" of which an earlier sentence of its article told as
"a loan" means nothing to the reader of a memo that doesn't have that sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.merge.features import stem
from summarizer.merge.knowledge import pattern, word_set
from summarizer.merge.material import Line, Material


def needs(text: str, line: Line, material: Material) -> frozenset[str]:
    """The stems of the nouns that a text calls by a bare "the" and an earlier sentence of its
    article brought up, as far as the text doesn't do so itself."""
    article = material.articles[line.span.article]
    earlier = article.text[: line.span.start]
    found = set()
    for match in pattern("bare_noun").finditer(text):
        noun, before = match[1].lower(), text[: match.start()]
        given = noun in word_set("given") or re.search(rf"(?i)\b{re.escape(noun)}", before)
        by_name = noun in word_set("companies") and re.search(r"\w.*\b[A-Z]", before)
        if not given and not by_name and _brings_up(noun).search(earlier):
            found.add(stem(noun))
    return frozenset(found)


@lru_cache(maxsize=1 << 10)
def _brings_up(noun: str) -> re.Pattern[str]:
    """A noun with "a" or a figure before it, or with what tells it from others of its kind."""
    words = r"(?:[^\s.;:!?]+\s+|\S*\d\.\d\S*\s+)"
    return re.compile(
        rf"\b(?:an?|one|another|two|three|several)\s+{words}{{0,5}}?{re.escape(noun)}\b"
        rf"|(?:\$|\b)\d[\d.,]*\s+(?:{words}){{0,4}}?{re.escape(noun)}\b"
        rf"|\b[Tt]he\s+(?:[^\s.;:!?]*[A-Z]\S*\s+){words}{{0,3}}?{re.escape(noun)}\b"
    )
