"""Lines of furniture, and lines of news that resemble them."""

from __future__ import annotations

import pytest

from summarizer.clean import clean
from summarizer.records import DropReason
from tests.clean.pages import document

FIRST = "Marrow Stores has agreed to merge with its rival Tandem in a deal worth $3 billion."
SECOND = "Tandem shareholders will own 40 percent of the new company, which keeps both names."
THIRD = "The two expect to close the merger in the spring, once regulators have agreed to it."

FURNITURE = {
    DropReason.NAVIGATION: """
        Home
        Skip to content
        World | Business | Markets
        Home > Companies > Retail
        Share this article
        Facebook X LinkedIn Email
        You are currently viewing Marrow Stores to merge with Tandem
        Advertisement
        4 min read
        Listen to this article
        Tags: retail, mergers
        MRRW 12.40 +0.8%
        ▲ 1.2%
        Image 2 of 7
        1.2K views
        Back to top""",
    DropReason.CREDIT: """
        Picture Credit: https://images.example.com/
        Image is used for information purposes only.
        Photo: Ada Lund / Agence Nord
        Photo by Ada Lund on Pexample
        Image: Getty Images
        A Tandem store in Hull. REUTERS/Ada Lund
        File photo
        ![A Tandem store](store.jpg)""",
    DropReason.CROSS_LINK: """
        READ: Five mergers that went wrong
        SEE ALSO: Tandem closes shops in Wales
        Also read: Tandem closes shops in Wales
        Related: Tandem closes shops in Wales
        READ MORE Tandem closes shops in Wales
        Click here to read the full report.
        For more on this story, visit our retail page.
        https://www.example.com/retail
        This story was originally published by The Daily Basket.""",
    DropReason.NOTICE: """
        By Ada Lund, Staff writer
        BY ADA LUND AND JON PIKE
        By our retail correspondent
        Published 3 hours ago
        Updated: June 13, 2031, 10:32 AM EDT
        13 June 2031
        The Daily Basket, 13 June 2031
        We use cookies to improve your experience on our site.
        Sign up for our free newsletter
        Get the latest news delivered to your inbox.
        Enter your email address
        Privacy Policy
        This article is not investment advice.
        The author holds no position in any of the stocks mentioned.
        Past performance is no guarantee of future results.
        (Reporting by Ada Lund in Hull; Editing by Jon Pike)
        © 2031 Basket Media. All rights reserved.
        Follow us on Twitter
        Have a tip? Write to ada@basket.example
        Ada Lund is a senior reporter who covers retail for the Daily Basket.
        Please enable JavaScript to continue.
        With inputs from agencies
        Was this article helpful?""",
}
NEWS = """
    Google will stop asking users to accept cookies in its browser next year.
    Subscribers to the service rose 12 percent to 4.1 million in the quarter.
    Getty Images and Shutterstock agreed to merge in a deal worth $3.7 billion.
    By Friday, the company had received offers from three bidders.
    Read is a founder of the company and owns 12 percent.
    Share buybacks will continue, the finance chief said.
    Home sales fell 3 percent in May.
    Reporting by the two companies will change after the merger.
    Related costs of $40 million will be booked in the third quarter.
    The views of the board have not changed, she said.
    The deal does not constitute a change of control under the loan agreement.
    Copyright claims against the company were settled for $1.5 billion.
    Sign of the times: the bank sells its branches.
    Jane Ruiz, a former editor at the Times, will lead the newsroom.
    We hold a position in both companies and support the merger, the fund said.
    Your account manager will not change, the bank told clients.
    Photo sharing service Pinterest was valued at $11 billion.
    Terms of the deal were not disclosed.
    No comment.
    Comments from the regulator are due in June.
    Past performance of the unit was poor.
    Watch maker Swatch raised its stake.
    The story has been updated for the stage.
    Goldman Sachs covers the stock for clients in Asia from Hong Kong.
    All rights are reserved for existing shareholders."""


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (reason, line.strip())
        for reason, lines in FURNITURE.items()
        for line in lines.splitlines()
        if line
    ],
)
def test_a_line_of_furniture_goes(reason: DropReason, line: str) -> None:
    """A line that says what it is goes for that reason, between any paragraphs."""
    article = clean(document(f"{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}"))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert {drop.reason for drop in article.dropped} == {reason}


@pytest.mark.parametrize("line", [line.strip() for line in NEWS.splitlines() if line.strip()])
def test_news_that_resembles_furniture_stays(line: str) -> None:
    """A sentence of news stays, whatever words it begins with."""
    article = clean(document(f"{FIRST}\n\n{line}\n\n{SECOND}"))
    assert article.text == f"{FIRST}\n\n{line}\n\n{SECOND}"


def test_a_notice_inside_a_paragraph_goes_alone() -> None:
    """The agency's credit at the end of the last paragraph is cut off from it."""
    raw = f"{FIRST}\n\n{SECOND} (Reporting by Ada Lund; Editing by Jon Pike)"
    article = clean(document(raw))
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert [drop.reason for drop in article.dropped] == [DropReason.NOTICE]


def test_a_scrap_goes() -> None:
    """A torn-off scrap is no paragraph."""
    article = clean(document(f"{FIRST}\n\n{SECOND}\n\nsell sh\n\n{THIRD}"))
    assert [(drop.text, drop.reason) for drop in article.dropped] == [
        ("sell sh", DropReason.FRAGMENT)
    ]


def test_list_marks_are_accounted_for() -> None:
    """Bullets are not part of the facts they mark, and are not lost without a trace either."""
    article = clean(document(f"{FIRST}\n\n• {SECOND}\n• {THIRD}"))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert [(drop.text, drop.reason) for drop in article.dropped] == [("• •", DropReason.FRAGMENT)]
