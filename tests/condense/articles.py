"""Articles for the tests of this room, in the tests' own words."""

from __future__ import annotations

from hashlib import sha256

from summarizer.reading import LexicalReader
from summarizer.records import Article, Block, BlockKind, Reading, Sentence


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


def readings(*articles: Article) -> dict[str, Reading]:
    return {reading.article: reading for reading in LexicalReader().read(articles)}


HARBOR = article(
    "Harbor Foods Group agreed on Tuesday to buy Calder Mills for $2.4 billion in cash.",
    "The purchase gives the grocer eleven flour plants in Canada and a mill in Ohio.",
    "Chief Executive Maria Lindqvist said the price was fair to both sides.",
    "Work on the car park goes on.",
    "Lindqvist will run the combined company, which keeps the Harbor Foods name.",
    "Calder, founded in 1911, employs 3,000 people and made $310 million last year.",
    "Regulators in Canada must approve the deal, which the two expect to close in March.",
    title="Harbor Foods to buy Calder Mills",
)
TALKS = article(
    "Northgate Rail broke off talks to merge with U.S. rival Tri-State Lines on Friday.",
    "The two could not agree on a price, said Northgate's chairman, Piet de Vries.",
    "Tri-State shares fell 14.5% to $31.20.",
    "A tie-up would have made the largest freight line west of Chicago.",
)
FUND = article(
    "Ostrander Capital sold its 12% stake in Bellweather Energy for about €640 million.",
    "The fund said it would use the proceeds to repay debt.",
)
