from __future__ import annotations

from summarizer.records import (
    Agreement,
    Article,
    Block,
    BlockKind,
    CardRow,
    Disagreement,
    FactKind,
    LeadershipRow,
    Overtaken,
    Section,
    Sentence,
    Span,
    Statement,
    StoryPart,
    Summary,
    SummarySentence,
    Support,
)
from summarizer.verify import verify, verify_summary

TITLE = "Lumen takes a stake in Corvane"
LINES = (
    "Lumen agreed to buy 49 percent of Corvane for $14.3 billion.",
    "The deal values Corvane at $29 billion.",
    "Chief executive Helen Marsh will step down and Tomas Lind becomes interim CEO.",
    "Some customers may leave, analysts said.",
)


def _article() -> Article:
    text, blocks, sentences = "", [], []
    for n, line in enumerate((TITLE, *LINES)):
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{line}" if text else line
        kind = BlockKind.PARAGRAPH if n else BlockKind.TITLE
        blocks.append(Block(start, start + len(line), start, kind))
        sentences.append(Sentence(start, start + len(line), n))
    return Article("a1", "lumen.txt", text, tuple(blocks), tuple(sentences), title=TITLE)


ARTICLE = _article()
ARTICLES = {ARTICLE.id: ARTICLE}


def _span(line: int) -> Span:
    return ARTICLE.span(ARTICLE.sentences[line + 1])


def _say(text: str, line: int, weight: float = 0.5) -> Statement:
    return Statement(text, (_span(line),), weight=weight)


def _part(**changes: object) -> StoryPart:
    values: dict[str, object] = {
        "story": "s1",
        "headline": _say("Lumen agreed to buy 49 percent of Corvane.", 0),
        "bottom_line": (),
        "card": (),
        "sections": (),
    }
    return StoryPart(**(values | changes))  # type: ignore[arg-type]


def test_every_statement_gets_a_verdict() -> None:
    """Headline, bottom line, card, sections and what was left out are all checked."""
    part = _part(
        bottom_line=(_say(LINES[1], 1),),
        card=(CardRow(FactKind.STAKE, "Stake", _say("49 percent", 0)),),
        sections=(Section("client_risk", "Risk", (_say(LINES[3], 3),), "None."),),
        left_out=(_say(LINES[0], 0),),
    )
    checked, removed = verify(part, ARTICLES)
    assert not removed
    said = [checked.headline, *checked.bottom_line, checked.card[0].value, *checked.left_out]
    said += checked.sections[0].statements
    assert all(s.verdict and s.verdict.support is Support.SUPPORTED for s in said)


def test_unsupported_statements_are_taken_out_and_told() -> None:
    """What falls comes back with the place it stood in and the reason."""
    wrong = _say("Some customers will leave.", 3)
    part = _part(sections=(Section("client_risk", "Client risk", (wrong,), "None."),))
    checked, removed = verify(part, ARTICLES)
    assert checked.sections[0].statements == ()
    assert [(r.where, r.statement.text) for r in removed] == [
        ("section: Client risk", "Some customers will leave.")
    ]
    assert removed[0].statement.verdict is not None
    assert removed[0].statement.verdict.reasons


def test_a_fallen_headline_gives_way_to_the_weightiest_point() -> None:
    """The best supported statement of the bottom line becomes the headline."""
    part = _part(
        headline=_say("Lumen bought all of Corvane for $41 billion.", 0),
        bottom_line=(_say(LINES[1], 1, weight=0.2), _say(LINES[0], 0, weight=0.9)),
    )
    checked, removed = verify(part, ARTICLES)
    assert checked.headline.text == LINES[0]
    assert removed[0].where == "headline"


def test_without_any_point_the_title_is_the_headline() -> None:
    """Where nothing else stands, the first cited article's title does."""
    checked, _ = verify(_part(headline=_say("Lumen owes $41 billion.", 0)), ARTICLES)
    assert checked.headline.text == TITLE


def test_a_card_value_must_be_what_its_label_says() -> None:
    """A value that the source tells of something else does not stand under the label."""
    wrong = CardRow(
        FactKind.VALUATION, "Valuation", Statement("$14.3 billion", (_span(0), _span(1)))
    )
    right = CardRow(FactKind.VALUATION, "Valuation", _say("$29 billion", 1))
    checked, removed = verify(_part(card=(wrong, right)), ARTICLES)
    assert checked.card[0].value.text == "$29 billion"
    assert [r.where for r in removed] == ["card: Valuation"]


def test_a_plain_word_for_the_matter_is_flagged() -> None:
    """A card value in a word of its own is no reason to take it out, and not passed unseen."""
    row = CardRow(FactKind.STATUS, "Status", _say("signed", 0))
    checked, removed = verify(_part(card=(row,)), ARTICLES)
    assert not removed
    assert checked.card[0].value.verdict is not None
    assert checked.card[0].value.verdict.support is Support.FLAGGED


def test_a_role_the_source_does_not_give_leaves_the_table() -> None:
    """An unsupported role is blanked and listed; the rest of the row stays."""
    row = LeadershipRow("Helen Marsh", "chief executive", "chairman", None, _say(LINES[2], 2))
    checked, removed = verify(_part(leadership=(row,)), ARTICLES)
    assert checked.leadership[0].before == "chief executive"
    assert checked.leadership[0].after is None
    assert removed[0].where == "leadership table"


def test_an_interim_role_is_not_the_role() -> None:
    """Leaving out "interim" makes a title another one."""
    row = LeadershipRow("Tomas Lind", None, "CEO", None, _say(LINES[2], 2))
    checked, removed = verify(_part(leadership=(row,)), ARTICLES)
    assert checked.leadership == ()
    assert removed


def test_a_difference_needs_two_readings_that_stand() -> None:
    """A disagreement with a reading nobody wrote is no disagreement."""
    item = Disagreement(
        FactKind.STAKE,
        "stake",
        (_say("49 percent", 0), _say("55 percent", 0)),
        Agreement.CONFLICT,
        "the figures differ",
    )
    checked, removed = verify(_part(disagreements=(item,)), ARTICLES)
    assert checked.disagreements == ()
    assert [r.statement.text for r in removed] == ["55 percent"]


def test_summaries_are_checked_sentence_by_sentence() -> None:
    """Of a condensed article the invented sentence is taken out, the others stay in order."""
    summary = Summary(
        "a1",
        "some model",
        (
            SummarySentence(LINES[1], (_span(1),), 0.9),
            SummarySentence("Lumen will close 30 plants in Spain.", (_span(0),), 0.8),
            SummarySentence("Analysts said some customers may leave.", (_span(3),), 0.7),
        ),
    )
    kept, removed = verify_summary(summary, ARTICLE)
    assert [s.text for s in kept] == [LINES[1], "Analysts said some customers may leave."]
    assert removed[0].where == "summary of lumen.txt"


def test_what_was_overtaken_is_checked_too() -> None:
    """A listed line has a verdict; one that no sentence supports is taken out."""
    lines = (_say(LINES[0], 0), _say("Some customers will leave.", 3))
    part = _part(overtaken=tuple(Overtaken(line, "agreed", None) for line in lines))
    checked, removed = verify(part, ARTICLES)
    [item] = checked.overtaken
    assert item.statement.verdict and item.statement.verdict.support is Support.SUPPORTED
    assert [found.where for found in removed] == ["overtaken"]
