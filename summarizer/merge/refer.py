"""Whom a sentence's first word means: "It expects …" behind a sentence about one company becomes
"[Orrin Foods] expects …".

The name is the one of the sentence before, in brackets, which a reader knows as an editor's; people
come with the role they were presented by. These sentences are its evidence. Where more than one
could be meant nothing is put in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.merge.knowledge import pattern, word_set
from summarizer.merge.material import Line, Material
from summarizer.merge.people import introduction
from summarizer.merge.wording import line as flat
from summarizer.records import EntityKind, FactKind, Span

_STEPS = 3
"""Sentences that are gone back at most, each of which must open with such a word too."""
_SUBJECT = 24
"""Characters of a sentence in which its subject begins."""

_OF_DEAL = ("deal", "terms")
"""Openings that stand for the deal, or for what it costs, and for no company."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with its first word told, and the sentences it rests on, its own first."""

    text: str
    spans: tuple[Span, ...]


def resolved(line: Line, material: Material, text: str | None = None) -> Resolved | None:
    """The line (or `text`, a shorter form of it) with the name that its opening stands for."""
    told = flat(line.text if text is None else text)
    opening = pattern("stands_for").match(told)
    if opening is None or (text is not None and not _opens_alike(line, opening)):
        return None
    kind = str(opening.lastgroup)
    found = _meant(kind, line, material, _STEPS)
    if found is None:
        return None
    name, where = found
    spans = [line.span, where]
    presented = introduction(name, line, material) if kind == "person" else None
    if presented is not None:
        name, spans = presented[1][:1].upper() + presented[1][1:], [*spans, presented[2]]
    own = "’s" if "’" in told else "'s"
    possessive = own if opening[0].lower() in word_set("possessives") else ""
    text = f"[{name}]{possessive}{told[opening.end() :]}"
    return Resolved(text, tuple(dict.fromkeys(spans)))


def spoken(line: Line, material: Material) -> Resolved | None:
    """The line with a speaker as an earlier sentence of its article told of him: "the source said"
    becomes "[a source familiar with the talks] said"."""
    found = pattern("speaker").search(line.text)
    article = material.articles[line.span.article]
    told = [m for m in pattern("told_of").finditer(article.text) if m.end() <= line.span.start]
    where = article.sentence_at(told[0].start()) if told else None
    if found is None or where is None:
        return None
    who = " ".join(told[0][1].split())
    text = f"{line.text[: found.start()]}[{who}]{line.text[found.end() :]}"
    return Resolved(flat(text), (line.span, article.span(where)))


def _opens_alike(line: Line, opening: re.Match[str]) -> bool:
    return flat(line.text).startswith(opening[0])


def _meant(kind: str, line: Line, material: Material, steps: int) -> tuple[str, Span] | None:
    """The name in the sentence before that is meant, and that sentence."""
    lead = material.before(line)
    if lead is None or not steps:
        return None
    if kind == "companies":
        found = pattern("both").search(lead.text)
        return ("The companies", lead.span) if found else None
    about = pattern("about_deal").match(flat(lead.text))
    if about and kind in ("company", *_OF_DEAL):
        return about[0], lead.span
    if kind == "terms" and any(fact.kind is FactKind.PRICE for fact in lead.facts):
        return "The deal", lead.span
    names = {} if kind in _OF_DEAL else _names(lead, material, kind)
    if not names:
        opening = pattern("stands_for").match(flat(lead.text))
        alike = opening is not None and opening.lastgroup == kind
        return _meant(kind, lead, material, steps - 1) if alike else None
    first = min(names, key=lambda name: names[name])
    single = len(names) == 1 and not (kind == "company" and _opens(line, "It"))
    sure = single or (kind != "person" and _subject(lead, names, first))
    return (first, lead.span) if sure else None


def _opens(line: Line, word: str) -> bool:
    return flat(line.text).startswith((f"{word} ", f"{word}s "))


def _subject(lead: Line, names: dict[str, int], first: str) -> bool:
    """Whether a sentence of several names is about its first one: it begins with it, and says
    itself what that one does or says."""
    after = lead.text[names[first] + len(first) :]
    return names[first] <= _SUBJECT and bool(pattern("acts").match(after))


def _names(lead: Line, material: Material, kind: str) -> dict[str, int]:
    """The persons or companies a sentence names, each once by its longest form, and where."""
    wanted = EntityKind.PERSON if kind == "person" else EntityKind.ORGANISATION
    article = material.articles[lead.span.article]
    found: dict[str, int] = {}
    for entity in material.entities.get(lead.span.article, ()):
        if entity.kind is not wanted or not lead.span.holds(entity.span):
            continue
        name = re.sub(r"['’]s?$", "", article.cut(entity.span).strip())
        alike = next((n for n in found if _same(n, name)), None)
        if alike is None:
            found[name] = entity.span.start - lead.span.start
    return found


def _same(one: str, other: str) -> bool:
    """Whether two names share their first or last word: "Ann Rowe" and "Rowe", "Orrin Foods" and
    "Orrin"."""
    a, b = one.split(), other.split()
    return bool(a) and bool(b) and (a[0] == b[0] or a[-1] == b[-1])
