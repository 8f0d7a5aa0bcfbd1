"""Mail addresses as people write them in settings: `a@b.example` or `A Name <a@b.example>`.

Only what mail can carry everywhere is taken: no quoted local parts, no address literals, nothing
that could end a header or hide in one. Domains of other scripts become their ASCII form, as the
DNS wants them; local parts of other scripts stay as they are and need a server that knows
SMTPUTF8.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NAMED = re.compile(r'\s*(?:"([^"]*)"|([^<>"]*?))\s*<([^<>]*)>\s*')


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's address. `local` and `domain` are as they go over the wire."""

    name: str
    local: str
    domain: str

    @property
    def spec(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """What two spellings of the same address share."""
        return self.spec.casefold()

    @property
    def ascii(self) -> bool:
        """Whether any server can take it."""
        return self.spec.isascii()

    def __str__(self) -> str:
        return f"{self.name} <{self.spec}>" if self.name else self.spec


def parse(text: str) -> Address:
    """The address a text holds. ValueError, in words, where it holds none."""
    if any(unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" for c in text):
        raise ValueError(f"{text!r} is no mail address")
    named = _NAMED.fullmatch(text)
    name, spec = (named[1] or named[2] or "", named[3]) if named else ("", text)
    local, at, domain = unicodedata.normalize("NFC", spec).rpartition("@")
    if not (at and _LOCAL.fullmatch(local)) or len(local.encode()) > LONGEST_LOCAL:
        raise ValueError(f"{text!r} is no mail address")
    found = Address(" ".join(name.split()), local, _domain(domain, text))
    if len(found.spec.encode()) > LONGEST:
        raise ValueError(f"{text!r} is no mail address: it is too long")
    return found


def _domain(domain: str, text: str) -> str:
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    if not plain or not all(_LABEL.fullmatch(label) for label in plain.split(".")):
        raise ValueError(f"{text!r} is no mail address")
    return plain
