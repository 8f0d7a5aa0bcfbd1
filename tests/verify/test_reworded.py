from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizer.records import FloatArray, Support
from summarizer.verify import check
from summarizer.verify.score import own_words
from summarizer.verify.statement import shares_of

ARTICLE = (
    "Norwood Steel, the Ohio-based metals group, said on Tuesday it had agreed to acquire smaller "
    "rival Palmer Forge for $2.4 billion in cash.",
    "The purchase, which regulators in Brussels still have to clear, would make the company the "
    "largest producer of forged parts in Europe.",
    "Norwood's chief executive, Dana Whitlock, said no plants would be closed.",
    "Shares of Palmer Forge jumped 28 percent in early trading.",
)


def _score(text: str) -> float:
    return check(text, ARTICLE, context=" ".join(ARTICLE)).score


def test_near_copies_have_no_words_of_their_own() -> None:
    """A sentence cut short is judged as a copy, a headline in other words is not."""
    context = " ".join(ARTICLE)
    near = "Norwood Steel said on Tuesday it had agreed to acquire Palmer Forge for $2.4 billion."
    far = "US metals firm buys competitor in multi-billion takeover"
    assert own_words(shares_of(near, ARTICLE, context)) == 0.0
    assert own_words(shares_of(far, ARTICLE, context)) == 1.0


def test_rewording_stays_and_its_contradictions_score_lower() -> None:
    """What is told in other words is borne out; with another party, price or deed it is less so."""
    true = "Norwood Steel is buying competitor Palmer Forge in a $2.4 billion cash takeover"
    wrong = (
        "Palmer Forge is buying competitor Norwood Steel in a $2.4 billion cash takeover",
        "Norwood Steel is buying competitor Palmer Forge in a $4.2 billion cash takeover",
        "Norwood Steel is buying competitor Hadley Castings in a $2.4 billion cash takeover",
        "Norwood Steel is not buying competitor Palmer Forge in a $2.4 billion cash takeover",
    )
    assert check(true, ARTICLE).support is not Support.UNSUPPORTED
    assert all(_score(text) < _score(true) for text in wrong)


def test_another_story_is_unsupported() -> None:
    """A headline about something else falls, however short it is."""
    for text in ("Airline orders 40 new jets from European maker", "Storm shuts ports in Florida"):
        assert check(text, ARTICLE).support is Support.UNSUPPORTED


def test_meaning_is_asked_for_only_in_other_words() -> None:
    """Copies are not compared by meaning; of two readings of the same words, the one whose vector
    lies near a sentence's scores higher."""
    asked: list[Sequence[str]] = []

    def near(texts: Sequence[str]) -> FloatArray:
        asked.append(texts)
        return np.ones((len(texts), 1), np.float32)

    def far(texts: Sequence[str]) -> FloatArray:
        sign = -1.0 if len(texts) == 1 else 1.0
        return np.full((len(texts), 1), sign, np.float32)

    check(ARTICLE[3].replace("early ", ""), ARTICLE, embed=near)
    assert not asked
    text = "Metals group takes over competitor for billions"
    assert check(text, ARTICLE, embed=near).score > check(text, ARTICLE, embed=far).score
    assert asked
