from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.clean import clean
from summarizer.ingest.beside import LETTERS, PIECES, blocks, left_out
from summarizer.ingest.web_page import parse
from summarizer.records import Drop, DropReason, RawDocument
from tests.ingest.making import STORY, document, page

NAV = "<nav><ul><li><a href=/>Home</a></li><li><a href=/m>Markets</a></li></ul></nav>"
TITLE = "Alder buys Birch signalling"


def read(folder: Path, around: str, within: str = "") -> RawDocument:
    path = folder / "page.html"
    path.write_text(page(within).replace("</body>", f"{around}</body>"), "utf-8")
    return document(path)


@pytest.mark.parametrize(
    ("markup", "text", "reason"),
    [
        (NAV, "Home · Markets", DropReason.NAVIGATION),
        ("<div role=navigation>Home</div>", "Home", DropReason.NAVIGATION),
        ("<button>Share this</button>", "Share this", DropReason.NAVIGATION),
        ("<footer><p>© 2024 Rail Courier</p></footer>", "© 2024 Rail Courier", DropReason.NOTICE),
        ("<aside><h3>More</h3><a>Elm cuts jobs</a></aside>", "More · Elm cuts jobs",
         DropReason.ASIDE),
        ("<div class='related-posts'>Elm cuts jobs</div>", "Elm cuts jobs", DropReason.ASIDE),
        ("<section id=comments><p>Kim: Sell Alder now.</p><p>Lee: No.</p></section>",
         "Kim: Sell Alder now. · Lee: No.", DropReason.COMMENT),
        ("<table><tr><td>ALDR</td><td>12.40</td></tr></table>", "ALDR · 12.40", DropReason.TABLE),
        ("<div class=x>Elm cuts 400 jobs</div>", "Elm cuts 400 jobs", DropReason.OUTSIDE),
    ],
)  # fmt: skip
def test_what_stands_beside_the_article(
    tmp_path: Path, markup: str, text: str, reason: DropReason
) -> None:
    """Each part of a page that is no article is listed as one piece, with the part as reason."""
    assert read(tmp_path, markup).hidden == (Drop(text, reason),)


def test_article_is_not_listed(tmp_path: Path) -> None:
    """A page that shows its article alone, however it is marked up, leaves nothing out."""
    within = (
        "<p>The <b>unit</b> makes <a href=/s>signals</a>,<br>switches and <i>soft</i>ware for "
        "lines in the north of the country.</p><h2>The price</h2><ul><li>Debt: none</li></ul>"
        "<blockquote>“It fits,” said Ida Holm.</blockquote>"
    )
    assert read(tmp_path, "", within).hidden == ()


def test_box_inside_a_paragraph(tmp_path: Path) -> None:
    """Of a block that the article holds in part, what it holds is not listed."""
    shown = parse(f"<p>{STORY[0]} <button>Subscribe today</button> {STORY[1]}</p>")
    assert left_out(blocks(shown), [" ".join(STORY[:2])]) == (
        Drop("Subscribe today", DropReason.NAVIGATION),
    )
    loose = parse(f"<p>{STORY[0]} <b>Subscribe today</b> {STORY[1]}</p>")
    assert left_out(blocks(loose), STORY[:2]) == (Drop("Subscribe today", DropReason.OUTSIDE),)


def test_short_link_that_the_article_names(tmp_path: Path) -> None:
    """A menu's "Birch" is listed although the article speaks of Birch."""
    found = read(tmp_path, "<nav><a>Birch</a></nav>")
    assert found.hidden == (Drop("Birch", DropReason.NAVIGATION),)


def test_title_is_not_listed(tmp_path: Path) -> None:
    """A headline that becomes the first line of the text is no piece that was left out."""
    markup = page("").replace("<article>", "<header>").replace("</h1>", "</h1></header><article>")
    path = tmp_path / "page.html"
    path.write_text(markup, "utf-8")
    found = document(path)
    assert found.text.startswith(TITLE)
    assert found.hidden == ()


def test_what_is_left_out_reaches_no_article(tmp_path: Path) -> None:
    """The words beside an article are in what it dropped, and nowhere in its text."""
    claim = "Alder will pay $9 billion for Birch, Elm Bank said."
    article = clean(read(tmp_path, f"<aside><p>{claim}</p></aside>"))
    assert claim not in article.text
    assert Drop(claim, DropReason.ASIDE) in article.dropped


def test_long_lists_are_counted() -> None:
    """A part of a page is written out up to a limit, and so are the pieces of a page; what goes
    beyond is counted."""
    menu = "".join(f"<li>Town {n}</li>" for n in range(2000))
    (piece,) = left_out(blocks(parse(f"<nav><ul>{menu}</ul></nav>")), ["Oak buys Elm."])
    listed, more = re.fullmatch(r"(.*) … \(and ([\d,]+) more words\)", piece.text).groups()  # type: ignore[union-attr]
    assert len(listed) <= LETTERS
    assert len(listed.split()) + int(more.replace(",", "")) == 2000 * 3 - 1
    many = "".join(f"<p>Piece {n}</p>" for n in range(PIECES + 50))
    pieces = left_out(blocks(parse(f"<div>{many}</div>")), ["Oak buys Elm."])
    assert len(pieces) == PIECES
    assert pieces[-1].text.startswith("(51 more pieces) Piece 199 · Piece 200")


PIECE = st.tuples(
    st.sampled_from(["<nav>{}</nav>", "<div>{}</div>", "<div class=sidebar><p>{}</p></div>",
                     "<p>{}</p>", "<footer><span>{}</span></footer>", "<ul><li>{}</li></ul>"]),
    st.lists(st.sampled_from(["oak", "elm", "Birch", "40", "said"]), min_size=1, max_size=9),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(page_=st.lists(PIECE, max_size=8), kept=st.sets(st.integers(0, 7)))
def test_no_word_is_lost(page_: list[tuple[str, list[str]]], kept: set[int]) -> None:
    """Every word of a page stands in the article or in what was left out."""
    markup = "".join(frame.format(" ".join(words)) for frame, words in page_)
    article = [" ".join(words) for n, (_, words) in enumerate(page_) if n in kept]
    drops = left_out(blocks(parse(f"<body>{markup}</body>")), article)
    told = {word for text in (*article, *(drop.text for drop in drops)) for word in text.split()}
    assert {word for _, words in page_ for word in words} <= told
