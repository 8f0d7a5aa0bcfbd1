"""A story's articles, summaries and facts become its part of the memo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.merge.about import ASIDE, Subject
from summarizer.merge.budget import choose
from summarizer.merge.candidates import candidates
from summarizer.merge.card import card
from summarizer.merge.disagreements import disagreements
from summarizer.merge.echoes import heard
from summarizer.merge.headings import settled
from summarizer.merge.headline import headline, leads
from summarizer.merge.leadership import leadership
from summarizer.merge.material import Material, gather
from summarizer.merge.overtaken import overtaken
from summarizer.merge.points import Point, Scales, points
from summarizer.merge.routing import Routes, routed, routes
from summarizer.merge.voice import Voice
from summarizer.merge.weights import FRESH
from summarizer.merge.wording import nothing, unchanged
from summarizer.records import (
    Article,
    CardRow,
    Embed,
    Fact,
    FactKind,
    Reading,
    Section,
    SectionPrompt,
    Span,
    Story,
    StoryPart,
    Summary,
    SummarySentence,
    Topic,
)
from summarizer.standing import RISKS

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
    extra += _agreed(material, scales)
    told = candidates(material, summaries, answers or {}, extra)
    found = points(told, material, scales)
    homes = _homes(found, ways, Subject.of(material))
    written = [summaries[i].headline for i in story.articles if i in summaries]
    head = headline(material, found, scales, [line for line in written if line])
    differing = disagreements(material)
    rows = card(material, differing)
    voice = Voice(head.text)
    choice = choose(
        homes,
        words,
        scales,
        leads(head, material, scales),
        card=_shown(rows, material),
        headline=material.read(head.text).content,
        risks={p.key for p in ordered if RISKS.intersection(p.facts)},
    )
    return StoryPart(
        story=story.id,
        headline=head,
        bottom_line=voice.statements(choice.bottom),
        card=rows,
        sections=tuple(
            Section(p.key, p.title, voice.statements(choice.sections.get(p.key, ())), p.empty)
            for p in ordered
        ),
        leadership=leadership(material, found),
        disagreements=heard(differing, rows),
        left_out=Voice("").statements(choice.left_out),
        overtaken=overtaken(told, material, scales),
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


def _homes(found: Sequence[Point], ways: Routes, own: Subject) -> dict[str, list[Point]]:
    """Points by the section they belong to, the sections in their order.

    How shares moved, who has no comment, where people come from, and what is said of other
    companies, or by one source of their deals, has no place. Of what no section asks for, what
    several sources tell goes to the nearest section, and a few of the heaviest points of summaries
    that later articles can't have overtaken to the one that tells of the parties; the rest stays in
    the sources.
    """
    general = next((p.key for p in ways.prompts if FactKind.TARGET in p.facts), None)
    people = {p.key for p in ways.prompts if p.topic is Topic.LEADERSHIP}
    homes: dict[str, list[Point]] = {prompt.key: [] for prompt in ways.prompts}
    room = STRAYS
    for point in found:
        best = point.best
        hint = best.hint if best.hint in homes else None
        meant = own.meant(best)
        if not hint and (nothing(best.text) or not (meant or told_by_others(point))):
            continue
        if not hint and own.others(best) and not told_by_others(point):
            continue
        key = asked = hint or ways.section(best.topic, best.spans)
        share = own.share(best, asked is not None)
        if not hint and not _heard(share, asked, point):
            continue
        if key in people and not hint and unchanged(best.text):
            continue
        if key is None and told_by_others(point):
            key = ways.nearest(best.spans) or general
        elif key is None and room and _fills(point, ways):
            key, room = general, room - 1
        if key is not None:
            key = key if hint else settled(key, best.text, ways.prompts)
            homes[key].append(lessened(point, share or ASIDE))
    return {key: points for key, points in homes.items() if points}


def _fills(point: Point, ways: Routes) -> bool:
    """Whether a point of a summary may stand where the parties are told of, for want of a home."""
    best = point.best
    return best.summarised and point.freshness >= FRESH and not ways.idle(best.spans)


def _heard(share: float, asked: str | None, point: Point) -> bool:
    """Whether a point that counts so much has a place: what is beside the story only where a
    section asks for it or another source says all of it."""
    return share == 1 or (share > 0 and (asked is not None or point.sources > 1))


def lessened(point: Point, share: float) -> Point:
    """The point with so much of its weight."""
    return replace(point, weight=share * point.weight, freshness=share * point.freshness)


SHARED = 5
"""Stems and amounts from which on another source tells much of a point."""


def told_by_others(point: Point) -> bool:
    return point.sources > 1 or len(point.shared) >= SHARED


def _agreed(material: Material, scales: Scales) -> list[Span]:
    """The sentences much of which another source says too."""
    return [
        line.span
        for line in material.lines.values()
        if not line.title and len(scales.shared(line.features, line.source)) >= SHARED
    ]


def _shown(rows: Sequence[CardRow], material: Material) -> list[Fact]:
    """The facts that the card's rows rest on."""
    spans = {(row.kind, span) for row in rows for span in row.value.evidence}
    return [
        fact
        for line in material.lines.values()
        for fact in line.facts
        if (fact.kind, fact.sentence) in spans
    ]
