from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarizer.records import Media
from tests.ingest.making import STORY, document, failed, page

META = (
    "<title>Alder buys Birch signalling - Rail Courier</title>"
    '<meta property="og:site_name" content="Rail Courier">'
    '<meta property="article:published_time" content="2024-03-05T23:10:00-05:00">'
    '<link rel="canonical" href="https://rail.test/alder-birch">'
)


def save(tmp_path: Path, markup: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(markup.encode(encoding))
    return path


def test_page(tmp_path: Path) -> None:
    """A page gives its article, one block a paragraph, and what it says of itself."""
    furniture = "<nav><a href=/>Home</a></nav>", "<footer>Rail Courier is a trade mark</footer>"
    markup = page("", META).replace("<article>", f"{furniture[0]}<article>")
    found = document(save(tmp_path, markup.replace("</body>", f"{furniture[1]}</body>")))
    assert found.media == Media.HTML
    assert found.text.split("\n\n") == ["Alder buys Birch signalling", *STORY]
    assert (found.title, found.publisher) == ("Alder buys Birch signalling", "Rail Courier")
    assert (found.published, found.url) == (date(2024, 3, 5), "https://rail.test/alder-birch")


def test_blocks_of_a_page(tmp_path: Path) -> None:
    """Headings, items and quotes are blocks of their own; comments and tables stay out."""
    body = (
        "<h2>The price</h2><ul><li>Cash: $1.2 billion</li><li>Debt: none</li></ul>"
        "<blockquote><p>“It fits,” said Ida Holm.</p></blockquote>"
        "<table><tr><td>ALDR</td><td>12.40</td></tr></table>"
        '<div id="comments" class="comments"><p>First! Sell now.</p></div>'
    )
    blocks = document(save(tmp_path, page(body))).text.split("\n\n")
    assert blocks[4:] == [
        "The price",
        "- Cash: $1.2 billion",
        "- Debt: none",
        "“It fits,” said Ida Holm.",
    ]


def test_title_that_the_text_lacks(tmp_path: Path) -> None:
    """The page's title becomes the first line where its article has none."""
    markup = page("", META).replace("<h1>Alder buys Birch signalling</h1>", "")
    found = document(save(tmp_path, markup))
    assert found.text.split("\n\n") == ["Alder buys Birch signalling", *STORY]


def test_day_on_the_page(tmp_path: Path) -> None:
    """Without metadata, a dated byline tells the day; a date inside the text doesn't."""
    byline = page("").replace("</h1>", "</h1><p>By Ida Holm | March 5, 2024</p>")
    assert document(save(tmp_path, byline)).published == date(2024, 3, 5)
    inside = page("<p>READ: Birch opens a plant in the north (November 29, 2023)</p>")
    assert document(save(tmp_path, inside)).published is None


@pytest.mark.parametrize(
    "other",
    [
        "<footer>© 2019 Rail Courier. Updated 1 May 2019</footer>",
        "<aside>More: <time datetime='2020-01-01'>1 January</time></aside>",
        "<div class='related-posts'><time datetime='2020-01-01'>1 January</time></div>",
        "<div id='comments'><time datetime='2025-01-01'>1 January</time> First!</div>",
    ],
)
def test_days_of_other_things(tmp_path: Path, other: str) -> None:
    """Dates of the site, of other articles and of comments are not the day of publication."""
    markup = page("").replace("</body>", f"{other}</body>")
    assert document(save(tmp_path, markup)).published is None


def test_page_of_tables(tmp_path: Path) -> None:
    """Text that is laid out by tables is found, as in old pages and mails."""
    rows = "".join(f"<tr><td><p>{paragraph}</p></td></tr>" for paragraph in STORY)
    found = document(save(tmp_path, f"<html><body><table>{rows}</table></body></html>"))
    assert all(paragraph in found.text for paragraph in STORY)


def test_small_page(tmp_path: Path) -> None:
    """A page of two lines is read as well as a long one."""
    markup = "<html><body><h1>Oak</h1><p>Oak bought Elm for $5 million.</p></body></html>"
    assert document(save(tmp_path, markup)).text == "Oak\n\nOak bought Elm for $5 million."


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="content-type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_charset_of_a_page(tmp_path: Path, head: str, encoding: str) -> None:
    """The bytes are read as what they are, and as what the page states where they don't tell."""
    markup = page("<p>“Très bien,” said Zoé Köhler – and left.</p>").replace(
        "<meta charset=utf-8>", head
    )
    found = document(save(tmp_path, markup, encoding))
    assert "“Très bien,” said Zoé Köhler – and left." in found.text


def test_broken_byte_in_a_page(tmp_path: Path) -> None:
    """One broken byte in a page of UTF-8 shows as such and costs nothing else."""
    path = tmp_path / "a.html"
    path.write_bytes(page("<p>Zoé and Köhler: caf\x00.</p>").encode().replace(b"\x00", b"\xff"))
    assert "Zoé and Köhler: caf\ufffd." in document(path).text


def test_page_without_text(tmp_path: Path) -> None:
    """A page that a script would fill gives a failure with a way out."""
    path = save(tmp_path, '<html><body><div id="app"></div><script>go()</script></body></html>')
    assert failed(path).problem == "holds no article text"
    assert "browser" in failed(path).remedy
