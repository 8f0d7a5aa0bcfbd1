"""Which sentences of an article to keep: the salient ones that do not repeat each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

LONG, LONG_FROM = 0.0035, 25
"""What each word of a sentence beyond the twenty-fifth costs."""


LAST = 10.0


def trigrams(text: str) -> set[tuple[str, str, str]]:
    words = text.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def whole(sentence: str) -> bool:
    """Whether a text is a sentence that can stand without its neighbours.

    It ends as one, has no heading run into its beginning, opens no quotation or bracket that it
    doesn't close, isn't all quotation, and has no "I" or "we" of a speaker who isn't named beside a
    quotation.
    """
    text = sentence.strip()
    outside = QUOTED.sub(" ", text)
    return (
        bool(END.search(text))
        and not HEADED.match(text)
        and not DANGLING.search(text)
        and not UNPAIRED.search(outside)
        and len(outside.split()) > 1
        and not FIRST_PERSON.search(outside)
        and (text[:1].isupper() or not text[:1].isalpha() or text.islower())
    )


END = re.compile(r"[.!?][\"'”’)]*$")
HEADED = re.compile(
    r"(?:[A-Z][A-Z'’&-]{2,} ){2,}"
    r"(?!(?:Inc|Corp|Co|Ltd|Plc|Group|Holdings|Company|Bank|Airlines|Trust|Fund)\b)[A-Z][a-z]"
    r"|(?:[A-Z'’&-]{2,} )*[A-Z][A-Z'’-]{2,} (?:The|An?|In|On|At|But|It|He|She|They|This|That|As|For"
    r"|With|While|When|If|After|By)\b(?! [A-Z])"
)
"""Words in capitals with a sentence behind them, which are no company's: "WRONG KEYS Its keys"."""
DANGLING = re.compile(r"\b(?:and|or|but|of|to|the|an|with|for|from|by|be)\W*$", re.IGNORECASE)
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|``.*?''|\([^()]*\)", re.DOTALL)
UNPAIRED = re.compile(r"[“”\"()]|``|''")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y)\b(?!\.)")


def choose(
    sentences: Sequence[str],
    salience: npt.NDArray[np.float32],
    most: int = 3,
    least_words: int = 4,
    leaning: Collection[int] = (),
) -> tuple[int, ...]:
    """Numbers of up to `most` sentences, in the article's order.

    A sentence that shares three words running with a better one is passed over, and one with fewer
    than `least_words`. Long sentences lose a little for each word. Those that are not whole, and
    those in `leaning`, which need the one before them, are taken only where no other is left.
    """
    chosen: list[int] = []
    said: set[tuple[str, str, str]] = set()
    words = np.array([len(s.split()) for s in sentences])
    worth = salience - LONG * np.maximum(words - LONG_FROM, 0)
    worth = worth - [LAST * (n in leaning or not whole(s)) for n, s in enumerate(sentences)]
    for i in np.argsort(-worth, kind="stable").tolist():
        if len(chosen) == most or (chosen and worth[i] < -LAST / 2):
            break
        mine = trigrams(sentences[i])
        if len(sentences[i].split()) >= least_words and not mine & said:
            chosen.append(i)
            said |= mine
    return tuple(sorted(chosen))
