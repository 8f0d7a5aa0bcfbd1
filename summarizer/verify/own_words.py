"""Whether a source bears out a word that the card chose itself: a closed deal, an agreed one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from summarizer.records import FactKind

Pair = tuple[re.Pattern[str], re.Pattern[str] | None]


def borne_out(text: str, kind: FactKind, cited: Sequence[str]) -> bool:
    """Whether the text is one of the card's own words for a kind, and a cited sentence says what it
    stands for."""
    pair = _table().get(kind.value, {}).get(text.strip().casefold())
    if pair is None:
        return False
    says, unless = pair
    return any(says.search(s) and not (unless and unless.search(s)) for s in cited)


@cache
def _table() -> Mapping[str, Mapping[str, Pair]]:
    text = (files("summarizer.verify") / "data" / "own_words.toml").read_text(encoding="utf-8")

    def ready(row: Mapping[str, str]) -> Pair:
        unless = row.get("unless")
        return (
            re.compile(row["says"], re.IGNORECASE),
            re.compile(unless, re.IGNORECASE) if unless else None,
        )

    return {
        kind: {word: ready(row) for word, row in rows.items()}
        for kind, rows in tomllib.loads(text).items()
    }
