from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summarizer.errors import UsageError
from summarizer.records import Memo
from summarizer.render import from_json, read_memo, render
from summarizer.render.record import statements
from summarizer.render.schema import SCHEMA, schema_text
from tests.render import sample


@pytest.mark.parametrize(
    "memo", [sample.memo(), sample.bare(), sample.many(3), sample.several(2), sample.worded("x")]
)
def test_round_trip(memo: Memo, tmp_path: Path) -> None:
    """A memo read back from its JSON is the memo that was written, and is written the same."""
    path = tmp_path / "memo.json"
    path.write_bytes(render(memo, "json"))
    assert read_memo(path) == memo
    assert render(read_memo(path), "json") == path.read_bytes()


@given(st.text(min_size=1))
def test_any_text_round_trips(text: str) -> None:
    """Any text survives the way through JSON to the character."""
    memo = sample.worded(text)
    assert from_json(render(memo, "json")) == memo


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_score_round_trips(score: float) -> None:
    """Scores survive the way through JSON to the last bit."""
    memo = sample.memo()
    part = replace(memo.stories[0], headline=replace(memo.stories[0].headline, weight=score))
    memo = replace(memo, stories=(part,))
    assert from_json(render(memo, "json")) == memo


def test_schema_is_in_step() -> None:
    """The published schema is the one the records make; python -m summarizer.render.schema
    writes it anew."""
    assert SCHEMA.read_text("utf-8") == schema_text()


@pytest.mark.parametrize("memo", [sample.memo(), sample.bare(), sample.several(2)])
def test_schema_holds(memo: Memo) -> None:
    """Memos as written keep to the published schema, which is itself a valid one."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(render(memo, "json")))


@pytest.mark.parametrize("key", ["title", "stories", "sources", "schema_version", "seal"])
def test_schema_misses_nothing(key: str) -> None:
    """A memo that lacks a key, or has one more, breaks the published schema."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    whole = json.loads(render(sample.memo(), "json"))
    assert not validator.is_valid({k: v for k, v in whole.items() if k != key})
    assert not validator.is_valid({**whole, "more": 1})


def test_spans_can_be_checked_again() -> None:
    """Every statement's evidence can be cut from the texts that the JSON carries."""
    memo = from_json(render(sample.memo(), "json"))
    texts = {source.article: source.text for source in memo.sources}
    cut = [texts[s.article][s.start : s.end] for line in statements(memo) for s in line.evidence]
    assert len(cut) > 60
    assert all(words == words.strip() and words for words in cut)


def test_shape() -> None:
    """The schema's version comes first, and dates are ISO strings, the memo's on its own line."""
    text = render(sample.memo(), "json").decode()
    assert text.startswith('{\n  "schema_version": 1,\n')
    assert '\n  "made": "2025-06-13",\n' in text
    assert text.count("2025-06-13") == 1


def _changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(render(sample.memo(), "json")), **changes}).encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a memo"),
        (b'{"title": "x"}', "is not a memo"),
        (b'{"schema_version": 1}', "at title: Field required"),
        (_changed(schema_version=2), "reads version 1; update brief"),
        (_changed(schema_version="1"), "reads version 1; make the memo again"),
        (_changed(schema_version=True), "reads version 1"),
        (_changed(title=3), "at title: Input should be a valid string"),
        (_changed(made="yesterday"), "at made"),
        (_changed(more=1), "at more: Unexpected keyword"),
        (_changed(sources=[{}]), "at sources.0.number: Field required"),
        (_changed(sources=[]), "cites words that none of its sources has"),
    ],
)
def test_not_a_memo(data: bytes, says: str) -> None:
    """Anything but a memo of this version is refused in one line that names the first fault."""
    with pytest.raises(UsageError) as caught:
        from_json(data, "a.json")
    assert says in str(caught.value)
    assert str(caught.value).startswith("a.json: ")
    assert "\n" not in str(caught.value)


def test_blocks_beyond_the_text() -> None:
    """A source whose parts lie beyond its text is refused by its number."""
    whole = json.loads(render(sample.memo(), "json"))
    whole["sources"][1]["blocks"][0]["end"] = 10_000
    with pytest.raises(UsageError, match=r"parts source \[2\] beyond its text"):
        from_json(json.dumps(whole))


def test_no_file(tmp_path: Path) -> None:
    """A path without a file behind it is refused by name."""
    with pytest.raises(UsageError, match=r"nothing\.json: cannot be read"):
        read_memo(tmp_path / "nothing.json")
