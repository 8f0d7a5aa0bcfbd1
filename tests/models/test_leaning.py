from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pytest

from summarizer.models.leaning import needs, pointing
from summarizer.models.reader import Mention


def laid(sentences: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The sentences as one text, and where each is."""
    starts = accumulate((len(s) + 1 for s in sentences), initial=0)
    return " ".join(sentences), [(a, a + len(s)) for a, s in zip(starts, sentences, strict=False)]


def persons(text: str, *names: str) -> list[Mention]:
    """Each name where it first stands behind the one before."""
    out, at = [], 0
    for name in names:
        at = text.index(name, at)
        out.append(Mention(at, at + len(name), "PER", 1.0))
        at += len(name)
    return out


@pytest.mark.parametrize(
    "told",
    ["The company sold a mill.", "But the deal, now old, fell.", "The biggest baker rose."],
)
def test_what_is_known_must_have_been_told(told: str) -> None:
    """A sentence about "the company" needs any sentence before it."""
    text, spans = laid(["Old Mill will be sold.", "It rained.", told])
    assert needs(text, spans, []) == {2: {0, 1}}


@pytest.mark.parametrize(
    "told", ["The dollar fell.", "The Leeds court sat.", "Bakers of Leeds sat."]
)
def test_what_there_is_one_of_or_has_a_name_needs_nothing(told: str) -> None:
    """The dollar, or what has a name, is known without another sentence."""
    text, spans = laid(["Old Mill will be sold.", told, "Ann Vane sat."])
    assert needs(text, spans, persons(text, "Ann Vane")) == {}


def test_a_surname_needs_the_whole_name() -> None:
    """Who is told of by surname was named in full before, unless a title introduces him again."""
    text, spans = laid(
        [
            "Old Mill fell.",
            "Ann Vane leads it.",
            "Vane will go.",
            "Its chief Ann Vane and Vane sat.",
        ]
    )
    names = persons(text, "Ann Vane", "Vane", "Ann Vane", "Vane")
    assert needs(text, spans, names) == {2: {1}}
    text, spans = laid(["Ann Vane leads it.", "Mill Chairman Vane will go."])
    assert needs(text, spans, persons(text, "Ann Vane", "Vane")) == {}


@pytest.mark.parametrize(
    "told",
    [
        "His talk followed.",
        "Nobody met these needs.",
        "Nobody now has this role.",
        "By buying it, they gain.",
        "Another mill of it burned.",
        "“They will sell,” said a third.",
        "But now, bakers act alone.",
        "Two, if it was sold, to whom.",
        "Ten bakers were also asked.",
        "Of that loan, a half is paid.",
        "Bakers paid a half over that span.",
        "Of the three mills, two closed.",
        "The remaining bakers left.",
        "After some weeks it reopened.",
        "Ann Vane said this would help.",
    ],
)
def test_some_need_the_sentence_before(told: str) -> None:
    """What speaks of "his", "this role" or "they" needs the sentence right before it."""
    text, spans = laid(["Old Mill will be sold.", "Ann Vane leads it.", told])
    assert needs(text, spans, []) == {2: {1}}


def test_it_may_stand_for_nothing_at_the_start() -> None:
    """An article may begin with "It is getting harder" and tell of "a baker who says he", but not
    begin with "It fell"."""
    for lead, out in (
        ("It is getting harder to bake.", set()),
        ("It fell by half.", {0}),
        ("A baker who says he sold a mill will go.", set()),
        ("He will go.", {0}),
    ):
        text, spans = laid([lead, "Old Mill fell."])
        assert pointing(text, spans, []) == out


def test_pronouns_point_back() -> None:
    """A sentence with "he" before any person, or that begins with "it", points back."""
    text, spans = laid(
        ["Ann Vane said she would go.", "Then he left.", "It rained.", "“Ms Vane left,” he said."]
    )
    assert pointing(text, spans, persons(text, "Ann Vane", "Vane")) == {1, 2, 3}


def test_a_thing_spoken_of_as_known_needs_where_it_was_told() -> None:
    """ "The delays" need a sentence with delays, else the one before; "the Dutch firm" needs the
    country's name."""
    told = ["A Dutch fund bids for Old Mill.", "It is late.", "Ovens are delayed.", "It rained."]
    for last, needed in (
        ("The delays come as sales fall.", {2}),
        ("The long dispute comes as sales fall.", {3}),
        ("The Dutch buyer, which bakes, is rich.", {0}),
        ("The price of bread is high.", {0, 1, 2, 3}),
    ):
        text, spans = laid([*told, last])
        assert needs(text, spans, []) == {4: needed}


def test_letters_for_a_name_need_the_name() -> None:
    """Letters that stand for a name told before need it; letters told of nowhere need nothing."""
    text, spans = laid(
        ["The Leeds Bread Market opened.", "It rained.", "LBM and KRX are its peers."]
    )
    assert needs(text, spans, []) == {2: {0}}
    text, spans = laid(["It rained.", "Its owner is KRX Bakers.", "It is late.", "KRX was sold."])
    assert needs(text, spans, []) == {3: {1}}


def test_a_sentence_of_somebodys_words_needs_others_before() -> None:
    """What begins with a quotation is told after something else, unless the article begins so."""
    text, spans = laid(["“We bake,” said Ann Vane.", "It rained.", "“We sell,” said Ann Vane."])
    assert needs(text, spans, []) == {2: {0, 1}}
