from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merge.equivalence import Claim, bears_out, contradicts, coverage, says_all
from summarizer.records import Fact, FactKind, Move, Name
from tests.merge.making import article, change, dollars, fact, features


def flat(_: str) -> float:
    return 1.0


def same(one: str, other: str) -> bool:
    first, second = (Claim(f, ()) for f in features(one, other))
    return says_all(first, second, flat) and says_all(second, first, flat)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orrin bought Tessel for $2.5 billion.", "Orrin bought Tessel for $2.7 billion."),
        ("Orrin bought 40 percent of Tessel.", "Orrin bought 45 percent of Tessel."),
        ("Orrin will close the plant.", "Orrin will not close the plant."),
        ("Orrin denied that it bought Tessel.", "Orrin bought Tessel."),
        ("Clients of Tessel may leave.", "Clients of Tessel leave."),
        ("Abara becomes interim CEO of Tessel.", "Abara becomes CEO of Tessel."),
        ("Former chairman Abara bought shares.", "Chairman Abara bought shares."),
        ("Then Orrin bought a plant in Norway.", "Then Orrin bought a plant in Sweden."),
        ("The sale closes in March 2025.", "The sale closes in June 2025."),
        ("It cut 300 jobs at Tessel.", "It cut 300 plants at Tessel."),
    ],
)
def test_likeness_of_words_is_not_sameness(one: str, other: str) -> None:
    """Another amount, denial, doubt, role, name or unit makes another point."""
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orrin bought Tessel for $2.5 billion.", "Tessel was bought by Orrin for $2.5 bln."),
        ("It lost 4.3 percent of its staff.", "Of its staff it lost 4.3%."),
        ("The chief executive of Tessel leaves.", "Tessel's CEO, its chief executive, leaves."),
    ],
)
def test_amounts_are_compared_as_quantities(one: str, other: str) -> None:
    """Another order of words or another way to write an amount doesn't make another point."""
    first, second = (Claim(f, ()) for f in features(one, other))
    assert says_all(second, first, flat)


def test_a_longer_sentence_says_all_of_a_shorter_one_but_not_the_reverse() -> None:
    """Saying all that another does is one-sided."""
    long, short = features(
        "Orrin bought Tessel for $2.5 billion and will run its farms in Norway itself.",
        "Orrin bought Tessel for $2.5 billion.",
    )
    assert says_all(Claim(long, ()), Claim(short, ()), flat)
    assert not says_all(Claim(short, ()), Claim(long, ()), flat)


def test_the_same_facts_make_other_words_the_same_point() -> None:
    """Two sentences with hardly a word in common are one point if their facts are one."""
    a = article("a", "Paul Abara, the finance chief, will assume the position of interim CEO.")
    b = article("b", "Finance chief Paul Abara takes over as interim CEO, the company said.")
    move = change("Paul Abara", Move.PROMOTED, role_after="interim CEO", interim=True)
    claims = [
        Claim(f, (fact(source, FactKind.LEADERSHIP, "Paul Abara", move),))
        for source, f in zip((a, b), features(a.text[3:], b.text[3:]), strict=True)
    ]
    assert says_all(claims[0], claims[1], flat)


def test_sold_to_is_not_bought_by() -> None:
    """A sentence in which buyer and target have changed places contradicts the other."""
    one = article("a", "Orrin has taken over Tessel.")
    other = article("b", "Orrin was taken over by Tessel.")

    def claim(source_text: str, buyer: Fact, target: Fact) -> Claim:
        return Claim(features(source_text)[0], (buyer, target))

    first = claim(
        one.text,
        fact(one, FactKind.BUYER, "Orrin", Name("Orrin")),
        fact(one, FactKind.TARGET, "Tessel", Name("Tessel")),
    )
    second = claim(
        other.text,
        fact(other, FactKind.BUYER, "Tessel", Name("Tessel")),
        fact(other, FactKind.TARGET, "Orrin", Name("Orrin")),
    )
    assert contradicts(first, second)
    assert not contradicts(first, first)


def test_a_part_of_a_sentence_bears_it_out_only_where_it_says_the_main_things() -> None:
    """A source that has the price alone doesn't count for price, stake and valuation."""
    source = article("a", "It paid $2 billion for 40 percent, which makes it worth $5 billion.")
    price = fact(source, FactKind.PRICE, "$2 billion", dollars("2"))
    worth = fact(source, FactKind.VALUATION, "$5 billion", dollars("5"))
    whole, part = features(source.text, "It paid $2 billion.")
    large, small = Claim(whole, (price, worth)), Claim(part, (price,))
    assert not bears_out(small, large, flat, lambda f: 1.0)
    assert bears_out(large, small, flat, lambda f: 1.0)


STEMS = st.frozensets(st.sampled_from("abcdefgh"))


@given(STEMS, STEMS)
def test_coverage_is_a_share(large: frozenset[str], small: frozenset[str]) -> None:
    """Coverage lies between 0 and 1 and is whole for what is inside."""
    assert 0 <= coverage(large, small, flat) <= 1
    assert coverage(large | small, small, flat) == 1
