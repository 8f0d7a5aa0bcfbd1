from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.segments import segments, snap


def test_a_day_never_leaves_its_night_behind() -> None:
    """ "on Friday night" goes whole, or stays where what follows needs it."""
    told = "The mayor told bakers at a dinner on Friday night that the mill would stay open."
    assert not any(told[a:b].endswith("on Friday") for a, b in segments(told))
    plain = "The bakers met at a dinner on Friday night, said Old Mill."
    assert any(plain[a:b] == " on Friday night" for a, b in segments(plain))


def without(sentence: str, kept: str) -> str:
    """The sentence when the decoder copied only the words of `kept`."""
    ranges, at = [], 0
    for word in kept.split():
        start = sentence.index(word, at)
        at = start + len(word)
        ranges.append((start, at))
    return " | ".join(sentence[a:b] for a, b in snap(sentence, ranges))


@pytest.mark.parametrize(
    ("sentence", "kept", "line"),
    [
        (
            "Harbour Foods, which was founded in 1931, bought Old Mill and its bakeries.",
            "Harbour Foods bought Old Mill and its bakeries .",
            "Harbour Foods | bought Old Mill and its bakeries.",
        ),
        (
            "Harbour Foods bought Old Mill for $3 billion, ending months of talks.",
            "Harbour Foods bought Old Mill for $3 billion .",
            "Harbour Foods bought Old Mill for $3 billion | .",
        ),
        (
            "Old Mill said on Friday it would close the bakery in Leeds.",
            "Old Mill said it would close the bakery in Leeds.",
            "Old Mill said | it would close the bakery in Leeds.",
        ),
        (
            "The baker, Old Mill Ltd, which has ten shops, was forced to close for a week.",
            "The baker, Old Mill Ltd was forced to close for a week.",
            "The baker, Old Mill Ltd | , was forced to close for a week.",
        ),
        (
            "Harbour sells cakes, while its flour mill, which has ten shops, was forced to close.",
            "Harbour sells cakes, while its flour mill was forced to close.",
            "Harbour sells cakes, while its flour mill | was forced to close.",
        ),
        (
            "In May, Ms Vane said the baker, which has ten shops, could not be sold.",
            "In May, Ms Vane said the baker could not be sold.",
            "In May, Ms Vane said the baker | could not be sold.",
        ),
        (
            "Meanwhile, the board of Old Mill met in London twice.",
            "the board of Old Mill met in London twice.",
            "the board of Old Mill met in London twice.",
        ),
    ],
)
def test_what_may_go_goes(sentence: str, kept: str, line: str) -> None:
    """Asides, tails, days and openers that the decoder left out are left out as a whole."""
    assert without(sentence, kept) == line


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour Foods will buy Old Mill, while lenders said the price was too high.",
        "Harbour Foods will buy Old Mill, which may not be sold, people familiar with it said.",
        "Harbour Foods will buy Old Mill, paying $3 billion for its ten bakeries.",
        "Harbour Foods will buy Old Mill after March only if regulators agree.",
        "“Harbour Foods will buy Old Mill, adding ten bakeries to its own.”",
        "Even after a share sale the state still owns most of Old Mill.",
        "It had costs of integrating systems and training, repainting planes and severance.",
        "The deadline for a deal at the mine in Papua was supposed to be on Friday.",
        "In the second quarter, the profit of the whole group fell by a third.",
        "In its lawsuit, filed in the court of Leeds at noon that day, the baker said it was told.",
        "The bakers of Leeds met the mayor, the millers and lenders, as well as their own chiefs.",
        "In the case, one of the largest heard in Leeds, Harbour Foods says it lost ten shops.",
        "Old Mill, one of the bakers of Leeds, said a drop in sales following a fire would hurt.",
        "The leaders of the bakers of Leeds said after a talk that they had all agreed on it.",
        "Its forecast for the year as a whole was cut in part because of a fire.",
        "The talk was broadcast on Friday, the bakers of Leeds said.",
        "The bakery was shut on Friday, the first day of spring in the North.",
        "The bakers of Leeds will meet in the town hall again on Friday.",
        "In a draft to be issued after a summit concluding on Friday, bakers vow to pay.",
        "The bakers of Leeds were seen at the yearly meeting on Friday.",
        "It was a sign that while sales of bread may rise again, staying in Leeds could be hard.",
        "The shares of the baker fell to a new low on Friday, a day after the sale of a mill.",
        "The final reading of the index is among the figures that are due on Wednesday.",
        "In the North of England, the bakers of Old Mill sold most of what they baked.",
        "Shares in Old Mill (International) Ltd. were set to open up a fifth on a sale.",
        "After a sale of its ten bakeries, Old Mill would be owned by its lenders alone.",
    ],
)
def test_what_binds_stays(sentence: str) -> None:
    """Attributions, negations, conditions, amounts, quotations and times are never left out,
    however little the decoder copied."""
    assert snap(sentence, []) == [(0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "Harbour Foods Inc. HRBF.N, the country's biggest baker, agreed to buy Old Mill.",
            "Harbour Foods Inc. | , the country's biggest baker, agreed to buy Old Mill.",
        ),
        (
            "The country's biggest baker is to be sold whole to Harbour Foods Inc. HRBF.N.",
            "The country's biggest baker is to be sold whole to Harbour Foods Inc.",
        ),
        (
            "The broad Leeds Bread Index .LBX last finished the day at 1,400 points.",
            "The broad Leeds Bread Index | last finished the day at 1,400 points.",
        ),
        (
            "Harbour Foods IncHRBF.N and the index.LBX of Leeds rose at once on Friday.",
            "Harbour Foods Inc | and the index | of Leeds rose at once on Friday.",
        ),
        (
            "Old Mill Co M.N. said the bakery's F.N sales had risen.",
            "Old Mill Co | said the bakery's | sales had risen.",
        ),
        (
            "( link.mill.com/ab12c ) The Leeds Bread Index.LBI00000XY, Old Mill ( MILL_p.L ) fell.",
            "The Leeds Bread Index | , Old Mill | fell.",
        ),
        (
            "Old Mill MILL_u.TO said the bakery in Leeds was sold.",
            "Old Mill | said the bakery in Leeds was sold.",
        ),
        (
            "Harbour Foods AG HRBF.n.DE said the bakery in Leeds was sold.",
            "Harbour Foods AG | said the bakery in Leeds was sold.",
        ),
        (
            "The U.N. said the bakery in Leeds was sold to Old Mill.",
            "The U.N. said the bakery in Leeds was sold to Old Mill.",
        ),
        (
            "The bakery in Leeds was sold to the the owner of Old Mill.",
            "The bakery in Leeds was sold to | the owner of Old Mill.",
        ),
        (
            "The bakery in Leeds was sold to Old Mill..",
            "The bakery in Leeds was sold to Old Mill | .",
        ),
        (
            "March crude CLH7 rose to $70 and the krone NOK= to 6.10 a dollar.[ID:nL123]",
            "March crude | rose to $70 and the krone | to 6.10 a dollar.",
        ),
    ],
)
def test_codes_of_shares_go(sentence: str, line: str) -> None:
    """The code of a share behind a company's name is left out even where the decoder copied it."""
    assert without(sentence, sentence) == line


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("But Old Mill will close three bakeries.", "Old Mill will close three bakeries."),
        ("Also the bakers of Leeds will close.", "the bakers of Leeds will close."),
        ("However, the baker will close.", "the baker will close."),
        ("The baker, however, will close.", "The baker | will close."),
        (
            "Instead, Old Mill said, the baker hid that he was broke.",
            "Old Mill said | the baker hid that he was broke.",
        ),
        (
            "Instead, Old Mill said, citing a letter, that the baker was broke.",
            "Old Mill said, citing a letter, that the baker was broke.",
        ),
        ("But for the sale the baker would close.", "But for the sale the baker would close."),
        ("But “we will not close,” Ms Vane said.", "But “we will not close,” Ms Vane said."),
    ],
)
def test_what_joins_goes_with_the_sentence_before(sentence: str, line: str) -> None:
    """Where the sentence before isn't told, words that join this one to it go."""
    ranges = snap(sentence, [(0, len(sentence))], linked=False)
    assert " | ".join(sentence[a:b] for a, b in ranges) == line
    assert snap(sentence, [(0, len(sentence))]) == [(0, len(sentence))]


