from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.watch.robots import Robots

RULES = b"""# for all
User-agent: *
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Disallow: /a/*/draft
Crawl-delay: 2

User-agent: other
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/press/1", True),
        ("/x.pdf", False),
        ("/x.pdf?y", True),
        ("/a/b/c/draft-2", False),
        ("/a/draft", True),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    """Wildcards, ends and exceptions hold as RFC 9309 says."""
    assert Robots.parse(RULES).allows(f"https://paper.test{path}") is allowed


def test_our_own_group_goes_before_the_one_for_all() -> None:
    """Where a file names us, only what it says to us holds."""
    robots = Robots.parse(RULES + b"\nUser-agent: Brief-Memo\nDisallow: /only\n")
    assert robots.allows("https://paper.test/private")
    assert not robots.allows("https://paper.test/only")


def test_the_delay_is_kept_within_reason() -> None:
    """A crawl delay is heeded, an absurd one capped, nonsense passed over."""
    assert Robots.parse(RULES).delay == 2
    assert Robots.parse(b"User-agent: *\nCrawl-delay: 1e9").delay == 30
    assert Robots.parse(b"User-agent: *\nCrawl-delay: soon").delay == 0


def test_a_rule_full_of_wildcards_takes_no_time() -> None:
    """A rule made to be slow to match is matched in one go."""
    robots = Robots.parse(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$")
    began = time.perf_counter()
    robots.allows("https://paper.test/" + "a" * 1900 + "b")
    assert time.perf_counter() - began < 1


@given(st.binary(max_size=200))
def test_any_bytes_are_rules(body: bytes) -> None:
    """No file of rules breaks the reading of it."""
    Robots.parse(b"User-agent: *\nDisallow: " + body).allows("https://paper.test/x")
