"""Articles for the tests of this room, cut into sentences by marks in the text."""

from __future__ import annotations

from tests.condense.articles import article

HARBOR = article(
    "Harbor Foods Group agreed on Tuesday to buy Calder Mills for $2.4 billion in cash.",
    "The purchase gives the grocer eleven flour plants in Canada.",
    "Chief Executive Maria Lindqvist said the price was fair.",
    "Work on the car park goes on.",
    "Lindqvist will run the combined company, which keeps the Harbor name.",
    "Calder, founded in 1911, employs 3,000 people.",
    title="Harbor Foods to buy Calder Mills for $2.4 billion",
)

__all__ = ["HARBOR", "article"]
