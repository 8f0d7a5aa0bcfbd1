"""Names by their capital letters: where they stand, and a guess at what they name.

A stand-in until a model tags them. What it knows about the world is in `cues.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from summarizer.reading.words import RARE, is_common, stem, weight
from summarizer.records import Article, Entity, EntityKind, Sentence, Span

Guess = tuple[EntityKind, float]

_TOKEN = re.compile(r"(?:[A-Z]\.)+(?=\W|$)|[^\W_]+(?:[&.’'-](?=[^\W_])[^\W_]+)*|&|[^\w\s]")
_PERSONAL = re.compile(r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?|[A-Z]\.")
_COMPOUND = re.compile(r"\w+(?:-[a-z]+)+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of `cues.toml`."""

    organisation_endings: frozenset[str]
    titles: frozenset[str]
    person_follows: frozenset[str]
    place_precedes: frozenset[str]
    joiners: frozenset[str]
    plain: frozenset[str]
    given_names: frozenset[str]
    places: frozenset[str]
    demonyms: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return Cues(**{key: frozenset(words) for key, words in table.items()})


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, with the words on both sides (small, "" where there is none)."""

    span: Span
    words: tuple[str, ...]
    before: str
    after: str
    opens: bool

    @property
    def name(self) -> str:
        return " ".join(self.words)


def entities(article: Article) -> tuple[Entity, ...]:
    """The names of an article in order, never overlapping.

    A word that only its place at the start of a sentence capitalises is no name. Headlines are
    searched for the names of the running text, as their own capitals say little.
    """
    body = article.body()
    found = [run for sentence in body for run in _runs(article, sentence)]
    sure = {run.name for run in found if not run.opens}
    kept = [run for run in found if _is_name(run, sure)]
    guesses = _settle(kept)
    spans = {run.span: guesses[run.name] for run in kept}
    inside = set(body)
    others = [s for s in article.sentences if s not in inside]
    spans |= dict(known(article, others, guesses))
    return tuple(Entity(span, *spans[span]) for span in sorted(spans))


def _runs(article: Article, sentence: Sentence) -> Iterator[Run]:
    """The capitalised runs of a sentence, titles and plain words cut off their front."""
    matches = list(_TOKEN.finditer(article.text, sentence.start, sentence.end))
    at = 0
    while at < len(matches):
        end = _run_end(matches, at)
        ending = matches[end - 1].group().lower() if at < end else ""
        whole = ending in cues().organisation_endings and not _title(ending)
        while at < end and not whole and _is_front(matches[at].group(), sole=end - at == 1):
            at += 1
        if at < end:
            yield _run(article, matches, at, end)
        at = max(end, at + 1)


def _run_end(matches: list[re.Match[str]], at: int) -> int:
    """One past the last token of the run that starts at `at`; `at` itself where none does."""
    end, joiners = at, cues().joiners
    for index in range(at, len(matches)):
        word = matches[index].group()
        if index > at and _title(word):
            break
        if word[0].isupper():
            end = index + 1
            if _POSSESSIVE.search(word):
                break
        elif index == at or word not in joiners:
            break
    return end


def _is_front(word: str, *, sole: bool) -> bool:
    """Whether a word stands before a name rather than in it ("Mr", "On", "Chief")."""
    if word.lower().rstrip(".") in cues().plain or _title(word):
        return True
    return not sole and word.istitle() and weight(stem(word)) < RARE / 2


def _title(word: str) -> bool:
    return word.lower().rstrip(".") in cues().titles


def _run(article: Article, matches: list[re.Match[str]], at: int, end: int) -> Run:
    last = matches[end - 1].group()
    stop = matches[end - 1].end() - len(last) + len(_POSSESSIVE.sub("", last))
    words = [match.group() for match in matches[at:end]]
    words[-1] = _POSSESSIVE.sub("", last)
    return Run(
        span=Span(article.id, matches[at].start(), stop),
        words=tuple(words),
        before=_before(matches, at),
        after=matches[end].group().lower() if end < len(matches) else "",
        opens=at == 0 or matches[at - 1].group() in "“\"‘'(:–—.!?",
    )


def _before(matches: list[re.Match[str]], at: int) -> str:
    """The word before, past the point of an abbreviated title."""
    words = [match.group().lower() for match in matches[max(0, at - 2) : at]]
    return words[0] if words[1:] == ["."] and _title(words[0]) else "".join(words[-1:])


def _is_name(run: Run, sure: set[str]) -> bool:
    if run.name.lower().rstrip(".") in cues().plain or len(run.name) < 2:
        return False
    if len(run.words) == 1 and (_COMPOUND.fullmatch(run.name) or _title_part(run)):
        return False
    if run.opens and len(run.words) == 1 and run.name not in sure:
        return not is_common(run.name)
    return True


def _personal(word: str) -> bool:
    """Whether a word may be part of a person's name: spelled like one, and not a common word."""
    return bool(_PERSONAL.fullmatch(word)) and not is_common(word)


def _title_part(run: Run) -> bool:
    """The middle of a title, as in "Chief Strategy Officer"."""
    return _title(run.before) and _title(run.after)


def classify(run: Run) -> Guess:
    """What a run seems to name, and how sure that is."""
    words = [word.lower().rstrip(".") for word in run.words]
    known = cues()
    rules = (
        (run.name.lower() in known.places, EntityKind.PLACE, 0.85),
        (words[0] in known.demonyms and len(words) == 1, EntityKind.OTHER, 0.8),
        (len(words) > 1 and words[-1] in known.organisation_endings, EntityKind.ORGANISATION, 0.85),
        (1 < len(words) < 5 and words[0] in known.given_names, EntityKind.PERSON, 0.8),
        (run.before in known.titles, EntityKind.PERSON, 0.7),
        (run.after in known.person_follows, EntityKind.PERSON, 0.55),
        (run.name.isupper() and 1 < len(run.name) < 6, EntityKind.ORGANISATION, 0.6),
        (run.before in known.place_precedes and len(words) < 3, EntityKind.PLACE, 0.5),
        (len(words) == 2 and all(map(_personal, run.words)), EntityKind.PERSON, 0.45),
    )
    hit = next(((kind, sure) for applies, kind, sure in rules if applies), None)
    return hit or (EntityKind.ORGANISATION, 0.4)


def _settle(runs: Iterable[Run]) -> dict[str, Guess]:
    """The kind that most speaks for, over all places a name stands at; a surname alone follows
    the full name."""
    votes: defaultdict[str, defaultdict[EntityKind, list[float]]]
    votes = defaultdict(lambda: defaultdict(list))
    for run in runs:
        kind, sure = classify(run)
        votes[run.name][kind].append(sure)
    guesses = {name: _winner(kinds) for name, kinds in votes.items()}
    for name, (kind, sure) in list(guesses.items()):
        surname = name.split()[-1]
        if kind is EntityKind.PERSON and surname in guesses and guesses[surname][1] < sure:
            guesses[surname] = (kind, sure)
    return guesses


def _winner(kinds: Mapping[EntityKind, list[float]]) -> Guess:
    kind = max(kinds, key=lambda kind: (sum(kinds[kind]), kind.value))
    return kind, max(kinds[kind])


def known(
    article: Article, sentences: Iterable[Sentence], guesses: Mapping[str, Guess]
) -> Iterator[tuple[Span, Guess]]:
    """Where the sentences name what the running text names, the longest name first."""
    names = sorted(guesses, key=lambda name: (-len(name), name))
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    for sentence in sentences:
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield Span(article.id, match.start(), match.end()), guesses[match.group()]
