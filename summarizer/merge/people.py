"""People as a reader who has not seen the article must be told of them: "Rowe hopes for more" of an
article that began with "said Orrin's chief executive Ann Rowe" becomes "[Orrin's chief executive
Ann Rowe] hopes for more".

Who somebody is stands beside the full name, before it or behind a comma. A surname that is also the
name of a company, or that nobody bears by a fuller one, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.merge.knowledge import pattern
from summarizer.merge.material import Line, Material
from summarizer.records import Article, EntityKind, Span

_LONGEST = 12
"""Words of an introduction; of a longer one only the name is taken."""
_OWN = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Presented:
    """A text with people presented in it, their full names, and the sentences that present them."""

    text: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]


def presented(line: Line, material: Material, text: str) -> Presented | None:
    """The text of a line with everybody presented who has only a surname in it; None where nobody
    is in need of it."""
    told, people = text, dict[str, Span]()
    for name in _surnames(line, material):
        found = introduction(name, line, material)
        place = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)
        if found is None or place is None or found[0] in told:
            continue
        full, words, where = found
        words = words[:1].upper() + words[1:] if not told[: place.start()].strip() else words
        told = f"{told[: place.start()]}[{words}]{told[place.end() :]}"
        people[full] = where
    return Presented(told, tuple(people), tuple(people.values())) if people else None


def introduction(name: str, line: Line, material: Material) -> tuple[str, str, Span] | None:
    """Who bears a surname: his full name, the same with his role, and the earlier sentence of the
    article that has them."""
    article = material.articles[line.span.article]
    for span in _people(article, material):
        full = _OWN.sub("", article.cut(span).strip())
        if span.start >= line.span.start:
            return None
        if " " in full and full.split()[-1] == name.split()[-1]:
            sentence = article.sentence_at(span.start)
            if sentence is not None:
                return full, described(full, article.cut(sentence)), article.span(sentence)
    return None


def described(full: str, sentence: str) -> str:
    """A name with the role that the sentence puts beside it, if it does in few words."""
    before, _, after = sentence.partition(full)
    if role := pattern("role_before").search(before):
        words = f"{' '.join(role[1].split())} {full}"
    elif role := pattern("role_after").match(after):
        words = f"{full}, {' '.join(role[1].split())}"
    else:
        return full
    return words if len(words.split()) <= _LONGEST else full


def _surnames(line: Line, material: Material) -> list[str]:
    """The single words by which a line calls people, each once."""
    article = material.articles[line.span.article]
    found = (_OWN.sub("", article.cut(s).strip()) for s in _people(article, material, line.span))
    names = dict.fromkeys(n for n in found if " " not in n and n[:1].isupper())
    return [name for name in names if name.lower() not in _companies(article, material)]


def _people(article: Article, material: Material, within: Span | None = None) -> Iterator[Span]:
    named = sorted(material.entities.get(article.id, ()), key=lambda entity: entity.span)
    for entity in named:
        if entity.kind is EntityKind.PERSON and (within is None or within.holds(entity.span)):
            yield entity.span


def _companies(article: Article, material: Material) -> set[str]:
    """The words of the companies' names in an article, in lower case."""
    named = (
        article.cut(entity.span)
        for entity in material.entities.get(article.id, ())
        if entity.kind is EntityKind.ORGANISATION
    )
    return {_OWN.sub("", word.strip(".,")).lower() for name in named for word in name.split()}
