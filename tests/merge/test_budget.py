from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.merge.budget import Choice, choose
from summarizer.merge.candidates import candidates
from summarizer.merge.knowledge import themes
from summarizer.merge.points import Point, Scales, points
from summarizer.records import Article, Fact, FactKind
from tests.merge.making import article, dollars, fact, material, phrase


def made(*articles: Article, facts: Sequence[Fact]) -> tuple[list[Point], Scales]:
    stuff = material(*articles, facts=facts)
    scales = Scales.of(stuff)
    return points(candidates(stuff, {}, {}, []), stuff, scales), scales


def chosen(
    sections: Mapping[str, Sequence[Point]],
    scales: Scales,
    words: int = 350,
    *,
    lead: str | None = None,
    risks: Sequence[str] = (),
) -> Choice:
    """What is chosen, where the points with some words are fit to open the memo."""
    return choose(
        sections,
        words,
        scales,
        lambda point: 9.0 * (lead is not None and lead in point.best.text),
        risks=risks,
    )


def told(choice: Choice) -> list[str]:
    """All that the memo says."""
    found = [*choice.bottom, *(p for section in choice.sections.values() for p in section)]
    return [point.best.text for point in found]


def holds(texts: Sequence[str], words: str) -> bool:
    return any(words in text for text in texts)


PRICE = "Orrin Foods is paying $2.5 billion in cash for the egg farms of Tessel in Norway."
CLIENTS = "Supermarkets that compete with Orrin may stop buying eggs from the Tessel farms."
TERMS = article(
    "terms",
    PRICE,
    "The Tessel farms will cost Orrin Foods exactly $2.5 billion, the seller confirmed.",
    CLIENTS,
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
    choice = chosen(*homes(), lead="Unions")
    assert choice.bottom[0].best.text.startswith("Unions")
    assert sum(len(point.best.text.split()) for point in choice.bottom) <= 60


def test_a_point_whose_facts_were_told_comes_last_or_not_at_all() -> None:
    """The price is not told twice while there is something else to say."""
    texts = told(chosen(*homes(), 60))
    assert holds(texts, "Supermarkets")
    assert holds(texts, "Unions")


def test_every_fed_section_keeps_a_point_without_any_budget() -> None:
    """With no words to spend each section still says its one thing."""
    choice = chosen(*homes(), 0)
    assert [len(found) for found in choice.sections.values()] == [1, 1, 1]


def test_what_there_was_no_room_for_is_listed() -> None:
    """A point that would have added something is left out by name."""
    more = article("more", "Rivals of Orrin Foods fear that its eggs will get too cheap to match.")
    fear = fact(more, FactKind.OTHER_RISK, "Rivals", phrase("eggs too cheap to match"))
    found, scales = made(TERMS, more, facts=(*FACTS, fear))
    choice = chosen({"all": found}, scales, 10)
    assert choice.left_out
    assert not {p.best.text for p in choice.left_out} & {p.best.text for p in choice.bottom}


def test_themes_are_told_by_small_words_and_not_by_names() -> None:
    """A company called Data or Market says nothing about what a motive is about."""
    assert themes("Savings of 5 percent at Data Market after losing engineers") == {
        "savings",
        "people",
    }


def test_a_motive_about_something_else_comes_before_a_second_one_of_a_theme() -> None:
    """Of two motives about savings the second waits until the one about people was told."""
    why = article(
        "why",
        "Orrin Foods expects the purchase to bring savings of $40 million a year from depots.",
        "Joint buying of feed should cut the costs of both companies by $25 million a year.",
        "Orrin Foods has lost a tenth of its veterinary staff to rivals since last summer.",
    )
    savings, costs, staff = (
        fact(why, FactKind.MOTIVE, words, phrase(value))
        for words, value in (
            ("savings of", "savings of $40 million a year"),
            ("cut the costs", "cut the costs of both companies"),
            ("has lost", "has lost a tenth of its staff"),
        )
    )
    found, scales = made(why, facts=(savings, costs, replace(staff, confidence=0.5)))
    texts = told(chosen({"why": found}, scales, 35))
    assert len(texts) == 2
    assert holds(texts, "staff")


def test_a_second_risk_of_one_kind_waits_for_other_matters() -> None:
    """What a further risk of a kind is worth falls faster than that of a first one of another."""
    more = article(
        "more",
        CLIENTS,
        "Hotels that buy from Tessel may look for another supplier of eggs, an analyst said.",
        "Packers at Tessel may leave if the station in the north is closed by Orrin Foods.",
    )
    facts = (
        fact(more, FactKind.CLIENT_RISK, "Supermarkets", phrase("may stop buying eggs")),
        fact(more, FactKind.CLIENT_RISK, "Hotels", phrase("may look for another supplier")),
        replace(fact(more, FactKind.TALENT_RISK, "Packers", phrase("may leave")), confidence=0.7),
    )
    found, scales = made(more, facts=facts)
    texts = told(chosen({"risks": found}, scales, 30))
    assert len(texts) == 2
    assert holds(texts, "Packers")


def test_the_bottom_line_has_a_risk_behind_the_lead() -> None:
    """What to worry about stands on top, where its section has more to say."""
    more = article(
        "more",
        PRICE,
        CLIENTS,
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
    choice = chosen(parts, scales, lead="$2.5 billion", risks=["risks"])
    assert choice.bottom[0] in parts["terms"]
    assert choice.bottom[1] in parts["risks"]
    assert choice.sections["risks"]


def test_a_sentence_is_not_told_beside_a_shorter_form_of_it() -> None:
    """Where the sentence behind brings it along, the line that shortens it goes."""
    one = article(
        "a",
        "Orrin Foods said on Wednesday it would pay $30 a share for Tessel. It remains with debt of"
        " $1.9 billion, two loans and a lease of farms in Norway.",
        "The sellers would owe Orrin a fee of $90 million if another buyer came, a letter shows.",
    )
    facts = (
        fact(one, FactKind.PRICE, "$30 a share", dollars("0.00000003")),
        fact(one, FactKind.DEBT, "$1.9 billion", dollars("1.9")),
        fact(one, FactKind.BREAK_FEE, "$90 million", dollars("0.09")),
    )
    stuff = material(one, facts=facts)
    scales = Scales.of(stuff)
    said = candidates(stuff, {}, {}, [])
    pair = next(c for c in said if c.paired)
    whole = next(c for c in said if "Wednesday" in c.text and not c.paired)
    text = "Orrin Foods would pay $30 a share for Tessel."
    shorter = replace(whole, text=text, features=stuff.read(text))
    fee = next(c for c in said if "fee" in c.text)
    found = [p for c in (pair, shorter, fee) for p in points([c], stuff, scales)]
    texts = told(chosen({"terms": found}, scales))
    assert holds(texts, "It remains")
    assert not holds(texts, text)


COSTS = "Two thirds of the loan will cost $40 million a year in interest for the farms of Tessel."


def test_what_takes_a_thing_for_known_waits_for_it() -> None:
    """ "The loan" doesn't open a memo, and comes after what else there is to say."""
    loan = article(
        "loan",
        "Orrin Foods took out a $2 billion loan of five banks in Oslo for the farms of Tessel.",
        COSTS,
    )
    facts = (fact(loan, FactKind.DEBT, "$40 million", dollars("0.04")),)
    found, scales = made(loan, facts=facts)
    choice = chosen({"terms": found}, scales, lead="")
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
        COSTS,
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
    parts = {"terms": [p for p in found if p not in why], "why": why}
    choice = chosen(parts, scales, lead="paying")
    assert [p.best.text.split()[0] for p in choice.sections["why"]] == ["Orrin", "Two"]
