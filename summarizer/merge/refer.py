"""Whom a sentence's first word means: "It expects …" behind a sentence about one company becomes
"[Orrin Foods] expects …".

The name is the one of the sentence before, in brackets, which a reader knows as an editor's; people
come with the role they were presented by. These sentences are its evidence. Where more than one
could be meant nothing is put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    if about and kind in ("company", "deal", "either"):
        return about[0], lead.span
    if kind == "deal":
        spoken_of = pattern("the_deal").search(lead.text)
        if spoken_of is not None:
            return f"The {spoken_of[1]}", lead.span
        if any(fact.kind is FactKind.PRICE for fact in lead.facts):
            return "The deal", lead.span
        return _meant(kind, lead, material, steps - 1)
    names = {} if kind == "either" else _names(lead, material, kind)
    if not names:
        opening = pattern("stands_for").match(flat(lead.text))
        alike = opening is not None and opening.lastgroup == kind
        return _meant(kind, lead, material, steps - 1) if alike else None
    first = min(names, key=lambda name: names[name])
    if kind == "company" and _may_be_deal(line, lead):
        return None
    single = len(names) == 1 and not (kind == "company" and _opens(line, "It"))
    sure = single or (kind != "person" and _subject(lead, names, first))
    return (first, lead.span) if sure else None


def _may_be_deal(line: Line, lead: Line) -> bool:
    """Whether "it" does what a deal does too, behind a sentence that speaks of one."""
    does = pattern("either_does").match(flat(line.text))
    return bool(does and pattern("the_deal").search(lead.text))


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
    named = [e.span for e in material.entities.get(lead.span.article, ()) if e.kind is wanted]
    known = {re.sub(r"['’]s?$", "", article.cut(span).strip()) for span in named}
    found: dict[str, int] = {}
    for span in filter(lead.span.holds, named):
        name = re.sub(r"['’]s?$", "", article.cut(span).strip())
        name, start = _whole(name, span.start, article.text, known)
        if not any(_same(other, name) for other in found):
            found[name] = start - lead.span.start
    return found


def _whole(name: str, start: int, text: str, known: Iterable[str]) -> tuple[str, int]:
    """The name and its place, or the longest known one it is a part of there: of "Orrin Foods" the
    reader may have seen "Foods" alone."""
    whole = (name, start)
    for longer in known:
        begins = start - longer.find(name)
        if name in longer and len(longer) > len(whole[0]) and text.startswith(longer, begins):
            whole = (longer, begins)
    return whole


def _same(one: str, other: str) -> bool:
    """Whether two names share their first or last word: "Ann Rowe" and "Rowe", "Orrin Foods" and
    "Orrin"."""
    a, b = one.split(), other.split()
    return bool(a) and bool(b) and (a[0] == b[0] or a[-1] == b[-1])
