from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.watch.feeds import WHOLE_WORDS, parse

URL = "https://paper.test/feeds/deals.xml"
LONG = "<p>" + "Harbour Freight agreed to buy the yard. " * (WHOLE_WORDS // 6) + "</p>"


def rss(*items: str) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    head = "<title>Deals</title><link>https://paper.test/</link>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{body}</channel></rss>".encode()


def atom(*entries: str) -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Deals</title>{body}</feed>".encode()


def test_rss() -> None:
    """An RSS entry gives its address, title and day; a short description is a teaser."""
    item = (
        "<title>Yard sold</title><link>/a?x=1#top</link><description>Soon.</description>"
        "<pubDate>Tue, 12 May 2026 08:00:00 +0200</pubDate>"
    )
    (entry,) = parse(rss(item), URL).entries
    assert (entry.url, entry.title) == ("https://paper.test/a?x=1", "Yard sold")
    assert entry.published == date(2026, 5, 12)
    assert entry.page is None


def test_atom_with_the_whole_article() -> None:
    """An entry that carries its whole article needs no page fetched."""
    escaped = LONG.replace("<", "&lt;")
    (entry,) = parse(
        atom(f"<title>A &amp; B</title><link href='/a'/><content type='html'>{escaped}</content>"),
        URL,
    ).entries
    assert entry.page is not None
    assert b"Harbour Freight" in entry.page
    assert b"A &amp; B" in entry.page


@pytest.mark.parametrize("ending", ["…", "[…]", "... ", "Read more", "Continue reading →"])
def test_an_ending_that_promises_more_is_a_teaser(ending: str) -> None:
    """However long it is, text that breaks off is not the article."""
    item = f"<link>https://a.test/</link><description><![CDATA[{LONG} {ending}]]></description>"
    (entry,) = parse(rss(item), URL).entries
    assert entry.page is None


@pytest.mark.parametrize(
    "link",
    ["file:///etc/passwd", "/etc/passwd\\", "javascript:alert(1)", "ftp://a.test/x", "data:,x"],
)
def test_links_out_of_the_web_are_refused(link: str) -> None:
    """An entry may lead to nothing but a web address, and is told of when it does."""
    feed = parse(rss(f"<title>x</title><link>{link}</link>"), URL)
    assert all(entry.url.startswith("https://paper.test/") for entry in feed.entries)
    assert len(feed.entries) + len(feed.refused) == 1
    assert link.startswith("/") or feed.refused


def test_a_body_that_is_a_file_name_opens_nothing(tmp_path: Path) -> None:
    """The parser opens what it is handed by name; a body never is one."""
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("<title>inside</title><link>https://a.test/</link>"))
    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        parse(str(secret).encode(), URL)


def test_entities_are_not_expanded() -> None:
    """A bomb of nested entities, or one that names a file, gives nothing."""
    bomb = (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
        b"<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item>"
        b"<title>&b;&f;</title><link>https://a.test/</link></item></channel></rss>"
    )
    for entry in parse(bomb, URL).entries:
        assert "root:" not in entry.title
        assert len(entry.title) < 100


def test_ill_formed_feeds_are_read_as_far_as_they_go() -> None:
    """A feed that breaks off gives the entries before the break."""
    whole = rss("<title>a</title><link>https://a.test/1</link>", "<title>b</title>")
    assert parse(whole[:-25], URL).entries[0].url == "https://a.test/1"


def test_a_changed_entry_has_another_print() -> None:
    """The print of an entry tells whether it changed, and nothing else does."""
    one, same, other = (
        parse(rss(f"<title>{title}</title><link>https://a.test/</link>"), URL).entries[0].print
        for title in ("a", "a", "b")
    )
    assert one == same != other


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<rss version='2.0'><channel><item><link>"]))
def test_any_bytes_are_a_feed_or_one_error(body: bytes, before: bytes) -> None:
    """Whatever a server sends, it is a feed or one error, and leads to web addresses only."""
    try:
        feed = parse(before + body, URL)
    except SourceError:
        return
    assert all(entry.url.startswith(("http://", "https://")) for entry in feed.entries)
