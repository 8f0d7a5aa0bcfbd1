"""What a check found, and how it reads on a terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation: what it asks for, whether it holds, and the line that decided it."""

    expectation: str
    holds: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a case, and the difference from its memo.md (empty where there is none)."""

    case: str
    findings: tuple[Finding, ...]
    difference: str = ""

    @property
    def passed(self) -> bool:
        return not self.difference and all(finding.holds for finding in self.findings)

    def text(self) -> str:
        """The failures with their reasons, the difference, and a count as the last line."""
        failed = [finding for finding in self.findings if not finding.holds]
        told = [
            f"FAILED  {f.expectation}" + (f"\n        {f.because}" if f.because else "")
            for f in failed
        ]
        if self.difference:
            told.append(f"memo.md differs:\n{self.difference}")
        held = len(self.findings) - len(failed)
        memo = "differs" if self.difference else "as expected"
        told.append(f"{self.case}: {held} of {len(self.findings)} expectations hold, memo {memo}")
        return "\n".join(told)
