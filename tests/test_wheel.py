from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
def test_the_wheel_works_in_another_folder(tmp_path: Path) -> None:
    """An installed wheel makes a memo far from the sources, with the sections it carries."""
    wheels = tmp_path / "wheels"
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    target = tmp_path / "site"
    _run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), wheel)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = "from summarizer import sections; print(sections.shipped())"
    shipped = _run(sys.executable, "-c", code, cwd=elsewhere, path=target)
    assert Path(shipped.strip()) == target / "summarizer" / "prompts"
    made = _run(
        sys.executable,
        "-c",
        "from summarizer.cli import main; main()",
        "generate",
        str(ROOT / "examples" / "microsoft-nuance" / "articles"),
        cwd=elsewhere,
        path=target,
    )
    assert [Path(line).name for line in made.split()] == [
        *("memo.md", "memo.html", "memo.pdf", "memo.docx", "memo.json")
    ]


def _run(*command: str | Path, cwd: Path | None = None, path: Path | None = None) -> str:
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    run = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
