from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "microsoft-nuance" / "articles"
FAST = ("--model", "extractive", "--date", "2021-04-14")


def brief(
    *arguments: str, cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a folder of its own."""
    run = subprocess.run(
        [sys.executable, "-c", "from summarizer.cli import main; main()", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    return subprocess.CompletedProcess(
        run.args, run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
    )


def test_generate_writes_its_files_and_says_where(tmp_path: Path) -> None:
    """The memo comes in every format in a folder of its own; the paths are printed."""
    run = brief("generate", str(EXAMPLE), *FAST, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    paths = [tmp_path / line for line in run.stdout.splitlines()]
    assert [path.name for path in paths] == [
        *("memo.md", "memo.html", "memo.pdf", "memo.docx", "memo.json")
    ]
    assert len({path.parent for path in paths}) == 1
    assert paths[0].parent.parent == tmp_path / "outputs"
    assert "$19.7 billion" in paths[0].read_text("utf-8")


def test_the_order_of_the_sources_changes_nothing(tmp_path: Path) -> None:
    """The same sources in another order give the same memo, byte for byte."""
    files = sorted(str(path) for path in EXAMPLE.iterdir())
    one = brief("generate", *files, *FAST, "--json", cwd=tmp_path)
    two = brief("generate", *reversed(files), *FAST, "--json", cwd=tmp_path)
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    """With --json nothing but the memo is on standard output, and no file is written."""
    run = brief("generate", str(EXAMPLE), *FAST, "--json", cwd=tmp_path)
    assert json.loads(run.stdout)["schema_version"] == 1
    assert not (tmp_path / "outputs").exists() or not list((tmp_path / "outputs").iterdir())


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    """`-` reads an article from standard input."""
    text = (EXAMPLE / "01_wire.txt").read_bytes()
    run = brief("generate", "-", *FAST, "--json", cwd=tmp_path, stdin=text)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["sources"][0]["origin"] == "standard input"


def test_a_failed_source_is_named_and_the_others_are_used(tmp_path: Path) -> None:
    """A source that can't be read costs one line and exit code 3, not the memo."""
    run = brief("generate", str(EXAMPLE), "gone.txt", *FAST, cwd=tmp_path)
    assert run.returncode == 3
    assert [line for line in run.stderr.splitlines() if "gone.txt" in line]
    assert len(run.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("generate", "gone.txt"), 1, "gone.txt"),
        (("generate", "empty"), 1, "empty"),
        (("generate", "--words", "3", "gone.txt"), 2, "words"),
        (("generate", "--format", "pdf9", "gone.txt"), 2, "--format pdf9"),
        (("generate", "--section", "nonsense", "gone.txt"), 2, "nonsense"),
        (("generate", "--prompts", "nowhere", "gone.txt"), 2, "nowhere"),
        (("generate", "--config", "none.toml", "gone.txt"), 2, "none.toml"),
        (("generate", "--colour", "red", "gone.txt"), 2, "--colour"),
        (("generate", "--model", "./no-such-checkpoint", "good.txt"), 2, "no-such-checkpoint"),
        (("generate", "--out", "good.txt", "good.txt"), 2, "good.txt"),
        (("generate", "--open", "--format", "md", "good.txt"), 2, "--open"),
        (("show", "nowhere.json"), 2, "nowhere.json"),
        (("show", "good.txt"), 2, "good.txt"),
        (("site", "nowhere"), 2, "nowhere"),
        (("golden", "check", "nowhere"), 2, "nowhere"),
        (("models", "pull", "nonsense"), 2, "nonsense"),
    ],
)
def test_bad_usage_is_one_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], code: int, named: str
) -> None:
    """Every error names what offended, without a traceback, and has its documented exit code."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_bytes((EXAMPLE / "01_wire.txt").read_bytes())
    run = brief(*arguments, cwd=tmp_path)
    assert run.returncode == code, run.stderr
    assert named in run.stderr
    assert "Traceback" not in run.stderr
    assert not list(tmp_path.glob("outputs/*"))


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    """With --quiet a good run prints nothing at all."""
    run = brief("generate", str(EXAMPLE), *FAST, "--quiet", cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_verbose_says_how_long_each_stage_took(tmp_path: Path) -> None:
    """With -v the log names the stages and their seconds."""
    run = brief("generate", str(EXAMPLE), *FAST, "-v", cwd=tmp_path)
    assert "condensing took" in run.stderr


def test_options_reach_the_memo(tmp_path: Path) -> None:
    """Title, sections and formats are obeyed, not accepted and ignored."""
    options = ("--title", "For the board", "--section", "motives", "--format", "md")
    run = brief("generate", str(EXAMPLE), *FAST, *options, cwd=tmp_path)
    (path,) = [tmp_path / line for line in run.stdout.splitlines()]
    text = path.read_text("utf-8")
    assert text.startswith("# For the board")
    assert "Strategic motives" in text
    assert "Risk: client attrition" not in text


def test_the_word_budget_holds(tmp_path: Path) -> None:
    """Fewer words give a shorter memo; no sentence is cut."""
    sizes = []
    for words in ("200", "500"):
        run = brief("generate", str(EXAMPLE), *FAST, "--words", words, "--json", cwd=tmp_path)
        part = json.loads(run.stdout)["stories"][0]
        lines = [s["text"] for section in part["sections"] for s in section["statements"]]
        sizes.append(sum(len(line.split()) for line in lines))
    assert sizes[0] < sizes[1]
    assert sizes[0] <= 200


@pytest.mark.slow
def test_show_and_site_read_what_generate_wrote(tmp_path: Path) -> None:
    """A memo's folder can be read on the terminal, and so can the newest memo of the outputs
    folder, which names the others; the outputs folder gets an index."""
    made = brief("generate", str(EXAMPLE), *FAST, "--format", "html,json", cwd=tmp_path)
    folder = (tmp_path / made.stdout.splitlines()[0]).parent
    shown = brief("show", str(folder), cwd=tmp_path, COLUMNS="72")
    assert shown.returncode == 0, shown.stderr
    assert "Bottom line" in shown.stdout
    assert max(len(line) for line in shown.stdout.splitlines()) <= 72
    assert all(line == line.rstrip() for line in shown.stdout.splitlines())
    other = tmp_path / "outputs" / "run" / "older"
    other.mkdir(parents=True)
    (other / "memo.json").write_bytes((folder / "memo.json").read_bytes())
    os.utime(other / "memo.json", (1, 1))
    newest = brief("show", "outputs", cwd=tmp_path, COLUMNS="72")
    assert newest.stdout == shown.stdout
    assert newest.stderr == "brief: there is also outputs/run/older\n"
    shutil.rmtree(other.parent)
    site = brief("site", cwd=tmp_path)
    assert site.stdout.split() == ["outputs/index.html"]
    assert folder.name in (tmp_path / "outputs" / "index.html").read_text("utf-8")


def test_open_shows_the_page(tmp_path: Path) -> None:
    """With --open the reader's browser is given the page."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    options = ("--format", "html", "--open")
    run = brief("generate", str(EXAMPLE), *FAST, *options, cwd=tmp_path, BROWSER=f"{browser} %s")
    assert run.returncode == 0, run.stderr
    opened = (tmp_path / "opened").read_text().strip()
    assert opened.startswith("file://")
    assert opened.endswith("memo.html")


def test_leaving_in_a_hurry_loses_nothing() -> None:
    """With a model loaded the command ends at once, after what was to be said and done at the
    end; a failure's code is kept."""
    code = (
        "import atexit, sys; from summarizer.cli import _leave; sys.modules['torch'] = sys\n"
        "atexit.register(print, 'done'); print('said', end=' '); _leave(int(sys.argv[1]))"
    )
    for number in (0, 3):
        run = subprocess.run(
            [sys.executable, "-c", code, str(number)], capture_output=True, text=True
        )
        assert (run.stdout, run.returncode) == ("said done\n", number)
