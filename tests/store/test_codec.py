from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import StoreError
from summarizer.records import (
    Article,
    Block,
    Drop,
    DropReason,
    Entity,
    Fact,
    FactKind,
    Failure,
    Media,
    Memo,
    Moment,
    Money,
    Name,
    Percent,
    Phrase,
    RawDocument,
    RoleChange,
    Sentence,
    Span,
    Summary,
)
from summarizer.store import codec
from tests.render.sample import memo

RECORDS = (Fact, Article, RawDocument, Summary, Failure, Entity, Drop, Block, Sentence)
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.one_of(
    *(st.from_type(kind) for kind in (Money, Percent, Name, Moment, RoleChange, Phrase))
)


@pytest.mark.parametrize("kind", RECORDS)
def test_records_come_back_exactly(kind: type[Any]) -> None:
    """Any record is the same after a stay in the store, whatever characters it holds."""
    given_ = st.builds(Fact, value=VALUES) if kind is Fact else st.from_type(kind)

    @settings(max_examples=30, deadline=None)
    @given(given_)
    def same(record: object) -> None:
        assert codec.loads(kind, codec.dumps(record)) == record
        assert codec.unpack(kind, codec.pack(record)) == record

    same()


def test_values_that_look_alike_stay_apart() -> None:
    """A phrase, a name and a moment with the same text come back as what they were."""
    span = Span("a", 0, 1)
    for value in (Phrase("2026"), Name("2026"), Moment("2026"), Percent(Decimal(2026))):
        fact = Fact(FactKind.CLOSING, value, span, span)
        assert type(codec.loads(Fact, codec.dumps(fact)).value) is type(value)


def test_a_whole_memo_comes_back() -> None:
    """The largest record there is survives too."""
    whole = memo()
    assert codec.unpack(Memo, codec.pack(whole)) == whole


@pytest.mark.parametrize("text", ["", "{}", '{"origin": "x"}', "[1]", '{"origin":1,"media":"tea"}'])
def test_what_is_no_record_is_told(text: str) -> None:
    """A damaged record is an error of the store, not a half-read article."""
    with pytest.raises(StoreError, match="RawDocument"):
        codec.loads(RawDocument, text)


def test_half_a_character_survives() -> None:
    """Half of a pair, which damaged sources hold and UTF-8 can't, comes back as it was."""
    raw = RawDocument("a", Media.TEXT, "x\ud83dy", published=date(2026, 5, 12))
    raw2 = codec.loads(RawDocument, codec.dumps(raw))
    assert raw2 == raw
    assert codec.unpack(Drop, codec.pack(Drop("\udcff", DropReason.HIDDEN))).text == "\udcff"
