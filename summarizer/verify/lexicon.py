"""The word knowledge of the check, read once from the tables in `data/`.

A new word is a new entry there: verbs in `verbs.txt`, cues in `cues.toml`, words that say the same
in `synonyms.toml`, words that contradict each other in `antonyms.toml`, titles in `titles.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Tag(StrEnum):
    """What a word does in its sentence."""

    NAME = "name"
    TITLE = "title"
    NOUN = "content word"
    VERB = "verb"
    QUANTITY = "quantity"
    DATE = "date"
    DET = "determiner"
    PRON = "pronoun"
    REL = "relative"
    CONJ = "conjunction"
    SUB = "subordinator"
    PREP = "preposition"
    TO = "to"
    AUX = "auxiliary"
    MODAL = "modal"
    NEG = "negation"
    ADV = "adverb"
    POSS = "possessive"
    MARK = "punctuation"


class Form(StrEnum):
    """The forms of a verb that its spelling allows."""

    BASE = "base"
    THIRD = "third person"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class VerbForm:
    lemma: str
    forms: frozenset[Form]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Sets and keys hold lemmas in small letters unless they say otherwise."""

    closed: Mapping[str, Tag]
    verbs: Mapping[str, VerbForm]
    nouny: frozenset[str]
    frequency: Mapping[str, int]
    groups: Mapping[str, frozenset[int]]
    antonyms: Mapping[str, frozenset[tuple[int, int]]]
    phrases: Mapping[tuple[str, ...], str]
    titles: frozenset[str]
    certainty: Mapping[str, float]
    control: Mapping[str, str]
    control_levels: Mapping[str, float]
    adverb_levels: Mapping[str, float]
    subordinate_levels: Mapping[str, float]
    speech: frozenset[str]
    speech_nouns: frozenset[str]
    hearsay_adverbs: frozenset[str]
    holders: Mapping[str, str]
    modifiers: Mapping[str, str]
    negative: frozenset[str]
    negative_phrases: tuple[tuple[str, ...], ...]
    qualifiers: frozenset[str]
    person_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    anaphor_nouns: frozenset[str]
    stand_ins: frozenset[str]
    former: frozenset[str]
    generic: frozenset[str]
    sellers: frozenset[str]
    buyers: frozenset[str]

    def rarity(self, word: str) -> float:
        """How much a word tells, from 0.4 (everywhere) to 1 (rare)."""
        return 1.0 - 0.6 * self.frequency.get(word, 4) / 19

    def same(self, a: str, b: str) -> bool:
        """Whether two lemmas say the same."""
        return a == b or not self.groups.get(a, _NONE).isdisjoint(self.groups.get(b, _NONE))

    def converse(self, a: str, b: str) -> bool:
        """Whether one tells of buying and the other of selling, which may be the same event."""
        return (a in self.buyers and b in self.sellers) or (a in self.sellers and b in self.buyers)

    def opposed(self, a: str, b: str) -> bool:
        """Whether two lemmas contradict each other."""
        other = self.antonyms.get(b, frozenset())
        return any((pair, 1 - side) in other for pair, side in self.antonyms.get(a, ()))


_NONE: frozenset[int] = frozenset()


