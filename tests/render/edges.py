"""Memos at the edges of what a layout must hold."""

from __future__ import annotations

from summarizer.records import Memo
from tests.render import sample

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
MEMOS: dict[str, Memo] = {
    "sample": sample.memo(),
    "one source": sample.many(1),
    "forty sources": sample.many(40),
    "long names": sample.worded(f"{LONG} {LONG.lower()}{LONG.lower()}"),
    "other scripts": sample.worded("شركة النخيل القابضة — 北方物流集团"),
    "no story": sample.bare(),
    "twelve stories": sample.several(12),
}
