"""The two parts of the weekly mail: the same statements, nothing active, small enough."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import WeeklyMemo
from summarizer.render.links import JOINER, Link, link, unlinked
from summarizer.render.mail import MOST_BYTES, Mail, to_mail
from summarizer.render.page import environment
from summarizer.render.week import week_view
from tests.render import week

ALLOWED = """
html head meta title style body table tbody tr td th p h1 h2 h3 span strong a br
lang charset name content class style width cellpadding cellspacing border align valign role
scope dir href
"""
TAGS, ATTRIBUTES = (frozenset(part.split()) for part in ALLOWED.strip().split("\n", 1))
SOURCE = "https://source.example/article"

PAYLOADS = (
    # HTML
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    '<a href="javascript:alert(1)">click</a>',
    "<style>body{background:url(//evil.example)}</style>",
    "</title><script src=//evil.example></script>",
    "<!--<img src=x>--><base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=password></form>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=//evil.example/p.gif&#62;",
    "<table background=//evil.example/p.gif><tr><td>",
    "{{ 7*7 }}{% include 'x' %}",
    "]]><![CDATA[<img src=x>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    # styles
    "expression(alert(1)); background: url(https://evil.example/p.gif)",
    "} .page { display: none } @import url(//evil.example);",
    "*/ @media all { body { visibility: hidden } } /*",
    # Markdown
    "[click](https://evil.example/login)",
    "![pixel](https://evil.example/p.gif)",
    "<https://evil.example>",
    "[1]: https://evil.example",
    "`code` **bold** # head | cell |",
    # addresses that mail programs make links of
    "https://evil.example/login",
    "HTTP://EVIL.EXAMPLE/login",
    "www.evil.example",
    "evil.com/login now",
    "mail admin@evil.com today",
    "mailto:admin@evil.com?subject=x",
    "tel:+15550100",
    "ftp://evil.example/a",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "https://source.example@evil.example/",
    "https://еvil.example/cyrillic",
    "xn--vil-qdd.example/login",
    "file:///etc/passwd",
    # tables of figures
    "=HYPERLINK(\"https://evil.example\",\"open\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    # lines, controls, directions
    "line\r\nBcc: a@evil.com\r\n\r\n<script>alert(1)</script>",
    "line\x00\x08\x1b[31mred\x1b[0m",
    "\u202egpj.exe\u202c\u2066hidden\u2069",
    "a\u2028<script>alert(1)</script>\u2029b",
    "=?utf-8?q?=3Cscript=3E?=",
    # file names
    "../../etc/passwd",
    "..\\..\\windows\\system32\\calc.exe",
    "memo.pdf.exe",
    "<img src=x>.html",
    "con:aux|nul?.docx",
)  # fmt: skip
FRAMES = (
    "{}",
    "Northwind {} buys Southsea",
    "{}{}",
    "“{}”",
    "Says: {}.",
    "x" * 300 + " {}",
)


class Page(HTMLParser):
    """Tags, attributes and links of a page, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.styles: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "href":
                self.links.append(value or "")
            if name == "style":
                self.styles.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.styles.append(data)
        elif self._inside != "title":
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def test_there_are_enough_injections() -> None:
    """At least three hundred are tried: every payload in every frame, and as an address."""
    assert len(PAYLOADS) * (len(FRAMES) + 1) >= 300


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_injection_does_anything(payload: str) -> None:
    """Whatever titles, authors, bodies, labels and names hold, the page has the template's tags and
    attributes only, its links and those of the text lead to sources, and nothing is fetched."""
    for frame in FRAMES:
        words = frame.replace("{}", payload)
        _is_inert(to_mail(week.worded(words, SOURCE)), link(SOURCE))
    _is_inert(to_mail(week.worded(payload)), link(payload))


