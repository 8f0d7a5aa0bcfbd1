"""Runs that are started at the same time."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.run import batch
from summarizer.errors import BusyError
from tests.batch.forks import ended, filled, forked, look_into
from tests.batch.press import Desk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def one_start(desk: Desk, begin: int, go_on: int) -> int:
    """One of many runs that start together. The one that gets in goes on when it is told to."""

    def tell(event: str, **_: Any) -> None:
        if event == "run_began":
            os.read(go_on, 1)

    os.read(begin, 1)
    try:
        batch(desk.parts(tell))
    except BusyError as error:
        assert "in use by another run" in str(error)
        return error.exit_code
    return 0


def closed(end: int, other: int) -> None:
    os.close(end)
    os.close(other)


@pytest.mark.parametrize("round_", range(20))
def test_twenty_starts_at_once(tmp_path: Path, round_: int) -> None:
    """Of twenty runs started at the same time exactly one works, the others say that it does and
    leave with their own exit code; no store is ever "locked", not for who looks into it either."""
    desk = filled(tmp_path / "desk", 2)
    (begin, start), (go_on, release) = os.pipe(), os.pipe()

    def work() -> int:
        closed(start, release)
        return one_start(desk, begin, go_on)

    children = [forked(work) for _ in range(20)]
    closed(begin, start)  # all of them hear that nothing more will come
    codes: Counter[int] = Counter()
    waited = time.monotonic() + 240
    try:
        while codes.total() < 19 and time.monotonic() < waited:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child:
                codes[os.waitstatus_to_exitcode(status)] += 1
            else:
                look_into(desk)
                time.sleep(0.01)
    finally:  # none is left for the next round to count
        closed(go_on, release)
        while codes.total() < len(children):
            codes[ended(-1)] += 1
    assert codes == {0: 1, BusyError.exit_code: 19}
    assert len(desk.memos()) == 1
    assert look_into(desk).total() == 2
