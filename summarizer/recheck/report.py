"""What a check of a finished memo finds, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from summarizer.records import Support
from summarizer.render.seal import Seal
from summarizer.verify import Again

LONGEST = 160
"""Characters of a line that are told."""


class What(StrEnum):
    """What a finding is about."""

    SEAL = "seal"
    STATEMENT = "statement"
    VERDICT = "verdict"
    SOURCE = "source"
    STORE = "store"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was, or can't be told: what it is about, which one, and what is
    wrong. A mere `note` doesn't make a memo fail."""

    what: What
    which: str
    problem: str
    note: bool = False

    def __str__(self) -> str:
        return f"{'note: ' * self.note}{self.which}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one memo, and how the statements stand now."""

    memo: str
    seal: Seal
    findings: tuple[Finding, ...]
    checked: int
    supported: int
    flagged: int
    unsupported: int

    @property
    def holds(self) -> bool:
        return all(finding.note for finding in self.findings)

    def closing(self) -> str:
        """The last line: how many statements were checked, and what came of it."""
        wrong = sum(not finding.note for finding in self.findings)
        found = "nothing altered" if not wrong else f"{wrong} finding{'s' * (wrong > 1)}"
        return (
            f"{self.checked} statements checked: {self.supported} supported, {self.flagged} "
            f"flagged, {self.unsupported} unsupported; seal {self.seal}; {found}"
        )

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {**asdict(self), "holds": self.holds}


def report(memo: str, seal: Seal, findings: Sequence[Finding], lines: Sequence[Again]) -> Report:
    """The findings with the count of the lines by how they stand."""
    now = Counter(line.now.support for line in lines)
    by = (now[Support.SUPPORTED], now[Support.FLAGGED], now[Support.UNSUPPORTED])
    return Report(memo, seal, tuple(findings), len(lines), *by)


def quoted(text: str) -> str:
    """A line of a memo, in quotes and not too long."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + '…'}”"
