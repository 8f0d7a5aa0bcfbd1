from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Support
from summarizer.verify import check

DEAL = (
    "The lender said on Friday it may sell up to 49 percent of Ardent Insurance to Borealis for"
    " about $14.3 billion, and analysts said the deal, which values Ardent at $29 billion, could"
    " close in March."
)
LEADERS = (
    "Helen Marsh, who has led Corvane since 2011, will step down as chief executive in March and "
    "be replaced by finance chief Tomas Lind on an interim basis."
)
APPROVAL = "Regulators have not approved the purchase of Sable Networks by Crane Telecom."
OFFER = "Norwood Steel agreed to buy Palmer Forge for $2.4 billion in cash, a 31 percent premium."

BORNE_OUT = [
    (DEAL, DEAL),
    ("The lender may sell up to 49 percent of Ardent Insurance to Borealis.", DEAL),
    ("The lender said it may sell up to 49% of Ardent Insurance.", DEAL),
    ("Analysts said the deal could close in March.", DEAL),
    ("Analysts said the deal values Ardent at $29bn.", DEAL),
    ("Helen Marsh will step down as CEO of Corvane in March.", LEADERS),
    ("Tomas Lind will replace Helen Marsh on an interim basis.", LEADERS),
    ("Crane Telecom's purchase of Sable Networks has not been approved.", APPROVAL),
    ("Palmer Forge is to be bought by Norwood Steel for $2.4 billion.", OFFER),
    ("Norwood Steel will acquire Palmer Forge in cash.", OFFER),
    ("Palmer Forge is being sold to Norwood Steel.", OFFER),
]
WRONG = [
    ("The lender may sell up to 94 percent of Ardent Insurance to Borealis.", DEAL, "94 percent"),
    ("The lender may sell a stake for about $14.3 million.", DEAL, "$14.3 million"),
    ("The lender may sell a stake in Ardent for about $29 billion.", DEAL, "$29 billion"),
    ("The lender may sell up to 49 percent of Ardent Insurance to Kestrel.", DEAL, "Kestrel"),
    ("Ardent Insurance may sell up to 49 percent of the lender to Borealis.", DEAL, "Ardent"),
    ("The lender may sell up to 49 percent of Borealis to Ardent Insurance.", DEAL, "Borealis"),
    ("The lender may not sell up to 49 percent of Ardent Insurance.", DEAL, "not"),
    ("The lender will sell up to 49 percent of Ardent Insurance.", DEAL, "will"),
    ("The lender sold up to 49 percent of Ardent Insurance.", DEAL, "sold"),
    ("The deal could close in March.", DEAL, "analysts"),
    ("Regulators said the deal could close in March.", DEAL, "Regulators"),
    ("Analysts said the deal could close in April.", DEAL, "April"),
    ("The lender said on Monday it may sell up to 49 percent of Ardent Insurance.", DEAL, "Monday"),
    ("The lender may sell 49 percent of Ardent Insurance to Borealis.", DEAL, "up to"),
    ("The lender may sell more than 49 percent of Ardent Insurance.", DEAL, "more than"),
    ("Helen Marsh will step down as chairman in March.", LEADERS, "chairman"),
    ("Tomas Lind will step down as chief executive in March.", LEADERS, "Tomas Lind"),
    ("Regulators have approved the purchase of Sable Networks by Crane Telecom.", APPROVAL, "not"),
    ("Norwood Steel agreed to sell Palmer Forge for $2.4 billion in cash.", OFFER, "sell"),
    (
        "Norwood Steel agreed to buy Palmer Forge after months of secret negotiations in Geneva.",
        OFFER,
        "Geneva",
    ),
]


@pytest.mark.parametrize(("text", "evidence"), BORNE_OUT)
def test_what_the_evidence_states_is_supported(text: str, evidence: str) -> None:
    """Shortened, reordered and reworded statements stand where their meaning is the evidence's."""
    verdict = check(text, [evidence])
    assert verdict.support is Support.SUPPORTED, verdict


