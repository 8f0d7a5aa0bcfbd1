from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.merge.candidates import candidates
from summarizer.merge.known import needs
from summarizer.merge.material import Material, gather
from summarizer.merge.people import described, presented
from summarizer.merge.points import Scales, points
from summarizer.merge.voice import Voice
from summarizer.records import Article, Entity, EntityKind, Reading
from tests.merge.making import article, line, readings, spot, story

PERSON, ORGANISATION = EntityKind.PERSON, EntityKind.ORGANISATION


def material(source: Article, *names: tuple[str, EntityKind]) -> Material:
    """The article's lines, with these words named in it."""
    entities = tuple(Entity(spot(source, name), kind, 0.9) for name, kind in names)
    reading: Reading = replace(readings(source)[source.id], entities=entities)
    return gather(story([source]), {source.id: source}, {source.id: reading}, {})


FARM = article(
    "farm",
    "Hens are dear, said Orrin Foods chief executive Dora Lindgren on a visit to the farms. "
    "Feed costs little this year in the north of Norway. Lindgren hopes for a better rating soon. "
    "Lindgren also wants to sell the mills of the group by the end of May.",
)
NAMES = (
    ("Dora Lindgren", PERSON),
    ("Lindgren hopes", PERSON),
    ("Lindgren also", PERSON),
)


def named(source: Article, *names: tuple[str, EntityKind]) -> Material:
    """The same, of each name only its first word where a small letter follows."""
    entities = []
    for words, kind in names:
        span = spot(source, words)
        last = words.split()[-1]
        end = span.end if last[0].isupper() else span.start + len(words.split()[0])
        entities.append(Entity(replace(span, end=end), kind, 0.9))
    reading: Reading = replace(readings(source)[source.id], entities=tuple(entities))
    return gather(story([source]), {source.id: source}, {source.id: reading}, {})


def test_a_surname_is_told_by_the_name_and_role_of_before() -> None:
    """The reader of a memo learns who speaks, and the evidence has the sentence that says it."""
    stuff = named(FARM, *NAMES)
    own = stuff.lines[line(FARM, "Lindgren hopes")]
    found = presented(own, stuff, own.text)
    assert found is not None
    expected = "[Orrin Foods chief executive Dora Lindgren] hopes for a better rating soon."
    assert found.text == expected
    assert found.spans == (line(FARM, "Hens are dear"),)


def test_who_was_presented_is_not_presented_again() -> None:
    """Of two lines about one person only the first one in the memo has the role."""
    stuff = named(FARM, *NAMES)
    made = candidates(stuff, {}, {}, [line(FARM, "Lindgren hopes"), line(FARM, "Lindgren also")])
    found = sorted(points(made, stuff, Scales.of(stuff)), key=lambda point: point.best.spans)
    first, second = Voice("").statements(found)
    assert first.text.startswith("[Orrin Foods chief executive Dora Lindgren] hopes")
    assert second.text.startswith("Lindgren also wants")


def test_a_company_of_the_same_name_is_nobody() -> None:
    """A surname that a company bears too stays as it is."""
    source = article(
        "a",
        "Paul Abara founded the feed mill Abara Feeds in Bergen. Abara said it would hire more.",
    )
    stuff = named(
        source, ("Paul Abara", PERSON), ("Abara Feeds", ORGANISATION), ("Abara said", PERSON)
    )
    own = stuff.lines[line(source, "Abara said")]
    assert presented(own, stuff, own.text) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The analyst Ann Rowe expects more.", "analyst Ann Rowe"),
        ("It is dear, said Ann Rowe, an analyst at Fjord Bank.",
         "Ann Rowe, an analyst at Fjord Bank"),
        ("Canadian Industry Minister Ann Rowe blocked it.",
         "Canadian Industry Minister Ann Rowe"),
        ("But Orrin finance director Ann Rowe said no.", "Orrin finance director Ann Rowe"),
        ("Norwegian District Judge Ann Rowe put it off.", "Norwegian District Judge Ann Rowe"),
        ("Neighbours met Ann Rowe at the mill.", "Ann Rowe"),
        ("They met Ann Rowe, whom the chairman of Tessel knows.", "Ann Rowe"),
    ],
)  # fmt: skip
def test_the_role_stands_beside_the_name(sentence: str, expected: str) -> None:
    """Right before it or right behind a comma; elsewhere nothing is taken for it."""
    assert described("Ann Rowe", sentence) == expected


LOAN = (
    "Orrin Foods took out a $2 billion syndicated loan to buy the egg farms of Tessel. "
    "Two thirds of the loan will be paid back from the sale of mills."
)


def wanting(text: str, words: str) -> frozenset[str]:
    source = article("a", text)
    stuff = material(source)
    own = stuff.lines[line(source, words)]
    return needs(own.text, own, stuff)


def test_the_loan_needs_the_sentence_that_told_of_a_loan() -> None:
    """A noun behind a bare "the" that an earlier sentence brought up is taken for known."""
    assert wanting(LOAN, "Two thirds") == {"loan"}


@pytest.mark.parametrize(
    "second",
    [
        "Orrin got a loan in May and will pay the loan back in June.",
        "The loan of Fjord Bank will be paid back from the sale of mills.",
        "The deal will be paid for from the sale of two mills.",
        "Orrin Foods said the company would sell two mills in Bergen.",
        "The weather was mild in the north of Norway this year.",
    ],
)
def test_what_needs_nothing(second: str) -> None:
    """Nouns that the sentence brings up or names itself, the deal, a named company, and what no
    sentence brought up."""
    first = "Orrin Foods, a company of Bergen, took out a $2 billion loan for a deal with Tessel."
    assert wanting(f"{first} {second}", second) == frozenset()
