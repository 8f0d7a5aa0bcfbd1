from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = ("torch", "transformers", "trafilatura", "numpy", "pydantic", "requests", "lxml")


def _python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.parametrize("module", ["summarizer", "summarizer.cli", "summarizer.errors"])
def test_importing_costs_nothing(module: str) -> None:
    """Neither the package nor its command imports a heavy library."""
    loaded = _python(f"import sys, {module}; print(*sys.modules)").split()
    assert not [name for name in HEAVY if name in loaded]


def test_the_pipeline_loads_no_model_library() -> None:
    """The order of the stages can be imported without torch and transformers."""
    loaded = _python("import sys, summarizer.pipeline; print(*sys.modules)").split()
    assert not [name for name in ("torch", "transformers", "trafilatura") if name in loaded]


def test_help_is_quick() -> None:
    """`brief --help` answers in under 0.4 s (the best of five, as machines are noisy)."""
    code = "from summarizer.cli import app; app(['--help'], standalone_mode=False)"
    took = []
    for _ in range(5):
        began = time.perf_counter()
        assert "generate" in _python(code)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.4
