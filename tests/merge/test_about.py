from __future__ import annotations

from dataclasses import replace

from summarizer.merge.about import Subject
from summarizer.merge.candidates import candidates
from summarizer.merge.material import gather
from summarizer.merge.weights import agreement
from summarizer.records import Entity, EntityKind, FactKind, Name
from tests.merge.making import article, by_article, fact, line, material, readings, spot, story

NEWS = article(
    "news",
    "Orrin Foods buys Tessel Farms.",
    "Corvo Poultry closed its own purchase of a hatchery in Denmark last year.",
    "Corvo Poultry may look for another partner after the takeover, analysts said.",
)


def test_what_is_said_of_other_companies_is_told_apart() -> None:
    """A sentence that names only another company is beside the story, unless it names the deal."""
    facts = [
        fact(NEWS, FactKind.BUYER, "Orrin Foods", Name("Orrin Foods")),
        fact(NEWS, FactKind.TARGET, "Tessel Farms", Name("Tessel Farms")),
    ]
    named = ("Orrin Foods", "Tessel Farms", "Corvo Poultry closed", "Corvo Poultry may")
    entities = tuple(Entity(spot(NEWS, n), EntityKind.ORGANISATION, 0.9) for n in named)
    reading = replace(readings(NEWS)[NEWS.id], entities=entities)
    stuff = gather(story([NEWS]), {NEWS.id: NEWS}, {NEWS.id: reading}, by_article(facts))
    own = Subject.of(stuff)
    meant = {c.text[:18]: own.meant(c) for c in candidates(stuff, {}, {}, list(stuff.lines))}
    assert meant == {
        "Orrin Foods buys T": True,
        "Corvo Poultry clos": False,
        "Corvo Poultry may ": True,
    }


def test_what_two_sources_say_is_known_by_its_words_and_amounts() -> None:
    """Of a sentence, the words and amounts of the line that is like it in another source count."""
    one = article("one", "Holders get 0.7 Orrin shares for each Tessel share.", "Hens lay eggs.")
    two = article(
        "two", "Each Tessel share is worth 0.7 shares of Orrin.", "Dealers sleep in on Mondays."
    )
    stuff = material(one, two)
    shared = agreement(stuff)
    found = shared(stuff.lines[line(one, "Holders get")].features, 0)
    assert {"tessel", "orrin"} <= found
    assert any("0.7" in word for word in found)
    assert not shared(stuff.lines[line(one, "Hens lay")].features, 0)
