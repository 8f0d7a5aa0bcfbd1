"""Talks told as a deal, a former amount told as today's, words put into another mouth, parties
swapped, and "not" left out or put in."""

from __future__ import annotations

import pytest

from summarizer.records import Support
from summarizer.verify import check

TALKS = "Norwood Steel is in advanced talks to buy Palmer Forge for $2 billion, a person said."
SUPPLY = "Tarn Brewing is in talks with Orrin Logistics about a supply of bottles, it said."
OUTLOOK = "Shares of small brewers may see further gains after Monday's ruling."
RAISED = "Ardmore raised its bid for Quillon to 34 euros a share from 30 euros a share on Monday."
VALUED = (
    "The investment values Halden Mills at $4.6 billion, up from $2.9 billion in its last funding"
    " round in 2021."
)
STAKE = "The fund will lower its stake in Keane Telecom from 30 percent to 20 percent."
SPOKESMAN = '"We were raided on October 11," a spokesman for Tarn Brewing said on Wednesday.'
QUOTED = '"I think the price is not sufficient for us as holders," Aitken said.'
OUTPUT = (
    "Output at the world's largest public company rose about 7 percent to about 4 million barrels"
    " of oil a day."
)
BOARD = "The board of the carmaker rejected the offer of $51 a share from Hartwell on Friday."

MISSED = "Quarterly profit rose 27 percent, but Tarn reported trends that disappointed analysts."
ENTRY = (
    "Further adding to pressure on grocers, Norwood Stores said in May it would start selling some"
    " fresh fish for $4."
)

BUYER = (
    "Britain's Norwood Tobacco agreed to buy Palmer Brands, the fourth-biggest maker of cigars, but"
    " its shares fell on Thursday."
)
SWAPPED = (
    "Britain's Palmer Brands agreed to buy Norwood Tobacco, the fourth-biggest maker of cigars, but"
    " its shares fell on Thursday."
)
SALES = "Tarn said that for the first time in a year its monthly sales did not decline in May."
SAMPLES = "The health ministry came under fire for not sharing samples of the virus."
CLINIC = "A clinic in Halden that was the cause of a quarrel when it closed will be reopened soon."

WRONG = [
    (SWAPPED, BUYER, "Palmer Brands"),
    ("Tarn said that for the first time in a year its monthly sales did decline.", SALES, "not"),
    ("The health ministry came under fire for sharing samples of the virus.", SAMPLES, "not"),
    ("A clinic in Halden will not be reopened.", CLINIC, "not"),
    (
        "Orders fell in May, but cancellations were not down from the prior quarter.",
        "Orders fell in May, but cancellations were down from the prior quarter.",
        "not",
    ),
    ("Norwood Steel has agreed to buy Palmer Forge for $2 billion, a person said.", TALKS, "talks"),
    ("Tarn Brewing has agreed with Orrin Logistics about a supply of bottles.", SUPPLY, "talks"),
    ("Shares of small brewers will see further gains after Monday's ruling.", OUTLOOK, "may"),
    ("Ardmore raised its bid for Quillon to 30 euros a share.", RAISED, "34"),
    ("The investment values Halden Mills at $2.9 billion.", VALUED, "4.6"),
    ("The fund will lower its stake in Keane Telecom from 20 percent to 30 percent.", STAKE, "20"),
    ('"We were raided on October 11," regulators for Tarn Brewing said.', SPOKESMAN, "regulators"),
    ('"I think the price is not sufficient for us as holders," ministers said.', QUOTED, "Aitken"),
    (
        "Quarterly profit rose 27 percent, but Tarn reported trends that disappointed unions.",
        MISSED,
        "unions",
    ),
]
BORNE_OUT = [
    ("Britain's Norwood Tobacco agreed to buy Palmer Brands.", BUYER),
    ("Tarn said its monthly sales did not decline in May.", SALES),
    ("A clinic in Halden will be reopened soon.", CLINIC),
    (
        "It is not clear how much Tarn will pay.",
        "It was not immediately clear how much Tarn will pay.",
    ),
    ("Norwood Steel is in talks to buy Palmer Forge for $2 billion, a person said.", TALKS),
    ("Shares of small brewers may see gains after Monday's ruling.", OUTLOOK),
    ("Ardmore raised its bid for Quillon to 34 euros a share.", RAISED),
    ("Ardmore raised its bid for Quillon from 30 euros a share to 34 euros a share.", RAISED),
    ("Halden Mills was valued at $2.9 billion in 2021.", VALUED),
    ("The fund will lower its stake in Keane Telecom to 20 percent.", STAKE),
    ('"We were raided on October 11," a Tarn Brewing spokesman said.', SPOKESMAN),
    ("Norwood Stores said in May it would start selling some fresh fish.", ENTRY),
]


@pytest.mark.parametrize(("text", "evidence", "word"), WRONG)
def test_another_stage_amount_speaker_or_party_falls(text: str, evidence: str, word: str) -> None:
    """A deal only talked of, an amount that was, another speaker, swapped parties and a lost "not"
    are told in words."""
    verdict = check(text, [evidence])
    assert verdict.support is Support.UNSUPPORTED, verdict
    assert any(word in reason for reason in verdict.reasons), verdict


@pytest.mark.parametrize(("text", "evidence"), BORNE_OUT)
def test_the_same_stage_amount_speaker_and_party_stand(text: str, evidence: str) -> None:
    """Talks told as talks, a past amount as past, the right parties and what is denied stand."""
    verdict = check(text, [evidence])
    assert verdict.support is Support.SUPPORTED, verdict


def test_what_happens_at_a_company_is_not_done_by_a_name() -> None:
    """ "Output at the company" rose, so that another sentence's name didn't rise."""
    other = "Palmer crude is trading at around $61 a barrel."
    text = "Palmer crude rose about 7 percent to about 4 million barrels of oil a day."
    verdict = check(text, [other, OUTPUT], context=f"{other} {OUTPUT}")
    assert verdict.support is Support.UNSUPPORTED, verdict


def test_what_one_said_on_a_day_is_not_said_by_another() -> None:
    """Who "said in May it would" is the speaker of what follows, whoever another sentence names."""
    other = "Small bakers have steadily lost customers to the large chains."
    text = "Small bakers said in May it would start selling some fresh fish for $4."
    verdict = check(text, [other, ENTRY])
    assert verdict.support is Support.UNSUPPORTED, verdict
    assert any("Norwood Stores" in reason for reason in verdict.reasons), verdict


def test_a_board_stands_for_its_company() -> None:
    """What the board of "the carmaker" did may be told of the company another sentence names."""
    other = "Delmar Motors, a carmaker, has been losing customers."
    text = "Delmar Motors rejected the offer of $51 a share from Hartwell on Friday."
    reasons = check(text, [other, BOARD]).reasons
    assert not any("rejected" in reason for reason in reasons), reasons
