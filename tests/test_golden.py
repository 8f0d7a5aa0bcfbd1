from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/facts.toml"))


def test_there_are_cases() -> None:
    """At least six deals are pinned."""
    assert len(CASES) >= 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_holds_with_the_fixed_condenser(case: Path) -> None:
    """With the extractive condenser, facts hold and the memo is the recorded one, byte for byte."""
    result = CliRunner().invoke(app, ["golden", "check", str(case)])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_holds_with_the_embedded_model(case: Path) -> None:
    """With the model in the package, every fact of the case holds."""
    result = CliRunner().invoke(app, ["golden", "check", str(case), "--model", "default"])
    assert result.exit_code == 0, result.output
