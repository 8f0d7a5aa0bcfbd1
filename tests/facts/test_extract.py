from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.facts import extract
from summarizer.records import Entity, EntityKind, FactKind, Span
from tests.facts.articles import article, facts, reading, told

PIECES = st.sampled_from(
    [
        "Orvane Inc agreed to buy Tessel Corp for $3 billion in cash.",
        "The deal values Tessel at $3.2 billion, a 20 percent premium.",
        "Chief executive Jane Fisher will step down.",
        "Regulators may block the deal.",
        "It is raining.",
        "“We like it,” said Mark Stone, 44.",
        "ORVANE SAYS",
        "Tessel (NYSE: TSL) – the maker of aids – rose 3%.",
        "",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=6), st.text(max_size=60))
def test_every_fact_points_into_its_sentence(pieces: list[str], noise: str) -> None:
    """Whatever the text, a fact's words lie inside its sentence, and its confidence is a share."""
    told_article = article(*[p for p in [*pieces, noise] if p])
    for fact in extract(told_article, reading(told_article)):
        assert fact.sentence.holds(fact.span)
        assert 0 < fact.confidence <= 1
        assert fact.span.article == told_article.id


def test_the_same_article_gives_the_same_facts() -> None:
    """Extraction is deterministic, and in the article's order."""
    once = facts("Orvane Inc agreed to buy Tessel Corp for $3 billion.", "It may leave.")
    again = facts("Orvane Inc agreed to buy Tessel Corp for $3 billion.", "It may leave.")
    assert once == again
    assert [f.span.start for f in once] == sorted(f.span.start for f in once)


def test_an_article_about_nothing_gives_nothing() -> None:
    """Without a deal or a change at the top there are no facts."""
    assert facts("It rained on Monday in Oslo.", "Nobody was hurt.") == ()
    empty = article("")
    assert extract(empty, reading(empty)) == ()


def test_a_sure_reader_joins_what_capitals_part() -> None:
    """An entity the reader is sure of makes one name of two capitalised stretches."""
    text = "Orvane Inc agreed to buy Stone and Finch for $3 billion."
    told_article = article(text)
    at = text.index("Stone")
    entity = Entity(
        Span(told_article.id, at, at + len("Stone and Finch")), EntityKind.ORGANISATION, 0.95
    )
    found = extract(told_article, reading(told_article, (entity,)))
    assert told(found, FactKind.TARGET) == ["Stone and Finch"]


def test_a_title_in_capitals_uses_the_names_of_the_text() -> None:
    """In a headline that capitalises every word only names known from the text are names."""
    found = facts(
        "Alder Platforms has bought a 49% stake in Larch AI for $14.3 billion.",
        title="Alder Closes $14.3 Billion Stake In Larch AI, Brings Chief To Head Big New Effort",
    )
    assert told(found, FactKind.BUYER) == ["Alder Platforms"]
    assert told(found, FactKind.TARGET) == ["Larch AI"]
