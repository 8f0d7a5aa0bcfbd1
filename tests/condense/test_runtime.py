"""The torch runtime: held to transformers' own `generate`, token for token."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.condense.engine import Job, TransformersEngine
from summarizer.condense.places import Place
from summarizer.condense.runtime import machine
from summarizer.condense.runtime.choose import open_engine
from summarizer.condense.runtime.files import Unsupported
from summarizer.condense.runtime.texts import spread
from summarizer.condense.runtime.torch_engine import TorchEngine, open_torch
from summarizer.condense.settings import GenerationSettings
from summarizer.models.checkpoint import save
from tests.condense.trained import texts, trained
from tests.models import tiny

Folders = Callable[[str], Path]
PLAIN = GenerationSettings(
    max_new_tokens=24, min_new_tokens=3, no_repeat_ngram=3, early_stopping=True, grounded=False
)


SHIPPED = Path(summarizer.__file__).parent / "models/weights"
NAMES = ("Harbor Foods", "Calder Mills", "Northgate Rail", "Ostrander Capital", "Vane & Sons")
FRAMES = (
    "{a} agreed to buy {b} for ${n} million in cash.",
    "{a} sold its {n} percent stake in {b}, the fund said on Tuesday.",
    "Shares of {a} fell {n} percent after talks with {b} ended.",
    "{b} named Maria Lindqvist to its board, which has {n} members.",
    "Regulators may block the bid of {a} for {b}, two people said.",
    "{a}, which employs {n} people, will close a mill of {b}.",
)


def deals(count: int) -> list[str]:
    """Different texts of one or two sentences about companies."""
    chance = random.Random(3)
    found: dict[str, None] = {}
    while len(found) < count:
        frames = chance.sample(FRAMES, chance.randint(1, 2))
        a, b = chance.sample(NAMES, 2)
        found[" ".join(f.format(a=a, b=b, n=chance.randint(2, 900)) for f in frames)] = None
    return list(found)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The folder of a small trained checkpoint of a shape."""
    import torch

    torch.set_num_threads(1)
    root = tmp_path_factory.mktemp("learned")
    return cache(lambda shape: trained(shape, root / shape))


def jobs_for(engine: Any, sources: Sequence[str]) -> list[Job]:
    lengths = engine.count(sources)
    pairs = enumerate(zip(sources, lengths, strict=True))
    return [Job(f"{number:03}", "", source, size) for number, (source, size) in pairs]