@pytest.mark.parametrize(("text", "evidence", "word"), WRONG)
def test_what_the_evidence_does_not_state_falls(text: str, evidence: str, word: str) -> None:
    """A changed number, name, role, negation, certainty, speaker or date is told in words."""
    verdict = check(text, [evidence])
    assert verdict.support is Support.UNSUPPORTED, verdict
    assert any(word.lower() in reason.lower() for reason in verdict.reasons), verdict


def test_reasons_name_both_sides() -> None:
    """The reason shows the statement's word beside the source's."""
    verdict = check("The lender will sell up to 49 percent of Ardent Insurance.", [DEAL])
    assert verdict.reasons[0] == "says 'will … sell', source says 'may … sell'"


def test_two_sentences_can_bear_out_one_statement() -> None:
    """A statement may join what two cited sentences say of the same one."""
    evidence = ["Helen Marsh will step down in March.", "Marsh will keep her seat on the board."]
    joined = "Helen Marsh will step down in March and keep her seat on the board."
    assert check(joined, evidence).support is Support.SUPPORTED


def test_two_sentences_cannot_lend_a_subject() -> None:
    """The subject of one cited sentence with the predicate of the other is no support."""
    evidence = ["Crane Telecom has approved the sale.", "Sable Networks cut 300 jobs in May."]
    verdict = check("Crane Telecom cut 300 jobs in May.", evidence)
    assert verdict.support is Support.UNSUPPORTED


SAID = "Petrov said the company would sell its glass unit."
CONTEXT = f"Corvane named Alexandr Petrov as its chairman. {SAID}"


def test_a_name_put_in_is_nobody_s_claim() -> None:
    """Who is named in square brackets may stand in another sentence, where nobody is quoted."""
    evidence = [
        "Most analysts believe Okada will stay on at Nordia, perhaps with a partner.",
        "The failed takeover by Nordia Exchange is a setback for its CEO Ken Okada.",
    ]
    statement = evidence[0].replace("Okada", "[Nordia Exchange CEO Ken Okada]")
    found = check(statement, evidence, context=" ".join(evidence))
    assert not [reason for reason in found.reasons if reason.startswith("credits")]


def test_the_article_tells_whom_a_surname_means() -> None:
    """A full name is borne out by a surname where the article spells it out."""
    said = "Alexandr Petrov said the company would sell its glass unit."
    assert check(said, [SAID], context=CONTEXT).support is Support.SUPPORTED
    assert check(said, [SAID]).support is not Support.SUPPORTED


def test_the_article_tells_who_the_company_is() -> None:
    """A name may stand for "the company" where the article used it shortly before."""
    said = "Petrov said Corvane would sell its glass unit."
    assert check(said, [SAID], context=CONTEXT).support is Support.SUPPORTED


def test_the_article_never_supports_a_claim() -> None:
    """What only the context says is not supported by the cited sentence."""
    said = "Petrov was named chairman of Corvane."
    assert check(said, [SAID], context=CONTEXT).support is Support.UNSUPPORTED


@pytest.mark.parametrize(("text", "evidence"), [("", ["A sentence."]), ("A sentence.", [])])
def test_nothing_is_unsupported(text: str, evidence: list[str]) -> None:
    """An empty statement, or one without evidence, is unsupported and says why."""
    verdict = check(text, evidence)
    assert verdict.support is Support.UNSUPPORTED
    assert verdict.reasons


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_gets_a_verdict(text: str, evidence: list[str]) -> None:
    """Whatever the characters, the score lies between 0 and 1 and nothing is raised."""
    assert 0.0 <= check(text, evidence).score <= 1.0


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.strip()))
def test_every_text_supports_itself(text: str) -> None:
    """A statement that is its own evidence is supported in full."""
    assert check(text, [text]).score == 1.0
