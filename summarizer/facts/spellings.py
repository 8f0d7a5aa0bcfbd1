"""Whether one name is another one, written otherwise or shorter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizer.facts.kinds import Kind
from summarizer.facts.knowledge import words
from summarizer.names import LOOSE, PLAIN, person_words, same_company, same_person
from summarizer.names import words as company_words


def same_name(form: str, kind: Kind, group: Sequence[str], other: Kind) -> bool:
    if kind is Kind.PERSON and other is Kind.PERSON:
        return any(same_person(form, g) for g in group)
    if Kind.PERSON in (kind, other):
        return (
            any(company_words(form) == company_words(g) for g in group)
            or (
                other is Kind.PERSON
                and len(form.split()) == 1
                and any(person_words(form) == person_words(g)[-1:] for g in group)
                and kind is not Kind.PLACE
            )
            or (kind is Kind.PERSON and other is Kind.COMPANY and _surname_of(form, group))
        )
    if Kind.PLACE in (kind, other) and kind is not other:
        return False
    return any(same_company(form, g) for g in group)


def _surname_of(form: str, group: Sequence[str]) -> bool:
    """Whether a person's single word ends a name taken for a company's: "Maren Okoro"."""
    return " " not in form and any(
        len(words_) in (2, 3) and words_[-1] == form and all(w.isalpha() for w in words_)
        for words_ in (g.split() for g in group)
    )


def short_for(form: str, kind: Kind, group: Sequence[str], other: Kind, whole: bool) -> bool:
    short = company_words(form)
    if kind is Kind.PERSON and other is Kind.COMPANY:
        return any(company_words(g)[: len(short)] == short for g in group)  # "Abbott" Laboratories
    if Kind.PERSON in (kind, other) or Kind.PLACE in (kind, other):
        return False
    if any(_clipped(form, g) for g in group):
        return True
    return any(_part_of(short, company_words(g), whole) for g in group)


def plainer(short: str, long: str) -> bool:
    """ "US Airways" for "US Airways Group": words that tell nothing left out of several."""
    first, second = company_words(short), company_words(long)
    rest = second[len(first) :]
    return 1 < len(first) < len(second) and second[: len(first)] == first and PLAIN.issuperset(rest)


def _clipped(short: str, long: str) -> bool:
    """ "Bristol" for "Bristol-Myers", "Conoco" for "ConocoPhillips", "Citi" for "Citigroup",
    "D.Telekom" for "Deutsche Telekom"."""
    first = re.split(r"[\s-]", long)[0]
    dotted = re.fullmatch(r"([A-Z])\.([A-Z]\w+)", short)
    if dotted is not None:
        parts = long.split()
        return len(parts) > 1 and parts[0][0] == dotted[1] and parts[1] == dotted[2]
    if " " in short or len(short) < 4 or not long.startswith(short) or short.lower() in LOOSE:
        return False
    rest = long[len(short) : len(short) + 5]
    return (first == short and long[len(short) : len(short) + 1] == "-") or (
        rest[:1].isupper() or rest == "group" or rest[:1].isdigit()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(p.lower() for p in words("names", "places"))


def _all_places(rest: tuple[str, ...]) -> bool:
    """Whether words are a place ("New York"), or a place each."""
    return " ".join(rest) in _places() or all(word in _places() for word in rest)


def _part_of(short: tuple[str, ...], long: tuple[str, ...], whole: bool) -> bool:
    """Whether `short` begins or ends `long`, and what is left out doesn't make it another one.

    A place at the end marks a unit ("Acme India"), unless that is a `whole` name with its legal
    form ("Acme New York Inc").
    """
    if not short or len(short) >= len(long):
        return False
    if all(w in LOOSE or w in PLAIN for w in short):
        return False
    if len(short) > 1 and all(
        w.startswith(s) and len(s) > 2 for s, w in zip(short, long, strict=False)
    ):
        return whole or long[: len(short)] != short or not _all_places(long[len(short) :])
    if long[: len(short)] == short:
        return whole or not _all_places(long[len(short) :])
    return len(short) == 1 and long[-1:] == short and short[0] not in PLAIN