def test_initials_are_no_codes() -> None:
    """Names with stops of their own stay whole."""
    sentence = "The board of J.P. Mill and U.S. Bakers in the U.S. agreed to the sale at once."
    assert snap(sentence, [(0, len(sentence))]) == [(0, len(sentence))]


def test_half_a_segment_stays() -> None:
    """A segment the decoder copied in good part is kept whole."""
    sentence = "Harbour Foods bought Old Mill and its mills, adding ten bakeries to its own."
    assert without(sentence, "Harbour Foods bought Old Mill adding ten bakeries .") == sentence


def test_a_line_keeps_six_words() -> None:
    """No segment goes whose loss would leave a stub."""
    sentence = "It closed Monday, following a review of all of its bakeries."
    assert snap(sentence, []) == [(0, len(sentence))]


@given(st.text(alphabet='ab ,.()“”"-Monday onwhichafter$5%', max_size=120))
def test_kept_ranges_are_in_order(text: str) -> None:
    """Whatever the text, ranges are in order, apart, inside it, and without blanks at their
    edges."""
    at = 0
    for start, end in snap(text, []):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
    assert all(0 <= a < b <= len(text) for a, b in segments(text))


def test_what_another_line_speaks_of_stays() -> None:
    """A segment that is wanted stays, however little the decoder copied."""
    sentence = "Old Mill closed its bakery in Leeds after a long dispute with its lenders."
    assert snap(sentence, []) != [(0, len(sentence))]
    assert snap(sentence, [], wanted=[re.compile("disputes?")]) == [(0, len(sentence))]
    assert snap(sentence, [], wanted=[re.compile("bak|lend")]) != [(0, len(sentence))]


def test_no_comma_stands_before_the_full_stop() -> None:
    """A comma goes with what followed it."""
    sentence = "Old Mill closed a bakery in Leeds, a small one, on Thursday after a dispute there."
    assert without(sentence, "") == "Old Mill closed a bakery in Leeds, a small one | ."


@pytest.mark.parametrize(
    "sentence",
    [
        "The judge also appointed the maker's lawyer, Ada Birch of Birch Sons, as lead counsel.",
        "The firm left its habit of naming new software releases after large wild birds.",
        "The ministry reopened a contest for sixty new patrol boats, suspended after bids came in.",
        "The owners priced the public offering later on Wednesday above an already raised range.",
        "After taking inflation into account, the price of crude oil will stay where it is today.",
    ],
)
def test_what_the_rest_needs_stays(sentence: str) -> None:
    """Nothing goes that a verb, a participle or the truth of the line asks for."""
    kept = snap(sentence, [])
    assert " ".join(sentence[a:b] for a, b in kept) == sentence