@cache
def lexicon() -> Lexicon:
    """The tables, read at the first call."""
    cues = _toml("cues.toml")
    titles = _toml("titles.toml")
    verbs, nouny = _verbs()
    closed = {w: Tag[tag] for tag, words in cues["closed"].items() for w in words.split()}
    return Lexicon(
        closed=closed,
        verbs=verbs,
        nouny=nouny,
        frequency=_frequency(),
        groups=_groups(_toml("synonyms.toml")["groups"]),
        antonyms=_antonyms(_toml("antonyms.toml")["pairs"]),
        phrases={
            tuple(spelling.split()): name
            for table in ("titles", "phrases")
            for name, spellings in titles[table].items()
            for spelling in spellings
        },
        titles=frozenset(titles["titles"]),
        certainty=cues["certainty"],
        control=_by_word(cues["control"]),
        control_levels=cues["control_levels"],
        adverb_levels=cues["adverb_levels"],
        subordinate_levels=cues["subordinate_levels"],
        speech=_words(cues["speech"]["verbs"]),
        speech_nouns=_words(cues["speech"]["nouns"]),
        hearsay_adverbs=_words(cues["speech"]["hearsay_adverbs"]),
        holders=_by_word(cues["holders"]),
        modifiers=_by_word(cues["modifiers"]),
        negative=_words(cues["negative"]["words"]),
        negative_phrases=tuple(tuple(p.split()) for p in cues["negative"]["phrases"]),
        qualifiers=_words(cues["qualifiers"]["words"]),
        person_pronouns=_words(cues["anaphors"]["person"]),
        thing_pronouns=_words(cues["anaphors"]["thing"]),
        anaphor_nouns=_words(cues["anaphors"]["nouns"]),
        stand_ins=_words(cues["anaphors"]["stand_ins"]),
        former=_words(cues["former"]["words"]),
        generic=_words(cues["generic"]["words"]),
        sellers=_words(cues["converse"]["sell"]),
        buyers=_words(cues["converse"]["buy"]),
    )


def _text(name: str) -> str:
    return (files("summarizer.verify") / "data" / name).read_text(encoding="utf-8")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _lines(name: str) -> Iterator[list[str]]:
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """`kind = "a b"` turned round: the first kind that names a word has it."""
    out: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            out.setdefault(word, kind)
    return out


def _frequency() -> dict[str, int]:
    return {word: int(row[0]) for row in _lines("common.txt") for word in row[1:]}


def _groups(lines: list[str]) -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            out.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in out.items()}


def _antonyms(pairs: list[list[str]]) -> dict[str, frozenset[tuple[int, int]]]:
    out: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(pairs):
        for side, words in enumerate(pair):
            for word in words.split():
                out.setdefault(word, set()).add((number, side))
    return {word: frozenset(sides) for word, sides in out.items()}


# ---------------------------------------------------------------- verbs


def _verbs() -> tuple[dict[str, VerbForm], frozenset[str]]:
    """Every spelling of every verb, and the lemmas that are as often nouns."""
    spelled: dict[str, dict[str, set[Form]]] = {}
    nouny = set()
    for row in _lines("verbs.txt"):
        if row[-1] == "*":
            nouny.add(row[0])
            row = row[:-1]
        for spelling, form in _spellings(*row):
            spelled.setdefault(spelling, {}).setdefault(row[0], set()).add(form)
    return {s: _pick(s, lemmas) for s, lemmas in spelled.items()}, frozenset(nouny)


def _pick(spelling: str, lemmas: dict[str, set[Form]]) -> VerbForm:
    """One verb for a spelling: its own lemma is left for another's past ("found", "fell")."""
    other = [lemma for lemma in lemmas if lemma != spelling]
    lemma = other[0] if other else spelling
    return VerbForm(lemma, frozenset(f for forms in lemmas.values() for f in forms))


def _spellings(
    lemma: str, past: str | None = None, participle: str | None = None
) -> Iterator[tuple[str, Form]]:
    regular = _regular_past(lemma)
    doubled = past is not None and past == lemma + lemma[-1] + "ed"
    yield lemma, Form.BASE
    yield _third(lemma), Form.THIRD
    for spelling in {past or regular}:
        yield spelling, Form.PAST
    for spelling in {participle or past or regular}:
        yield spelling, Form.PARTICIPLE
    yield _ing(lemma, doubled), Form.ING


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _ing(lemma: str, doubled: bool) -> str:
    if doubled or lemma in _DOUBLING:
        return lemma + lemma[-1] + "ing"
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


_DOUBLING = frozenset(
    [
        "begin",
        "bet",
        "bid",
        "cut",
        "dig",
        "forget",
        "get",
        "hit",
        "let",
        "offset",
        "put",
        "quit",
        "reset",
        "run",
        "set",
        "shed",
        "shut",
        "sit",
        "spin",
        "split",
        "swim",
        "undercut",
        "win",
    ]
)
