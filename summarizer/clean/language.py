"""Text in another language than English, the one language the memo is written from."""

from __future__ import annotations

from functools import cache
from typing import Any

from summarizer.clean.cues import table
from summarizer.clean.page import Page
from summarizer.clean.words import Look, function_words
from summarizer.records import DropReason

_ENOUGH_WORDS = 8
"""The identifier guesses on shorter text."""
_ENGLISH = 0.14
"""Share of small words below which text isn't running English (prose has 0.3 to 0.5)."""
_FOREIGN = 0.2
_TIMES = 4
"""With so many times the small words of English, and enough of them, text needs no identifier."""
_SURE = 0.9


def decide(page: Page) -> dict[int, DropReason]:
    live = page.live()
    return {i: DropReason.LANGUAGE for i in live if foreign(page.looks[i])}


def foreign_script(text: str) -> bool:
    """Is most of this written in letters that are not Latin?"""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    strange = sum(char > "\u024f" and not "\u1e00" <= char <= "\u1eff" for char in letters)
    return strange > 1 and strange * 2 > len(letters)


def foreign(look: Look) -> bool:
    """Is this piece in another language? Names and short quotations don't make it so."""
    if foreign_script(look.plain):
        return True
    english = _share(look, "en")
    if len(look.words) < 3 or english >= _ENGLISH:
        return False
    best = max(function_words(), key=lambda code: _share(look, code))
    small = _share(look, best)
    if best != "en" and small >= 2 * _FOREIGN:
        return True
    least = _FOREIGN if look.plain.isascii() else _FOREIGN / 2
    if len(look.words) < _ENOUGH_WORDS or small < least:
        return False
    plainly = best != "en" and small >= max(_FOREIGN, _TIMES * english)
    if plainly and len(look.words) >= 2 * _ENOUGH_WORDS:
        return True
    code, sure = identify(look.plain)
    return code != "en" and sure >= _SURE


def _share(look: Look, code: str) -> float:
    small = function_words()[code]
    return sum(word in small for word in look.words) / len(look.words)


def name(text: str) -> str:
    """The English name of the language of a longer text."""
    code, _ = identify(text)
    return str(table("languages")["names"].get(code, code))


def identify(text: str) -> tuple[str, float]:
    """The code of the language of a text, and how sure that is, from 0 to 1."""
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> Any:
    """Loads in a second, so only where a text looks foreign."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
