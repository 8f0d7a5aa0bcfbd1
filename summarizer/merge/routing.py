"""Which section of the memo a sentence belongs to.

The facts a sentence states go first. Else a section that names its topic gets what likely states
it (`classes.py`), which also keeps a sentence from sections that its facts suggest and its wording
denies, unless the wording states something that nothing else holds. Sections without a topic, and
all of them where the reader's vectors tell no topics, get what reads like them: probe sentences are
compared with every line of the story, and a line belongs to a section where it stands out among
them. What counts is how far it stands out, so that strong and weak embeddings are judged by one
measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from summarizer.merge.classes import TOPICS, probabilities, sign
from summarizer.merge.knowledge import kinds
from summarizer.merge.material import Line, Material
from summarizer.records import Embed, Fact, FloatArray, SectionPrompt, Span, Topic


@dataclass(frozen=True, slots=True)
class Bar:
    """What a line must reach to be taken: likeness to a probe, and how far that stands out, in
    standard deviations above the mean of all lines."""

    like: float
    stands_out: float


WITH_FACTS = Bar(0.33, 2.5)
WITHOUT_FACTS = Bar(0.2, 2.0)
"""The bar of a section that asks for no kind of fact and so has nothing else to go by."""

AHEAD = 0.5
"""How far, by the same measure, the section must be ahead of the next one."""

TELLING = 7
"""Content words from which on a line without facts may be taken for its topic or how it reads."""

BY_FACTS = 0.15
"""Pull of facts from which on they decide."""


POSSIBLE = 0.05
"""Probability of its topic under which a section gets no sentence, whatever facts say."""

BACKED = 0.4
"""The same as a share of the likeliest topic's (none among them): facts alone don't send a sentence
where its wording hardly belongs."""


NEEDS: Mapping[Topic | None, tuple[str, ...]] = {
    Topic.REGULATORY_RISK: ("authority", "court"),
    Topic.CLIENT_RISK: ("customers",),
    Topic.LEADERSHIP: ("role", "moving"),
}
"""Signs of `data/signs.toml` of which a sentence without facts must have one for its topic."""

RISKS = (Topic.CLIENT_RISK, Topic.REGULATORY_RISK, Topic.OTHER_RISK)

LIKELY = 0.3
"""Probability from which on a topic gets a sentence that facts don't send anywhere."""

PLAIN = 0.55
"""The same without any of the signs that its topic needs. BACKED, LIKELY and this were chosen by
cross-validation over the sentences that the network was fitted to (`training/README.md`)."""

IDLE = 0.5
"""Probability of stating nothing from which on a sentence doesn't fill up a section."""


@dataclass(frozen=True, slots=True, eq=False)
class Routes:
    """What sends sentences to sections. `likes` has a row a line and a column a section: likeness
    to the nearest probe; `scores` how far it stands out. `shares` has the probabilities of each
    topic by span, where they can be told."""

    prompts: tuple[SectionPrompt, ...]
    rows: Mapping[Span, int]
    likes: FloatArray
    scores: FloatArray
    shares: Mapping[Span, FloatArray]
    texts: Mapping[Span, str] = field(default_factory=dict)

    def section(self, facts: Sequence[Fact], spans: Sequence[Span]) -> str | None:
        """The key of the section for a sentence with these facts and sources, if any is fit."""
        best, shares = self.by_facts(facts), self.of(spans)
        if best is not None and (shares is None or _possible(best, shares, BACKED)):
            return best.key
        read = None if best is not None else self.by_probes(spans)
        if shares is None or (read is not None and read.topic is None):
            return read.key if read else None
        told = self._told(shares, spans)
        stated = TOPICS[int(shares.argmax())] is not None
        if told is None and stated and best is not None and _possible(best, shares):
            return best.key
        return told

    def _told(self, shares: FloatArray, spans: Sequence[Span]) -> str | None:
        """The section of the likeliest topic, if it is likely enough for the words there are."""
        topic, share = TOPICS[int(shares.argmax())], float(shares.max())
        if topic is None or share < LIKELY or (share < PLAIN and not self.says(topic, spans)):
            return None
        return next((p.key for p in self.prompts if p.topic is topic), None)

    def says(self, topic: Topic | None, spans: Sequence[Span]) -> bool:
        """Whether a sentence has a word that its topic can't do without: an authority, a client."""
        text = next((self.texts[span] for span in spans if span in self.texts), "")
        return topic not in NEEDS or any(sign(name).search(text) for name in NEEDS[topic])

    def nearest(self, spans: Sequence[Span]) -> str | None:
        """The section that a sentence which has none comes nearest to, if one is likely."""
        shares = self.of(spans)
        asked = [p for p in self.prompts if p.topic is not None and self.says(p.topic, spans)]
        if shares is None or not asked:
            return None
        best = max(asked, key=lambda p: (float(shares[TOPICS.index(p.topic)]), -p.order))
        return best.key if shares[TOPICS.index(best.topic)] >= shares[TOPICS.index(None)] else None

    def idle(self, spans: Sequence[Span]) -> bool:
        """Whether a sentence likely states nothing that a section asks for, as far as topics can be
        told; short lines without facts are taken for such."""
        shares = self.of(spans)
        return bool(self.shares) if shares is None else bool(shares[TOPICS.index(None)] >= IDLE)

    def of(self, spans: Sequence[Span]) -> FloatArray | None:
        """The probabilities of the topics of the first of the spans, if they can be told."""
        return next((self.shares[span] for span in spans if span in self.shares), None)

    def by_facts(self, facts: Sequence[Fact]) -> SectionPrompt | None:
        """The section that these facts draw to, if they do strongly enough."""
        pulls = {prompt.key: pull(facts, prompt) for prompt in self.prompts}
        best = max(self.prompts, key=lambda p: (pulls[p.key], -p.order), default=None)
        return best if best is not None and pulls[best.key] >= BY_FACTS else None

    def by_probes(self, spans: Sequence[Span]) -> SectionPrompt | None:
        """The section whose probes the first of the spans reads like, if it stands out."""
        row = next((self.rows[span] for span in spans if span in self.rows), None)
        if row is None or not self.prompts:
            return None
        ranked = sorted(enumerate(self.scores[row]), key=lambda item: (-item[1], item[0]))
        column, score = ranked[0]
        best = self.prompts[column]
        bar = WITH_FACTS if best.facts else WITHOUT_FACTS
        ahead = len(ranked) == 1 or score - ranked[1][1] >= AHEAD
        fit = score >= bar.stands_out and self.likes[row, column] >= bar.like
        return best if fit and ahead else None


