"""Which sentences of an article to keep: the salient ones that do not repeat each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from summarizer.models.headlines import VERB
from summarizer.models.slips import slipped

LONG, LONG_FROM = 0.0035, 25
"""What each word of a sentence beyond the twenty-fifth costs."""


LAST = 10.0
UNSAID = 0.1
"""What it costs a sentence that nobody would say anything."""
SILENT = re.compile(
    r"\bdeclined (?:to )?comment\b|\bnot (?:immediately |be )*(?:available|reached|reachable)\b"
    r"|\b(?:not|n['’]t)\b[^.,]{0,15} respond\b"
)
LEAD_WORDS = 12
"""Fewer words without a full stop are a heading."""


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
    r"|[A-Z]{6,} (?!(?:Inc|Corp|Co|Ltd|Plc|Group|Holdings|Company|Bank|Airlines|Trust|Fund)\b)"
    r"[A-Z][a-z]+ [a-z]"
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
    needs: Mapping[int, Sequence[Collection[int]]] = MappingProxyType({}),
) -> tuple[int, ...]:
    """Numbers of up to `most` sentences, in the article's order.

    A sentence that shares three words running with a better one is passed over, and one with fewer
    than `least_words`. Long sentences lose a little for each word. Those that are not whole, those
    broken at their source, and those in `leaning`, which need the one before them, are taken only
    where no other is left. A sentence in `needs` gives way where of any group it needs none is
    chosen, if others can take its place; where that leaves but one, the next may lean on it.
    """
    best = found = _chosen(sentences, salience, most, least_words, leaning)
    barred = set(leaning)
    while lost := [n for n in found if any(not {*found} & {*g} for g in needs.get(n, ()))]:
        if lost[0] in barred:
            return best
        barred.add(lost[0])
        found = _chosen(sentences, salience, most, least_words, barred)
    if len(found) == 1 < len(best):
        return found + _after(found[0], sentences, least_words, needs)
    return found


def _after(
    number: int,
    sentences: Sequence[str],
    least_words: int,
    needs: Mapping[int, Sequence[Collection[int]]],
) -> tuple[int, ...]:
    """The sentence behind one, which may lean on it, where it needs no other and is whole."""
    then = number + 1
    if then == len(sentences) or any(number not in group for group in needs.get(then, ())):
        return ()
    text = sentences[then]
    fits = len(text.split()) >= least_words and whole(text) and not slipped(text)
    return (then,) if fits else ()


def _chosen(
    sentences: Sequence[str],
    salience: npt.NDArray[np.float32],
    most: int,
    least_words: int,
    leaning: Collection[int],
) -> tuple[int, ...]:
    chosen: list[int] = []
    broken: list[int] = []
    said: set[tuple[str, str, str]] = set()
    words = np.array([len(s.split()) for s in sentences])
    worth = salience - LONG * np.maximum(words - LONG_FROM, 0)
    worth = worth - [UNSAID * bool(SILENT.search(s)) for s in sentences]
    lead = _ended(sentences[0]) if sentences else ""
    stands = [whole(s) for s in (lead, *sentences[1:])]
    worth = worth - [LAST * (n in leaning or not stands[n]) for n in range(len(sentences))]
    for i in np.argsort(-worth, kind="stable").tolist():
        if len(chosen) == most or (chosen and worth[i] < -LAST / 2):
            break
        mine = trigrams(sentences[i])
        if len(sentences[i].split()) < least_words or mine & said:
            continue
        if slipped(sentences[i]):
            broken.append(i)
            continue
        chosen.append(i)
        said |= mine
    return tuple(sorted(chosen or broken[:1]))


def _ended(lead: str) -> str:
    """An article's first sentence with a full stop, which some leave out; "Old Mill to sell its
    bakeries" is no sentence."""
    long = len(lead.split()) >= LEAD_WORDS and lead[-1:].isalpha()
    return lead + "." if long and not END.search(lead) and VERB.search(lead) else lead
