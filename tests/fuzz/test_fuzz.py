"""Generated input: by Atheris, grown by what it reaches, and by Hypothesis, by its shape."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.ingest import Blob
from tests.batch.hostile.folders import ODD_NAMES
from tests.batch.hostile.formats import sound
from tests.batch.hostile.texts import UNSEEN
from tests.batch.press import Desk, article
from tests.conftest import ROOT
from tests.fuzz.targets import TARGETS, check

RUNS = int(os.environ.get("FUZZ_RUNS", "10000"))
"""Inputs a target."""
FOUND = Path(__file__).parent / "found"
"""Inputs that once broke something, by target; a new one is a file here."""
AT_ONCE = 2
SLOW = ("mail", "page", "anything")
"""They come first, so that none of them is alone at the end."""

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Done]]]:
    """All targets under Atheris, a few at a time."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Atheris has no wheel here")
    order = sorted(TARGETS, key=lambda name: name not in SLOW)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {name: pool.submit(atheris, name, tmp_path_factory.mktemp(name)) for name in order}


def atheris(name: str, folder: Path) -> Done:
    """A target with so many inputs."""
    command = [sys.executable, "-m", "tests.fuzz.atheris_run", name, str(RUNS), str(folder)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, errors="replace", timeout=1800, check=False,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(2000)
@pytest.mark.parametrize("name", TARGETS)
def test_ten_thousand_inputs(started: dict[str, Future[Done]], name: str) -> None:
    """No input of ten thousand that grow from sound ones makes a parser raise, hang or grow."""
    done = started[name].result()
    assert done.returncode == 0, done.stderr[-3000:]
    ran = re.search(r"Done (\d+) runs", done.stderr)
    assert ran and int(ran[1]) >= RUNS


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: path.name)
def test_what_broke_once_breaks_no_more(path: Path) -> None:
    """Inputs that were found to break a parser are taken like any other."""
    TARGETS[path.parent.name].run(path.read_bytes())


ENDINGS = (*sound(), "", ".xhtml", ".bin")
SHAPES = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TAGS = """
    p div span b a ul li table tr td h1 h2 article main body style script br img q pre
""".split()  # noqa: SIM905
ATTRIBUTES = ("", " hidden", " class=x", " style='{}'", " id=y", " href='{}'", " {}={}")


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> str:
    """Elements in elements with text of all kinds between, some of them never closed."""
    if depth == 0 or draw(st.booleans()):
        return draw(words)
    tag = draw(st.sampled_from(TAGS))
    attribute = draw(st.sampled_from(ATTRIBUTES)).replace("{}", draw(st.text(max_size=12)))
    inner = "".join(draw(st.lists(markup(depth - 1), max_size=3)))
    return f"<{tag}{attribute}>{inner}{draw(st.sampled_from((f'</{tag}>', '', '</p>')))}"


words = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.sampled_from("".join(UNSEEN.values()) + "ab. "), max_size=60),
    st.sampled_from([*article(3).split("\n\n"), "$3.5 billion", "May 1, 2026", "“", "...", "U.S."]),
)


@pytest.mark.slow
@settings(SHAPES, max_examples=1_000)
@given(st.lists(st.one_of(words, markup()), max_size=8), st.sampled_from(ENDINGS))
def test_any_shape_is_a_document_or_a_failure(parts: list[str], ending: str) -> None:
    """Prose, markup and what nobody sees, in any mixture and under any name, end in an article
    that is there or in a failure in words."""
    body = "\n\n".join(parts).encode("utf-8", "surrogatepass")
    check(Blob("a", body, f"a{ending}"))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file with pieces changed, lost, doubled or moved."""
    ending = draw(st.sampled_from(list(sound())))
    body = sound()[ending]
    for _ in range(draw(st.integers(1, 4))):
        at, size = draw(st.integers(0, len(body))), draw(st.integers(0, 60))
        new = draw(st.one_of(st.binary(max_size=20), st.just(body[at : at + size] * 2)))
        body = body[:at] + new + body[at + size :]
    return ending, body


@pytest.mark.slow
@settings(SHAPES, max_examples=1_000)
@given(damaged())
def test_a_damaged_file_is_a_document_or_a_failure(file: tuple[str, bytes]) -> None:
    """Whatever is damaged in a sound file, an article or a failure in words comes of it."""
    ending, body = file
    check(Blob("a", body, f"a{ending}"))


CHEAP = ("dates", "robots", "config")


@pytest.mark.slow
@pytest.mark.parametrize("name", CHEAP)
def test_any_lines(name: str) -> None:
    """Ten thousand texts made of a format's own words, in any order, raise nothing of others."""
    pieces = [piece for seed in TARGETS[name].seeds for piece in re.split(rb"([\s=:,.'\"])", seed)]

    @settings(SHAPES, max_examples=10_000)
    @given(st.lists(st.one_of(st.sampled_from(pieces), st.binary(max_size=6)), max_size=20))
    def run(lines: list[bytes]) -> None:
        TARGETS[name].run(b"".join(lines))

    run()


names = st.one_of(
    st.sampled_from(ODD_NAMES),
    st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=30),
)
noise = st.tuples(st.sampled_from(ENDINGS), st.binary(max_size=99))


@pytest.mark.slow
@settings(SHAPES, max_examples=40)
@given(st.dictionaries(names, st.one_of(damaged(), noise), min_size=4, max_size=12))
def test_no_batch_is_aborted(files: dict[str, tuple[str, bytes]]) -> None:
    """A batch over files with any names and any bytes ends as it should, and tells the good one."""
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place))
        desk.put("good.txt", article(1))
        for name, (ending, body) in files.items():
            path = os.fsencode(desk.inbox) + b"/f" + os.fsencode(name)[:200] + ending.encode()
            with open(path, "wb") as file:  # noqa: PTH123
                file.write(body)
        outcome = desk.run()
        assert outcome.counts["new"] >= 1
        assert desk.memos()
