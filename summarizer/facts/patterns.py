"""Patterns told in tables: macros put in, groups numbered, compiled when first used.

They are compiled by PCRE2, which takes a macro as a subroutine, told once a pattern, where `re`
needs its text put in at every place: compiling all of them takes a twentieth of the time, and they
match in half of it (benchmarks/README.md, "Patterns").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, cast

import pcre2

MACRO = re.compile(r"\{([a-z]+)\}")
GROUP = re.compile(r"\(\?P<([a-z]+)>")
SHORT = 40
"""Characters up to which a macro is put in rather than called."""


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with every {macro} put in, theirs too. KeyError names an unknown one."""
    while MACRO.search(pattern):
        pattern = MACRO.sub(lambda m: macros[m[1]], pattern)
    return pattern


def compile_pattern(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression, with the search, match, fullmatch and finditer of `re`; a group
    named more than once is told apart by a number at its end."""
    return cast("re.Pattern[str]", Pattern(pattern, macros))


class Pattern:
    """A pattern of a table, matched by PCRE2, or by `re` where PCRE2 runs out of room."""

    def __init__(self, pattern: str, macros: Mapping[str, str]) -> None:
        self._pattern, self._macros = pattern, macros
        self._fast = pcre2.compile(_with_calls(pattern, macros))

    @cached_property
    def _sure(self) -> re.Pattern[str]:
        return re.compile(_numbered(expand(self._pattern, self._macros)))

    def search(self, text: str, *bounds: int) -> Any:
        try:
            return self._fast.search(text, *bounds)
        except pcre2.LibraryError:
            return self._sure.search(text, *bounds)

    def match(self, text: str, *bounds: int) -> Any:
        try:
            return self._fast.match(text, *bounds)
        except pcre2.LibraryError:
            return self._sure.match(text, *bounds)

    def fullmatch(self, text: str, *bounds: int) -> Any:
        try:
            return self._fast.fullmatch(text, *bounds)
        except pcre2.LibraryError:
            return self._sure.fullmatch(text, *bounds)

    def finditer(self, text: str) -> Iterator[Any]:
        try:
            if self._fast.search(text) is None:  # as mostly, and told in half the time
                return iter(())
            return iter(list(self._fast.finditer(text)))
        except pcre2.LibraryError:
            return self._sure.finditer(text)


def _with_calls(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its long macros as subroutines; those that name groups are put in."""
    told: dict[str, str] = {}

    def put(match: re.Match[str]) -> str:
        name = match[1]
        whole = expand(macros[name], macros)
        if len(whole) <= SHORT or GROUP.search(whole):
            return MACRO.sub(put, macros[name])
        if name not in told:
            told[name] = ""
            told[name] = MACRO.sub(put, macros[name])
        return f"(?&{name}_)"

    text = _numbered(MACRO.sub(put, pattern))
    called = "".join(f"(?P<{name}_>{body})" for name, body in told.items())
    return f"(?:{text})(?(DEFINE){called})" if called else text


def _numbered(pattern: str) -> str:
    seen: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        count = seen[match[1]]
        return f"(?P<{match[1]}{'' if count == 1 else count}>"

    return GROUP.sub(number, pattern)


@cache
def _indices(pattern: re.Pattern[str], name: str) -> tuple[int, ...]:
    """The numbers of the group of this name and of its numbered ones."""
    index = pattern.groupindex
    return tuple(index[key] for key in index if re.fullmatch(rf"{name}\d*", key))


def group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the group of this name (or one of its numbered ones) matched, the first that did."""
    for index in _indices(match.re, name):
        span = match.span(index)
        if span[0] >= 0:
            return span
    return None
