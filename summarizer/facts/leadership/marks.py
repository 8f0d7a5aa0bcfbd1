"""Whom and what the groups of a match name."""

from __future__ import annotations

import re

from summarizer.facts.patterns import group
from summarizer.facts.posts import ROLE, Role, Told
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View

WHOLE = re.compile(r"(?:(?:[\w-]+ ){1,4}(?:called|named|known as|dubbed) )?\[[cx](\d+)\]")


def persons(view: View, span: tuple[int, int] | None) -> list[int]:
    found = MARK.finditer(view.text, *span) if span else ()
    return [int(m[2]) for m in found if m[1] == "p"]


def actor(view: View, match: re.Match[str], name: str) -> int | None:
    span = group(match, name)
    mark = MARK.search(view.text, *span) if span else None
    return int(mark[2]) if mark else None


def house_in(view: View, span: tuple[int, int] | None) -> int | None:
    """The house whose board is told of."""
    found = MARK.finditer(view.text, *span) if span else ()
    return next((int(m[2]) for m in reversed([*found]) if m[1] in "cx"), None)


def whole_house(view: View, match: re.Match[str]) -> int | None:
    """The house that somebody leads as a whole: "Birch", "a division called Birch Paper"."""
    span = group(match, "work")
    whole = WHOLE.fullmatch(view.text[slice(*span)]) if span else None
    return int(whole[1]) if whole else None


def role_of(told: Told, match: re.Match[str], name: str) -> Role | None:
    span = group(match, name)
    mark = ROLE.search(told.view.text, *span) if span else None
    return told.roles[int(mark[1])] if mark else None


def words(scene: Scene, view: View, match: re.Match[str], name: str) -> str | None:
    span = group(match, name)
    if span is None:
        return None
    start, end = view.place(*span)
    return " ".join(scene.article.text[start:end].split())
