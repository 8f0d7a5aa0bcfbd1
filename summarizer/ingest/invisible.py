"""Characters that nobody sees: zero-width, bidirectional, tag and control characters.

They are taken out of every format, because they can carry words past a human reader or tear words
apart. Those that writing needs stay: joiners inside emoji and the scripts that use them, one
variation selector after a character. Flags of regions spelled with tags become plain flags.
"""

from __future__ import annotations

import re
from collections import Counter

from summarizer.records import Drop, DropReason

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_JOINED = "\u0590-\u1dff\u2100-\uffdc\U00010000-\U000dffff"  # scripts and symbols that join
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
    # a variation selector needs something to vary, and one is enough
    "|(?<![^\\s\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f]"
    "|(?<![\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)

SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)  # what INVISIBLE may match; most texts hold none of it, and this is far quicker to see
TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")


def even_line_ends(text: str) -> str:
    """Every kind of line end as `\\n`."""
    return LINE_ENDS.sub("\n", text)


def without_invisible(text: str) -> tuple[str, tuple[Drop, ...]]:
    """The text as it is seen, and what was taken out: words spelled in invisible characters as
    those words, the rest as one count of each character."""
    if not SUSPECT.search(text):
        return text, ()
    words = [_from_tags(m[0]) for m in TAGS.finditer(text)]
    words += [_from_selectors(m[0]) for m in SELECTORS.finditer(text)]
    counts = Counter(INVISIBLE.findall(text))
    if counts:
        listed = ", ".join(f"U+{ord(c):04X} ×{n}" for c, n in sorted(counts.items()))
        words.append(f"{sum(counts.values())} invisible characters: {listed}")
    drops = tuple(Drop(w, DropReason.HIDDEN) for w in words if w)
    return INVISIBLE.sub("", text), drops


def _from_tags(run: str) -> str:
    return "".join(chr(ord(c) - 0xE0000) for c in run)


def _from_selectors(run: str) -> str:
    """The bytes that selectors spell, 0 to 15 and 16 to 255, where they are readable."""
    values = bytes(ord(c) - (0xFE00 if ord(c) < 0xE0100 else 0xE00F0) for c in run)
    text = values.decode(errors="ignore")
    return text if text.isprintable() else ""
