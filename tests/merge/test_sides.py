"""Who sells is no buyer, whatever single articles took him for."""

from __future__ import annotations

import pytest

from summarizer.merge.sides import alias, sided
from summarizer.records import FactKind, Name
from tests.merge.making import article, by_article, fact


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        (("Lark ended a plan to sell Tessel to Orrin.", "Lark's sale of Tessel waits."), "seller"),
        (("Lark plans to sell Tessel to Orrin.", "Lark is to buy Tessel."), "buyer"),
        (("Lark bids for Tessel.", "Orrin, which sold Tessel to Lark, is content."), "buyer"),
        (("Lark agreed to buy Tessel, which Orrin sells.", "Lark sells corn."), "buyer"),
    ],
)
def test_a_party_stands_where_most_sentences_put_it(sentences: tuple[str, str], kind: str) -> None:
    """Who sells the target in more sentences than he buys it is its seller, in each article."""
    first, second = (article(str(n), text) for n, text in enumerate(sentences))
    facts = [
        fact(first, FactKind.TARGET, "Tessel", Name("Tessel")),
        fact(first, FactKind.BUYER, "Lark", Name("Lark")),
        fact(second, FactKind.BUYER, "Lark", Name("Lark")),
    ]
    found = sided(by_article(facts), {a.id: a for a in (first, second)})
    parts = {f.kind.value for told in found.values() for f in told if f.value == Name("Lark")}
    assert parts == {kind}


@pytest.mark.parametrize(
    ("name", "short"),
    [("Tessel Farms Ltd", "Tessel"), ("First Harbour Bank", "First Harbour"), ("Orrin", "Orrin")],
)
def test_what_texts_call_a_company(name: str, short: str) -> None:
    """The first word that tells it from others, with what stands before."""
    assert alias(name) == short