def _is_inert(mail: Mail, target: Link | None) -> None:
    allowed = {target.href} if target is not None else set()
    page = Page(mail.html)
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert set(page.links) <= allowed
    assert mail.html.count("<style") == 1
    assert not re.search(r"url\(|@import|expression\(|position:", " ".join(page.styles))
    shown = " ".join(page.words)
    host = target.host if target is not None else "source.example"
    assert not [one for one in linkable(shown) if one != host]
    addresses = re.findall(rf"<([^<>\s{JOINER}]+://[^<>\s]+)>", mail.text)
    assert set(addresses) <= allowed
    rest = re.sub(r"^\s*<[^<>\s]+>$", "", mail.text, flags=re.MULTILINE)
    assert not linkable(rest)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", mail.text)


def linkable(text: str) -> list[str]:
    """What a mail program would make a link of, the host of the real source apart."""
    found = re.findall(
        r"(?i)\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+|\b(?:mailto|tel|javascript"
        r"|data|ftp|file):\S+|\b[a-z0-9-]+\.(?:com|example|exe)\b\S*",
        text,
    )
    return [one for one in found if not one.startswith("source.example")]


def test_the_guard_is_what_keeps_addresses_from_being_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it, an address in a title would be found and linked by mail programs."""
    monkeypatch.setattr("summarizer.render.week.unlinked", lambda text: text)
    mail = to_mail(week.worded("www.evil.com", SOURCE))
    assert linkable(mail.text)
    with pytest.raises(AssertionError):
        _is_inert(mail, link(SOURCE))


def test_escaping_is_what_keeps_tags_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, a tag in a title would be one of the page's."""
    bare = environment().overlay(autoescape=False)
    monkeypatch.setattr("summarizer.render.mail.environment", lambda: bare)
    with pytest.raises(AssertionError):
        _is_inert(to_mail(week.worded("<script>alert(1)</script>", SOURCE)), link(SOURCE))


def test_only_safe_addresses_become_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the test of addresses, one that runs something would be linked."""
    address = "javascript:alert(1)"
    assert not Page(to_mail(week.worded("A title", address)).html).links
    build = import_module("summarizer.render.build")
    monkeypatch.setattr(build, "link", lambda url: Link(url, "host"))
    assert address in Page(to_mail(week.worded("A title", address)).html).links


def test_a_foreign_host_is_shown_by_its_ascii_name() -> None:
    """A source on a host that only looks like another shows its xn-- form, in both parts."""
    mail = to_mail(week.worded("A title", "https://аpple.com/deal"))
    assert "xn--pple-43d.com" in mail.text
    assert Page(mail.html).links
    assert all("xn--pple-43d.com" in address for address in Page(mail.html).links)
    assert "аpple" not in mail.html + mail.text


@given(st.text(min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_only_shown(words: str) -> None:
    """No text at all gets a tag, an attribute or a link into the mail."""
    _is_inert(to_mail(week.worded(words, SOURCE)), link(SOURCE))


@given(st.text(max_size=80))
def test_unlinked_text_reads_the_same(text: str) -> None:
    """What keeps addresses from being links can't be seen: without it the text is as it was."""
    assert unlinked(text).replace(JOINER, "") == text.replace(JOINER, "")


def _flat(text: str) -> str:
    return " ".join(text.replace(JOINER, "").replace("\xa0", " ").split())


@pytest.mark.parametrize("memo", [week.week(), week.nothing(), week.crowded(5)])
def test_both_parts_state_the_same(memo: WeeklyMemo) -> None:
    """Every statement, label, value before, quote, source and note of the view stands in the text
    and on the page."""
    mail = to_mail(memo)
    text = _flat(mail.text)
    page = _flat(" ".join(Page(mail.html).words))
    view = week_view(memo, "en-US")
    said = [view.kicker, view.subject, view.days, view.basis, view.nothing, *view.left_out]
    for group in view.groups:
        said += [group.title, group.note]
        for deal in group.deals:
            said += [deal.title, deal.more]
            for entry in (*deal.terms, *deal.entries):
                said += [entry.label, entry.text, entry.before, entry.quote, entry.warning]
                said += [f"[{number}]" for number in entry.cites]
    for source in view.sources:
        said += [f"[{source.number}]", source.title, source.byline]
    for line in filter(None, map(_flat, said)):
        assert line.lower() in text.lower()
        assert line.lower() in page.lower()


