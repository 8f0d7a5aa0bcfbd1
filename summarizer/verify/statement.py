"""One statement against its cited sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.records import Embed, FactKind, Support, Verdict
from summarizer.verify.align import Link, align, likeness, weight
from summarizer.verify.checks import CHECKS, RELATIONS
from summarizer.verify.findings import Comparison, Finding, Kind
from summarizer.verify.labels import mislabelled
from summarizer.verify.lexicon import Lexicon, Tag, lexicon
from summarizer.verify.own_words import borne_out
from summarizer.verify.parse import Parsed, parse
from summarizer.verify.resolve import resolve
from summarizer.verify.reworded import MEANING, distance, reworded
from summarizer.verify.score import Weights, features, own_words, score, verdict, weights
from summarizer.verify.tags import spelling_of
from summarizer.verify.words import straighten

CANDIDATES = 4
"""Cited sentences, the likeliest first, that a statement is compared with one by one."""
VALUE_KINDS = frozenset(Kind) - {Kind.HOLDER, Kind.CERTAINTY, Kind.SCATTER, Kind.MERGED}
FIELD_KINDS = frozenset({Kind.NAME, Kind.TITLE, Kind.NUMBER, Kind.UNIT, Kind.DATE})
NEARLY = 0.85
"""A cited sentence is judged by if it covers at least this share of what the best one covers."""
STRETCH = 2
"""Content words of a statement that another cited sentence must cover to be asked about them."""
HARD = frozenset({Tag.NAME, Tag.TITLE, Tag.QUANTITY, Tag.DATE})
"""Words that can be told right from wrong by themselves."""
LACKING = ("uncovered", "nowhere")
"""What is scored beside the findings: see `_lacking`."""
_END = re.compile(r"(?<=[.!?])[\"']?\s+(?=[\"'(]?[A-Z0-9$€£])")
_SHORT = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|St|No|Jr|Sr|vs|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)


def check(
    text: str, evidence: Sequence[str], *, context: str = "", embed: Embed | None = None
) -> Verdict:
    """Whether the cited sentences bear a statement out.

    `context` is the text of the cited articles; it only tells whom "the company" or a surname
    means and never supports a claim. `embed` gives the vectors by which a statement in words of
    its own is compared with the sentences; without it their words alone count. Of several
    sentences in `text` the weakest decides.
    """
    pieces = sentences(text)
    if not pieces or not any(e.strip() for e in evidence):
        reason = "says nothing" if not pieces else "cites no sentence"
        return Verdict(Support.UNSUPPORTED, 0.0, (reason,))
    cited = [s for e in evidence for s in sentences(e)]
    if _verbatim(text, evidence):
        return Verdict(Support.SUPPORTED, 1.0)
    verdicts = [_judge(piece, cited, context, embed) for piece in pieces]
    return min(verdicts, key=lambda v: v.score)


def check_value(
    text: str, evidence: Sequence[str], kind: FactKind, *, context: str = ""
) -> Verdict:
    """Whether the cited sentences state a value ("49%"), and as what its label calls it.

    A value carries no verb, so that a speaker or a "may" it leaves out is flagged at most; so is
    one that names the matter in a word of its own, with no name or figure to compare, unless it is
    a word of the card ("agreed") and a cited sentence says what that stands for.
    """
    cited = [s for e in evidence for s in sentences(e)]
    if not cited or not text.strip():
        return Verdict(Support.UNSUPPORTED, 0.0, ("cites no sentence",))
    by = weights()
    labels = mislabelled(text, kind, cited, lexicon())
    options = [
        _assessment([f for f in a.findings if f.kind in VALUE_KINDS] + labels, a.found)
        for a in judge(text, cited, context)
    ]
    best = max(options, key=lambda a: score(a.found, by))
    if any(t.tag in HARD for t in parse(text).tokens):
        return verdict(best.findings, score(best.found, by), by)
    return _own_word(best, by, known=borne_out(text, kind, cited))


def _own_word(found: Assessment, by: Weights, *, known: bool) -> Verdict:
    """The verdict on a value of plain words: new words are flagged if they aren't `known` to be
    borne out, contradictions fall."""
    rest = [f for f in found.findings if f.kind not in (Kind.ADDED, Kind.CLAIM)]
    value = score(features(rest, {}), by)
    new = [f"{f.reason} in its own word" for f in found.findings if f.kind is Kind.ADDED]
    if not new or known or value < by.supported:
        return verdict(rest, value, by)
    return Verdict(Support.FLAGGED, by.unsupported, tuple(dict.fromkeys(new)))


def check_field(text: str, evidence: Sequence[str], *, context: str = "") -> Verdict:
    """Whether the cited sentences hold the names, titles, amounts and dates of a table's field."""
    cited = [s for e in evidence for s in sentences(e)]
    if not cited or not text.strip():
        return Verdict(Support.UNSUPPORTED, 0.0, ("cites no sentence",))
    by = weights()
    options = [
        _assessment([f for f in a.findings if f.kind in FIELD_KINDS], {})
        for a in judge(text, cited, context)
    ]
    best = max(options, key=lambda a: score(a.found, by))
    return verdict(best.findings, score(best.found, by), by)


