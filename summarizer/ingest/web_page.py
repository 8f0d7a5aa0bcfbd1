"""A page of the web, saved or fetched: what it hides is taken out, trafilatura finds the article,
and whatever else the page shows is listed as left out.

Tables and reader comments stay out: in news pages they hold market data and layout, and the terms
of a deal stand in the text. Where a page is all tables, they are read after all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urldefrag, urlsplit

from summarizer.ingest import beside
from summarizer.ingest.dates import parse_day
from summarizer.ingest.encoding import charset_in, decode
from summarizer.ingest.hidden import take_hidden
from summarizer.ingest.shapes import Blob, Limits, Read
from summarizer.records import Drop, Media, RawDocument

META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)[^>]{0,80}", re.I)
XML_ENCODING = re.compile(r"""encoding\s*=\s*["']?([\w.:-]+)""")
HEAD_BYTES = 4096
GAP = "\n\n"

# Parts of a page that carry dates of the site, of other articles and of comments.
ELSEWHERE = (
    "//aside | //nav | //footer[not(ancestor::article)]"
    "| //*[contains(@id, 'comment') or contains(@class, 'comment')"
    " or contains(@class, 'related') or contains(@class, 'sidebar')][not(self::body)]"
    "[not(descendant::article or descendant::h1)]"
)
# Only dates that the page states as its own; nothing guessed from its text, and no clock read.
DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
NO_ARTICLE = (
    "holds no article text",
    "open it in a browser, save the article's text and name that file",
)


def read(blob: Blob, limits: Limits) -> Read:
    """A page: the text of its article, with what the page says about itself."""
    tree = parse(markup(blob))
    hidden = take_hidden(tree)
    shown = beside.blocks(tree)
    text = article(tree)
    if not text:
        raise blob.error(*(_all_hidden(hidden) if hidden else NO_ARTICLE))
    document = _with_metadata(tree, blob, text)
    rest = beside.left_out(shown, (text, document.title or ""))
    return Read(replace(document, hidden=(*hidden, *rest)))


def markup(blob: Blob) -> str:
    """The characters of a page; the sender's charset goes before the one the page states."""
    declared = META_CHARSET.search(blob.body[:HEAD_BYTES])
    stated = declared[0].decode("latin-1") if declared else ""
    labels = (*charset_in(blob.declared), *charset_in(stated), *XML_ENCODING.findall(stated))
    return decode(blob, labels, tolerant=True)


def parse(page: str) -> Any:
    """The lxml tree of a page, without comments."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return document_fromstring(page.encode("utf-8", "replace"), parser=parser)


def article(tree: Any) -> str:
    """The main text of a page, its blocks parted by blank lines; empty where there is none."""
    from trafilatura import extract

    for tables in (False, True):
        text = extract(tree, include_comments=False, include_tables=tables, output_format="txt")
        if text and text.strip():
            return GAP.join(line for line in text.split("\n") if line.strip())
    return ""


def _with_metadata(tree: Any, blob: Blob, text: str) -> RawDocument:
    from trafilatura import extract_metadata

    _drop_other_dates(tree)
    meta = extract_metadata(tree, default_url=blob.url, date_config=DATE_SEARCH)
    # A page that was fetched came from where it came from, whatever it says of itself.
    url = urldefrag(blob.url).url if blob.url else meta.url
    return RawDocument(
        origin=blob.origin,
        media=Media.HTML,
        text=text,
        title=_without_site(meta.title, meta.sitename),
        publisher=meta.sitename or _host(url),
        url=url,
        published=parse_day(meta.date or ""),
    )


def _drop_other_dates(tree: Any) -> None:
    """Take out, in place, the parts of a page whose dates are those of other things."""
    for element in tree.xpath(ELSEWHERE):
        if element.getparent() is not None:
            element.drop_tree()


def _without_site(title: str | None, site: str | None) -> str | None:
    """The title without the site's name at its end."""
    if not title or not site:
        return title
    tail = re.search(rf"\s+[-–—|·:»]\s+{re.escape(site)}\s*$", title, re.IGNORECASE)
    return title[: tail.start()] if tail else title


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _all_hidden(hidden: tuple[Drop, ...]) -> tuple[str, str]:
    words = sum(len(drop.text.split()) for drop in hidden)
    return f"shows no article text; its styles hide {words} words from readers", NO_ARTICLE[1]
