"""A text as what two statements are compared by: content, names, amounts, denial, doubt, roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.merge.knowledge import roles, table, word_set
from summarizer.quantities import Count, Quantity, find
from summarizer.quantities.amounts import figure
from summarizer.records import Moment

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-&](?=[^\W_]))*(?:n['’]t)?|\d[\d.,]*\d|\d")
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""),
    ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""),
)  # fmt: skip
_SCOPE = 4
_SHORTEST_STEM = 3

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """`stems` are the content words cut to their stems, without what `amounts` and `dates` say;
    `names` runs of capitalised words in lower case; `denied` and `hedged` the stems in the reach of
    a "not" or "may"; `marks` roles with what qualifies them ("interim chief executive"); `length`
    counts words; `bonds` are the last names of those whom somebody reports to or comes after."""

    stems: frozenset[str]
    names: tuple[Run, ...]
    amounts: tuple[Quantity, ...]
    dates: tuple[Moment, ...]
    denied: frozenset[str]
    hedged: frozenset[str]
    marks: frozenset[tuple[str, str]]
    length: int
    bonds: frozenset[str] = frozenset()

    @property
    def content(self) -> frozenset[str]:
        """The stems, and the amounts to two digits, by which one text tells again what another
        does."""
        return self.stems | {_key(q) for q in self.amounts}


def _key(amount: Quantity) -> str:
    value = amount.value
    if isinstance(value, Moment):
        return value.text
    return f"{type(value).__name__} {float(figure(value)):.2g}"


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """A word without its ending, the same for "invests", "invested" and "investing"."""
    word = word.lower().replace("’", "'")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Words that inside the sentences of these texts are mostly capitalised, in lower case."""
    capital: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        for match in list(_WORD.finditer(text))[1:]:
            (capital if match[0][0].isupper() else lower)[match[0].lower()] += 1
    return frozenset(word for word, count in capital.items() if count > lower[word])


def reader(names: frozenset[str]) -> Callable[[str], Features]:
    """What turns a text into features, given the words that are names throughout the story."""

    @cache  # as long as the story is told
    def read(text: str) -> Features:
        found = find(text)
        words = list(_WORD.finditer(text))
        content = [m[0] for m in words if not _is_stop(m[0]) and not _said_by(found, m)]
        told = [q for q in found if isinstance(q.value, Moment)]
        return Features(
            stems=frozenset(map(stem, content)),
            names=tuple(_runs([m for m in words if not _said_by(told, m)], text, names)),
            amounts=tuple(q for q in found if q not in told and not q.conversion),
            dates=tuple(q.value for q in found if isinstance(q.value, Moment)),
            denied=_reach([m[0] for m in words], word_set("deny")),
            hedged=_reach([m[0] for m in words], word_set("hedge")),
            marks=frozenset(_marks(text)),
            length=len(words),
            bonds=frozenset(m[1].split()[-1].lower() for m in _bonds().finditer(text)),
        )

    return read


def _is_stop(word: str) -> bool:
    return word.lower() in word_set("stop")


def _said_by(amounts: Iterable[Quantity], match: re.Match[str]) -> bool:
    """Whether an amount or date says the word: a number, the "billion" and "euros" that go with
    it, a "Friday"."""
    if match[0][0].isdigit():
        return True
    values = (q for q in amounts if q.start <= match.start() < q.end)
    return any(not isinstance(q.value, Count) for q in values)


def _runs(words: Iterable[re.Match[str]], text: str, names: frozenset[str]) -> Iterable[Run]:
    run: list[str] = []
    end = 0
    for match in words:
        named = match[0][0].isupper() and match[0].lower() in names
        if run and not (named and text[end : match.start()].strip("’' ") in ("", "&")):
            yield tuple(run)
            run = []
        if named:
            run.append(match[0].lower())
        end = match.end()
    if run:
        yield tuple(run)


def _reach(words: list[str], cues: frozenset[str]) -> frozenset[str]:
    """The stems of the next few content words after each cue."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if word.lower() in cues or (word.lower().endswith(("n't", "n’t")) and "not" in cues):
            after = [w for w in words[place + 1 :] if not _is_stop(w)]
            found.update(stem(w) for w in after[:_SCOPE])
    return frozenset(found)


def _marks(text: str) -> Iterable[tuple[str, str]]:
    """Each role the text names, with the word before it that changes what it means, or none."""
    for match in _roles().finditer(text.lower()):
        before = match[1] or ""
        yield roles()[match[2]], before if before in word_set("role_marks") else ""


@lru_cache(maxsize=1)
def _bonds() -> re.Pattern[str]:
    cues = "|".join(" ".join(cue.split()) for cue in table("words")["bonds"].split(","))
    return re.compile(rf"\b(?:{cues})\s+((?:[A-Z][\w-]+\s+){{0,2}}[A-Z][\w-]+)")


@lru_cache(maxsize=1)
def _roles() -> re.Pattern[str]:
    spellings = "|".join(map(re.escape, roles()))
    return re.compile(rf"(?:\b([\w-]+)[\s-]+)?\b({spellings})\b")
