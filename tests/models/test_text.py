from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.text import case_kind, glue, join, pieces, whole_units, word_starts
from tests.models.tiny import TEXT, tokenizer


@pytest.mark.parametrize(
    "unit",
    [
        "$14.3 billion",
        "did not approve",
        "Jan. 5",
        "U.S.",
        "won't sell",
        "Vane's",
        "Inc.",
        "S.A.",
    ],
)
def test_units_are_copied_whole(unit: str) -> None:
    """Sums with their scale, days, abbreviations, possessives and negations hang together."""
    start = TEXT.index(unit)
    inner = glue(len(TEXT), range(start, start + len(unit)), whole_units(TEXT))
    assert not inner[0]
    assert inner[1:].all()


def test_punctuation_stands_apart() -> None:
    """A comma or full stop at a word's end may be left out."""
    text = "He left, then returned."
    inner = glue(len(text), [text.index(","), text.index(".")], whole_units(text))
    assert not inner.any()


def test_pieces_point_into_the_text() -> None:
    """Every piece knows its own characters, and pieces that continue a word are glued to it."""
    found = pieces(TEXT, tokenizer().encode(TEXT, add_special_tokens=False))
    words = [TEXT[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert "".join(words) == TEXT.replace(" ", "")
    assert found.glued[
        [
            not t.startswith("$") and i > 0 and found.ends[i - 1] == found.starts[i] and t.isalpha()
            for i, t in enumerate(words)
        ]
    ].all()


def test_words_start_where_tags_count_them() -> None:
    """Punctuation at the edges and possessives stand apart, abbreviations are not cut."""
    text = "(Vane's U.S. unit, Mill-on-Sea Inc.)"
    starts = sorted(word_starts(text))
    words = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert words == ["(", "Vane", "'s", "U.S.", "unit", ",", "Mill-on-Sea", "Inc.", ")"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("mill", 0), ("Mill", 1), ("USA", 2), ("eBay", 3), ("2013", 4), ("$", 5), ("A", 1)],
)
def test_casing_is_told_apart(word: str, kind: int) -> None:
    """The entity head sees what a lowercase vocabulary hides."""
    assert case_kind(word) == kind


def test_joining_keeps_the_sources_characters() -> None:
    """Neighbouring pieces keep the source's spacing; others get one blank, none before a comma."""
    text = "Vane's $14.3 billion plan, which failed, was hers."
    assert join(text, [(0, 6), (7, 12), (13, 20)]) == "Vane's $14.3 billion"
    comma, rest = text.index(", was"), text.index("was hers")
    assert join(text, [(7, 12), (comma, comma + 1), (rest, rest + 8), "."]) == "$14.3, was hers."


@given(st.text(alphabet="ab .,'$1", min_size=1, max_size=60))
def test_joining_all_words_gives_the_text(text: str) -> None:
    """A text whose words are all copied comes out as it was, but for its first letter and ends."""
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    stripped = text.strip()
    assert join(text, found) == stripped[:1].upper() + stripped[1:]
