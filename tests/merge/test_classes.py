from __future__ import annotations

from dataclasses import replace

import numpy as np

from summarizer import sections
from summarizer.merge.classes import TOPICS, network, probabilities
from summarizer.merge.routing import Routes, routes
from summarizer.records import FactKind, FloatArray, SectionPrompt, Topic
from tests.merge.making import READER, article, fact, line, material, phrase, prompt

SAID = article(
    "a",
    "Customers of Orm may take their orders to other mills once Tarn owns the company.",
)
LOSING = line(SAID, "Customers of Orm")
RISK = replace(prompt("lost", 2, FactKind.CLIENT_RISK), topic=Topic.CLIENT_RISK)
MOTIVE = replace(prompt("why", 1, FactKind.MOTIVE), topic=Topic.MOTIVE)


def share(topic: Topic | None, of: float) -> FloatArray:
    """Probabilities with one topic's share given, and the rest of them with none."""
    found = np.zeros(len(TOPICS), np.float32)
    found[-1] = 1 - of
    found[TOPICS.index(topic)] = of
    return found


def ways(*prompts: SectionPrompt, losing: FloatArray) -> Routes:
    """Routes of the sentence about customers, with the probabilities given."""
    found = routes(material(SAID), prompts, READER.embed)
    return replace(found, shares={LOSING: losing})


def test_every_shipped_section_names_its_topic() -> None:
    """Each topic belongs to exactly one of the shipped sections."""
    assert sorted(s.topic for s in sections.load() if s.topic) == sorted(Topic)


def test_weights_are_whole_and_small() -> None:
    """The shipped weights fit together, and any features give probabilities."""
    net = network()
    found = net.probabilities(np.ones((3, len(net.inner)), np.float32))
    assert found.shape == (3, len(TOPICS))
    assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)


def test_vectors_of_another_reader_tell_no_topic() -> None:
    """The word-statistics reader's vectors are left alone, so that its sections go by probes."""
    found = material(SAID)
    assert probabilities(found, [n for n in found.lines.values() if not n.title]) is None


def test_a_likely_topic_finds_its_section() -> None:
    """Without facts a sentence goes where its topic is likely, and nowhere where it isn't."""
    assert ways(MOTIVE, RISK, losing=share(Topic.CLIENT_RISK, 0.8)).section((), (LOSING,)) == "lost"
    assert ways(MOTIVE, RISK, losing=share(Topic.CLIENT_RISK, 0.2)).section((), (LOSING,)) is None


def test_without_the_words_of_its_topic_a_sentence_must_be_plain() -> None:
    """A sentence that names no authority is a regulatory risk only where that is quite likely."""
    blocked = replace(prompt("block", 3, FactKind.ANTITRUST_RISK), topic=Topic.REGULATORY_RISK)
    likely, plain = (share(Topic.REGULATORY_RISK, of) for of in (0.5, 0.7))
    assert ways(MOTIVE, blocked, losing=likely).section((), (LOSING,)) is None
    assert ways(MOTIVE, blocked, losing=plain).section((), (LOSING,)) == "block"


def test_facts_go_first_unless_the_topic_is_out_of_the_question() -> None:
    """A fact decides against a likelier topic, but not where its own is next to impossible."""
    stated = fact(SAID, FactKind.MOTIVE, "take their orders", phrase("take their orders"))
    unsure = 0.6 * share(Topic.CLIENT_RISK, 1.0) + 0.4 * share(Topic.MOTIVE, 1.0)
    assert ways(MOTIVE, RISK, losing=unsure).section((stated,), (LOSING,)) == "why"
    sure = share(Topic.CLIENT_RISK, 1.0)
    assert ways(MOTIVE, RISK, losing=sure).section((stated,), (LOSING,)) == "lost"


def test_a_section_without_a_topic_keeps_its_facts() -> None:
    """A section of one's own gets what its facts draw, however unlikely any topic is."""
    own = prompt("own", 1, FactKind.MOTIVE)
    stated = fact(SAID, FactKind.MOTIVE, "take their orders", phrase("take their orders"))
    found = ways(own, RISK, losing=share(Topic.CLIENT_RISK, 1.0))
    assert found.section((stated,), (LOSING,)) == "own"


def test_what_states_nothing_fills_up_no_section() -> None:
    """A sentence that likely states nothing is idle; without topics no sentence is."""
    assert ways(RISK, losing=share(None, 1.0)).idle((LOSING,))
    assert not ways(RISK, losing=share(Topic.CLIENT_RISK, 0.8)).idle((LOSING,))
    assert not routes(material(SAID), (RISK,), READER.embed).idle((LOSING,))


def test_facts_decide_where_the_wording_finds_no_home() -> None:
    """Wording that speaks of a topic without its words leaves a sentence to its facts."""
    blocked = replace(prompt("block", 3, FactKind.ANTITRUST_RISK), topic=Topic.REGULATORY_RISK)
    stated = fact(SAID, FactKind.MOTIVE, "take their orders", phrase("take their orders"))
    half = 0.5 * share(Topic.REGULATORY_RISK, 1.0) + 0.1 * share(Topic.MOTIVE, 1.0)
    assert ways(MOTIVE, blocked, losing=half).section((stated,), (LOSING,)) == "why"
    assert ways(MOTIVE, blocked, losing=half).section((), (LOSING,)) is None
