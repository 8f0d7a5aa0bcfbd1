from __future__ import annotations

import pytest

from summarizer.records import FactKind, Support
from summarizer.verify.own_words import borne_out
from summarizer.verify.statement import check_value

STATUS = FactKind.STATUS
BORNE_OUT = [
    (STATUS, "agreed", "Orvane wrapped up a deal to buy Tessel for $3 billion."),
    (STATUS, "agreed", "Tessel shares jumped after Orvane said it would acquire the company."),
    (STATUS, "agreed", "Orvane is buying up half of Tessel for $3 billion."),
    (STATUS, "closed", "Orvane completed the purchase of Tessel on Monday."),
    (STATUS, "called off", "Orvane walked away from its bid for Tessel."),
    (STATUS, "in talks", "Orvane is close to buying Tessel."),
    (STATUS, "blocked", "Wetland has vetoed Orvane's bid for Tessel."),
    (STATUS, "blocked", "The ministry gave its decision to reject Orvane's bid for Tessel."),
    (FactKind.CONSIDERATION, "stock", "Orvane pays in new shares."),
    (FactKind.PRICE, "undisclosed", "Financial terms of the sale were not disclosed."),
    (FactKind.PRICE, "undisclosed", "Orvane declined to reveal what it paid."),
]
NOT_BORNE_OUT = [
    (STATUS, "agreed", "Orvane is in talks to buy Tessel for $3 billion."),
    (STATUS, "agreed", "Orvane made an unsolicited bid for Tessel."),
    (STATUS, "agreed", "Tessel makes boats in Norway."),
    (STATUS, "closed", "Orvane expects to close the purchase of Tessel in June."),
    (STATUS, "blocked", "Wetland could block the bid, lawyers said."),
    (STATUS, "blocked", "The treasurer said he intended to reject the bid."),
    (FactKind.CONSIDERATION, "cash", "Orvane pays in new shares."),
    (FactKind.PRICE, "undisclosed", "Orvane disclosed a price of $3 billion."),
    (FactKind.MOTIVE, "agreed", "Orvane agreed to buy Tessel."),
]


@pytest.mark.parametrize(("kind", "word", "sentence"), BORNE_OUT)
def test_a_word_of_the_card_needs_no_word_of_the_source(
    kind: FactKind, word: str, sentence: str
) -> None:
    """A state told in other words is supported, without a remark on the card's own one."""
    assert check_value(word, [sentence], kind).support is Support.SUPPORTED


@pytest.mark.parametrize(("kind", "word", "sentence"), NOT_BORNE_OUT)
def test_a_word_of_the_card_that_nothing_bears_out_is_not_known(
    kind: FactKind, word: str, sentence: str
) -> None:
    """A state the source doesn't tell, or a word of another kind, stays a word of its own."""
    assert not borne_out(word, kind, [sentence])


def test_a_state_that_nothing_bears_out_is_flagged() -> None:
    """ "Agreed" over a sentence about talks is no supported value."""
    found = check_value("agreed", ["Orvane is in talks to buy Tessel."], STATUS)
    assert found.support is not Support.SUPPORTED
