"""Weeks that are pinned: what their memos tell as new or changed, and what they don't repeat."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer import golden
from summarizer.cli import app
from summarizer.errors import UsageError
from tests.conftest import ROOT
from tests.render.week import week

CASES = sorted(path.parent for path in (ROOT / "tests" / "golden" / "weeks").glob("*/weeks.toml"))


def test_there_are_cases() -> None:
    """At least two cases of two weeks and two of three are pinned."""
    lengths = [len(golden.load_weeks(case).weeks) for case in CASES]
    assert lengths.count(2) >= 2
    assert lengths.count(3) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_weeks_hold_with_the_fixed_condenser(case: Path) -> None:
    """Every planted new or changed fact is told as such, no repeat is, and what went quiet is said
    once."""
    result = CliRunner().invoke(app, ["golden", "check", str(case)])
    assert result.exit_code == 0, result.output


@pytest.mark.slow
def test_weeks_hold_with_the_embedded_model() -> None:
    """So do they with the model in the package; one case stands for all, as reading takes time."""
    case = ROOT / "tests" / "golden" / "weeks" / "raised_offer"
    result = CliRunner().invoke(app, ["golden", "check", str(case), "--model", "default"])
    assert result.exit_code == 0, result.output


def _case(folder: Path, week_table: str) -> golden.Weeks:
    (folder / "week1").mkdir()
    head = '[case]\ntitle = "A sample"\nfirst = "2025-W24"\n\n[[week]]\n'
    (folder / "weeks.toml").write_text(head + week_table, encoding="utf-8")
    return golden.load_weeks(folder)


@pytest.mark.parametrize(
    ("table", "failed"),
    [
        ('subject = ["Larkfield"]', []),
        ('subject = ["Pear"]', ["2025-W25 subject holds ['Pear']"]),
        ("nothing = true", ["2025-W25 nothing new: True"]),
        ('[[week.must]]\nsay = "x"\nall = ["around $3 billion"]\nsection = "changes"', []),
        (
            '[[week.must]]\nsay = "x"\nall = ["around $3 billion"]\nsection = "new"',
            ["2025-W25 states: x"],
        ),
        ('[[week.must]]\nsay = "x"\nall = ["Plum"]\nsection = "quiet"', []),
        (
            '[[week.must_not]]\nsay = "x"\nall = ["Plum"]',
            ["2025-W25 never states: x"],
        ),
    ],
)
def test_each_broken_expectation_fails_by_name(
    tmp_path: Path, table: str, failed: list[str]
) -> None:
    """An expectation of a week that doesn't hold is the one that fails, and no other."""
    report = golden.check_weeks(_case(tmp_path, table), [week()])
    assert [f.expectation for f in report.findings if not f.holds] == failed


@pytest.mark.parametrize(
    ("table", "said"),
    [("wrong = 1", "wrong"), ("[[week]]", "week2"), ('subject = "x"', "subject")],
)
def test_a_case_that_can_t_be_used_says_why(tmp_path: Path, table: str, said: str) -> None:
    """An unknown key, a missing week or a wrong kind of value is one line that names it."""
    with pytest.raises(UsageError, match=said):
        _case(tmp_path, table)
