from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.merge.material import Material, gather
from summarizer.merge.refer import resolved, spoken
from summarizer.records import Article, Entity, EntityKind, FactKind, Reading, Span
from tests.merge.making import article, dollars, fact, line, readings, spot, story


def material(source: Article, **names: EntityKind) -> Material:
    """The article's lines, with these words (underscores for blanks) named in it."""
    entities = tuple(
        Entity(spot(source, name.replace("_", " ")), kind, 0.9) for name, kind in names.items()
    )
    reading: Reading = replace(readings(source)[source.id], entities=entities)
    return gather(story([source]), {source.id: source}, {source.id: reading}, {})


def told(source: Article, words: str, **names: EntityKind) -> str | None:
    stuff = material(source, **names)
    found = resolved(stuff.lines[line(source, words)], stuff)
    return found.text if found else None


ORGANISATION, PERSON = EntityKind.ORGANISATION, EntityKind.PERSON


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("It expects the purchase to pay off.", "[Orrin Foods] expects the purchase to pay off."),
        ("It forecast savings of $3 million.", "[Orrin Foods] forecast savings of $3 million."),
        ("The company also sold a mill.", "[Orrin Foods] also sold a mill."),
        ("Its farms were hit by bird flu.", "[Orrin Foods]'s farms were hit by bird flu."),
    ],
)
def test_a_company_behind_a_sentence_about_it_is_named_in_brackets(
    second: str, expected: str
) -> None:
    """The first word of the sentence becomes the name of the one company that can be meant."""
    source = article("a", f"Orrin Foods said that it would buy egg farms in Norway. {second}")
    assert told(source, second, Orrin_Foods=ORGANISATION) == expected


def test_a_name_that_was_seen_in_part_is_given_whole() -> None:
    """Where only "Foods" was marked as a name, "Orrin Foods" of another sentence is put in."""
    source = article(
        "a",
        "Orrin Foods is a maker of soups in Norway. The company had raised $2 million before.",
        "Buyers like Orrin Foods as much as soup.",
    )
    second = source.text.index("Orrin Foods as")
    whole = Entity(Span(source.id, second, second + len("Orrin Foods")), ORGANISATION, 0.9)
    part = Entity(spot(source, "Foods"), ORGANISATION, 0.9)
    stuff = replace(material(source), entities={source.id: (part, whole)})
    found = resolved(stuff.lines[line(source, "The company had")], stuff)
    assert found is not None
    assert found.text == "[Orrin Foods] had raised $2 million before."


def test_a_person_is_named_who_alone_was_named_before() -> None:
    """ "He" is the one person of the sentence before, with the role told there; the evidence has
    both sentences."""
    source = article(
        "a", '"Eggs are dear," said the analyst Paul Abara. He expects more takeovers of farms.'
    )
    stuff = material(source, Paul_Abara=PERSON)
    found = resolved(stuff.lines[line(source, "He expects")], stuff)
    assert found is not None
    assert found.text == "[Analyst Paul Abara] expects more takeovers of farms."
    assert found.spans == (line(source, "He expects"), line(source, "Eggs are dear"))


def test_of_two_persons_none_is_put_in() -> None:
    """Where two could be meant, the sentence stays unresolved."""
    source = article(
        "a", "Dora Lindgren met Paul Abara on the farm. He expects more takeovers of farms."
    )
    assert told(source, "He expects", Dora_Lindgren=PERSON, Paul_Abara=PERSON) is None


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("It will help Orrin make up for lost hens.", "[The deal] will help Orrin make up"),
        ("It is expected to add to Orrin's profit.", "[The deal] is expected to add to"),
        ("It also includes $2 million of debt.", "[The deal] also includes $2 million"),
        ("It will be financed with new shares.", "[The deal] will be financed with"),
    ],
)
def test_an_it_behind_a_sentence_about_the_deal_is_the_deal(second: str, expected: str) -> None:
    """What helps, adds and includes behind "The deal is …" is the deal."""
    source = article("a", f"The deal is the largest in eggs and gives Orrin new hens. {second}")
    found = told(source, second, Orrin=ORGANISATION)
    assert found is not None and found.startswith(expected)


