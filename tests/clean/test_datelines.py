from __future__ import annotations

import pytest

from summarizer.clean import clean
from summarizer.clean.sentences import sentences
from summarizer.records import DropReason, Media, RawDocument

FILED = (
    "NEW YORK, Jan 5 (Reuters) - ",
    "SAN FRANCISCO (AP) — ",
    "LONDON — ",
    "BOSTON--(BUSINESS WIRE)--",
    "PHOENIX (Reuters) ",
    "COPENHAGEN and BOSTON, Nov. 9, 2026 — ",
    "HARTFORD, Conn. and SALEM, Mass., Feb. 8, 2021 (Prairie Wire) -- ",
    "July 30 (Reuters) - ",
    "SPRINGFIELD, Illinois, 3 March 2021 (Prairie Wire) -- ",
)
LEAD = "Acme Corp agreed to buy Beta Inc for $5 billion in cash, the companies said on Monday."
REST = "The deal needs the approval of Beta's shareholders and is expected to close next year."


def _article(lead: str) -> RawDocument:
    text = f"Acme to buy Beta\n\n{lead}\n\n{REST}\n\n{REST.replace('needs', 'also needs')}\n"
    return RawDocument("a.txt", Media.TEXT, text)


@pytest.mark.parametrize("filed", FILED)
def test_a_dateline_is_left_out_and_listed(filed: str) -> None:
    """Where a report was filed is no part of its first sentence, and stands in what was dropped."""
    article = clean(_article(filed + LEAD))
    assert LEAD in [article.text[s.start : s.end] for s in article.sentences]
    assert [drop.text for drop in article.dropped if drop.reason is DropReason.DATELINE] == [
        filed.strip()
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "IBM (International Business Machines) said that it agreed to buy Beta for $5 billion.",
        "AOL - which owns Beta - said on Monday that it would sell the unit for $5 billion.",
        "NOKIA said on Monday that it had agreed to buy Beta Inc for $5 billion in cash.",
    ],
)
def test_a_name_in_capitals_stays(lead: str) -> None:
    """A company that opens a sentence in capitals is no dateline."""
    article = clean(_article(lead))
    assert lead in article.text
    assert not [drop for drop in article.dropped if drop.reason is DropReason.DATELINE]


@pytest.mark.parametrize(
    "sentence",
    [
        "The broad Acme 500 Index .AXX last finished at 1,400.",
        "Acme Corp ACMEa.N and its shareholder are close to a deal.",
        "The group won over Taco Bell and its parent Yum! Brands Inc. in March.",
    ],
)
def test_no_border_inside_a_name_or_a_code(sentence: str) -> None:
    """The stop in a share's code and the mark in a company's name end no sentence."""
    assert len(sentences(f"It was agreed. {sentence} It was late.")) == 3


def test_a_sentence_may_end_with_such_a_name() -> None:
    """A sentence ends with a name that has a mark of exclamation where the next begins as one."""
    assert len(sentences("Acme bought Yahoo! The deal closed in June.")) == 2
