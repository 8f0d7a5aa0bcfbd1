"""The memo as JSON: written whole, read back exactly, sealed, described by `memo.schema.json`.

A change of the records that an old memo does not fit raises `SCHEMA_VERSION` together with the
default of `Memo.schema_version`; `schema` writes the published schema anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.records import Memo, Source, Span, Statement
from summarizer.render.seal import KEY, Seal, seal_of, seal_state

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 1
TOKENS = 4096
"""How many marks and values of JSON make a piece."""

_REMEDY = "make the memo again with `brief generate`"


@cache
def adapter() -> TypeAdapter[tuple[Memo]]:
    """Reads and writes Memo records; the tuple around them lets unknown keys be refused."""
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(tuple[Memo], config=ConfigDict(extra="forbid"))


def to_json(memo: Memo) -> Iterator[bytes]:
    """The whole record as indented UTF-8, in pieces; the version of the schema comes first, the
    seal over all the rest last."""
    body = {field.name: getattr(memo, field.name) for field in fields(memo)}
    seal = seal_of(body, _plain)
    ordered = {"schema_version": body.pop("schema_version"), **body, KEY: seal}
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False, default=_plain)
    tokens = encoder.iterencode(ordered)
    while piece := "".join(islice(tokens, TOKENS)):
        yield piece.encode()
    yield b"\n"


def _plain(value: Any) -> Any:
    """A part of the record as JSON has it: one story or source at a time, to need little room."""
    kind: Any = type(value)
    return _part_adapter(kind).dump_python(value, mode="json")


@cache
def _part_adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def from_json(data: bytes | str, name: str = "memo.json") -> Memo:
    """The memo a JSON text holds, whatever its seal. Anything else is a UsageError that names the
    first fault."""
    memo, _ = with_seal(data, name)
    check_spans(memo, name)
    return memo


def with_seal(data: bytes | str, name: str = "memo.json") -> tuple[Memo, Seal]:
    """The memo a JSON text holds, and whether its seal is whole. Whether its evidence lies in its
    sources' texts is left to `check_spans`. UsageError where it holds no memo."""
    found = _parsed(data, name)
    _check_version(found, name)
    return _memo({key: found[key] for key in found if key != KEY}, name), seal_state(found)


def _memo(found: dict[str, Any], name: str) -> Memo:
    from pydantic import ValidationError

    try:
        (memo,) = adapter().validate_json(json.dumps([found]), strict=True)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"][1:]) or "the memo"
        problem = f"does not have the shape of a memo at {place}: {fault['msg']}"
        raise UsageError(name, problem, _REMEDY) from None
    return memo


def read_memo(path: Path) -> Memo:
    """The memo in a `memo.json`. A file that holds none, or can't be read, is a UsageError."""
    return from_json(_bytes(path), str(path))


def read_sealed(path: Path) -> tuple[Memo, Seal]:
    """As `with_seal`, from a file."""
    return with_seal(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise UsageError(str(path), problem, "give the path of a memo.json") from None


def _parsed(data: bytes | str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(name, f"is not JSON ({error})", _REMEDY) from None
    if not isinstance(found, dict) or "schema_version" not in found:
        raise UsageError(name, "is not a memo", "give the path of a memo.json")
    return found


def _check_version(found: dict[str, Any], name: str) -> None:
    version = found["schema_version"]
    if version == SCHEMA_VERSION and isinstance(version, int) and version is not True:
        return
    newer = isinstance(version, int) and version > SCHEMA_VERSION
    problem = f"has schema version {version!r}, and this brief reads version {SCHEMA_VERSION}"
    raise UsageError(name, problem, "update brief" if newer else _REMEDY)


def check_spans(memo: Memo, name: str) -> None:
    """Every piece of evidence must lie in the text of a source that the memo carries."""
    lengths = {source.article: len(source.text) for source in memo.sources}
    for statement in statements(memo):
        for span in statement.evidence:
            if not 0 <= span.start < span.end <= lengths.get(span.article, 0):
                problem = f"cites words that none of its sources has: {_place(span)}"
                raise UsageError(name, problem, _REMEDY)
    for source in memo.sources:
        _check_pieces(source, name)


def _check_pieces(source: Source, name: str) -> None:
    bounds = [(piece.start, piece.end) for piece in source.blocks]
    bounds += [(piece.start, piece.end) for piece in source.sentences]
    if not all(0 <= start <= end <= len(source.text) for start, end in bounds):
        problem = f"parts source [{source.number}] beyond its text"
        raise UsageError(name, problem, _REMEDY)


def _place(span: Span) -> str:
    return f"characters {span.start} to {span.end} of article {span.article!r}"


def statements(memo: Memo) -> Iterator[Statement]:
    """Every statement a memo carries, in any place of it."""
    for part in memo.stories:
        yield part.headline
        yield from part.bottom_line
        yield from (row.value for row in part.card)
        yield from (line for section in part.sections for line in section.statements)
        yield from (row.statement for row in part.leadership)
        yield from (line for difference in part.disagreements for line in difference.readings)
        yield from part.left_out
        yield from (item.statement for item in part.overtaken)
        yield from (row.statement for row in part.risks)
        yield from (event.statement for event in part.events)
        yield from (change.after for change in part.changes)
        yield from (change.before for change in part.changes if change.before)
    yield from (line for source in memo.sources for line in source.summary)
    yield from (item.statement for item in memo.making.removed)
