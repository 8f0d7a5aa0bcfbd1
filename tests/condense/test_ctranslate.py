"""The ctranslate2 runtime, with tiny checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.condense.places import Place
from summarizer.condense.runtime import ctranslate
from summarizer.condense.runtime.choose import open_engine
from summarizer.condense.runtime.files import Unsupported
from summarizer.condense.runtime.torch_engine import TorchEngine, open_torch
from summarizer.condense.settings import GenerationSettings
from summarizer.errors import ModelError
from tests.condense.articles import FUND, HARBOR
from tests.condense.test_runtime import jobs_for

Folders = Callable[[str], Path]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    pytest.importorskip("ctranslate2")
    return tmp_path / "cache"


@pytest.mark.parametrize("shape", ["bart", "t5"])
def test_writes_what_torch_writes(checkpoint: Folders, shape: str, cache: Path) -> None:
    """The converted checkpoint writes the same tokens greedily, with scores and ends."""
    place = Place(checkpoint(shape), shape)
    engine = ctranslate.open_ctranslate(place, "fp32", cache=cache)
    other = open_torch(place, "fp32")
    assert engine.defaults == other.defaults
    jobs = jobs_for(engine, [HARBOR.cut(s) for s in HARBOR.body()])
    settings = GenerationSettings(beams=1, max_new_tokens=8, min_new_tokens=2, grounded=False)
    found = engine.write(jobs, settings.over(engine.defaults))
    theirs = other.write(jobs, settings.over(other.defaults))
    same = sum(found[job.id].tokens == theirs[job.id].tokens for job in jobs)
    assert same >= len(jobs) - 1
    assert all(0.0 < one.score <= 1.0 for one in found.values())


def test_converts_once(checkpoint: Folders, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start finds what the first one made; other weights are other content."""
    place = Place(checkpoint("bart"), "bart")
    ctranslate.open_ctranslate(place, "int8", cache=cache)
    made = {path.name for path in cache.iterdir() if path.is_dir()}
    assert len(made) == 1
    monkeypatch.setattr(ctranslate, "_convert", lambda *_: pytest.fail("converted again"))
    ctranslate.open_ctranslate(place, "int8", cache=cache)
    assert ctranslate.content_key(checkpoint("t5"), cache) not in next(iter(made))


def test_a_conversion_that_fails_leaves_nothing(checkpoint: Folders, cache: Path) -> None:
    """What ctranslate2 can't convert leaves no folder behind, and torch takes over."""

    def broken(place: Place, target: Path, kind: str) -> None:
        target.mkdir()
        raise Unsupported("no")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ctranslate, "_convert", broken)
        with pytest.raises(Unsupported):
            ctranslate.open_ctranslate(Place(checkpoint("bart"), "bart"), "fp32", cache=cache)
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_without_the_extra_it_says_what_to_install(
    checkpoint: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for by name and not installed, ctranslate2 is one clear line."""
    monkeypatch.setattr(ctranslate, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"brief-memo\[ctranslate2\]"):
        open_engine(Place(checkpoint("bart"), "bart"), "ctranslate2")


def test_what_it_does_not_serve_goes_to_the_next(checkpoint: Folders) -> None:
    """Pegasus isn't converted; torch serves it."""
    pytest.importorskip("ctranslate2")
    engine = open_engine(Place(checkpoint("pegasus"), "pegasus"), "ctranslate2")
    assert isinstance(engine, TorchEngine)
    jobs = jobs_for(engine, [FUND.text, FUND.cut(FUND.sentences[0])])
    settings = GenerationSettings(beams=1, max_new_tokens=4, min_new_tokens=0, grounded=False)
    assert len(engine.write(jobs, settings.over(engine.defaults))) == 2
