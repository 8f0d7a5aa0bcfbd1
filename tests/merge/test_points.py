from __future__ import annotations

from datetime import date

from summarizer.merge.candidates import candidates
from summarizer.merge.points import Point, Scales, points
from summarizer.merge.wording import dangles, length
from summarizer.merge.wording import line as shown
from summarizer.records import Article, Fact, FactKind, Move, Summary, SummarySentence
from tests.merge.making import article, change, dollars, fact, line, material, percent, phrase


def made(*articles: Article, facts: tuple[Fact, ...] = ()) -> list[Point]:
    stuff = material(*articles, facts=facts)
    return points(candidates(stuff, {}, {}, []), stuff, Scales.of(stuff))


def test_what_two_sources_say_is_one_point_with_both_as_evidence() -> None:
    """Equivalent sentences become one point, its own sentence the first of its evidence."""
    one = article("a", "Orrin Foods paid $2.5 billion for the farms.")
    two = article("b", "For the farms, Orrin Foods paid $2.5 bln in March.")
    prices = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(two, FactKind.PRICE, "$2.5 bln", dollars("2.5")),
    )
    [point] = made(one, two, facts=prices)
    assert point.sources == 2
    assert point.evidence[0] == point.best.spans[0]
    assert {span.article for span in point.evidence} == {one.id, two.id}


def test_points_with_other_amounts_stay_two() -> None:
    """Sentences alike but for the price are two points."""
    one = article("a", "Orrin Foods paid $2.5 billion for the farms.")
    two = article("b", "Orrin Foods paid $2.9 billion for the farms.")
    prices = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(two, FactKind.PRICE, "$2.9 billion", dollars("2.9")),
    )
    assert [point.sources for point in made(one, two, facts=prices)] == [1, 1]


def test_a_point_is_worded_by_a_sentence_that_stands_alone() -> None:
    """Where a source opens with "It", the wording comes from one that names the company."""
    one = article("a", "Good news. It paid $2.5 billion for the farms in Norway on Monday.")
    two = article("b", "Orrin Foods paid $2.5 billion for the farms in Norway.")
    prices = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(two, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    )
    assert made(one, two, facts=prices)[0].best.text == two.text.split("\n\n")[1]


def test_a_sentence_that_points_back_can_stand_behind_the_one_it_points_to() -> None:
    """A lone "It will …" is told together with the sentence before it, both word for word."""
    one = article("a", "Orrin Foods owns farms in Norway. It paid $2.5 billion for them.")
    price = fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5"))
    [point] = made(one, facts=(price,))
    assert point.best.text == one.text.split("\n\n")[1]
    assert len(point.evidence) == 2


def test_a_written_sentence_that_goes_beyond_its_source_is_replaced_by_it() -> None:
    """A condenser's number that the source doesn't hold never becomes a point."""
    one = article("a", "Orrin Foods paid $2.5 billion for the farms in Norway.")
    span = line(one, "Orrin")
    wrong = SummarySentence("Orrin Foods paid $25 billion for the farms.", (span,), 1.0)
    stuff = material(one)
    found = candidates(stuff, {one.id: Summary(one.id, "x", (wrong,))}, {}, [])
    assert [candidate.text for candidate in found] == [one.cut(span)]


def test_a_point_of_several_sources_weighs_more() -> None:
    """What two sources say comes before what one says, all else equal."""
    one = article(
        "a", "Orrin Foods paid $2.5 billion for farms. Orrin Foods paid $7 million in tax."
    )
    two = article("b", "Orrin Foods paid $2.5 billion for farms, it said.")
    facts = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(one, FactKind.PRICE, "$7 million", dollars("0.007")),
        fact(two, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    )
    first, second = made(one, two, facts=facts)
    assert (first.sources, second.sources) == (2, 1)
    assert first.weight > second.weight


