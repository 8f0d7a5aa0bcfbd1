from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.links import link


@pytest.mark.parametrize(
    ("url", "href", "host"),
    [
        ("https://a.example/x?y=1&z=2#t", "https://a.example/x?y=1&z=2#t", "a.example"),
        ("HTTP://A.Example:8080/", "http://a.example:8080/", "a.example"),
        (
            'https://a.example/a b"><i>(c)',
            "https://a.example/a%20b%22%3E%3Ci%3E%28c%29",
            "a.example",
        ),
        ("https://a.example/100%25", "https://a.example/100%25", "a.example"),
    ],
)
def test_links(url: str, href: str, host: str) -> None:
    """An http or https address becomes a link in which nothing can end an attribute."""
    made = link(url)
    assert made is not None
    assert (made.href, made.host) == (href, host)


@pytest.mark.parametrize("url", ["https://bücher.example/", "https://xn--bcher-kva.example/"])
def test_punycode(url: str) -> None:
    """A host beyond ASCII is shown by its xn-- form."""
    made = link(url)
    assert made is not None
    assert made.host == "xn--bcher-kva.example"
    assert made.href == "https://xn--bcher-kva.example/"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//a.example/",
        "https://",
        "https://localhost/",
        "https://bank.example@evil.example/",
        "https://a..example/",
        "https://[::1]/",
        "https://a.example:notaport/",
        "https://a b.example/",
        "https://" + "a" * 64 + ".example/",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_no_links(url: str | None) -> None:
    """Other schemes, user names before the host, and hosts that are none give no link."""
    assert link(url) is None


@given(st.text() | st.text().map("https://a.example/".__add__))
def test_any_text(text: str) -> None:
    """Whatever the text, a link holds no character that could leave its place."""
    made = link(text)
    if made is not None:
        assert made.href.startswith(("http://", "https://"))
        assert made.href.isascii()
        assert not set(made.href) & set(" \t\r\n<>\"'()`\\")
