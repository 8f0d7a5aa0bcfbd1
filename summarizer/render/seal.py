"""The seal of a `memo.json`: a digest of all it says, written when it is made.

It tells an edit by hand, or damage, from the memo as it was made. It is no signature: whoever
knows how it is made can make it anew. Line breaks, indentation and the order of keys don't count,
and neither does the day on the memo, so that memos of two days differ in that line alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any

KEY = "seal"
METHOD = "sha256"
UNSEALED = frozenset({KEY, "made"})


class Seal(StrEnum):
    """What became of a memo's seal; memos of older versions have none."""

    WHOLE = "whole"
    BROKEN = "broken"
    MISSING = "missing"


def seal_of(body: Mapping[str, Any], default: Callable[[Any], Any] | None = None) -> str:
    """The seal over everything a memo says but its day, as "sha256:" and 64 hex digits. `default`
    makes JSON of what is none, such as records."""
    digest = sha256()
    for piece in _canonical({k: v for k, v in body.items() if k not in UNSEALED}, default):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return f"{METHOD}:{digest.hexdigest()}"


def seal_state(found: Mapping[str, Any]) -> Seal:
    """Whether a memo's JSON, as it was read, still says what its seal was made over."""
    if found.get(KEY) is None:
        return Seal.MISSING
    return Seal.WHOLE if found[KEY] == seal_of(found) else Seal.BROKEN


def _canonical(body: Mapping[str, Any], default: Callable[[Any], Any] | None) -> Iterator[str]:
    """The JSON without spaces and with sorted keys, one story or source at a time, to need little
    room."""
    encode = json.JSONEncoder(
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=default
    ).encode
    for mark, key in zip(_marks("{"), sorted(body), strict=False):
        yield f"{mark}{encode(key)}:"
        value = body[key]
        if isinstance(value, (list, tuple)):
            for between, item in zip(_marks("["), value, strict=False):
                yield between + encode(item)
            yield "]" if value else "[]"
        else:
            yield encode(value)
    yield "}"


def _marks(first: str) -> Iterator[str]:
    """What stands before each piece: the bracket that opens, then commas."""
    yield first
    while True:
        yield ","
