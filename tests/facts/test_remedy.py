from __future__ import annotations

from datetime import date

from summarizer.clean import clean
from summarizer.facts import extract
from summarizer.reading import LexicalReader
from summarizer.records import FactKind, Media, RawDocument

TEXT = """Brenwick agrees to Toller takeover

Brenwick Snacks has agreed to be acquired by Toller Foods for about $3 billion.

Regulators may ask Toller to sell its cracker brands, said an analyst.
"""


def test_a_sale_that_regulators_ask_for_is_a_risk_of_the_own_deal() -> None:
    """Being made to sell a brand is no other deal but an antitrust risk of this one."""
    article = clean(RawDocument("a.txt", Media.TEXT, TEXT, published=date(2024, 6, 4)))
    (reading,) = LexicalReader().read([article])
    kinds = {fact.kind for fact in extract(article, reading)}
    assert FactKind.ANTITRUST_RISK in kinds