def _possible(prompt: SectionPrompt, shares: FloatArray, backed: float = 0.0) -> bool:
    """Whether the wording backs the section of the facts; of a risk it tells that it is one, the
    facts tell of what kind."""
    if prompt.topic is None:
        return True
    alike = RISKS if prompt.topic in RISKS else (prompt.topic,)
    share = sum(float(shares[TOPICS.index(topic)]) for topic in alike)
    return share >= max(POSSIBLE, backed * float(shares.max()))


def routes(material: Material, prompts: Sequence[SectionPrompt], embed: Embed) -> Routes:
    """Compare every line of the story with the probes of every section, and tell its topic."""
    lines = [line for line in material.lines.values() if not line.title]
    telling = [row for row, line in enumerate(lines) if len(line.features.stems) >= TELLING]
    rows = {lines[row].span: row for row in telling}
    likes = np.zeros((len(lines), len(prompts)), dtype=np.float32)
    if lines and lines[0].vector.size:
        vectors = np.stack([line.vector for line in lines])
        for column, prompt in enumerate(prompts):
            likes[:, column] = (vectors @ embed(prompt.probes).T).max(axis=1)
    told = probabilities(material, lines) if any(p.topic for p in prompts) else None
    shares = {
        line.span: told[row]
        for row, line in enumerate(lines)
        if told is not None and (line.facts or len(line.features.stems) >= TELLING)
    }
    texts = {line.span: line.text for line in lines}
    return Routes(tuple(prompts), rows, likes, _standing_out(likes), shares, texts)


def pull(facts: Sequence[Fact], prompt: SectionPrompt) -> float:
    """How strongly facts draw their sentence into a section; each kind counts once."""
    drawn: dict[str, float] = {}
    for fact in facts:
        if fact.kind in prompt.facts:
            strength = kinds()[fact.kind].pull * fact.confidence
            drawn[fact.kind] = max(drawn.get(fact.kind, 0.0), strength)
    ranked = sorted(drawn.values(), reverse=True)
    return sum(value * 0.5**rank for rank, value in enumerate(ranked))


def _standing_out(likes: FloatArray) -> FloatArray:
    """Likeness in standard deviations above the mean of all lines, a column a section."""
    if not likes.size:
        return likes
    spread = likes.std(axis=0)
    scaled: FloatArray = (likes - likes.mean(axis=0)) / np.where(spread > 1e-6, spread, 1.0)
    return scaled


MOST_ROUTED = 12


def routed(material: Material, found: Routes) -> dict[str, tuple[Span, ...]]:
    """Source sentences by section, those with the strongest facts first."""
    homes: dict[str, list[Line]] = {}
    for line in material.lines.values():
        key = None if line.title else found.section(line.facts, (line.span,))
        if key is not None:
            homes.setdefault(key, []).append(line)
    prompts = {prompt.key: prompt for prompt in found.prompts}
    return {
        key: tuple(
            line.span
            for line in sorted(
                lines, key=lambda n: (-pull(n.facts, prompts[key]), -n.salience, n.span)
            )[:MOST_ROUTED]
        )
        for key, lines in homes.items()
    }
