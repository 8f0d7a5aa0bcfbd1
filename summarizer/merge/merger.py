"""A story's articles, summaries and facts become its part of the memo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.merge.budget import choose
from summarizer.merge.candidates import candidates
from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.headline import headline, leads
from summarizer.merge.leadership import leadership
from summarizer.merge.material import gather
from summarizer.merge.points import Point, Scales, points
from summarizer.merge.routing import Routes, routed, routes
from summarizer.merge.weights import FRESH
from summarizer.merge.wording import line
from summarizer.records import (
    Article,
    Embed,
    Fact,
    FactKind,
    Reading,
    Section,
    SectionPrompt,
    Span,
    Statement,
    Story,
    StoryPart,
    Summary,
    SummarySentence,
)

WORDS = 350
STRAYS = 3


def merge(
    story: Story,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    summaries: Mapping[str, Summary],
    facts: Mapping[str, Sequence[Fact]],
    prompts: Sequence[SectionPrompt],
    embed: Embed,
    *,
    words: int = WORDS,
    answers: Mapping[str, Sequence[SummarySentence]] | None = None,
) -> StoryPart:
    """What the story's sources say together, every line with the sentences it rests on.

    `words` is the budget of bottom line and sections; tables and headline don't count. `answers`
    holds, by section key, sentences that were written for that section. Articles, readings and
    facts are looked up by the ids of the story, which must be in `articles`; what is missing from
    the others is taken as empty. The order of the mappings has no influence.
    """
    material = gather(story, articles, readings, facts)
    scales = Scales.of(material)
    ordered = sorted(prompts, key=lambda prompt: (prompt.order, prompt.key))
    ways = routes(material, ordered, embed)
    extra = [span for spans in routed(material, ways).values() for span in spans]
    found = points(candidates(material, summaries, answers or {}, extra), material, scales)
    homes = _homes(found, ways)
    written = [summaries[i].headline for i in story.articles if i in summaries]
    head = headline(material, found, scales, [line for line in written if line])
    differing = disagreements(material)
    choice = choose(homes, words, scales, leads(head, material, scales))
    return StoryPart(
        story=story.id,
        headline=head,
        bottom_line=_statements(choice.bottom),
        card=card(material, differing),
        sections=tuple(
            Section(p.key, p.title, _statements(choice.sections.get(p.key, ())), p.empty)
            for p in ordered
        ),
        leadership=leadership(material, found),
        disagreements=differing,
        left_out=_statements(choice.left_out),
    )


def route(
    story: Story,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    facts: Mapping[str, Sequence[Fact]],
    prompts: Sequence[SectionPrompt],
    embed: Embed,
) -> dict[str, tuple[Span, ...]]:
    """The source sentences each section is fed by, by its key; the most telling ones first."""
    material = gather(story, articles, readings, facts)
    return routed(material, routes(material, prompts, embed))


def _homes(found: Sequence[Point], ways: Routes) -> dict[str, list[Point]]:
    """Points by the section they belong to, the sections in their order.

    Of what summaries hold and no section asks for, the heaviest points that later articles can't
    have overtaken go to the section that tells of the parties; the rest stays in the sources.
    """
    general = next((p.key for p in ways.prompts if FactKind.TARGET in p.facts), None)
    homes: dict[str, list[Point]] = {prompt.key: [] for prompt in ways.prompts}
    room = STRAYS
    for point in found:
        hint = point.best.hint if point.best.hint in homes else None
        key = hint or ways.section(point.best.topic, point.best.spans)
        if key is None and point.best.summarised and point.freshness >= FRESH and room:
            key, room = general, room - 1
        if key is not None:
            homes[key].append(point)
    return {key: points for key, points in homes.items() if points}


def _statements(found: Sequence[Point]) -> tuple[Statement, ...]:
    return tuple(
        Statement(line(p.best.text), p.evidence, p.sources, round(p.weight, 4)) for p in found
    )
