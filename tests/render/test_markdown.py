from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.render import render
from summarizer.render.markdown import escape
from summarizer.render.wording import clean
from tests.render import sample

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ATTACKS = (
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "[1]: https://evil.example",
    "`code` ~~gone~~ **bold** _slanted_ &lt;b&gt; &#35;",
    "# heading #",
    "> quoted",
    "- item",
    "1. item",
    "---",
    "a | b | c",
    "two\n\n# paragraphs\n| a |\n|---|",
    "ends with \\",
    "$x$ and $\\href{https://evil.example}{y}$",
)


class _Reader(HTMLParser):
    """Collects the text, tags, links and ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for key, value in attrs if key in ("href", "src")]
        self.ids += [value or "" for key, value in attrs if key == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(markdown: bytes | str) -> _Reader:
    text = markdown if isinstance(markdown, str) else markdown.decode()
    return _Reader(PARSER.render(text))


PLACES = {
    "{}": ["p"],
    "# {}": ["h1"],
    "- {}": ["ul", "li"],
    "  - {}": ["ul", "li"],
    "- **{}**: more": ["ul", "li", "strong"],
    "*{}*": ["p", "em"],
    "| **{}** | x |\n| --- | --- |\n| x | {} |": [
        *("table", "thead", "tr", "th", "strong", "th", "tbody", "tr", "td", "td")
    ],
}


@pytest.mark.parametrize("place", PLACES)
@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\\`*_[]<>|~#&$!:-+.1 \n")))
@example("# a #")
@example("12) a")
@example("www.evil.example https://evil.example")
def test_any_text_stays_text(place: str, text: str) -> None:
    """Whatever the text, Markdown shows it as it is and makes nothing else of it."""
    line = clean(text)
    if line:
        page = _read(place.replace("{}", escape(line)))
        assert page.tags == PLACES[place]
        assert page.text.count(line) >= place.count("{}")


def test_plain_text_stays_readable() -> None:
    """Words as they stand in a news article need no backslash."""
    text = "Larkfield's stake (35%) cost $2.1 billion – 3.2 times sales, “cheap”, it said; A&B + C."
    assert escape(text) == text


@pytest.mark.parametrize("attack", ATTACKS)
def test_injection(attack: str) -> None:
    """Markup in titles, names, labels and lines adds no tag, link or anchor to the memo."""
    page, honest = _read(render(sample.worded(attack), "md")), _read(_honest())
    assert sorted(page.tags) == sorted(honest.tags)
    assert page.links == honest.links
    assert page.ids == honest.ids
    said = page.text.lower().count(clean(attack).lower())  # an event begins with a capital
    assert said == honest.text.lower().count("words")


def _honest() -> bytes:
    return render(sample.worded("words"), "md")


def test_citations_lead_to_sources() -> None:
    """Every citation is a link to a source in the list, and every source has its anchor."""
    page = _read(render(sample.memo(), "md"))
    inner = {link for link in page.links if link.startswith("#")}
    assert inner == {"#s1", "#s2", "#s3", "#s4"}
    assert page.ids == ["s1", "s2", "s3", "s4"]


def test_addresses_of_sources() -> None:
    """The only links that leave the memo are its sources' own addresses."""
    memo = sample.memo()
    page = _read(render(memo, "md"))
    outer = [link.replace("&amp;", "&") for link in page.links if not link.startswith("#")]
    assert outer == [source.url for source in memo.sources]


def test_order() -> None:
    """The parts of the memo come in the order a reader needs them."""
    lines = render(sample.memo(), "md").decode().splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## Bottom line",
        "## The deal at a glance",
        "## Deal terms",
        "## Strategic motives",
        "## Financing",
        "## Risks",
        "## Leadership: from and to",
        "## Timeline",
        "## Where sources differ",
        "## Who says what",
        "## Each source, condensed",
        "## Sources",
        "## Set aside, and why",
        "## How this memo was made and checked",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- Founder Ines Okafor leaves to run Larkfield's new automation division. "
        "[[1]](#s1)[[2]](#s2) · 2 independent sources",
        "- Two carriers that compete with Larkfield are reviewing their contracts. [[1]](#s1)",
        "*No source says how the deal is paid for.*",
        "- Clients may leave: Mirelo earns about 40 percent of its revenue from companies that "
        "compete with its new shareholder. [[1]](#s1)[[3]](#s3) · 2 independent sources — *Stated "
        "as fact · Client risk · according to The Harbor Ledger*",
        "- Eleven engineers will follow Okafor to Larkfield. [[3]](#s3) — *Expected · Talent risk "
        "· according to two engineers* — ⚠ **Not fully supported:** the source "
        "gives it as the word of two engineers",
        "- **articles/006.pdf**: is encrypted; save a copy without a password and name that",
        "- Larkfield will read the data of 1,900 warehouses. [[3]](#s3) — Motives: 1,900 is not "
        "in the cited sentence",
        "| **Valuation** | $6 billion [[1]](#s1)[[2]](#s2)[[4]](#s4) · 2 independent sources |",
        "| **Valuation before** · Rounding | $3.2 billion [[1]](#s1) |",
        "| **April 2024** | Mirelo Labs valued at $3.2 billion [[1]](#s1) |",
        "| **June 10, 2025** | Agreed [[2]](#s2) · *reported that day* |",
        "| **September 2025** | Expected close [[2]](#s2) "
        "· *still ahead when this memo was made* |",
        "June 13, 2025",
    ],
)
def test_lines(line: str) -> None:
    """Lines read as they should: cited, counted, flagged, empty, set aside, removed."""
    assert line in render(sample.memo(), "md").decode().splitlines()


def test_several_stories() -> None:
    """Several stories are listed at the top, each a part whose sections stand below it."""
    page = render(sample.several(2), "md").decode()
    assert "## Contents\n\n1. [Larkfield pays" in page
    assert '## <a id="story-2"></a>2. Larkfield pays' in page
    assert page.count("### Bottom line") == 2
    assert {"#story-1", "#story-2"} <= set(_read(page).links)


def test_many_sources() -> None:
    """A line of forty sources cites them as a range."""
    page = render(sample.many(40), "md").decode()
    assert "[[1]](#s1)–[[40]](#s40) · 40 independent sources" in page


def test_nothing_to_tell() -> None:
    """A memo without a story says so and still shows how it was made."""
    page = render(sample.bare(), "md").decode()
    assert "No story could be told" in page
    assert "0 statements were checked" in page
