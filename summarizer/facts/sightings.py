"""Where names stand in an article: runs of capitals, cut and joined as its text tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.kinds import Sighting
from summarizer.facts.knowledge import word_list, words
from summarizer.facts.runs import Run, find_runs
from summarizer.facts.tokens import Token
from summarizer.names import LOOSE, PLAIN
from summarizer.records import Article, BlockKind, Entity


def sightings_of(
    article: Article,
    tokens: Sequence[list[Token]],
    shouting: Sequence[bool],
    seen: tuple[frozenset[str], frozenset[str]],
    entities: Sequence[Entity],
) -> list[Sighting]:
    out: list[Sighting] = []
    body = "\n".join(
        article.cut(b) for b in article.blocks if b.kind not in (BlockKind.TITLE, BlockKind.HEADING)
    )
    for sentence, row, loud in zip(article.sentences, tokens, shouting, strict=True):
        title = article.blocks[sentence.block].kind in (BlockKind.TITLE, BlockKind.HEADING)
        if loud:
            continue
        runs = _merge_by_entities(article, find_runs(row, *seen), entities, sentence)
        runs = [part for r in runs for part in _split(r, row, body, title)]
        out += [_sighting(article, run, title, entities) for run in runs]
    return out


def _split(run: Run, tokens: Sequence[Token], body: str, title: bool) -> tuple[Run, ...]:
    """ "Acme Birch bid" names two where the text elsewhere knows each of them alone; in a headline
    that it never joins them is needed too."""
    if run.last - run.first < 2 or run.legal or (title and run.text in body):
        return (run,)
    if not title and run.text.split()[0] in word_list("first_names"):
        return (run,)
    if run.first and tokens[run.first - 1].text in words("names", "role_words"):
        return (run,)
    joined = body.count(run.text)
    for middle in range(run.first + 1, run.last):
        parts = (_cut(run, tokens, run.first, middle), _cut(run, tokens, middle, run.last))
        if any(body.count(p.text) <= joined for p in parts):
            continue  # never without the other
        if all(_alone(p.text, body, title) for p in parts):
            return parts
    return (run,)


def _alone(name: str, body: str, title: bool) -> bool:
    """Whether the text uses the name by itself, not as a piece of a longer one."""
    exact = re.escape(name)
    if title:
        return re.search(rf"(?<!\w){exact}(?!\w)", body) is not None
    if name.lower() in PLAIN or name.lower() in LOOSE:
        return False
    before, after = r"(?:^|\b[a-z]+ |[^\w\s&] ?)", r"(?!\w)(?! [A-Z&])(?!-)"
    return re.search(f"{before}{exact}{after}", body, re.M) is not None


def _cut(run: Run, tokens: Sequence[Token], first: int, last: int) -> Run:
    text = " ".join(t.text for t in tokens[first:last])
    return replace(
        run, first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, text=text
    )


SMALL = re.compile(
    r"(?<=\s)([a-z][a-z0-9]{3,}), (?:the|a|an) (?:[\w-]+ ){0,4}?(?:arm|unit|division|business"
    r"|subsidiary|company|firm|brand|maker|group|startup|start-up)\b"
    r"(?! (?:said|says|has|had|will|also))"
)


def small_names(
    article: Article, tokens: Sequence[list[Token]], seen: Sequence[Sighting]
) -> list[Sighting]:
    """Brands written small, told by what follows them: "brightleaf, the tea arm of …"."""
    roles = {word.lower() for word in words("names", "role_words")}
    known = {m[1] for m in SMALL.finditer(article.text)} - word_list("common_words") - roles
    taken = {s.start for s in seen}
    return [
        Sighting(t.start, t.end, t.text, "", "", True, False, ())
        for row in tokens
        for t in row
        if t.text in known and t.start not in taken
    ]


def _merge_by_entities(
    article: Article, runs: list[Run], entities: Sequence[Entity], sentence: object
) -> list[Run]:
    """Runs that a sure reader takes for one name ("Stone and Finch") become one."""
    sure = [e for e in entities if e.confidence >= 0.8 and " and " in article.cut(e.span)]
    for entity in sure:
        inside = [r for r in runs if entity.span.start <= r.start and r.end <= entity.span.end]
        if len(inside) < 2 or _stand_alone(inside, article.text):
            continue
        first, last = inside[0], inside[-1]
        text = " ".join(article.text[first.start : last.end].split())
        whole = Run(first.first, last.last, first.start, last.end, text, last.legal, first.opens)
        runs = [r for r in runs if r not in inside]
        runs.append(whole)
    return sorted(runs, key=lambda r: r.start)


def _stand_alone(runs: Sequence[Run], text: str) -> bool:
    """Whether the text names one of them without the others too: "Acme and Birch" are two."""
    whole = text[runs[0].start : runs[-1].end]
    joined = text.count(whole)
    return any(r.legal or text.count(r.text.split()[0]) > joined for r in runs)


def _sighting(article: Article, run: Run, title: bool, entities: Sequence[Entity]) -> Sighting:
    left = article.text[max(0, run.start - 48) : run.start].replace("\n", ". ")
    right = article.text[run.end : run.end + 56].replace("\n", ". ")
    near = [e for e in entities if e.span.start < run.end and run.start < e.span.end]
    return Sighting(
        run.start, run.end, run.text, left, right, run.legal, title,
        tuple((e.kind, e.confidence) for e in near),
    )  # fmt: skip