def test_an_opening_that_says_nothing_is_left_out() -> None:
    """ "Meanwhile," goes, and what follows begins with a capital; nothing else changes."""
    assert shown("Meanwhile, clients may leave.") == "Clients may leave."
    assert shown("But clients  may leave.") == "Clients may leave."
    assert shown("Butter clients may leave.") == "Butter clients may leave."
    assert length("Meanwhile, clients may leave.") == 3


def test_a_sentence_about_the_deal_stands_alone_in_a_memo_about_it() -> None:
    """ "The takeover" is understood, "The company" could be either."""
    assert not dangles("The takeover needs the approval of regulators.")
    assert dangles("The company has lost clients.")
    assert dangles("However, he will leave.")


def test_a_source_can_bear_a_point_out_with_several_sentences() -> None:
    """Price here and stake there, in one article, support a sentence that has both."""
    one = article("a", "Orrin Foods paid $2.5 billion for 40 percent of Tessel Farms.")
    two = article("b", "Orrin Foods paid $2.5 billion. It owns 40 percent of Tessel Farms now.")
    facts = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(one, FactKind.STAKE, "40 percent", percent("40")),
        fact(two, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(two, FactKind.STAKE, "40 percent", percent("40")),
    )
    best = made(one, two, facts=facts)[0]
    assert (best.sources, len(best.evidence)) == (2, 3)


def test_a_source_that_states_only_the_price_is_not_counted_for_the_stake() -> None:
    """The number of sources is that of those who say the main things."""
    one = article("a", "Orrin Foods paid $2.5 billion for 40 percent of Tessel Farms.")
    two = article("b", "Orrin Foods paid $2.5 billion for its part of Tessel Farms.")
    facts = (
        fact(one, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
        fact(one, FactKind.STAKE, "40 percent", percent("40")),
        fact(two, FactKind.PRICE, "$2.5 billion", dollars("2.5")),
    )
    assert made(one, two, facts=facts)[0].sources == 1


def test_what_only_an_old_article_says_weighs_less() -> None:
    """A later article may have overtaken it."""
    words = "Orrin Foods paid $2.5 billion for the farms."
    old = article("a", words, day=date(2023, 1, 2))
    new = article("b", "The shares rose.", day=date(2024, 1, 2))
    price = fact(old, FactKind.PRICE, "$2.5 billion", dollars("2.5"))
    alone, overtaken = made(old, facts=(price,))[0], made(old, new, facts=(price,))[0]
    assert overtaken.weight < alone.weight


def test_a_source_that_names_nobody_to_report_to_is_not_counted_for_it() -> None:
    """That somebody stays is not that she reports to Ada Moss, nor that she reports to another."""
    words = "Dora Lindgren will stay chief executive of Tessel Farms and report to Ada Moss."
    one = article("a", words)
    two = article("b", "Dora Lindgren will stay chief executive of Tessel Farms for years.")
    three = article("c", words.replace("Ada Moss", "Ben Frost"))
    four = article("d", words.replace("will stay", "stays"))
    stays = change("Dora Lindgren", Move.STAYS, role_after="chief executive")
    facts = tuple(
        fact(source, FactKind.LEADERSHIP, "Dora Lindgren", stays)
        for source in (one, two, three, four)
    )
    found = next(p for p in made(one, two, three, four, facts=facts) if "Moss" in p.best.text)
    assert {span.article for span in found.evidence} == {one.id, four.id}


def test_a_source_that_names_another_sum_is_not_counted() -> None:
    """A sum that no fact rests on has to stand in a source, too, that is counted for it."""
    said = "Orrin Foods agreed to buy the farms of Tessel in Norway for cash in a deal {}."
    one = article("a", said.format("valued at $2.5 billion"))
    two = article("b", said.format("that was told on Monday"))
    three = article("c", said.format("that was valued at about $2.5 bln"))
    facts = tuple(
        fact(a, FactKind.CONSIDERATION, "cash", phrase("cash")) for a in (one, two, three)
    )
    top = next(p for p in made(one, two, three, facts=facts) if "$2.5 billion" in p.best.text)
    assert {span.article for span in top.evidence} == {one.id, three.id}
