from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pytest

from summarizer.models.reader import Mention
from summarizer.models.referring import behind, referring


def laid(
    sentences: Sequence[str], **kinds: str
) -> tuple[str, list[tuple[int, int]], list[Mention]]:
    """The sentences as one text, where each is, and the names of each kind, wherever they stand."""
    text = " ".join(sentences)
    starts = accumulate((len(s) + 1 for s in sentences), initial=0)
    spans = [(a, a + len(s)) for a, s in zip(starts, sentences, strict=False)]
    found = [
        Mention(at, at + len(name), kind, 1.0)
        for kind, names in kinds.items()
        for name in names.split("|")
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return text, spans, sorted(found, key=lambda m: m.start)


@pytest.mark.parametrize(
    "told",
    [
        "Lenders then seized the bakery.",
        "Bakers could then strike in May.",
        "Old Mill will instead sell bread.",
        "At the time, it would have cost more.",
        "But with bread dear, none of them sees a fall.",
        "A flaw in a similar oven caused a fire.",
        "Old Mill responded by raising its bid.",
        "The figure was the highest of the decade.",
        "Old Mill joined them in Leeds.",
        "In response, the mayor sued Old Mill.",
        "A court threw out that suit's main claim.",
        "Late as that may sound, bakers agree.",
        "As of end-March, it had ten ovens.",
        "More recently, Vane sold bread.",
        "Discounts add to that cost pressure.",
        "Here is how to fix this: sell the ovens.",
        "Others such as Vane will follow.",
    ],
)
def test_what_speaks_of_the_sentence_before_needs_it(told: str) -> None:
    """What came "then", "instead" or "at the time", a figure or "them" was told right before."""
    assert behind(told)
    text, spans, names = laid(["Old Mill was sold.", "It rained.", told])
    assert [*referring(text, spans, names)] == [(2, {1})]


@pytest.mark.parametrize(
    "told",
    [
        "Vane left and then sold the bakery.",
        "A mill then known as Vane burned.",
        "Old Mill won't close but instead sell.",
        "Vane bought bread instead of flour.",
        "At the time of the sale, bread was dear.",
        "Bakers wed in a similar way to millers.",
        "The figure of a baker stands in Leeds.",
        "Bakers sell what millers send them.",
        "In response to the rise, bakers sued.",
        "Vane has a suit, and a court threw out that suit's main claim.",
        "Some bakers may wait.",
        "If sold, it will close.",
        "Under its new owner Vane, it will close.",
        "The cost fell, and bakers added to that cost again.",
        "Vane owns ovens, of which he said that some fell.",
        "Vane said that bakers' ovens are old.",
    ],
)
def test_what_tells_of_it_itself_needs_none(told: str) -> None:
    """A sentence that says what it means by such a word stands alone."""
    assert not behind(told)


def test_two_of_a_kind_need_both_names() -> None:
    """ "Both bakers" need a sentence with two names, unless two are named beside them."""
    told = ["Vane Bread will buy Old Mill.", "It rained.", "Vane Bread fell.", "It rose."]
    names = "Vane Bread|Old Mill"
    for last, needed in (
        ("Shares of both companies fell.", [(4, {0})]),
        ("The two bakers' rivals are rich.", []),
        ("The two sides will meet.", [(4, {0})]),
        ("Vane Bread and Old Mill said both companies fell.", []),
    ):
        text, spans, found = laid([*told, last], ORG=names)
        assert [*referring(text, spans, found)] == needed


def test_a_thing_by_a_name_needs_the_name() -> None:
    """ "The Vane deal" needs any sentence with the name, "the Vane deal of May" none."""
    told = ["Old Mill will be sold.", "Vane Bread bids.", "It rained.", "The Vane bid is high."]
    assert [*referring(*laid(told))] == [(3, {1})]
    assert not [*referring(*laid([*told[:3], "The Vane bid for Old Mill is high."]))]


def test_a_surname_that_nobody_tagged_needs_the_whole_name() -> None:
    """A surname that first stood in a whole name needs that; one that is a firm's does not."""
    told = ["Old Mill fell.", "Ann Vane led it.", "Under Vane, Old Mill sold bread."]
    text, spans, names = laid(told, PER="Ann Vane", ORG="Old Mill")
    assert [*referring(text, spans, names)] == [(2, {1})]
    for last in ("Mayor Vane was rich.", "Bill Vane was rich.", "Vane Bread was rich."):
        text, spans, names = laid([*told[:2], last], PER="Ann Vane", ORG="Old Mill")
        assert not [*referring(text, spans, names)]
    text, spans, names = laid(["Vane Bread fell.", *told[1:]], PER="Ann Vane", ORG="Vane Bread")
    assert not [*referring(text, spans, names)]


@pytest.mark.parametrize("last", ["Vane sold a mill.", "“We bake bread,” Vane said."])
def test_who_a_sentence_is_about_needs_more_of_the_name(last: str) -> None:
    """Vane alone needs any sentence that names Vane, if one has more of the name; without such a
    sentence the name is known."""
    told = ["Bread is dear.", "Vane Bread burned.", "It rained.", last]
    assert [*referring(*laid(told, ORG="Vane|Vane Bread"))] == [(3, {1})]
    assert not [*referring(*laid([told[0], "Vane burned.", *told[2:]], ORG="Vane"))]
    assert not [*referring(*laid(told, LOC="Vane"))]
