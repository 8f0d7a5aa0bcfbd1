"""Grouping of very many articles whose features and vectors are given.

    python -m benchmarks.grouping [--sizes 1000 10000 100000]

The articles are made up: stories over 45 days of which three in four have one source, as in the
business news, and few have dozens; each with names and words of its own, a third also with a name
of the story before (another deal of the same company); ordinary words as common as in business
news; vectors around a point of each story; a tenth are copies. Each size is a process of its own;
memory is the operating system's figure, with the articles.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import numpy.typing as npt

from summarizer.stories.group import grouped
from summarizer.stories.sketch import Sketch, Vocabulary, common

DAYS = 45
WIDTH = 256
NAMES, TOPIC, RARE, SHINGLES = 6, 25, 20, 300
SAME_EVENT = 0.48


class Press:
    """Makes articles up; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.vocabulary = Vocabulary()
        self.ordinary = np.array([self.vocabulary.number(w) for w in common()], np.int32)
        self.shares = np.array(list(common().values()))
        self.rare = np.array([self.vocabulary.number(f"rare{n}") for n in range(40_000)], np.int32)
        self.before: list[int] = []

    def story(self, number: int, size: int) -> list[Sketch]:
        chance = self.chance
        names = [self.vocabulary.number(f"name{number}-{n}") for n in range(NAMES)]
        if self.before and chance.random() < 1 / 3:
            names[0] = self.before[0]
        self.before = names
        topic = chance.choice(self.rare, TOPIC, replace=False)
        centre = chance.standard_normal(WIDTH)
        day = 739_000 + int(chance.integers(DAYS))
        made: list[Sketch] = []
        for n in range(size):
            hashes = chance.integers(1 << 32, size=SHINGLES, dtype=np.uint32)
            if made and chance.random() < 0.1:
                hashes[:200] = made[-1].hashes[:200]
            made.append(self._article(f"{number:06}-{n:03}", names, topic, centre, day, hashes))
        return made

    def _article(
        self,
        name: str,
        names: list[int],
        topic: npt.NDArray[np.int32],
        centre: npt.NDArray[np.float64],
        day: int,
        hashes: npt.NDArray[np.uint32],
    ) -> Sketch:
        chance = self.chance
        usual = self.ordinary[chance.random(len(self.ordinary)) < self.shares]
        own = np.array(names[:2] + [n for n in names[2:] if chance.random() < 0.7], np.int32)
        others = np.concatenate([topic[chance.random(TOPIC) < 0.6], chance.choice(self.rare, RARE)])
        keys = np.concatenate([own, np.setdiff1d(others, own), usual])
        head = np.zeros(len(keys), np.bool_)
        head[:2] = True
        vector = centre + 0.8 * chance.standard_normal(WIDTH)
        return Sketch(
            article=name,
            origin=name,
            title=None,
            length=len(hashes),
            day=day + int(chance.integers(3)),
            deal=True,
            hashes=np.unique(hashes),
            keys=keys,
            counts=np.minimum(chance.geometric(0.6, len(keys)), 20).astype(np.uint16),
            heads=head,
            capitals=np.where(np.arange(len(keys)) < len(own), 3, -1).astype(np.int16),
            written=keys,
            chains=((int(own[0]),), (int(own[1]),)),
            names=tuple(own.tolist()),
            vector=(vector / np.linalg.norm(vector)).astype(np.float32),
            same_event=SAME_EVENT,
        )


def made_up(count: int, seed: int = 1) -> tuple[list[Sketch], Vocabulary]:
    """Sketches of so many articles, and their vocabulary."""
    press = Press(seed)
    sketches: list[Sketch] = []
    number = 0
    while len(sketches) < count:
        size = min(int(press.chance.zipf(2.3)), 60, count - len(sketches))
        sketches += press.story(number, size)
        number += 1
    return sketches, press.vocabulary


def measure(count: int) -> None:
    sketches, vocabulary = made_up(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, used = time.perf_counter(), time.process_time()
    found = grouped(sketches, vocabulary)
    wall, used = time.perf_counter() - wall, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    truth = Counter(one.article.partition("-")[0] for one in sketches)
    whole = sum(
        len({id_.partition("-")[0] for id_ in story.articles}) == 1
        and len(story.articles) == truth[story.articles[0].partition("-")[0]]
        for story in found.stories
    )
    print(
        f"{count} articles: {wall:.2f} s ({used:.2f} s of the processor), {peak:.0f} MiB "
        f"({before:.0f} MiB of it before), {len(found.stories)} stories, "
        f"{whole} of {len(truth)} exactly as they were made",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    chosen = options.parse_args()
    if len(chosen.sizes) == 1:
        measure(chosen.sizes[0])
        return
    for size in chosen.sizes:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.grouping", "--sizes", str(size)], check=True
        )


if __name__ == "__main__":
    main()
