from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.merge.headings import settled
from summarizer.records import Topic
from tests.merge.making import prompt

PROMPTS = tuple(
    replace(prompt(key, order), topic=topic)
    for order, (key, topic) in enumerate(
        (
            ("terms", Topic.DEAL_TERMS),
            ("motives", Topic.MOTIVE),
            ("antitrust", Topic.REGULATORY_RISK),
            ("others", Topic.OTHER_RISK),
        )
    )
)


@pytest.mark.parametrize(
    ("sent", "text", "home"),
    [
        ("motives", "Analysts have expressed concern about how Orrin would fit in hens.", "others"),
        ("motives", "The farms are valued at eight times their annual earnings.", "terms"),
        ("motives", "Orrin sells mills to help finance the Tessel deal.", "terms"),
        ("terms", "The government gave Orrin thirty days to better its offer.", "antitrust"),
        ("motives", "Analysts mark the notes down, given the risks of bird flu.", "others"),
        ("motives", "Orrin and Tessel have until Friday to create a leader in eggs.", "terms"),
        ("motives", "The purchase will be financed by a loan and the sale of mills.", "terms"),
        ("motives", "Orrin improved the terms of its offer to win the farms.", "terms"),
        ("motives", "Tessel gives Orrin thirty days to put a bid together.", "terms"),
        ("others", "Both firms remain strong independent packers after the veto.", "terms"),
        ("others", "Tessel may fail if it has to go alone.", "others"),
        ("others", "A sale would be a boost for those who lent to the failed mill.", "motives"),
        ("others", "Orrin coveted Tessel's brown eggs, which shops prefer.", "motives"),
        ("others", "Unions wanted Orrin's word that no packer would go.", "others"),
        ("motives", "Orrin's wish for brown eggs is being tested by a Danish bidder.", "others"),
        ("motives", "The board of Tessel hopes to lure Orrin back with a better offer.", "terms"),
        ("motives", "Orrin wants hens because its own were hit by bird flu.", "motives"),
        ("terms", "The commission raised doubts about competition in eggs.", "terms"),
        ("others", "The farms are valued at eight times their annual earnings.", "others"),
    ],
)
def test_words_that_settle_the_heading(sent: str, text: str, home: str) -> None:
    """A doubt is a risk; a multiple, a day by which, how it is paid and who stays independent are
    terms; an authority's time limit is a matter of regulation, a boon no risk; other sentences stay
    where they were sent."""
    assert settled(sent, text, PROMPTS) == home


def test_a_heading_that_is_missing_takes_nothing() -> None:
    """Where no section has the topic, the sentence stays."""
    doubt = "Analysts have expressed concern about the price of hens."
    assert settled("motives", doubt, PROMPTS[:2]) == "motives"