def test_what_behind_a_price_includes_debt_is_the_deal() -> None:
    """ "It includes …" behind a sentence with a price is neither the buyer nor anything else."""
    source = article("a", "Orrin said it would pay $9 million. It includes $2 million of debt.")
    entities = (Entity(spot(source, "Orrin"), ORGANISATION, 0.9),)
    reading: Reading = replace(readings(source)[source.id], entities=entities)
    price = fact(source, FactKind.PRICE, "$9 million", dollars("0.009"))
    stuff = gather(story([source]), {source.id: source}, {source.id: reading}, {source.id: [price]})
    found = resolved(stuff.lines[line(source, "It includes")], stuff)
    assert found is not None and found.text == "[The deal] includes $2 million of debt."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orrin Foods said it would pay $9 a share.", "It also includes $2 million of debt."),
        ("Orrin Foods wants the farms of Tessel.", "It will help to make up for lost hens."),
        ("The veto was a blow to Orrin Foods.", "It also raises doubts over another bid."),
        ("Orrin Foods said that it would buy egg farms.", "It is not clear who pays for them."),
        ("Orrin's bid for Tessel was refused.", "It had been made on Friday at lunch."),
    ],
)
def test_an_it_that_may_be_anything_is_left_alone(first: str, second: str) -> None:
    """The price, the plan, the blow, nobody, or the bid: "it" is a company only behind a sentence
    about one, and where it does what a company does."""
    source = article("a", f"{first} {second}")
    name = "Orrin_Foods" if "Orrin Foods" in first else "Orrin"
    assert told(source, second, **{name: ORGANISATION}) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Orrin Foods said that it would buy egg farms in a cash deal.",
            "It also includes $1.9 million in assumed debt.",
            "[The deal] also includes $1.9 million in assumed debt.",
        ),
        (
            "Orrin Foods raised its offer for egg farms in Norway.",
            "It values the farms at $3 million.",
            "[The offer] values the farms at $3 million.",
        ),
        ("Orrin Foods agreed to buy farms.", "It represents a premium of a fifth.", None),
        ("Orrin Foods sealed the merger.", "It creates the largest keeper of hens.", None),
    ],
)
def test_what_a_deal_does_is_not_said_of_the_company(
    first: str, second: str, expected: str | None
) -> None:
    """An "it" that includes, values or represents is the deal of the sentence before, not the
    company; what both may do stays open."""
    source = article("a", f"{first} {second}")
    assert told(source, second, Orrin_Foods=ORGANISATION) == expected


def test_the_sentence_before_must_stand_in_the_same_paragraph() -> None:
    """What a paragraph opens with is not looked up in another one."""
    source = article("a", "Orrin Foods said that it would buy farms.", "It expects more of them.")
    assert told(source, "It expects", Orrin_Foods=ORGANISATION) is None


def test_a_source_is_told_of_as_it_was_at_first() -> None:
    """ "The source said" has the words that an earlier sentence found for him; where none did,
    nothing is put in."""
    first = "Orrin Foods wants the egg farms of Tessel, a source familiar with the talks said."
    second = "The farms are worth eight times their earnings, the source said."
    source = article("a", f"{first} {second}")
    stuff = material(source)
    found = spoken(stuff.lines[line(source, "eight times")], stuff)
    assert found is not None
    expected = "eight times their earnings, [a source familiar with the talks] said."
    assert found.text.endswith(expected)
    assert found.spans == (line(source, "eight times"), line(source, "Orrin Foods wants"))
    alone = article("b", second)
    stuff = material(alone)
    assert spoken(stuff.lines[line(alone, "eight times")], stuff) is None