def _assessment(findings: list[Finding], found: Mapping[str, float]) -> Assessment:
    return Assessment(
        tuple(findings), features(findings, {k: found[k] for k in LACKING if k in found})
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly; abbreviations don't end one."""
    out: list[str] = []
    for piece in _END.split(text.strip()):
        if out and _SHORT.search(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        elif piece:
            out.append(piece)
    return out


def _verbatim(text: str, evidence: Sequence[str]) -> bool:
    plain = _plain(text)
    return any(_plain(e) == plain for e in evidence)


def _plain(text: str) -> str:
    return " ".join(straighten(text).split()).rstrip(".").casefold()


def _judge(text: str, cited: Sequence[str], context: str, embed: Embed | None) -> Verdict:
    """The verdict over the cited sentence that bears one sentence out best."""
    by = weights()
    best = max(judge(text, cited, context), key=lambda a: score(a.found, by))
    shares = shares_of(text, cited, context)
    if embed is not None and own_words(shares):
        shares[MEANING] = distance(text, cited, embed)
    return verdict(best.findings, score(best.found, by, shares), by)


def shares_of(text: str, cited: Sequence[str], context: str) -> dict[str, float]:
    """How far the cited sentences, taken together, have what a statement says."""
    spelling = spelling_of(context or "\n".join(cited))
    sentences_ = [parse(c, spelling) for c in dict.fromkeys(cited)]
    return reworded(parse(text, spelling), sentences_, lexicon())


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the checks say of a statement beside one sentence; `found` is what is scored."""

    findings: tuple[Finding, ...]
    found: Mapping[str, float]


def judge(text: str, cited: Sequence[str], context: str) -> Iterator[Assessment]:
    """One assessment for each of the cited sentences that are most like the statement."""
    lex = lexicon()
    spelling = spelling_of(context or "\n".join(cited))
    statement = parse(text, spelling)
    ranked = _ranked(statement, [parse(c, spelling) for c in dict.fromkeys(cited)], lex)
    links = [align(statement, e, lex) for e in ranked[:CANDIDATES]]
    covered = [_covered(statement, own, lex) for own in links]
    for n, own in enumerate(links):
        if covered[n] < NEARLY * max(covered):
            continue
        others = [e for e in ranked if e is not ranked[n]]
        spare = [(ranked[k], other) for k, other in enumerate(links) if k != n]
        yield _assess(statement, ranked[n], own, others, spare, context, lex)


def _ranked(statement: Parsed, cited: Sequence[Parsed], lex: Lexicon) -> list[Parsed]:
    """The cited sentences, those that share most with the statement first."""

    def shared(e: Parsed) -> float:
        has = {t.lemma for t in e.tokens} | {t.low for t in e.tokens}
        return sum(
            weight(t, lex) for t in statement.tokens if t.content and {t.lemma, t.low} & has
        ) + sum(
            1.0
            for t in statement.tokens
            if t.quantity and any(likeness(t, o, lex) for o in e.tokens if o.quantity)
        )

    return sorted(cited, key=shared, reverse=True)


def _assess(
    statement: Parsed,
    evidence: Parsed,
    links: Mapping[int, Link],
    others: Sequence[Parsed],
    spare: Sequence[tuple[Parsed, Mapping[int, Link]]],
    context: str,
    lex: Lexicon,
) -> Assessment:
    elsewhere = _elsewhere(statement, links, others, lex)
    known = links.keys() | elsewhere.keys()
    resolved = resolve(statement, known, evidence, context, lex)
    own = Comparison(statement, evidence, links, elsewhere, resolved, lex)
    findings = [f for check in CHECKS for f in check(own)]
    covered = {i: (evidence, link.to) for i, link in links.items()}
    for other, other_links in spare:
        rest = {i: link for i, link in other_links.items() if i not in links and link.ordered}
        verbs = sum(statement.tokens[i].tag is Tag.VERB for i in rest)
        if verbs or sum(statement.tokens[i].content for i in rest) >= STRETCH:
            second = replace(own, evidence=other, links=rest, elsewhere=covered)
            findings += [f for check in RELATIONS for f in check(second)]
    return Assessment(tuple(findings), features(findings, _lacking(own)))


def _covered(statement: Parsed, links: Mapping[int, Link], lex: Lexicon) -> float:
    """How much of a statement a sentence covers, by weight; words out of order count half."""
    return sum(
        link.likeness * weight(statement.tokens[i], lex) * (1.0 if link.ordered else 0.5)
        for i, link in links.items()
    )


def _elsewhere(
    statement: Parsed, links: Mapping[int, Link], others: Sequence[Parsed], lex: Lexicon
) -> dict[int, tuple[Parsed, int]]:
    """Counterparts in the other cited sentences for what the closest one lacks."""
    out: dict[int, tuple[Parsed, int]] = {}
    for i, token in enumerate(statement.tokens):
        if i in links or not token.content:
            continue
        for other in others:
            j = next((j for j, t in enumerate(other.tokens) if likeness(token, t, lex) > 0.7), None)
            if j is not None:
                out[i] = (other, j)
                break
    return out


def _lacking(c: Comparison) -> dict[str, float]:
    """The shares of the statement's content, by weight, that the closest sentence lacks, and that
    no cited sentence has; the latter squared, for a word or two is the way of rewording."""
    content = [(i, weight(t, c.lex)) for i, t in enumerate(c.statement.tokens) if t.content]
    total = sum(w for _, w in content) or 1.0
    missing = sum(w for i, w in content if i not in c.links and i not in c.resolved)
    nowhere = sum(w for i, w in content if not c.found(i))
    return dict(zip(LACKING, (missing / total, (nowhere / total) ** 2), strict=True))
