"""Who says a sentence, and how sure it is: did, will or may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern
from summarizer.facts.scene import Scene
from summarizer.facts.view import MARK, View
from summarizer.records import Certainty


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose view a sentence is (None: the article's own) and its certainty."""

    holder: str | None
    certainty: Certainty


@cache
def _says() -> tuple[re.Pattern[str], ...]:
    data = table("voices")
    return tuple(compile_pattern(p, data["macros"]) for p in data["holder"])


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(table("voices")["opening"])


@cache
def _modal(name: str) -> re.Pattern[str]:
    return re.compile(table("voices")[name])


def voice_of(scene: Scene, sentence: int) -> Voice:
    view = scene.views[sentence]
    return Voice(_holder(scene, view), certainty_of(view.text))


def certainty_of(masked: str) -> Certainty:
    """How sure the masked words are; a cue for may outweighs one for will."""
    if _modal("may").search(masked):
        return Certainty.MAY
    return Certainty.WILL if _modal("will").search(masked) else Certainty.DID


def _holder(scene: Scene, view: View) -> str | None:
    for pattern in _says():
        match = pattern.search(view.text)
        if match is None:
            continue
        start, end = match.span("who")
        mark = MARK.fullmatch(match["who"])
        if mark and mark[1] in "cpx":
            return scene.name(int(mark[2]))
        first, last = view.place(start, end)
        return _opening().sub("", " ".join(scene.article.text[first:last].split()))
    return None
