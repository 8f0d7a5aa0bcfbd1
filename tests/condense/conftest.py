"""Tiny checkpoints, built once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHAPES = ("bart", "t5", "pegasus", "bert2bert")


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a tiny checkpoint of a shape."""
    import torch

    from tests.condense.checkpoints import build

    torch.set_num_threads(1)
    root = tmp_path_factory.mktemp("checkpoints")
    return cache(lambda shape: build(shape, root / shape))


@pytest.fixture(scope="session")
def engine(checkpoint: Callable[[str], Path]) -> Callable[[str], Any]:
    """An engine that runs the tiny checkpoint of a shape."""
    from summarizer.condense.checkpoint import load_checkpoint
    from summarizer.condense.engine import TransformersEngine
    from summarizer.condense.places import Place

    return cache(lambda shape: TransformersEngine(load_checkpoint(Place(checkpoint(shape), shape))))
