from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merge import merge, route
from summarizer.records import (
    Article,
    Fact,
    FactKind,
    SectionPrompt,
    StoryPart,
    SummarySentence,
)
from tests.merge import making
from tests.merge.making import ARTICLES, FACTS, PROMPTS, READER, STORY, SUMMARIES, article, prompt


def made(
    prompts: Sequence[SectionPrompt] = PROMPTS,
    facts: Sequence[Fact] = FACTS,
    articles: Sequence[Article] = ARTICLES,
    **more: Any,
) -> StoryPart:
    return merge(
        STORY,
        {a.id: a for a in articles},
        making.readings(*articles),
        SUMMARIES,
        making.by_article(facts),
        prompts,
        READER.embed,
        **more,
    )


def section(part: StoryPart, key: str) -> list[str]:
    return [s.text for found in part.sections if found.key == key for s in found.statements]


def spent(part: StoryPart) -> int:
    lines = [*part.bottom_line, *(s for found in part.sections for s in found.statements)]
    return sum(len(statement.text.split()) for statement in lines)


def test_points_go_to_the_section_that_asks_for_their_facts() -> None:
    """A risk of clients leaving stands under clients, a motive under motives."""
    part = made()
    everything = {s.key: [x.text for x in s.statements] for s in part.sections}
    assert any("Supermarkets" in text for text in everything["clients"])
    assert any("bird flu" in text for text in everything["motives"])
    assert any("Competition authorities" in text for text in everything["antitrust"])


def test_the_bottom_line_says_who_buys_what_for_how_much() -> None:
    """It is made of sentences of the sources, and they aren't said again where others are left."""
    part = made()
    first = part.bottom_line[0].text
    assert "Orrin Foods" in first and "Tessel Farms" in first and "$2.5 billion" in first
    sources = " ".join(" ".join(a.text.split()) for a in ARTICLES)
    assert all(statement.text in sources for statement in part.bottom_line)
    assert sum(len(statement.text.split()) for statement in part.bottom_line) <= 60


def test_the_headline_is_a_title_of_a_source() -> None:
    """The title that says most is taken, and cites itself first."""
    headline = made().headline
    assert headline.text == making.WIRE.title
    assert making.WIRE.cut(headline.evidence[0]) == making.WIRE.title


def test_a_story_without_titles_is_headed_by_its_best_point() -> None:
    """Titles that are too short to tell anything are not used."""
    plain = [article(a.origin, *a.text.split("\n\n")[1:]) for a in ARTICLES]
    story = making.story(*([a] for a in plain))
    part = merge(
        story, {a.id: a for a in plain}, making.readings(*plain), {}, {}, PROMPTS, READER.embed
    )
    assert part.headline.text in plain[0].text + plain[1].text + plain[2].text


def test_a_section_that_no_source_feeds_says_so() -> None:
    """Such a section has no statements and the prompt's own words for that."""
    part = made((*PROMPTS, prompt("debt", 60, FactKind.DEBT)))
    last = part.sections[-1]
    assert (last.key, last.statements, last.empty) == ("debt", (), "Nothing on debt.")


def test_sections_come_in_the_order_of_their_prompts() -> None:
    """The order of the arguments has no influence."""
    keys = [found.key for found in made(PROMPTS[::-1]).sections]
    assert keys == [found.key for found in PROMPTS]


def test_a_user_s_section_is_fed_by_its_probes() -> None:
    """A section that asks for no kind of fact gets what reads like its probe sentences."""
    flu = prompt("disease", 5, probes=["Its farms were hit by bird flu."])
    assert any("bird flu" in text for text in section(made((flu,), facts=()), "disease"))


def test_one_point_stands_in_one_section() -> None:
    """No statement is told twice, bottom line and a section's only point aside."""
    part = made()
    texts = [s.text for found in part.sections for s in found.statements]
    assert len(texts) == len(set(texts))


def test_answers_that_were_written_for_a_section_stand_there() -> None:
    """What an instructed model says for a section is a point of that section."""
    span = making.line(making.BLOG, "bird flu")
    said = SummarySentence("Orrin Foods wants hens because of bird flu.", (span,), 1.0)
    part = made(facts=(), answers={"motives": [said]})
    assert said.text in [*section(part, "motives"), *(s.text for s in part.bottom_line)]


def test_independent_sources_are_counted_once_however_often_they_are_printed() -> None:
    """A wire story and its copy are one source of the first point."""
    part = made()
    for statement in (*part.bottom_line, *(s for f in part.sections for s in f.statements)):
        assert statement.sources == STORY.independent(statement.evidence)


def test_routing_gives_each_section_its_source_sentences() -> None:
    """The sentences for an instructed model come by section, those with facts first."""
    spans = route(
        STORY,
        {a.id: a for a in ARTICLES},
        making.readings(*ARTICLES),
        making.by_article(FACTS),
        PROMPTS,
        READER.embed,
    )
    assert spans["clients"] == (making.line(making.WIRE, "Supermarkets"),)
    assert {span.article for span in spans["motives"]} == {making.PAPER.id, making.BLOG.id}


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=0, max_value=400))
def test_the_budget_is_kept_by_dropping_points_and_never_by_cutting(words: int) -> None:
    """At any budget every line is a whole sentence (its first word may be a name in brackets), each
    fed section keeps one, and what is above the least possible memo stays within the budget."""
    least, part = made(words=0), made(words=words)
    assert spent(part) <= max(words, spent(least))
    fed = {found.key for found in made(words=10_000).sections if found.statements}
    assert {found.key for found in part.sections if found.statements} == fed
    sources = " ".join(" ".join(a.text.split()) for a in ARTICLES)
    for found in part.sections:
        whole = [re.sub(r"^\[[\w ]+\]", "", statement.text) for statement in found.statements]
        assert all(text in sources and text.endswith(".") for text in whole)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_mappings_and_facts_has_no_influence(shuffler: random.Random) -> None:
    """The same articles and facts give the same part, however they are handed over."""
    articles, facts = list(ARTICLES), list(FACTS)
    shuffler.shuffle(articles)
    shuffler.shuffle(facts)
    assert made(facts=facts, articles=articles) == made()


def test_a_story_without_facts_or_summaries_still_has_a_headline() -> None:
    """Nothing but text gives a part with empty sections, not an error."""
    nothing: Mapping[str, Any] = {}
    part = merge(
        STORY, {a.id: a for a in ARTICLES}, nothing, nothing, nothing, PROMPTS, READER.embed
    )
    assert part.headline.text
    assert not (part.card or part.leadership or part.disagreements)
