from __future__ import annotations

import io
import re
from typing import Literal

import pytest
from rich.cells import cell_len
from rich.console import Console

from summarizer.records import Memo
from summarizer.render.build import build
from summarizer.render.terminal import WIDEST, show
from tests.render import sample
from tests.render.edges import MEMOS
from tests.render.test_pdf import _squeezed, _told


def _shown(memo: Memo, width: int, *, evidence: bool = False, colours: bool = False) -> str:
    out = io.StringIO()
    system: Literal["standard"] | None = "standard" if colours else None
    console = Console(
        file=out, width=width, highlight=False, force_terminal=colours, color_system=system
    )
    show(build(memo), console, evidence=evidence)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", MEMOS)
def test_no_line_is_too_wide(name: str, width: int) -> None:
    """No line is wider than the window, nor than can be read well."""
    lines = _shown(MEMOS[name], width).splitlines()
    assert max(cell_len(line) for line in lines) <= min(width, WIDEST)


def test_every_statement_is_there() -> None:
    """In a wide window every line of the memo stands whole."""
    text = _squeezed(_shown(sample.memo(), 100))
    tables = {row.text for item in sample.memo().stories[0].disagreements for row in item.readings}
    cells = {row.statement.text for row in sample.memo().stories[0].events} | tables
    told = [line for line in _told(sample.memo()) if line not in cells]
    assert [line for line in told if _squeezed(line) not in text] == []


def test_evidence_on_demand() -> None:
    """The sentences a line rests on are there when asked for."""
    sentence = _squeezed("The deal values Mirelo at $6 billion.")
    assert sentence not in _squeezed(_shown(sample.memo(), 100))
    assert sentence in _squeezed(_shown(sample.memo(), 100, evidence=True))


def test_colours() -> None:
    """A terminal gets colours, a file gets plain text."""
    assert "\x1b[" in _shown(sample.memo(), 80, colours=True)
    assert "\x1b[" not in _shown(sample.memo(), 80)


def test_foreign_text_is_no_markup() -> None:
    """What would be rich's markup, or a command to the terminal, is only shown."""
    text = _shown(sample.worded("[red]a[/red] [link=x]b[/link] \x1b[2J"), 200, colours=True)
    assert "[red]a[/red] [link=x]b[/link] [2J" in re.sub(r"\x1b\[[\d;]*m", "", text)
