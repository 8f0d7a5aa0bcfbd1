from __future__ import annotations

import re

from tests.conftest import ROOT


def _commands(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith("python3 -m venv")]


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    """`.ci/run` holds the README's second command to the letter."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    (_, test) = [command for block in blocks for command in _commands(block)]
    assert test in _commands((ROOT / ".ci" / "run").read_text("utf-8"))
