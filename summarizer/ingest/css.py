"""As much of CSS as it takes to see what a page hides: inline styles and simple rules.

Rules with one tag, id and classes (`p.note`, `#ad`, `.a.b`) are applied in the order of the
cascade, as in a wide window on a screen. Combinators, states and attribute selectors are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Style = Mapping[str, str]
Declaration = tuple[str, str, bool]
"""Property, value, and whether it is `!important`, all in lower case."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<marks>(?:[.#](?:[\w-]|\\.)+)*)")
_MARK = re.compile(r"[.#](?:[\w-]|\\.)+")
# Blocks whose rules hold on a wide screen.
_HOLDS = re.compile(r"@(?:layer|supports|media(?!.*(?:max-width|print|\bnot\b)))", re.IGNORECASE)
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|r?em|pt|ex|ch|vw|vh|cm|mm|in|pc|%)?")
_PIXELS = {"em": 16, "rem": 16, "pt": 4 / 3, "vw": 12, "vh": 8, "cm": 38, "mm": 3.8, "in": 96}


def pixels(value: str) -> float | None:
    """A length in pixels, roughly; None for a percentage and for what is no length."""
    found = _LENGTH.fullmatch(value.strip())
    if not found or found[2] == "%":
        return None
    return float(found[1]) * _PIXELS.get(found[2] or "px", 1)


def declarations(text: str) -> Iterator[Declaration]:
    """The declarations of a style, escapes resolved."""
    for declaration in _unescaped(_COMMENT.sub("", text)).lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            plain, mark, _ = value.partition("!important")
            yield name.strip(), " ".join(plain.split()), bool(mark)


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else ord(found[2])
        return chr(code) if 0 < code < 0xD800 else ""

    return _ESCAPE.sub(character, text) if "\\" in text else text


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector and its declarations. `marks` are its classes and ids, with `.` and `#`; `rank`
    is its place in the cascade: ids, classes, tags, then the order of the page."""

    tag: str
    marks: frozenset[str]
    declared: tuple[Declaration, ...]
    rank: tuple[int, ...]

    def fits(self, tag: str, marks: frozenset[str]) -> bool:
        return self.tag in ("", "*", tag) and self.marks <= marks


@dataclass(slots=True)
class Stylesheet:
    """The rules of a page for some properties, found by one class, id or tag of theirs."""

    properties: frozenset[str]
    rules: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0
    found: dict[tuple[str, frozenset[str]], list[Declaration]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        for selectors, body in _top_rules(_COMMENT.sub("", text)):
            declared = tuple(one for one in declarations(body) if one[0] in self.properties)
            for selector in selectors.split(",") if declared else ():
                self._add(selector.strip(), declared)

    def _add(self, selector: str, declared: tuple[Declaration, ...]) -> None:
        found = _SELECTOR.fullmatch(selector)
        if not found or not selector:
            return
        marks = frozenset(_unescaped(mark) for mark in _MARK.findall(found["marks"]))
        tag = (found["tag"] or "").lower()
        ids = sum(mark.startswith("#") for mark in marks)
        rank = (ids, len(marks) - ids, int(tag not in ("", "*")), self.count)
        self.count += 1
        self.rules[min(marks, default=tag)].append(Rule(tag, marks, declared, rank))

    def style(self, element: Any) -> Style:
        """The declarations in force on an lxml element, its inline style among them."""
        known = (str(element.tag), _marks(element))
        if known not in self.found:
            self.found[known] = _in_force(self._declared(*known))
        return _plain(_in_force([*self.found[known], *declarations(element.get("style") or "")]))

    def _declared(self, tag: str, marks: frozenset[str]) -> list[Declaration]:
        rules = (rule for key in (*marks, tag, "*") for rule in self.rules.get(key, ()))
        fitting = sorted((r for r in rules if r.fits(tag, marks)), key=lambda rule: rule.rank)
        return [one for rule in fitting for one in rule.declared]


def inline(element: Any) -> Style:
    """The declarations an lxml element carries itself."""
    return _plain(_in_force(declarations(element.get("style") or "")))


def _in_force(declared: Iterable[Declaration]) -> list[Declaration]:
    """The last declaration of each property, important ones after all others."""
    return list({one[0]: one for one in sorted(declared, key=lambda one: one[2])}.values())


def _plain(declared: Iterable[Declaration]) -> Style:
    return {name: value for name, value, _ in declared}


def _marks(element: Any) -> frozenset[str]:
    classes = {f".{name}" for name in (element.get("class") or "").split()}
    identity = element.get("id")
    return frozenset(classes | {f"#{identity}"} if identity else classes)


def _top_rules(text: str) -> Iterator[tuple[str, str]]:
    """Selector and body of each rule outside of blocks that may not hold."""
    start, heads = 0, list[str]()
    for brace in re.finditer(r"[{}]", text):
        piece = text[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            heads.append(piece.rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and all(_HOLDS.match(around) for around in heads):
                yield head, piece
