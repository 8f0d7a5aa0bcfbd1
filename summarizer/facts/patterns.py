"""Patterns told in tables: macros put in, groups numbered, compiled when first used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

MACRO = re.compile(r"\{([a-z]+)\}")
GROUP = re.compile(r"\(\?P<([a-z]+)>")


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with every {macro} put in, theirs too. KeyError names an unknown one."""
    while MACRO.search(pattern):
        pattern = MACRO.sub(lambda m: macros[m[1]], pattern)
    return pattern


def compile_pattern(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression; a group named more than once is told apart by a number at its end."""
    seen: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        count = seen[match[1]]
        return f"(?P<{match[1]}{'' if count == 1 else count}>"

    return re.compile(GROUP.sub(number, expand(pattern, macros)))


def group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the group of this name (or one of its numbered ones) matched, the first that did."""
    for key in match.re.groupindex:
        if re.fullmatch(rf"{name}\d*", key) and match[key] is not None:
            return match.span(key)
    return None
