from __future__ import annotations

import pytest

from summarizer.records import Certainty, FactKind
from tests.facts.articles import facts

DEAL = "Orvane Inc agreed to buy rival Tessel Corp for $3 billion."

CASES = {
    "Some customers of Tessel may take their business elsewhere after the deal.":
        FactKind.CLIENT_RISK,
    "Clients that compete with Orvane could hesitate to share data with Tessel.":
        FactKind.CLIENT_RISK,
    "The deal may face scrutiny from antitrust regulators.": FactKind.ANTITRUST_RISK,
    "The European Commission could force Orvane to sell plants before it clears the takeover.":
        FactKind.ANTITRUST_RISK,
    "The acquisition is likely to be reviewed on national security grounds.":
        FactKind.ANTITRUST_RISK,
    "Key engineers at Tessel might leave after the takeover.": FactKind.TALENT_RISK,
    "Integrating the two companies could prove difficult, analysts said of the merger.":
        FactKind.INTEGRATION_RISK,
    "Rating agencies warned that the debt Orvane takes on for the deal may burden it.":
        FactKind.FINANCING_RISK,
    "Unions fear that the merger will lead to job cuts at Tessel.": FactKind.OTHER_RISK,
    "Orvane wants to strengthen its position in hearing aids with the deal.": FactKind.MOTIVE,
    "The acquisition will give Orvane access to new markets in Asia.": FactKind.MOTIVE,
    "The deal would create the world's largest maker of hearing aids.": FactKind.MOTIVE,
    "Orvane is buying Tessel in a bid to catch up with rivals.": FactKind.MOTIVE,
    "The deal comes as cash-rich Orvane looks to gain from an ageing world.": FactKind.MOTIVE,
    "The companies expect cost savings of $150 million from the merger.": FactKind.MOTIVE,
    "The purchase offers Orvane an opportunity to enter the American market.": FactKind.MOTIVE,
    "Tessel fits perfectly with what Orvane makes, its chairman said of the deal.":
        FactKind.MOTIVE,
    "The acquisition gives Orvane a partner with deep pockets.": FactKind.MOTIVE,
    "A clinic chain accounts for 40 percent of sales and is Tessel's biggest customer.":
        FactKind.CLIENT_RISK,
    "Orvane is under investigation by prosecutors over payments to doctors.":
        FactKind.ANTITRUST_RISK,
    "Several Tessel shareholders are not happy with the offer.": FactKind.OTHER_RISK,
}  # fmt: skip
REASONS = {
    FactKind.CLIENT_RISK, FactKind.ANTITRUST_RISK, FactKind.TALENT_RISK,
    FactKind.INTEGRATION_RISK, FactKind.FINANCING_RISK, FactKind.OTHER_RISK, FactKind.MOTIVE,
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_reasons(sentence: str) -> None:
    """A sentence that says why, or what may go wrong, is told as what it is."""
    found = [f.kind for f in facts(DEAL, sentence) if f.kind in REASONS]
    assert found == [CASES[sentence]]


NOTHING = [
    "Tessel was founded in 1987 and makes hearing aids.",
    "Regulators cleared another merger in the sector last year.",
    "Shares of Tessel rose 30 percent.",
    "Customers like its products.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_neither_motive_nor_risk(sentence: str) -> None:
    """Background and praise are neither a motive nor a risk."""
    assert [f for f in facts(DEAL, sentence) if f.kind in REASONS] == []


def test_holder_and_certainty() -> None:
    """A view is told with whose it is and how sure."""
    found = facts(
        DEAL, "Analyst Mary Cooper said some customers of Tessel may leave after the deal."
    )
    [risk] = [f for f in found if f.kind is FactKind.CLIENT_RISK]
    assert risk.holder == "Mary Cooper"
    assert risk.certainty is Certainty.MAY


ALONE = {
    "Tessel lost 60,000 customers in the spring.": FactKind.CLIENT_RISK,
    "Clients have withdrawn half of the money that Tessel looks after.": FactKind.CLIENT_RISK,
    "Analysts expressed concern about the outflows at Tessel.": FactKind.CLIENT_RISK,
    "Tessel relies on orders from the army.": FactKind.CLIENT_RISK,
    "Tessel may be fined by the competition commission over its prices.": FactKind.ANTITRUST_RISK,
    "A cash crunch may force Tessel to close its plants.": FactKind.OTHER_RISK,
}


@pytest.mark.parametrize("sentence", ALONE)
def test_risks_without_a_deal(sentence: str) -> None:
    """An article about no deal tells the risks of its company too, with doubt."""
    found = [f for f in facts("Tessel Corp makes hearing aids.", sentence) if f.kind in REASONS]
    assert [f.kind for f in found] == [ALONE[sentence]]
    assert 0.3 <= found[0].confidence < 0.5


def test_an_economy_has_no_risks_of_a_company() -> None:
    """An article that names no company of its own tells none of these."""
    found = facts(
        "Inflation rose again in July.", "Lawmakers fear that the economy may weaken further."
    )
    assert [f for f in found if f.kind in REASONS] == []
