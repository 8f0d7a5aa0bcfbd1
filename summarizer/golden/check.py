"""A memo against its case: stated, never stated, set aside, copies, differences, memo.md."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path, PurePath

from summarizer.errors import OutputError
from summarizer.golden.case import Case, Differing, Said
from summarizer.golden.lines import BOTTOM_LINE, NOT_TOLD, Line, lines, plain, stands
from summarizer.golden.report import Finding, Report
from summarizer.records import Memo


def check(case: Case, memo: Memo, text: str | None = None) -> Report:
    """What holds of a case's expectations; `text` is compared with memo.md byte for byte."""
    found = lines(memo)
    told = [line for line in found if line.place not in NOT_TOLD]
    findings = [
        *(must(said, told) for said in case.must),
        *(must_not(said, found) for said in case.must_not),
        *(_differing(said, memo) for said in case.disagreements),
        *_aside(case, memo),
        *_copies(case, memo),
    ]
    return Report(case.title, tuple(findings), _difference(case, text))


def record(case: Case, text: str) -> Path:
    """Keep `text` as the case's memo.md, in one step. Raises OutputError."""
    part = case.memo.with_name(f".{case.memo.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(case.memo)
    except OSError as error:
        part.unlink(missing_ok=True)
        problem = f"can't be written ({error.strerror})"
        raise OutputError(str(case.memo), problem, "make the case's folder writable") from error
    return case.memo


def _holds(said: Said, line: Line) -> bool:
    """Whether one line has all the words. A point of a section may stand in the bottom line."""
    if said.section and line.place not in (said.section, BOTTOM_LINE):
        return False
    choices = said.any or ((),)
    return all(stands(plain(word), line.words) for word in said.all) and any(
        all(stands(plain(word), line.words) for word in choice) for choice in choices
    )


def must(said: Said, told: Sequence[Line]) -> Finding:
    """Whether one of the lines says it."""
    holds = any(_holds(said, line) for line in told)
    words = [*said.all, *(" and ".join(choice) for choice in said.any)]
    where = f" in {said.section}" if said.section else ""
    return Finding(f"states: {said.say}", holds, f"no line{where} with {words}")


def must_not(said: Said, found: Sequence[Line]) -> Finding:
    """Whether none of the lines says it."""
    bad = next((line for line in found if _holds(said, line)), None)
    because = f"{bad.place}: {bad.words}" if bad else ""
    return Finding(f"never states: {said.say}", bad is None, because)


def _differing(said: Differing, memo: Memo) -> Finding:
    """Each needle must stand in another reading of one row with the right verdict."""
    rows = [item for part in memo.stories for item in part.disagreements]
    fitting = [row for row in rows if _apart(said, [plain(r.text) for r in row.readings])]
    holds = any(row.verdict is said.verdict for row in fitting)
    because = "; ".join(str(row.verdict) for row in fitting) or "no such row"
    return Finding(f"differs: {said.say} ({said.verdict})", holds, because)


def _apart(said: Differing, readings: Sequence[str]) -> bool:
    """Whether every needle can be given a reading of its own."""
    left = list(readings)
    for needle in sorted(map(plain, said.needles), key=len, reverse=True):
        found = next((reading for reading in left if stands(needle, reading)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _aside(case: Case, memo: Memo) -> Iterator[Finding]:
    names = sorted(PurePath(item.origin).name for item in memo.set_aside)
    expected = sorted(case.set_aside)
    yield Finding(f"sets aside exactly {expected}", names == expected, f"set aside: {names}")


def _copies(case: Case, memo: Memo) -> Iterator[Finding]:
    groups: dict[int, set[str]] = {}
    for source in memo.sources:
        key = source.copy_of or source.number
        groups.setdefault(key, set()).add(PurePath(source.origin).name)
    several = sorted(sorted(group) for group in groups.values() if len(group) > 1)
    expected = sorted(sorted(group) for group in case.copies)
    yield Finding(f"counts as copies exactly {expected}", several == expected, f"are: {several}")


def _difference(case: Case, text: str | None) -> str:
    """A readable diff from memo.md to `text`; a missing memo.md is a difference too."""
    if text is None:
        return ""
    if not case.memo.is_file():
        return f"{case.memo} is missing; `brief golden record {case.folder}` makes it"
    known = case.memo.read_bytes().decode("utf-8")
    return "\n".join(
        unified_diff(
            known.splitlines(), text.splitlines(), "memo.md as recorded", "memo.md now", lineterm=""
        )
    ) or ("" if known == text else "memo.md differs in its line endings")
