from __future__ import annotations

import pytest

from summarizer.models.compose import beginning
from summarizer.models.guards import problems
from summarizer.models.headlines import styled
from summarizer.models.reader import Reader
from summarizer.models.text import join
from summarizer.models.writer import Request
from tests.models.tiny import checkpoint


def _put(text: str) -> str:
    return join(text, styled(text, [(0, len(text))]))


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("The baker will sell a mill to the workers.", "Baker to sell mill to workers"),
        ("Harbour Foods Inc will buy Old Mill Plc.", "Harbour Foods to buy Old Mill"),
        ("Old Mill Bakery Corp's sales rose.", "Old Mill Bakery's sales rose"),
        ("Shares of Old Mill Holdings Corp fell.", "Shares of Old Mill Holdings fell"),
        ("Mill Corp said on Monday it would close.", "Mill Corp to close"),
        ("Old Mill said on Monday that sales fell.", "Old Mill says sales fell"),
        ("Bakers urged a judge on Monday to stop it.", "Bakers urged judge to stop it"),
        ("British baker Harbour Foods has won the bid.", "Harbour Foods has won bid"),
    ],
)
def test_a_line_is_put_as_headlines_are(line: str, headline: str) -> None:
    """Articles, legal forms and descriptions go, and what will happen is "to" happen."""
    assert _put(line) == headline


@pytest.mark.parametrize(
    "line",
    [
        "Old Mill offers $5 a share",
        "Bakers want half a year, a few want more",
        'Bakers call it "the end of a trade"',
        "Mill Corp may not sell",
        "Bakeries close on Monday and Tuesday",
        "Talks are due on Monday",
        "Workers who will lose jobs protest",
        "Bakers said they were shut out",
        "Heads of Rye and Oat Mill said they agree",
    ],
)
def test_what_the_meaning_hangs_on_stays(line: str) -> None:
    """No edit touches rates, amounts, quotations, refusals, or a verb that isn't the subject's."""
    assert _put(line) == line


TEXT = "Harbour Foods said on Monday it would buy Old Mill, a person familiar with the talks said."


def _at(*parts: str) -> list[tuple[int, int] | str]:
    """Where the parts stand in TEXT; those in brackets were written."""
    out: list[tuple[int, int] | str] = []
    for part in parts:
        at = TEXT.find(part)
        out.append(part[1:-1] if part[0] == "[" else (at, at + len(part)))
    return out


def test_to_may_be_written_for_what_will_happen() -> None:
    """ "To" stands for "said it would", but for nothing else that was left out."""
    sentence = [(0, TEXT.index(", a"))]
    assert not problems(TEXT, sentence, _at("Harbour Foods", "[to]", "buy Old Mill"))
    assert problems(TEXT, sentence, _at("Harbour Foods", "[to]", "Old Mill"))
    assert problems(TEXT, sentence, _at("Harbour Foods", "buy Old Mill"))


def test_who_says_so_may_stand_behind_a_colon() -> None:
    """A claim's source may be named at the line's end, and may not be left out."""
    whole = [(0, len(TEXT))]
    claim = ("Harbour Foods", "[to]", "buy Old Mill")
    assert not problems(TEXT, whole, _at(*claim, "[:]", "person"))
    assert problems(TEXT, whole, _at(*claim))
    assert problems(TEXT, whole, _at(*claim, "[:]", "talks"))


def test_half_a_pair_is_no_end() -> None:
    """A line doesn't stop between "research" and "and development", but may before a clause."""
    pair = "Harbour Foods dismissed its head of research and development in Leeds."
    assert problems(pair, [(0, len(pair))], [(0, pair.index(" and"))])
    clause = "Harbour Foods dismissed its head of research and closed the mill."
    assert not problems(clause, [(0, len(clause))], [(0, clause.index(" and"))])


def _first(text: str) -> str | None:
    read = Reader(checkpoint()).read([text], [((0, len(text)),)])[0]
    line = beginning(Request(read.memory, (0,)))
    return line.text if line else None


def test_a_beginning_names_who_says_so() -> None:
    """Where the sentence ends in who says so, the headline does, unless it speaks of itself."""
    said = _first("Old Mill must close two of its bakeries this year, a judge said on Monday.")
    assert said == "Old Mill must close two of its bakeries this year: judge"
    said = _first("Old Mill closed two of its bakeries this year, the company said on Monday.")
    assert said == "Old Mill closed two of its bakeries this year"


def test_as_after_a_verb_that_needs_it_is_no_cut() -> None:
    """Neither "described the bid as" nor "as long as" ends a headline."""
    assert _first("The board of Old Mill described the offer as much too low for owners.") is None
    assert _first("Old Mill said its bakeries would stay open as long as flour was cheap.") is None


def test_a_line_begins_after_an_opener_and_not_inside_a_list() -> None:
    """What stands before a comma is an opening only where it begins as one."""
    text = "The owner of the Rye, Oat and Barley bakeries filed for bankruptcy on Monday."
    assert problems(text, [(0, len(text))], [(text.index("Oat"), len(text))])
    text = "After months of talks, Harbour Foods filed for bankruptcy on Monday."
    assert not problems(text, [(0, len(text))], [(text.index("Harbour"), len(text))])


def test_a_share_keeps_what_it_is_of() -> None:
    """Half of the jobs at a plant isn't half of the jobs."""
    text = "Harbour Foods will cut half of the jobs at its Leeds bakery."
    assert problems(text, [(0, len(text))], [(0, text.index(" at its"))])


def test_only_who_says_so_stands_behind_the_colon() -> None:
    """A clause after the speaker names nobody, and a second sentence is no part of a headline."""
    said = _first(
        "Old Mill must close two of its bakeries, one judge said, just days after one said no."
    )
    assert said is None or ":" not in said
    assert _first("Old Mill closed two of its largest bakeries. Now, the owners want more.") is None
