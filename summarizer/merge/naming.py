"""Which spellings over a story's sources name one party, and by which of them the memo names it.

Two names alone tell much (`summarizer.names`): "Acme" and "Acme Holdings plc", "AOC" and "Acme Oil
Corp". The story tells the rest: a source that puts the short name in brackets behind the long one,
or a short one that plays the same part in one source as the only long one it can stand for does in
another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summarizer.names import (
    LOOSE,
    PLAIN,
    fullest,
    initialism,
    same_company,
    same_name,
    spelled_out,
    tidy,
    words,
)
from summarizer.records import Article, Fact, FactKind, Name

PARTIES = (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER)
_ALIAS = re.compile(
    r"((?:[A-Z][\w&.'’-]*\s+)(?:(?:of|and|the|for|&|[A-Z][\w&.'’-]*)\s+)*)"
    r"\((?:the\s+)?[\"“]?([A-Z][A-Za-z&-]{1,11})[\"”]?\)"
)
"""A short name told right behind a full one: "Acme Paper Works (APW)"."""


def named(
    facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article]
) -> dict[str, tuple[Fact, ...]]:
    """The facts of a story's articles, with short names of parties as the full ones they stand for.

    What two names alone tell apart or put together is left as it is.
    """
    longer = _longer(facts, articles)
    if not longer:
        return {id_: tuple(found) for id_, found in facts.items()}
    return {id_: tuple(_renamed(fact, longer) for fact in found) for id_, found in facts.items()}


def _renamed(fact: Fact, longer: Mapping[str, str]) -> Fact:
    subject = longer.get(fact.subject or "", fact.subject)
    if isinstance(fact.value, Name) and fact.kind in PARTIES:
        name = longer.get(fact.value.name, fact.value.name)
        return replace(fact, value=Name(name), subject=subject)
    return fact if subject == fact.subject else replace(fact, subject=subject)


def _longer(facts: Mapping[str, Sequence[Fact]], articles: Mapping[str, Article]) -> dict[str, str]:
    """Short names of parties and the full name each stands for."""
    parts: dict[FactKind, Counter[str]] = {kind: Counter() for kind in PARTIES}
    for found in facts.values():
        for fact in found:
            if fact.kind in PARTIES and isinstance(fact.value, Name) and not fact.background:
                parts[fact.kind][fact.value.name] += 1
    told = dict(_told(articles.values()))
    every = {name for names in parts.values() for name in names}
    out: dict[str, str] = {}
    for kind, names in parts.items():
        others = {n for k, more in parts.items() if k is not kind for n in more}
        for short in names:
            known = told.get(tidy(short))
            if known is not None:
                out.setdefault(short, _best(known, every))
                continue
            fits = [n for n in names if _stands_for(short, n)]
            one = all(same_company(n, fits[0]) for n in fits)
            if fits and one and not any(same_name(short, n) for n in others):
                long = max(fits, key=lambda n: (names[n], len(n), n))
                if initialism(short) or not _odd(short, long, names, articles.values()):
                    out.setdefault(short, long)
                else:
                    out.setdefault(long, short)
    return out


def _odd(short: str, long: str, names: Mapping[str, int], articles: Iterable[Article]) -> bool:
    """Whether a longer name is more likely a short one that a stray word follows: one source has
    it, once, and several name the party by the short one."""
    whole = words(long) != tuple(w.strip(".,").lower() for w in tidy(long).split())
    told = sum(article.text.count(long) for article in articles)
    return not whole and told == 1 and names[short] > 1


def _best(full: str, names: Iterable[str]) -> str:
    """The full name as a source gives it for a party, where one does."""
    known = [name for name in names if same_company(name, full) and not initialism(name)]
    return fullest(known) if known else full


def _told(articles: Iterable[Article]) -> Iterable[tuple[str, str]]:
    """Short names that a source puts in brackets behind full ones."""
    for article in articles:
        for match in _ALIAS.finditer(article.text):
            full, short = tidy(match[1]), match[2]
            if spelled_out(short, full) and len(short) < len(full):
                yield short, full


def _stands_for(short: str, long: str) -> bool:
    """Whether a short name may stand for a longer one that plays the same part: the letters of it,
    or its first words."""
    if same_company(short, long):
        return False
    if initialism(short):
        return not initialism(long) and spelled_out(short, long)
    return begins(short, long)


def begins(short: str, long: str) -> bool:
    """Whether a name is how a longer one begins ("Acme", "Acme Harbour Works Ltd")."""
    first, second = words(short), words(long)
    bare = all(w in LOOSE or w in PLAIN for w in first)
    return not bare and len(first) < len(second) and second[: len(first)] == first


def kin(one: str, other: str) -> bool:
    """Whether two names are a company and its parent or unit by their words: they begin alike, and
    one of them only describes what it is from there on ("Acme Wireless", "Acme Holdings")."""
    a, b = words(one), words(other)
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    if not shared or all(w in LOOSE or w in PLAIN for w in a[:shared]):
        return False
    return any(all(w in PLAIN for w in rest[shared:]) for rest in (a, b))


def one_house(one: str, other: str) -> bool:
    """Whether two names may be of one company, or of a parent and its unit."""
    return same_name(one, other) or kin(one, other) or begins(one, other) or begins(other, one)
