"""Records to JSON and back, exactly, by their types; compressed where they are large.

JSON is written in plain ASCII, so that characters no encoding can hold (halves of a pair, from
damaged sources) survive too.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.errors import StoreError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Record = TypeVar("Record")
LEVEL = 1
"""Compression: the lightest is nearly as small, and several times as quick."""


def dumps(record: Any) -> str:
    """A record as one line of JSON."""
    (plain,) = _adapter(type(record)).dump_python((record,), mode="json")
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def loads(kind: type[Record], text: str) -> Record:
    """The record of a type that a JSON text holds. StoreError where it holds none."""
    from pydantic import ValidationError

    try:
        found: tuple[Record] = _adapter(kind).validate_python((json.loads(text),))
    except (ValidationError, ValueError) as error:
        problem = f"holds a {kind.__name__} that can't be read"
        raise StoreError("the store", problem, "begin anew with another store") from error
    return found[0]


def pack(record: Any) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(dumps(record).encode("ascii"), LEVEL)


def unpack(kind: type[Record], data: bytes) -> Record:
    """The record that `pack` packed."""
    return loads(kind, zlib.decompress(data).decode("ascii"))


def _adapter(kind: type[Any]) -> TypeAdapter[tuple[Any]]:
    """Reads and writes records of a type; the tuple around it lets unknown keys be refused, which
    also tells the alternatives of a union apart."""
    if kind not in _ADAPTERS:
        from pydantic import ConfigDict, TypeAdapter

        around: Any = tuple[kind]  # type: ignore[valid-type]
        _ADAPTERS[kind] = TypeAdapter(around, config=ConfigDict(extra="forbid"))
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Any], TypeAdapter[tuple[Any]]] = {}