def directly(folder: Path, sources: Sequence[str], batch: int, **asked: Any) -> list[list[int]]:
    """The tokens that `generate` itself gives, each up to its end."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    import summarizer.models.registered  # noqa: F401

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    model.generation_config.forced_eos_token_id = None
    found = []
    for start in range(0, len(sources), batch):
        part = list(sources[start : start + batch])
        inputs = tokenizer(part, padding=True, return_tensors="pt")
        read = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        with torch.inference_mode():
            rows = model.generate(**read, do_sample=False, max_length=None, **asked)
        end = model.config.eos_token_id
        found += [r[: r.index(end) + 1] if end in r else r for r in rows[:, 1:].tolist()]
    return found


def ours(engine: Any, jobs: Sequence[Job], batch: int, **changed: Any) -> list[list[int]]:
    """What our engine writes, so many at a time."""
    size = sum(job.tokens for job in jobs) // len(jobs) * batch
    settings = GenerationSettings(
        **{
            **{name: getattr(PLAIN, name) for name in PLAIN.__slots__},
            "batch_tokens": size if batch > 1 else 1,
            **changed,
        }
    ).over(engine.defaults)
    written = engine.write(jobs, settings)
    return [list(written[job.id].tokens) for job in jobs]


def same(
    folder: Path, sources: Sequence[str], beams: int, stops: bool, penalty: float, most: int = 24
) -> tuple[int, int]:
    """How many of the inputs come out the same in batches of 1 and of 16, and how many ended."""
    engine = open_torch(Place(folder, "tiny"), "fp32")
    jobs = jobs_for(engine, sources)
    asked = {"early_stopping": stops, "length_penalty": penalty}
    theirs = {
        batch: directly(
            folder, sources, batch, num_beams=beams, max_new_tokens=most, min_new_tokens=1,
            no_repeat_ngram_size=3, **asked,
        )
        for batch in (1, 16)
    }  # fmt: skip
    mine = {
        batch: ours(
            engine, jobs, batch, beams=beams, max_new_tokens=most, min_new_tokens=1, **asked
        )
        for batch in (1, 16)
    }
    rows = zip(theirs[1], theirs[16], mine[1], mine[16], strict=True)
    alike = sum(a == b == c == d for a, b, c, d in rows)
    return alike, sum(len(row) < most for row in mine[1])


@pytest.mark.parametrize("beams", [1, 4])
def test_writes_what_generate_writes(learned: Folders, beams: int) -> None:
    """A trained BART gives the tokens that transformers gives, alone and in a batch."""
    alike, ended = same(learned("bart"), texts(12), beams, True, 2.0)
    assert alike == 12
    assert ended >= 6


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["bart", "t5"])
@pytest.mark.parametrize("beams", [1, 4])
def test_two_hundred_texts_come_out_token_for_token(
    learned: Folders, shape: str, beams: int
) -> None:
    """200 texts, greedily and with four beams, in batches of 1 and of 16, with ends, a length
    penalty and blocked n-grams in play: each as `generate` writes it."""
    alike, ended = same(learned(shape), texts(200), beams, shape == "bart", 1.6)
    assert alike == 200
    assert ended >= 20


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("beams", [1, 4])
def test_the_shipped_checkpoint_writes_what_generate_writes(beams: int) -> None:
    """The model inside the package, in 32 bits, gives 200 texts token for token as transformers
    does through its registered class, alone and in batches, greedily and with beams."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)
    alike, ended = same(SHIPPED, deals(200), beams, beams == 1, 1.2, most=16)
    assert alike == 200
    assert ended >= 20


def test_a_checkpoint_of_the_packages_kind_is_served(tmp_path: Path) -> None:
    """A small one, not the shipped one, is run by the torch runtime as `generate` runs it."""
    made = tiny.checkpoint(3)
    save(tmp_path, made.network, made.tokenizer)
    words = tiny.TEXT.split()
    sources = [" ".join(words[n : n + 9]) for n in range(10)]
    for beams in (1, 3):
        alike, _ = same(tmp_path, sources, beams, True, 1.0, most=12)
        assert alike == 10


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["gated", "pegasus"])
def test_kin_are_served_too(learned: Folders, shape: str) -> None:
    """T5 with gates and a head of its own, and Pegasus, come out the same."""
    for beams in (1, 4):
        alike, _ = same(learned(shape), texts(16), beams, False, 0.8)
        assert alike == 16


@pytest.mark.parametrize("beams", [1, 3])
def test_grounded_writing_is_the_same_too(learned: Folders, beams: int) -> None:
    """Bound to the words of their sources, texts, scores and ends equal those of the engine that
    runs transformers."""
    place = Place(learned("bart"), "tiny")
    mine, theirs = open_torch(place, "fp32"), open_engine(place, "transformers")
    assert isinstance(theirs, TransformersEngine)
    jobs = jobs_for(mine, texts(12))
    settings = GenerationSettings(beams=beams, max_new_tokens=16, min_new_tokens=2)
    here = mine.write(jobs, settings.over(mine.defaults))
    there = theirs.write(jobs, settings.over(theirs.defaults))
    for job in jobs:
        a, b = here[job.id], there[job.id]
        assert (a.tokens, a.text, a.finished) == (b.tokens, b.text, b.finished)
        assert a.score == pytest.approx(b.score, rel=1e-3)


