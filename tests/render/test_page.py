from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import Memo
from summarizer.render import render
from summarizer.render.markdown import escape
from summarizer.render.record import statements
from summarizer.render.wording import clean
from tests.render import sample
from tests.render.test_markdown import ATTACKS

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "article"),
    *("section", "div", "p", "h1", "h2", "h3", "h4", "ol", "ul", "li", "dl", "dt", "dd"),
    *("details", "summary", "span", "time", "figure", "blockquote", "figcaption", "mark", "cite"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "b", "strong", "s", "q", "wbr"),
    *("bdi", "svg", "g", "line", "rect", "circle", "text"),
}
HOSTILE = (
    *ATTACKS,
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</style></title></textarea><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "https://evil.example/\" onclick=\"alert(1)",
    "&lt;script&gt;",
    "]]><!--",
)  # fmt: skip


def _page(memo: Memo) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(memo, "html"))


def _is_clean(page: lxml.html.HtmlElement) -> bool:
    """No tag of another kind, no handler, no style or address that loads or runs anything."""
    elements = list(page.iter(lxml.etree.Element))
    return (
        {element.tag for element in elements} <= TAGS
        and not any(name.startswith("on") or name in ("style", "src") for e in elements
                    for name in e.attrib)
        and all(
            re.match("#|https?://", element.get("href"))
            for element in elements
            if "href" in element.attrib
        )
    )  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
def test_injection(attack: str) -> None:
    """Markup in foreign text is shown as text and becomes no element, handler or address."""
    page, honest = _page(sample.worded(attack)), _page(sample.worded("words"))
    assert _is_clean(page)
    assert [e.tag for e in page.body.iter() if e.tag != "a"] == [
        e.tag for e in honest.body.iter() if e.tag != "a"
    ] or attack.startswith("https")
    assert clean(attack) in clean(page.body.text_content())


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("<>\"'&{}%=/ "), min_size=1))
def test_any_text(text: str) -> None:
    """Whatever the text, the page parses and holds no element of its making."""
    assert _is_clean(_page(sample.worded(text)))


def test_self_contained() -> None:
    """The page loads nothing, and forbids it to itself."""
    text = render(sample.memo(), "html").decode()
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\(|<script|<link|<img|<iframe", text)


def test_size() -> None:
    """The page of a normal memo is at most 150 KB."""
    assert len(render(sample.memo(), "html")) <= 150_000


@pytest.mark.parametrize("memo", [sample.memo(), sample.several(2), sample.bare()])
def test_headings_in_order(memo: Memo) -> None:
    """There is one first heading, and no heading skips a level."""
    levels = [int(e.tag[1]) for e in _page(memo).iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("memo", [sample.memo(), sample.several(3), sample.many(40)])
def test_ids(memo: Memo) -> None:
    """Ids are unique, and every inner link, label and description leads to one."""
    page = _page(memo)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert {name for names in page.xpath("//@aria-labelledby") for name in names.split()} <= set(
        ids
    )


def test_landmarks() -> None:
    """The page has a language, a main part and a way to skip to it."""
    page = _page(sample.memo())
    assert page.get("lang") == "en-US"
    assert len(page.xpath("//main[@id='memo']")) == 1
    assert page.xpath("//body/*[1]")[0].get("href") == "#memo"


def test_evidence_of_every_line() -> None:
    """Every line of every list opens onto a quote in which its sentence is marked."""
    lines = _page(sample.memo()).xpath("//ul[@class='lines']/li | //dl[@class='card']//dd")
    assert len(lines) > 25
    for line in lines:
        assert line.xpath("./details/summary")
        assert line.xpath("./details//figure/blockquote/mark")
        assert line.xpath("./details//figcaption/a[starts-with(@href, '#s')]")


def test_marked_words() -> None:
    """What is marked are the cited words of the source, inside their paragraph."""
    line = _page(sample.memo()).xpath("//dd[contains(., '$3.2 billion')]")[0]
    (quote,) = line.xpath(".//blockquote")
    assert quote.xpath("string(mark)").startswith("Mirelo was last valued at $3.2 billion")
    assert "will go on selling to anyone" in quote.text_content()
    assert "Some customers" not in quote.text_content()


def test_much_evidence_is_folded() -> None:
    """Of much evidence the first quotes are shown at once and the rest one step further."""
    line = _page(sample.many(10)).xpath("//ul[@class='lines']/li")[0]
    assert len(line.xpath("./details/div/figure")) == 4
    assert len(line.xpath("./details/div/details/figure")) == 6
    assert line.xpath("string(./details/div/details/summary)").strip() == "6 more"


def test_same_words_as_markdown() -> None:
    """Every statement stands in the page as in the Markdown."""
    memo = sample.memo()
    page = clean(_page(memo).body.text_content())
    text = render(memo, "md").decode()
    part = memo.stories[0]
    tabled = {row.statement.text for row in part.leadership}
    tabled |= {event.statement.text for event in part.events}
    told = {line.text for line in statements(memo)} - tabled
    assert len(told) > 30
    assert [line for line in told if line not in page or escape(line) not in text] == []


@pytest.mark.parametrize("fmt", ["md", "html", "json"])
def test_date_line(fmt: str) -> None:
    """Memos made on two days differ in the one line that carries the date."""
    memo = sample.memo()
    first = render(memo, fmt).splitlines()
    second = render(replace(memo, made=memo.made.replace(day=14)), fmt).splitlines()
    assert len(first) == len(second)
    assert sum(a != b for a, b in zip(first, second, strict=True)) == 1


@pytest.mark.parametrize("fmt", ["md", "html", "json"])
def test_repeatable(fmt: str) -> None:
    """The same memo gives the same bytes, however its sources are ordered in the record."""
    memo = sample.memo()
    assert render(memo, fmt) == render(memo, fmt)
    if fmt != "json":
        turned = replace(memo, sources=memo.sources[::-1])
        assert render(turned, fmt) == render(memo, fmt)


def test_locale() -> None:
    """Dates and the page's language follow the locale."""
    page = render(sample.memo(), "html", locale="en-GB").decode()
    assert "13 June 2025" in page
    assert '<html lang="en-GB">' in page


def test_foreign_scripts() -> None:
    """Names in other scripts stay whole and bring their own direction."""
    name = "شركة النخيل 北方物流"
    page = _page(sample.worded(name))
    assert page.xpath("string(//h1)").strip() == name
    assert page.xpath("//h1/@dir") == ["auto"]


def test_address_that_is_no_link() -> None:
    """An address that makes no safe link is shown as text."""
    page = _page(sample.worded("javascript:alert(1)"))
    assert "javascript:alert(1)" in page.xpath("string(//ul[@class='sources'])")
    assert not page.xpath("//ul[@class='sources']//a")
