from __future__ import annotations

import json
import random
import tomllib
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.models.tiny import checkpoint
from training import ablate
from training.ablate import FOREIGN, Tried, Variant, done, noisy, table, variants

SETTINGS = Path(ablate.__file__).with_suffix(".toml")
FREE = frozenset(range(10))


@given(st.lists(st.integers(0, 40), min_size=2, max_size=30), st.integers())
def test_what_noise_takes_can_be_written_again(ids: list[int], seed: int) -> None:
    """Only function words go, and no more comes in than one run of another sentence."""
    found = noisy(ids, [99] * 30, FREE, random.Random(seed))
    assert all(t in FREE for t in Counter(ids) - Counter(found))
    assert FOREIGN[0] <= found.count(99) <= FOREIGN[1]


def test_every_doubt_is_one_change() -> None:
    """The settings' variants differ from the shipped one in something, and from each other."""
    found = variants(tomllib.loads(SETTINGS.read_text()))
    assert found[0] == Variant("as shipped")
    plain = {json.dumps(asdict(replace(v, name=""))) for v in found}
    assert len(plain) == len(found) == len({v.name for v in found})


def test_a_setting_nobody_knows_is_refused() -> None:
    """A misspelt variant doesn't run as the shipped one."""
    with pytest.raises(TypeError, match="layrs"):
        variants({"variant": [{"name": "x", "decoder_layrs": 1}]})


def test_results_are_kept_and_shown(tmp_path: Path) -> None:
    """Each line of results is a row of the table; where there are none, there is only its head."""
    line = {"name": "two", "loss": 0.5, "accuracy": 0.875, "rouge2": 51.25, "foreign": 0.0}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n")
    assert table(done(tmp_path / "a.jsonl")).endswith("| two | 0.500 | 0.875 | 51.2 | 0.0 % |")
    assert len(table(done(tmp_path / "b.jsonl")).splitlines()) == 2


@pytest.mark.parametrize("copies", [True, False])
def test_without_a_copy_head_nothing_is_copied(copies: bool) -> None:
    """The variant's scores leave the source out, the shipped network's don't."""
    net = Tried(checkpoint().network.config).eval()
    net.variant = Variant("x", copies=copies)
    states, mask = torch.randn(1, 6, 24), torch.ones(1, 6, dtype=torch.bool)
    source = net.decoder.source(states, mask)
    none, fed = torch.full((1, 1), -1), torch.tensor([[4]])
    found = net.step(fed, none, none, torch.zeros(1, 1, 6), source)[0, 0]
    assert bool(found[:6].max() > -100) == copies