@pytest.mark.parametrize("shape", ["bart", "t5", "pegasus"])
def test_settings_and_tokens_are_read_as_transformers_reads_them(
    checkpoint: Folders, shape: str
) -> None:
    """Defaults, window, tokens and text agree between the two readers of a checkpoint's files."""
    place = Place(checkpoint(shape), shape)
    mine, theirs = open_engine(place), open_engine(place, "transformers")
    assert isinstance(mine, TorchEngine)
    assert mine.defaults == theirs.defaults
    assert mine.uncased == theirs.uncased
    assert mine.room("summarize: ") == theirs.room("summarize: ")
    odd = ["Calder’s “price”: 14.5% — naïve?", " two  spaces\nand a line", "Ω≈ç √ 東京"]
    rows = mine._tokens(odd)["input_ids"]
    assert rows == theirs._tokenizer(odd)["input_ids"]  # type: ignore[attr-defined]
    for row in rows:
        text = theirs._tokenizer.decode(row, skip_special_tokens=True)  # type: ignore[attr-defined]
        assert mine._tokens.decode(row, skip_special_tokens=True) == text


def test_an_old_bart_needs_no_tokenizer_file_of_its_own(
    checkpoint: Folders, tmp_path: Path
) -> None:
    """vocab.json and merges.txt are enough, and make the same tokens."""
    folder = Path(shutil.copytree(checkpoint("bart"), tmp_path / "old"))
    mine = open_torch(Place(folder, "old"))
    before = mine._tokens(texts(5))["input_ids"]
    (folder / "tokenizer.json").unlink()
    assert {"vocab.json", "merges.txt"} <= {path.name for path in folder.iterdir()}
    assert open_torch(Place(folder, "old"))._tokens(texts(5))["input_ids"] == before


