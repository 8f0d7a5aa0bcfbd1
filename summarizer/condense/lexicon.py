"""Which words a summary may use: those of its source and the closed list, cut into tokens.

Pure but for the tokenizer: texts in, token paths out. A word is what stands between spaces, and
what is left of it without quotes, brackets, closing marks and possessive; it may be used whole
only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from summarizer.condense.words import function_words

Path = tuple[int, ...]

LINE_BREAK = "<n>"
"""What Pegasus checkpoints write between sentences."""

_OPENING = "“\"‘'([{«"
_CLOSING = ".,;:!?”\"’')]}»…"
_POSSESSIVE = re.compile(r"['’]s?$")
_DASHES = re.compile(r"[—–…]|--+|\.\.\.")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")


def words(text: str) -> list[str]:
    """The forms in which the words of a text may be used, each once, in order of appearance."""
    found: dict[str, None] = {}
    opens = True
    for unit in text.split():
        for part in (unit, *_DASHES.split(unit)):
            found.update(dict.fromkeys(_forms(part, opens)))
        opens = bool(_SENTENCE_END.search(unit))
    return list(found)


def _forms(unit: str, opens: bool) -> Iterable[str]:
    """A unit as it stands, its core, and the core as it may begin a sentence or stand inside."""
    core = unit.lstrip(_OPENING).rstrip(_CLOSING)
    for form in (unit, core, _POSSESSIVE.sub("", core)):
        if form:
            yield form
            if form.islower():
                yield form[0].upper() + form[1:]
            elif opens and form.istitle():
                yield form.lower()


def closed_list() -> list[str]:
    """The function words, as they stand inside and at the start of a sentence."""
    plain = [word for word in sorted(function_words()) if word[0].isalpha() and word.isalpha()]
    return [form for word in plain for form in (word, word.capitalize())]


@lru_cache(maxsize=1)
def closing_marks() -> tuple[str, ...]:
    """What may follow a word directly, whatever follows it in the source."""
    text = files(__package__).joinpath("data", "closing_marks.txt").read_text(encoding="utf-8")
    return tuple(m for line in text.splitlines() if line[:1] != "#" for m in line.split())


class Speller:
    """Cuts words into the tokens a model would write them with, after a space or at the start.

    Works for byte-level BPE, SentencePiece and WordPiece, whose tokens of a word don't depend on
    the words around it.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._lead = self._ids(["a"])[0]

    def inside(self, texts: Sequence[str]) -> list[Path]:
        """Each text as it stands after a space."""
        return self._after(texts, "a ")

    def glued(self, texts: Sequence[str]) -> list[Path]:
        """Each text as it stands right after a word."""
        return self._after(texts, "a")

    def first(self, texts: Sequence[str]) -> list[Path]:
        """Each text as it stands at the very start."""
        return [self._usable(ids) for ids in self._ids(texts)]

    def line_breaks(self) -> list[Path]:
        """The token some checkpoints put between sentences, where the vocabulary has one."""
        found = self._tokenizer.convert_tokens_to_ids(LINE_BREAK)
        return [] if found in (None, self._tokenizer.unk_token_id) else [(found,)]

    def _after(self, texts: Sequence[str], lead: str) -> list[Path]:
        cut = len(self._lead)
        rows = self._ids([lead + text for text in texts])
        return [self._usable(ids[cut:]) if ids[:cut] == self._lead else () for ids in rows]

    def _usable(self, ids: Path) -> Path:
        """No path where the vocabulary can't spell the text."""
        return () if self._tokenizer.unk_token_id in ids else ids

    def _ids(self, texts: Sequence[str]) -> list[Path]:
        if not texts:
            return []
        rows = self._tokenizer(list(texts), add_special_tokens=False)["input_ids"]
        return [tuple(ids) for ids in rows]
