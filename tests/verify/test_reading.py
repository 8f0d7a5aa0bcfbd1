from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.verify.lexicon import Tag, lexicon
from summarizer.verify.parse import Clause, Parsed, parse
from summarizer.verify.words import straighten, tokenize


def _clause(parsed: Parsed, verb: str) -> Clause:
    return next(c for c in parsed.clauses if parsed.tokens[c.verb].text == verb)


@given(st.text(max_size=200))
def test_straightening_keeps_offsets(text: str) -> None:
    """Quotes, dashes and tickers are replaced one character by one."""
    assert len(straighten(text)) == len(text)


@given(st.text(max_size=200))
def test_tokens_stand_in_order(text: str) -> None:
    """Tokens never overlap and never lie outside the text."""
    ends = [0]
    for token in tokenize(text, lexicon()):
        assert ends[-1] <= token.start < token.end <= len(text)
        ends.append(token.end)


def test_amounts_and_titles_are_one_token() -> None:
    """An amount with its unit, a date and a title count as one word each."""
    found = tokenize("The chief executive officer paid $14.3 billion on June 13.", lexicon())
    tags = {t.text: t.tag for t in found}
    assert tags["$14.3 billion"] is Tag.QUANTITY
    assert tags["June 13"] is Tag.DATE
    assert tags["chief executive officer"] is Tag.TITLE


def test_tickers_are_not_words() -> None:
    """What an exchange calls a share is no part of the sentence."""
    words = [t.text for t in tokenize("Corvane (NASDAQ:CRVN) rose.", lexicon())]
    assert words == ["Corvane", "rose", "."]


@pytest.mark.parametrize(
    ("text", "verb", "least", "most"),
    [
        ("Corvane bought the unit.", "bought", 1.0, 1.0),
        ("Corvane will buy the unit.", "buy", 0.75, 0.85),
        ("Corvane to buy unit", "buy", 0.75, 0.85),
        ("Corvane agreed on Monday to buy the unit.", "buy", 0.8, 0.9),
        ("Corvane plans to buy the unit.", "buy", 0.5, 0.6),
        ("Corvane is in talks to buy the unit.", "buy", 0.2, 0.4),
        ("Corvane is considering buying the unit.", "buying", 0.2, 0.4),
        ("Corvane may also buy the unit.", "buy", 0.2, 0.4),
        ("Corvane would sell if Lumen bought the unit.", "bought", 0.2, 0.4),
    ],
)
def test_how_sure_a_verb_is(text: str, verb: str, least: float, most: float) -> None:
    """Modals, governing verbs and conditions lower how sure a clause is."""
    assert least <= _clause(parse(text), verb).certainty <= most


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Corvane, which owns Sable, sold the unit.", "sold", "Corvane"),
        ("Funds managed by Lumen sold the unit.", "sold", "Funds"),
        ("The unit was sold, and Lumen rejected the plan.", "rejected", "Lumen"),
        ("A lawyer who worked on similar cases rejected it.", "rejected", "lawyer"),
        ("Corvane rose 5 percent while Lumen fell.", "fell", "Lumen"),
    ],
)
def test_who_does_it(text: str, verb: str, subject: str) -> None:
    """The subject is found across insertions, relative clauses and coordination."""
    parsed = parse(text)
    assert subject in parsed.words(_clause(parsed, verb).subject)


def test_a_passive_has_an_agent() -> None:
    """The one after "by" is the doer of a passive."""
    parsed = parse("The unit was bought by Lumen for $2 billion.")
    clause = _clause(parsed, "bought")
    assert clause.passive
    assert parsed.words(clause.agent) == "Lumen"


@pytest.mark.parametrize(
    ("text", "speaker", "holder"),
    [
        ("Analysts said the deal may fail.", "Analysts", "opinion"),
        ("The deal may fail, people familiar with the matter said.", "people", "hearsay"),
        ("According to Lumen, the deal may fail.", "Lumen", "named"),
        ("The deal may fail, according to a spokesman.", "spokesman", "authority"),
        ("Lumen in talks to sell unit: sources", "sources", "hearsay"),
    ],
)
def test_who_says_so(text: str, speaker: str, holder: str) -> None:
    """Speakers are found before and after what they say, and told apart by kind."""
    parsed = parse(text)
    found = parsed.attributions[0]
    assert speaker in parsed.words(found.speaker)
    assert found.holder == holder