def test_transformers_is_not_imported(checkpoint: Folders, tmp_path: Path) -> None:
    """Opening and running a BART checkpoint does without transformers."""
    code = (
        "import sys; from pathlib import Path; from summarizer.condense import load\n"
        "from tests.condense.articles import FUND\n"
        "load(sys.argv[1], store=Path(sys.argv[2])).condense([FUND], {})\n"
        "assert 'torch' in sys.modules and 'transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, checkpoint("bart"), tmp_path], check=True)


def test_other_families_are_left_to_transformers(
    checkpoint: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    """An encoder-decoder of two BERTs runs in transformers, and the log says so and why."""
    with caplog.at_level("INFO", logger="summarizer"):
        engine = open_engine(Place(checkpoint("bert2bert"), "two"))
    assert isinstance(engine, TransformersEngine)
    assert "two: not run by torch, as its family is encoder-decoder" in caplog.text
    assert "two: run by transformers' own generate" in caplog.text


def test_settings_that_are_not_served_are_left_to_transformers(
    checkpoint: Folders, tmp_path: Path
) -> None:
    """A checkpoint that asks for a repetition penalty isn't written with without one."""
    folder = Path(shutil.copytree(checkpoint("bart"), tmp_path / "mine"))
    path = folder / "generation_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "repetition_penalty": 1.2}))
    with pytest.raises(Unsupported, match="repetition_penalty"):
        open_torch(Place(folder, "mine"))
    assert isinstance(open_engine(Place(folder, "mine")), TransformersEngine)


def test_order_and_company_change_nothing(learned: Folders) -> None:
    """A text gets the same summary alone, in any batch and in any order."""
    engine = open_torch(Place(learned("bart"), "tiny"), "fp32")
    jobs = jobs_for(engine, texts(10))
    alone = [ours(engine, [job], 1, beams=4)[0] for job in jobs]
    shuffled = list(jobs)
    random.Random(3).shuffle(shuffled)
    together = dict(zip((j.id for j in shuffled), ours(engine, shuffled, 10, beams=4), strict=True))
    assert [together[job.id] for job in jobs] == alone


@pytest.mark.parametrize("precision", ["bf16", "int8"])
def test_fewer_bits_change_little(learned: Folders, precision: machine.Precision) -> None:
    """In bf16, and in 8 bits where the processor has them, nearly every first token and most texts
    are those of fp32."""
    if precision == "int8" and not machine.eight_bit():
        precision = "bf16"
    place = Place(learned("bart"), "tiny")
    exact, rough = open_torch(place, "fp32"), open_torch(place, precision)
    jobs = jobs_for(exact, texts(100))
    first, second = (ours(engine, jobs, 16, beams=1) for engine in (exact, rough))
    assert sum(a[:2] == b[:2] for a, b in zip(first, second, strict=True)) >= 99
    first, second = (ours(engine, jobs[:40], 16, beams=4) for engine in (exact, rough))
    assert sum(a == b for a, b in zip(first, second, strict=True)) >= 36


@pytest.mark.skipif(not machine.eight_bit(), reason="needs a processor with 8-bit products")
@pytest.mark.parametrize("name", ["", "relu", "gelu", "silu"])
def test_products_in_eight_bits(name: str) -> None:
    """They are within two percent of exact ones for what each activation gives, and a row's result
    doesn't depend on the rows beside it."""
    import torch

    from summarizer.condense.runtime.linear import ANY, EightBit
    from summarizer.condense.runtime.parts import ACTIVATIONS, RANGES

    chance = torch.Generator().manual_seed(0)
    weight, bias = torch.randn(96, 128, generator=chance), torch.randn(96, generator=chance)
    given = torch.randn(300, 128, generator=chance)
    given = ACTIVATIONS[name](3 * given) if name else given
    product = EightBit(weight, bias, RANGES.get(name, ANY))
    wanted = given @ weight.T + bias
    assert (product(given) - wanted).norm() < 0.02 * wanted.norm()
    assert torch.equal(product(given)[77:78], product(given[77:78]))


def test_batches_are_even_and_whole() -> None:
    """Jobs are parted into runs of like cost, one or more for each core, none lost."""
    jobs = [Job(f"{n:02}", "", "", size) for n, size in enumerate([900, 40, 300, 310, 620] * 4)]
    parts = spread(jobs, 100_000, 2)
    assert len(parts) == 2
    assert sorted(job.id for part in parts for job in part) == [job.id for job in jobs]
    costs = [sum(job.tokens + 300 for job in part) for part in parts]
    assert max(costs) < 1.2 * min(costs)
    assert spread(reversed(jobs), 100_000, 2) == parts
    assert len(spread(jobs[:3], 100_000, 2)) == 1
    assert len(spread(jobs, 1, 2)) == len(jobs)
    assert spread([], 10, 2) == []


def test_the_format_is_the_fastest_that_is_faithful() -> None:
    """bf16 where the processor has it, else fp32: what would be emulated, or may write another
    word, is never chosen by itself."""
    assert machine.precision(frozenset({"avx2", "avx512_bf16"})) == "bf16"
    assert machine.precision(frozenset({"amx_bf16"})) == "bf16"
    assert machine.precision(frozenset({"avx512f", "avx512_vnni"})) == "fp32"
    assert machine.precision(frozenset({"avx512f", "avx2"})) == "fp32"
    assert machine.split(5, 2) == machine.Split(2, 1)
    assert machine.split(1, 2) == machine.Split(1, 2)


def test_batches_side_by_side_change_nothing(checkpoint: Folders) -> None:
    """Two batches in two threads give what one after the other gives, and leave torch's number of
    threads as it was."""
    import torch

    engine = open_torch(Place(checkpoint("t5"), "tiny"), "fp32")
    jobs = jobs_for(engine, texts(12))
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        alone = ours(engine, jobs, 3, beams=2)
        torch.set_num_threads(2)
        assert ours(engine, jobs, 3, beams=2) == alone
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
