"""What all tests share: where the shared pages lie, and refusing to skip where nothing may be."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM_MARK = "browser"

# A machine that others use too may take its time; pytest bounds the whole.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own BRIEF_… variables must not steer the tests."""
    for name in [n for n in os.environ if n.startswith("BRIEF_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five real pages about one deal, which are not ours to ship."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared pages are not here")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped for want of a tool, a skip is a failure."""
    report = yield
    if report.skipped and os.environ.get("SKIP_NOTHING") and "shared" not in str(report.longrepr):
        report.outcome = "failed"
    return report
