"""Which point is fit to open the memo."""

from __future__ import annotations

from summarizer.merge.candidates import candidates
from summarizer.merge.headline import headline, leads
from summarizer.merge.points import Scales, points
from summarizer.records import FactKind, Name
from tests.merge.making import article, dollars, fact, material


def test_the_first_line_names_who_buys() -> None:
    """A line that tells only of a rival's offer is less fit than one of the buyer's."""
    ours = "Orrin Foods raised its offer for Tessel Farms to $3 billion on Monday."
    other = "Tessel Farms rejects a rival offer of $4 billion by Birch Mills."
    source = article("a", ours, other, title="Tessel Farms rejects an offer of billions")
    facts = [
        fact(source, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(source, FactKind.BUYER, "Birch Mills", Name("Birch Mills"), confidence=0.45),
        fact(source, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
        fact(source, FactKind.PRICE, "$3 billion", dollars("3")),
        fact(source, FactKind.PRICE, "$4 billion", dollars("4"), confidence=0.6),
    ]
    stuff = material(source, facts=facts)
    scales = Scales.of(stuff)
    found = points(candidates(stuff, {}, {}, []), stuff, scales)
    fit = leads(headline(stuff, found, scales), stuff, scales)
    best = {point.best.text: fit(point) for point in found}
    assert best[ours] > best[other]