def test_every_link_leads_to_a_source() -> None:
    """The page links the sources it cites, and nothing else; the text has the same addresses."""
    memo = week.week()
    mail = to_mail(memo)
    links = set(Page(mail.html).links)
    assert links == {source.url for source in memo.sources}
    assert set(re.findall(r"<(https://[^>]+)>", mail.text)) == links


def test_lines_show_what_was_before_and_the_words_they_rest_on() -> None:
    """A changed value stands beside the one before, above the sentence that states it."""
    text = _flat(to_mail(week.week()).text)
    assert "Price: $2.1 billion (before: around $3 billion) [1][2][3]" in text
    assert "“Larkfield Group, the logistics company, said on Tuesday" in text
    assert "Gone quiet".upper() in text
    assert "Pear / Plum (last told on June 2, 2025)" in text
    assert "Left out for length: 2 more lines" in text
    assert "Orchard / Grove" in text


def test_what_came_later_stands_with_its_new_deal() -> None:
    """News of a new deal's first week stands under its bottom line, in the text and on the page."""
    whole = week.week()
    (new,), (running,) = whole.new, whole.running
    mail = to_mail(replace(whole, new=(replace(new, later=running.changes[1:2]),), running=()))
    text = _flat(mail.text)
    said = "Regulators: The competition authority is looking at the deal."
    assert text.index("Two carriers that compete") < text.index(said) < text.index("GONE QUIET")
    assert "The competition authority is looking at the deal." in mail.html


def test_a_week_without_news_says_so() -> None:
    """The note is short and honest, and says what was read."""
    mail = to_mail(week.nothing())
    assert mail.subject == "deals: nothing new this week"
    assert "No new deal, and nothing new in the deals told before." in mail.text
    assert "7 articles read" in mail.text
    assert len(mail.text.split()) < 40


def test_a_large_week_is_cut_down_and_says_so() -> None:
    """A page beyond the limit first loses its quotes, then the last deals, and names them."""
    mail = to_mail(week.crowded(200))
    assert len(mail.html.encode()) <= MOST_BYTES
    assert "Left out to keep this mail small: Buyer 199 / Target 199" in _flat(mail.text)
    assert "Buyer 0 / Target 0" in mail.text
    small = to_mail(week.crowded(5))
    assert "to keep this mail small" not in small.text
    assert len(to_mail(week.week(), most=9_000).html.encode()) <= 9_000


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """No image, script, font, form, class without its inlined style, or rule beyond the two media
    queries stays in the page."""
    html = to_mail(week.week()).html
    assert "prefers-color-scheme: dark" in html
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    assert re.findall(r"@\w+", style[1]) == ["@media", "@media"]
    for tag in re.findall(r"<(?:td|th|p|h1|h2|h3)\b[^>]*>", html):
        assert "style=" in tag, tag


def test_the_page_is_built_of_tables_and_headings_in_order() -> None:
    """One h1, then h2 with h3 inside; layout tables say that they are no data."""
    html = to_mail(week.week()).html
    levels = [int(n) for n in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for table in re.findall(r"<table[^>]*>", html):
        assert 'role="presentation"' in table or 'class="terms"' in table


def test_the_same_memo_is_the_same_mail() -> None:
    """Rendering twice gives the same text and the same page."""
    assert to_mail(week.week()) == to_mail(week.week())


def test_british_dates() -> None:
    """The locale sets the dates."""
    assert "9 June 2025 – 15 June 2025" in to_mail(week.week(), "en-GB").text
