"""The four articles of the sample, one of them a copy, and how words are found in them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from summarizer.records import (
    Block,
    BlockKind,
    Drop,
    DropReason,
    Sentence,
    Source,
    Span,
    Statement,
    Support,
    Verdict,
)

LEDGER = """Larkfield takes 35 percent of warehouse-robot maker Mirelo Labs for $2.1 billion

Larkfield Group, the logistics company, said on Tuesday that it will pay $2.1 billion in cash for \
35 percent of Mirelo Labs, which makes the software that steers robots through warehouses. The \
deal values Mirelo at $6 billion. Larkfield will get no voting rights and one observer on the \
board, according to a filing that both companies published.

Ines Okafor, who founded Mirelo in a rented workshop and has led it since, will leave as chief \
executive to run Larkfield's new automation division. She keeps her seat on Mirelo's board. Tomas \
Brandt, the chief operating officer, takes over as interim chief executive on July 1 while the \
board looks for a successor.

"Our customers want one system from the loading dock to the doorstep," Larkfield's chief \
executive, Margit Solheim, told analysts. Larkfield has twice pushed back the opening of its own \
robotics centre, and two rivals run fleets three times the size of its own.

Mirelo was last valued at $3.2 billion, in a funding round 14 months ago. It will use half of the \
money to hire engineers and pay out the rest to early shareholders. The company remains \
independent and will go on selling to anyone, it said.

Some customers are not so sure. Two parcel carriers that compete with Larkfield are reviewing \
their contracts, people with knowledge of the talks said. Mirelo earns about 40 percent of its \
revenue from companies that compete with its new shareholder.
"""

WIRE = """Larkfield buys stake in Mirelo Labs, hires its founder

Larkfield Group is investing about $2.1 billion in Mirelo Labs for a 35% stake, the companies \
announced. The warehouse software company is valued at about $6 billion in the transaction.

Founder Ines Okafor moves to Larkfield to head automation. Chief Operating Officer Tomas Brandt \
becomes interim CEO of Mirelo.

The competition authority said it is looking at whether the deal has to be notified, even though \
the stake carries no votes. A review could delay the closing, which the companies expect by the \
end of September.
"""

WEEK = """What Larkfield wants with Mirelo

A year ago Mirelo was worth around $3 billion. This week Larkfield paid $2.1 billion for little \
more than a third of it, and got the founder as well.

Tomas Brandt has been named chief executive of Mirelo, succeeding Ines Okafor. He ran operations \
there for six years. Eleven engineers will follow Okafor to Larkfield, two of them said, among \
them the head of the routing team.

Analysts see data behind the deal: Mirelo's software has counted every step in 900 warehouses, \
and a buyer that learns from it may plan its own network better. Carriers that feed the system \
with their volumes might think twice about who reads along. Regulators may take an interest, too, \
said Pilar Anand, who teaches competition law.
"""

COPY = WIRE.replace("the companies announced", "the companies announced on Tuesday")


def article(text: str) -> tuple[str, tuple[Block, ...], tuple[Sentence, ...]]:
    """A text with its paragraphs as blocks, the first as title, and their sentences."""
    text = text.strip()
    blocks, sentences = [], []
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        blocks.append(Block(match.start(), match.end(), match.start(), kind))
        for part in re.finditer(r'\S.*?(?:[.!?]["”]?(?=\s)|$)', match.group()):
            start = match.start() + part.start()
            sentences.append(Sentence(start, match.start() + part.end(), number))
    return text, tuple(blocks), tuple(sentences)


def source(number: int, text: str, story: str = "story", **changes: object) -> Source:
    """A source made of a text; its first paragraph is the title unless one is given."""
    body, blocks, sentences = article(text)
    made = Source(
        number=number,
        article=hashlib.sha256(body.encode()).hexdigest()[:16],
        story=story,
        origin=f"articles/{number:03}.txt",
        title=body[blocks[0].start : blocks[0].end] if blocks else None,
        publisher=None,
        url=None,
        published=None,
        copy_of=None,
        text=body,
        blocks=blocks,
        sentences=sentences,
        summary=(),
        dropped=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Library:
    """Sources by number, to find words in."""

    sources: tuple[Source, ...]

    def at(self, number: int, words: str) -> Span:
        """The sentence of a source that holds these words."""
        source = next(s for s in self.sources if s.number == number)
        start = source.text.index(words)
        found = [s for s in source.sentences if s.start <= start < s.end]
        return Span(source.article, found[0].start, found[0].end)

    def say(
        self, text: str, *cites: tuple[int, str], verdict: Verdict | None = None, weight: float = 1
    ) -> Statement:
        """A statement resting on words of sources, counted as independent as they are."""
        spans = tuple(self.at(number, words) for number, words in cites)
        origin = {s.number: s.copy_of or s.number for s in self.sources}
        alone = len({origin[number] for number, _ in cites})
        return Statement(text, spans, alone, weight, verdict or Verdict(Support.SUPPORTED, 0.97))


def sources() -> tuple[Source, ...]:
    """The four sources, without their summaries."""
    litter = (
        Drop("Larkfield opens parcel hub near the old harbor", DropReason.TEASER),
        Drop("Subscribe to our newsletter and never miss a deal", DropReason.NOTICE),
        Drop("Five stocks to watch this week", DropReason.LISTING),
        Drop("Home · Markets · Opinion", DropReason.NAVIGATION),
    )
    teasers = tuple(
        Drop(f"Related article number {n}: a headline that goes on for quite a while until it is "
             "cut in the mid", DropReason.TEASER)
        for n in range(1, 6)
    )  # fmt: skip
    return (
        source(
            1,
            LEDGER,
            publisher="The Harbor Ledger",
            url="https://ledger.example/business/larkfield-mirelo",
            published=date(2025, 6, 10),
            dropped=litter,
        ),
        source(
            2,
            WIRE,
            publisher="Trade Wire",
            url="https://wire.example/2025/06/10/larkfield",
            published=date(2025, 6, 10),
        ),
        source(
            3,
            WEEK,
            publisher="Logistics Week",
            url="https://week.example/what-larkfield-wants?ref=home&edition=2",
            published=date(2025, 6, 12),
            dropped=teasers,
        ),
        source(
            4,
            COPY,
            publisher="Northern Business Daily",
            url="https://daily.example/wire/7741",
            published=date(2025, 6, 11),
            copy_of=2,
        ),
    )
