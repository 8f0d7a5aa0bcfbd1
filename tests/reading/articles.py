"""Articles for the tests of this room, cut into sentences by marks in the text."""

from __future__ import annotations

from hashlib import sha256

from summarizer.records import Article, Block, BlockKind, Sentence


def article(*sentences: str, title: str | None = None, origin: str = "test") -> Article:
    """An article of one paragraph, with its title as a block of its own where one is given."""
    paragraph = " ".join(sentences)
    text = f"{title}\n\n{paragraph}" if title else paragraph
    start = len(text) - len(paragraph)
    blocks = [Block(start, len(text), start)]
    cuts = []
    for sentence in sentences:
        cuts.append(Sentence(start, start + len(sentence), bool(title)))
        start += len(sentence) + 1
    if title:
        blocks.insert(0, Block(0, len(title), 0, BlockKind.TITLE))
        cuts.insert(0, Sentence(0, len(title), 0))
    return Article(
        id=sha256(text.encode()).hexdigest()[:16],
        origin=origin,
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(cuts),
        title=title,
    )


HARBOR = article(
    "Harbor Foods Group agreed on Tuesday to buy Calder Mills for $2.4 billion in cash.",
    "The purchase gives the grocer eleven flour plants in Canada.",
    "Chief Executive Maria Lindqvist said the price was fair.",
    "Work on the car park goes on.",
    "Lindqvist will run the combined company, which keeps the Harbor name.",
    "Calder, founded in 1911, employs 3,000 people.",
    title="Harbor Foods to buy Calder Mills for $2.4 billion",
)
