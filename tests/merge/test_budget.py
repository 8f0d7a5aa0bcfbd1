from __future__ import annotations

from dataclasses import replace

from summarizer.merge.budget import choose
from summarizer.merge.candidates import candidates
from summarizer.merge.knowledge import themes
from summarizer.merge.points import Point, Scales, points
from summarizer.records import Article, Fact, FactKind
from tests.merge.making import article, dollars, fact, material, phrase


def made(*articles: Article, facts: tuple[Fact, ...]) -> tuple[list[Point], Scales]:
    stuff = material(*articles, facts=facts)
    scales = Scales.of(stuff)
    return points(candidates(stuff, {}, {}, []), stuff, scales), scales


TERMS = article(
    "terms",
    "Orrin Foods is paying $2.5 billion in cash for the egg farms of Tessel in Norway.",
    "The Tessel farms will cost Orrin Foods exactly $2.5 billion, the seller confirmed.",
    "Supermarkets that compete with Orrin may stop buying eggs from the Tessel farms.",
    "Unions fear that Orrin Foods will close the packing station in the north of Norway.",
)
FACTS = (
    fact(TERMS, FactKind.PRICE, "$2.5 billion in cash", dollars("2.5")),
    fact(TERMS, FactKind.PRICE, "$2.5 billion, the", dollars("2.5")),
    fact(TERMS, FactKind.CLIENT_RISK, "Supermarkets", phrase("may stop buying eggs")),
    fact(TERMS, FactKind.OTHER_RISK, "Unions", phrase("close the packing station")),
)


def homes() -> tuple[dict[str, list[Point]], Scales]:
    found, scales = made(TERMS, facts=FACTS)
    keys = {FactKind.PRICE: "terms", FactKind.CLIENT_RISK: "clients", FactKind.OTHER_RISK: "other"}
    sections: dict[str, list[Point]] = {"terms": [], "clients": [], "other": []}
    for point in found:
        sections[keys[point.best.facts[0].kind]].append(point)
    return sections, scales


def test_the_bottom_line_opens_with_the_point_fit_to_lead_and_keeps_to_sixty_words() -> None:
    """What leads comes first, the others in the order of their sections."""
    sections, scales = homes()
    choice = choose(sections, 350, scales, lambda p: 9.0 if "Unions" in p.best.text else 0.0)
    assert choice.bottom[0].best.text.startswith("Unions")
    assert sum(len(point.best.text.split()) for point in choice.bottom) <= 60


def test_a_point_whose_facts_were_told_comes_last_or_not_at_all() -> None:
    """The price is not told twice while there is something else to say."""
    sections, scales = homes()
    choice = choose(sections, 60, scales, lambda p: 0.0)
    told = [
        p.best.text for p in (*choice.bottom, *(p for s in choice.sections.values() for p in s))
    ]
    assert any("Supermarkets" in text for text in told)
    assert any("Unions" in text for text in told)


def test_every_fed_section_keeps_a_point_without_any_budget() -> None:
    """With no words to spend each section still says its one thing."""
    sections, scales = homes()
    choice = choose(sections, 0, scales, lambda p: 0.0)
    assert [len(found) for found in choice.sections.values()] == [1, 1, 1]


def test_what_there_was_no_room_for_is_listed() -> None:
    """A point that would have added something is left out by name."""
    more = article("more", "Rivals of Orrin Foods fear that its eggs will get too cheap to match.")
    fear = fact(more, FactKind.OTHER_RISK, "Rivals", phrase("eggs too cheap to match"))
    found, scales = made(TERMS, more, facts=(*FACTS, fear))
    choice = choose({"all": found}, 10, scales, lambda p: 0.0)
    assert choice.left_out
    assert not {p.best.text for p in choice.left_out} & {p.best.text for p in choice.bottom}


def test_themes_are_told_by_small_words_and_not_by_names() -> None:
    """A company called Data or Market says nothing about what a motive is about."""
    assert themes("Savings of 5 percent at Data Market after losing engineers") == {
        "savings",
        "people",
    }


REASONS = article(
    "reasons",
    "Orrin Foods expects the purchase to bring savings of $40 million a year from shared depots.",
    "Joint buying of feed should cut the costs of both companies by $25 million within two years.",
    "Orrin Foods has lost a tenth of its veterinary staff to rivals since the summer of last year.",
)
WHY = (
    fact(REASONS, FactKind.MOTIVE, "savings of", phrase("savings of $40 million a year")),
    fact(REASONS, FactKind.MOTIVE, "cut the costs", phrase("cut the costs of both companies")),
    fact(REASONS, FactKind.MOTIVE, "has lost", phrase("has lost a tenth of its staff")),
)


