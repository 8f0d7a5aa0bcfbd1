from __future__ import annotations

from summarizer.merge.budget import choose
from summarizer.merge.candidates import candidates
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
