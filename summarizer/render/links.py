"""Addresses of sources: which become links, and how their host is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
_PLAIN = "/%:=&?~#+!$,;@-._"
_LONGEST = 2000
JOINER = "\u2060"
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:(?=[^\s])[^\s]*|\S+@\S+|(?:[^\W_](?:[\w-]*\w)?\.)+[^\W\d_]{2,}\S*",
    re.IGNORECASE,
)
"""What mail programs make links of: a scheme with something behind it, an address with an at sign,
a name of a host."""
_JOINT = re.compile(r"[:@]|(?<=\w)\.(?=\w)")


@dataclass(frozen=True, slots=True)
class Link:
    """An http or https address that is safe to put into a page, and its host in ASCII.

    A host with letters beyond ASCII is shown by its `xn--` form, so that one that only looks like
    another can be told from it.
    """

    href: str
    host: str


def link(url: str | None) -> Link | None:
    """The link an address makes, or None where it should be shown as text at most.

    No link: other schemes, a user name before the host, no proper host, more than 2,000 characters.
    """
    if not url or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        host = _ascii_host(parts)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None or not host:
        return None
    path, query, fragment = (
        quote(p, safe=_PLAIN) for p in (parts.path, parts.query, parts.fragment)
    )
    return Link(urlunsplit((parts.scheme, host + port, path, query, fragment)), host)


def unlinked(text: str) -> str:
    """Text in which no mail program finds an address to make a link of: an invisible joiner stands
    before every dot, colon and at sign that could be part of one."""
    return _ADDRESS.sub(lambda match: _JOINT.sub(f"{JOINER}\\g<0>", match[0]), text)


def _ascii_host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    name = host.encode("idna").decode("ascii").lower()
    return name if _HOST.fullmatch(name) else None