def test_a_motive_about_something_else_comes_before_a_second_one_of_a_theme() -> None:
    """Of two motives about savings the second waits until the one about people was told."""
    found, scales = made(
        REASONS, facts=tuple(replace(f, confidence=0.5) for f in WHY[2:]) + WHY[:2]
    )
    choice = choose({"why": found}, 35, scales, lambda p: 0.0)
    told = [p.best.text for p in (*choice.bottom, *choice.sections["why"])]
    assert len(told) == 2
    assert any("staff" in text for text in told)


def test_a_second_risk_of_one_kind_waits_for_other_matters() -> None:
    """What a further risk of a kind is worth falls faster than that of a first one of another."""
    more = article(
        "more",
        "Supermarkets that compete with Orrin may stop buying eggs from the Tessel farms.",
        "Hotels that buy from Tessel may look for another supplier of eggs, an analyst said.",
        "Packers at Tessel may leave if the station in the north is closed by Orrin Foods.",
    )
    facts = (
        fact(more, FactKind.CLIENT_RISK, "Supermarkets", phrase("may stop buying eggs")),
        fact(more, FactKind.CLIENT_RISK, "Hotels", phrase("may look for another supplier")),
        replace(fact(more, FactKind.TALENT_RISK, "Packers", phrase("may leave")), confidence=0.7),
    )
    found, scales = made(more, facts=facts)
    choice = choose({"risks": found}, 30, scales, lambda p: 0.0)
    told = [p.best.text for p in (*choice.bottom, *choice.sections["risks"])]
    assert any("Packers" in text for text in told)
    assert len(told) == 2


def test_the_bottom_line_has_a_risk_behind_the_lead() -> None:
    """What to worry about stands on top, where its section has more to say."""
    more = article(
        "more",
        "Orrin Foods is paying $2.5 billion in cash for the egg farms of Tessel in Norway.",
        "Supermarkets that compete with Orrin may stop buying eggs from the Tessel farms.",
        "Unions in Bergen fear that Orrin Foods will close the packing station of the north.",
        "Banks of Tessel could call back their loans once Orrin owns the farms in Norway.",
    )
    facts = (
        fact(more, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(more, FactKind.OTHER_RISK, "Unions", phrase("close the packing station")),
        fact(more, FactKind.FINANCING_RISK, "Banks", phrase("could call back their loans")),
    )
    found, scales = made(more, facts=facts)
    parts: dict[str, list[Point]] = {"terms": [], "risks": []}
    for point in found:
        parts["terms" if point.best.features.amounts else "risks"].append(point)
    choice = choose(parts, 350, scales, lambda p: 9.0 * (p in parts["terms"]), risks={"risks"})
    assert choice.bottom[0] in parts["terms"]
    assert choice.bottom[1] in parts["risks"]
    assert choice.sections["risks"]


def test_what_takes_a_thing_for_known_waits_for_it() -> None:
    """ "The loan" doesn't open a memo, and comes after what else there is to say."""
    loan = article(
        "loan",
        "Orrin Foods took out a $2 billion loan of five banks in Oslo for the farms of Tessel.",
        "Two thirds of the loan will cost $40 million a year in interest for the farms of Tessel.",
    )
    facts = (fact(loan, FactKind.DEBT, "$40 million", dollars("0.04")),)
    found, scales = made(loan, facts=facts)
    choice = choose({"terms": found}, 350, scales, lambda p: 9.0)
    assert not choice.bottom
    assert [point.best.needs for point in choice.sections["terms"]] == [{"loan"}]


def test_what_takes_a_thing_for_known_stands_behind_what_tells_of_it() -> None:
    """A line about "the loan" goes to the section that tells of a loan, below that line."""
    towns = ("Oslo", "Bergen", "Moss", "Voss", "Molde", "Narva", "Hamar")
    banks = ", ".join(f"the bank of {town}" for town in towns)
    loan = article(
        "loan",
        f"Orrin Foods took out a $2 billion loan of {banks} and three lenders of the north, as "
        "its own cash would have lasted for no more than a tenth of the farms of Tessel.",
        "Two thirds of the loan will cost $40 million a year in interest for the farms of Tessel.",
        "Orrin Foods is paying $2.5 billion in cash for the egg farms in the north of Norway.",
        "Tessel will owe Orrin Foods a fee of $90 million if it sells to anybody else, they said.",
    )
    facts = (
        fact(loan, FactKind.BREAK_FEE, "$90 million", dollars("0.09")),
        fact(loan, FactKind.DEBT, "$40 million", dollars("0.04")),
        fact(loan, FactKind.MOTIVE, "Orrin Foods took out", phrase("a loan of banks")),
        fact(loan, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    )
    found, scales = made(loan, facts=facts)
    why = [p for p in found if "a $2 billion loan" in p.best.text]
    terms = [p for p in found if p not in why]
    parts = {"terms": terms, "why": why}
    choice = choose(parts, 350, scales, lambda p: 9.0 * ("paying" in p.best.text))
    assert [p.best.text.split()[0] for p in choice.sections["why"]] == ["Orrin", "Two"]
