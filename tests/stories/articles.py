"""A small press: articles about two deals, copies of them, and articles about other things."""

from __future__ import annotations

import re
from hashlib import sha256

from summarizer.records import Article, Block, BlockKind, Sentence

_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")


def article(origin: str, title: str, *paragraphs: str) -> Article:
    """An article with its title as first block, cut after each full stop."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    start = 0
    for number, text in enumerate((title, *paragraphs)):
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        blocks.append(Block(start, start + len(text), start, kind))
        at = start
        for sentence in _END.split(text) if number else [text]:
            sentences.append(Sentence(at, at + len(sentence), number))
            at += len(sentence) + 1
        start += len(text) + 2
    whole = "\n\n".join((title, *paragraphs))
    name = sha256(whole.encode()).hexdigest()[:16]
    return Article(name, origin, whole, tuple(blocks), tuple(sentences), title=title)


RAIL_WIRE = article(
    "rail_wire",
    "Northwind Rail to buy Pell Signals for $2.1 billion",
    "Northwind Rail agreed on Tuesday to buy train-control maker Pell Signals for $2.1 billion in "
    "cash. The price is 31 percent above where Pell's shares closed on Monday.",
    "Northwind wants to stop buying its signalling from rivals. Chief Executive Ines Calloway "
    "said the purchase would pay for itself in four years.",
    "Pell's founder Tobias Renner will leave when the deal closes, which is expected in the "
    "autumn. Competition authorities in Canada must approve it.",
)
RAIL_PAPER = article(
    "rail_paper",
    "Train giant swallows Pell Signals",
    "Pell Signals, whose boxes steer trains on three continents, is being sold to Northwind Rail. "
    "The freight company pays $2.1 billion.",
    "Mr Renner, who started Pell in a garage in Winnipeg, is going. Analysts at Hollin & Rowe said "
    "that other railways may look for another supplier of signals.",
    "A closing is planned for autumn if regulators agree.",
)
RAIL_COLUMN = article(
    "rail_column",
    "Why Calloway wants signals",
    "Ines Calloway has been impatient with the suppliers of Northwind Rail for years. Now she buys "
    "one of them: Pell Signals of Winnipeg, for about $2 billion.",
    "Railways that compete with Northwind buy from Pell too. Some of them could walk away, and "
    "Canadian regulators will ask why they should stay.",
)
RAIL_SHORT = article(
    "rail_short",
    "Pell Signals sold",
    "Northwind Rail agreed on Tuesday to buy train-control maker Pell Signals for $2.1 billion in "
    "cash. The price is 31 percent above where Pell's shares closed on Monday.",
    "Chief Executive Ines Calloway said the purchase would pay for itself in four years.",
)
RAIL_OTHER_DEAL = article(
    "rail_other_deal",
    "Northwind Rail sells its ferries to Baltic Lines",
    "Northwind Rail has sold its four ferries to Baltic Lines for $90 million, ending thirty years "
    "at sea. Baltic Lines will paint them blue.",
    "The crews keep their contracts. Harbour fees in Gdynia had made the crossings unprofitable.",
)
STRIKE = article(
    "strike",
    "Drivers at Northwind Rail walk out over rosters",
    "Train drivers at Northwind Rail stopped work at midnight in a quarrel over weekend rosters. "
    "The union expects talks to resume on Friday.",
    "Commuters in Winnipeg waited for hours. The company put on forty buses.",
)
BANK_WIRE = article(
    "bank_wire",
    "Corvin Bank takes 20 percent of lender Altamira",
    "Corvin Bank is taking a 20 percent stake in Altamira Credit for 640 million euros. It gets "
    "two seats on the board of the Spanish lender.",
    "Altamira's chairwoman Lucia Ferrer said the money would fund branches in Portugal.",
)
BANK_PAPER = article(
    "bank_paper",
    "Altamira finds an anchor shareholder",
    "Spanish lender Altamira Credit sells a fifth of its shares to Corvin Bank, which pays 640 "
    "million euros. Chairwoman Lucia Ferrer has looked for a partner since spring.",
    "Portugal is where Altamira means to grow.",
)
WEATHER = article(
    "weather",
    "Storm leaves valley without power",
    "A storm felled trees across the Ostrava valley on Sunday. Some 12,000 homes had no light.",
    "Schools stay shut until Wednesday, the mayor said.",
)
