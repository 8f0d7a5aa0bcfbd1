"""RSS and Atom to entries. The parser is handed bytes in a file-like object: what it is handed as
a name or address, it opens."""

from __future__ import annotations

import calendar
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from summarizer.errors import SourceError

WHOLE_WORDS = 250
"""From so many words on, an entry holds its article; with fewer, or an ending that promises more,
it is a teaser and the page is fetched."""
MOST_ENTRIES = 1000
TEASER_END = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[&#8230;\]|(?:read|continue) (?:more|reading)\W*)\s*$", re.I
)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `page` is a page made of its content where it holds the whole article,
    else None. `print` changes when the entry does."""

    url: str
    title: str
    published: date | None
    page: bytes | None
    print: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its own order, and the links that lead nowhere on the web."""

    title: str
    entries: tuple[Entry, ...]
    refused: tuple[str, ...] = ()


def parse(body: bytes, url: str) -> Feed:
    """The entries of a feed. Raises SourceError where it is none.

    Ill-formed feeds are read as far as they can be. Entries that lead to anything but an http(s)
    address are refused.
    """
    import feedparser

    try:
        found = feedparser.parse(BytesIO(body), response_headers={"content-location": url})
    except Exception as error:
        # What the parser raises on damaged input is up to the libraries below it.
        raise SourceError(url, "can't be read as a feed", "check the address") from error
    if not found.get("version") and not found.entries:
        raise SourceError(url, "is no RSS or Atom feed", "name the address of the feed")
    entries: dict[str, Entry] = {}
    refused: list[str] = []
    for raw in found.entries[:MOST_ENTRIES]:
        link = _link(raw, url)
        if link is None:
            refused.append(_line(raw.get("link") or raw.get("id") or "an entry without a link"))
        elif link not in entries:
            entries[link] = _entry(raw, link)
    return Feed(_line(found.feed.get("title", "")), tuple(entries.values()), tuple(refused))


def _link(raw: Any, url: str) -> str | None:
    try:
        joined = urldefrag(urljoin(url, str(raw.get("link") or ""))).url
        parts = urlsplit(joined)
        fine = parts.scheme.lower() in ("http", "https") and parts.hostname
        joined.encode()  # half a character has no place in an address, nor in the store
    except ValueError:
        return None
    return joined if raw.get("link") and fine else None


def _entry(raw: Any, link: str) -> Entry:
    title, content = _line(raw.get("title", "")), _content(raw)
    # dict.get, as the parser's own makes "updated" up out of "published", and warns of it.
    moment = raw.get("published_parsed") or dict.get(raw, "updated_parsed")
    changed = "\0".join((title, str(dict.get(raw, "updated") or ""), content))
    return Entry(
        url=link,
        title=title,
        published=_day(moment),
        page=_page(title, content) if _whole(content) else None,
        print=hashlib.sha256(changed.encode("utf-8", "surrogatepass")).hexdigest()[:32],
    )


def _content(raw: Any) -> str:
    """The longest text the entry carries, as markup."""
    texts = [str(part.get("value") or "") for part in raw.get("content") or ()]
    return max((*texts, str(raw.get("summary") or "")), key=len)


def _whole(content: str) -> bool:
    plain = TAG.sub(" ", content).strip()
    return len(plain.split()) >= WHOLE_WORDS and not TEASER_END.search(plain)


def _page(title: str, content: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    page = f"<!doctype html><html><head>{head}</head><body><article><h1>{escape(title)}</h1>"
    return f"{page}{content}</article></body></html>".encode("utf-8", "replace")


def _day(moment: Any) -> date | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).date() if moment else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _line(text: str) -> str:
    """One line of plain characters, at most 300."""
    plain = TAG.sub("", str(text))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())[:300]
