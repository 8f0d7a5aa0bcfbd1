"""robots.txt, after RFC 9309: which addresses of a host a program may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

NAME = "brief-memo"
MOST_BYTES = 500_000
LONGEST_DELAY = 30.0
SAFE = "/%*$;:@&=+,!~'()"


@dataclass(frozen=True, slots=True)
class Rule:
    path: str
    allow: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us, and the seconds asked for between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    @classmethod
    def parse(cls, body: bytes) -> Robots:
        """The group that names us, or else the one for everybody. Never raises."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for agents, lines in _groups(body[:MOST_BYTES].decode("utf-8", "replace")):
            for agent in agents:
                groups.setdefault(agent, []).extend(lines)
        lines = groups.get(NAME, groups.get("*", []))
        delays = [value for key, value in lines if key == "crawl-delay"]
        rules = [(key, path) for key, path in lines if key != "crawl-delay" and path]
        return cls(
            tuple(Rule(path, key == "allow") for key, path in rules),
            max((_seconds(value) for value in delays), default=0.0),
        )

    def allows(self, url: str) -> bool:
        """The longest rule that fits decides; at equal length the one that allows."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        path = quote(parts.path or "/", safe=SAFE) + query
        fitting = [rule for rule in self.rules if _fits(quote(rule.path, safe=SAFE + "?"), path)]
        return (
            max(fitting, key=lambda rule: (len(rule.path), rule.allow)).allow if fitting else True
        )


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    agents: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent" and colon:
            if lines:
                yield agents, lines
                agents, lines = [], []
            agents.append(value.lower())
        elif key in ("allow", "disallow", "crawl-delay") and agents:
            lines.append((key, value))
    yield agents, lines


def _fits(rule: str, path: str) -> bool:
    """Whether a rule's path fits: `*` stands for anything, `$` at the end for the end.

    The first place where a part fits is as good as any later one, so nothing is tried twice.
    """
    first, *rest = rule.removesuffix("$").split("*")
    ends = rule.endswith("$")
    if not path.startswith(first) or (ends and not rest and path != first):
        return False
    last = rest.pop() if ends and rest else ""
    at = len(first)
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= at


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), LONGEST_DELAY)
    except ValueError:
        return 0.0
