"""Who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verify.align import likeness
from summarizer.verify.findings import Comparison, Finding, Kind, weaken
from summarizer.verify.lexicon import Tag
from summarizer.verify.parse import Clause, Parsed

MARKS = frozenset(["to", "from", "by", "of"])
"""Prepositions that tell the parties of a deed apart."""
_FINITE = frozenset({Tag.VERB, Tag.AUX, Tag.MODAL})
_SUBJECTS = frozenset({Tag.NAME, Tag.NOUN, Tag.TITLE})


def roles(c: Comparison) -> Iterator[Finding]:
    """Subjects and objects of each verb beside those of its counterpart."""
    for clause in c.statement.clauses:
        link = c.links.get(clause.verb)
        source = c.evidence.clause_of(link.to) if link is not None else None
        if source is None or _speaking(c, clause.verb):
            continue
        if _other_side(c, clause, source):
            yield from _both_sides(c, clause, source)
            continue
        found = (*_subject(c, clause, source), *_object(c, clause, source))
        yield from weaken(found, c.trust(clause.verb))


def _speaking(c: Comparison, verb: int) -> bool:
    """Whether the verb only brings in a speaker, which another check compares."""
    return any(a.cue == verb for a in c.statement.attributions)


def _other_side(c: Comparison, clause: Clause, source: Clause) -> bool:
    """Whether one tells of buying and the other of selling; then the sides differ rightly."""
    return c.lex.converse(
        c.statement.tokens[clause.verb].lemma, c.evidence.tokens[source.verb].lemma
    )


def _both_sides(c: Comparison, clause: Clause, source: Clause) -> Iterator[Finding]:
    """Who sells in one can't be who buys in the other: a party must have changed its side."""
    if _changed_sides(c, clause, source):
        return
    verbs = c.statement.tokens[clause.verb].text, c.evidence.tokens[source.verb].text
    yield Finding(Kind.DIRECTION, 1.0, f"says '{verbs[0]}', source says '{verbs[1]}'")


def _changed_sides(c: Comparison, clause: Clause, source: Clause) -> bool:
    """Whether a name before one verb stands after the other."""
    for i, link in c.links.items():
        moved = c.statement.tokens[i].tag in _SUBJECTS and not link.ordered
        if moved and (i < clause.verb) != (link.to < source.verb):
            return True
    return False


def _doers(clause: Clause) -> frozenset[int]:
    return clause.agent if clause.passive else clause.subject


def _done_to(clause: Clause, wide: bool) -> frozenset[int]:
    if clause.passive:
        return clause.subject
    return clause.after if wide else clause.object


def _subject(c: Comparison, clause: Clause, source: Clause) -> Iterator[Finding]:
    said, has = _doers(clause), _doers(source)
    if not said or clause.open:
        return
    other = _done_to(source, wide=True)
    if has and not source.open and _meet(c, said, has):
        return
    verb = c.statement.tokens[clause.verb].text
    words = c.statement.words(said)
    names = frozenset(i for i in said if c.statement.tokens[i].tag is Tag.NAME)
    if names and (source.open or not has):
        if _meet(c, names, other) and not _elsewhere_before(c, names, source):
            yield Finding(Kind.ROLE, 0.9, f"makes '{words}' the one who '{verb}'")
        return
    if not has or source.open or not _known(c, said):
        return
    theirs = c.evidence.words(has)
    if names and _anaphoric(c.evidence, has, c) and not _named_after(c, names, source):
        return
    swapped = _meet(c, said, other)
    kind, severity = (Kind.ROLE, 1.0) if swapped else (Kind.MERGED, 0.9)
    yield Finding(kind, severity, f"says '{words}' … '{verb}', source says '{theirs}'")


def _elsewhere_before(c: Comparison, names: frozenset[int], source: Clause) -> bool:
    """Whether the evidence has the name before the verb too."""
    before = frozenset(range(source.verb))
    return _meet(c, names, before)


def _object(c: Comparison, clause: Clause, source: Clause) -> Iterator[Finding]:
    said, has = _done_to(clause, wide=False), _done_to(source, wide=True)
    if clause.passive and (clause.open or source.open):
        return
    if not said or not has or _meet(c, said, has) or not _known(c, said):
        return
    verb = c.statement.tokens[clause.verb].text
    words = c.statement.words(said)
    if _meet(c, said, _doers(source)) and not source.open:
        severity = 0.3 if _meet(c, _doers(clause), _doers(source)) else 0.9
        yield Finding(Kind.ROLE, severity, f"makes '{words}' the one '{verb}' is done to")
    elif clause.passive and source.passive:
        theirs = c.evidence.words(has)
        yield Finding(Kind.MERGED, 0.9, f"says '{words}' … '{verb}', source says '{theirs}'")
    elif source.object:
        yield Finding(
            Kind.MERGED, 0.5, f"says '{verb} {words}', source '{c.evidence.words(source.object)}'"
        )


def _meet(c: Comparison, said: frozenset[int], has: frozenset[int]) -> bool:
    """Whether two groups of words share one; names count where both have names."""
    named = _named(c.statement, said), _named(c.evidence, has)
    owners = _owners(c.statement, named[0]), _owners(c.evidence, named[1])
    if owners[0] and owners[1] and named[0] - owners[0] and named[1] - owners[1]:
        said, has = said - owners[0], has - owners[1]
        named = named[0] - owners[0], named[1] - owners[1]
    a = [c.statement.tokens[i] for i in said if c.statement.tokens[i].tag in _SUBJECTS]
    b = [c.evidence.tokens[j] for j in has if c.evidence.tokens[j].tag in _SUBJECTS]
    if named[0] and named[1]:
        names = [c.statement.tokens[i] for i in named[0]]
        if any(x.low == y.low for x in names for y in b):
            return True
        a, b = names, [c.evidence.tokens[j] for j in named[1]]
    return any(likeness(x, y, c.lex) >= 0.7 for x in a for y in b)


def _named(parsed: Parsed, positions: frozenset[int]) -> frozenset[int]:
    return frozenset(i for i in positions if parsed.tokens[i].tag is Tag.NAME)


def _owners(parsed: Parsed, names: frozenset[int]) -> frozenset[int]:
    """Of names those that only own what follows: "Britain" in "Britain's Norwood Tobacco"."""
    out: set[int] = set()
    for i in sorted(names, reverse=True):
        follows = parsed.tokens[i + 1].tag if i + 1 < len(parsed.tokens) else Tag.MARK
        if follows is Tag.POSS or (follows is Tag.NAME and i + 1 in out):
            out.add(i)
    return frozenset(out)


def _known(c: Comparison, said: frozenset[int]) -> bool:
    """Whether the words have a counterpart at all; else another check tells."""
    plain = [i for i in said if c.statement.tokens[i].tag in _SUBJECTS]
    return any(i in c.links or i in c.elsewhere for i in plain)


def _anaphoric(parsed: Parsed, has: frozenset[int], c: Comparison) -> bool:
    """ "The company", "the carmaker": no name, so it may be the one the statement names. "Output
    at the company" isn't it, but "shares of the company" may be."""
    if any(parsed.tokens[j].tag is Tag.NAME for j in has):
        return False
    nouns = {parsed.tokens[j].lemma for j in has if parsed.tokens[j].lemma in c.lex.anaphor_nouns}
    head = _head(parsed, has)
    return bool(nouns) and (bool(nouns & head) or bool(c.lex.stand_ins & head))


def _head(parsed: Parsed, has: frozenset[int]) -> frozenset[str]:
    """The words of a phrase before its first preposition."""
    first, last = min(has), max(has)
    end = next((k for k in range(first, last) if parsed.tokens[k].tag is Tag.PREP), last + 1)
    return frozenset(parsed.tokens[j].lemma for j in has if j < end)


def _named_after(c: Comparison, names: frozenset[int], source: Clause) -> bool:
    """Whether the evidence has the name, but only after the verb: then no noun before means it."""
    at = [c.links[i].to for i in names if i in c.links]
    return bool(at) and min(at) > source.verb


def cases(c: Comparison) -> Iterator[Finding]:
    """Two names that have exchanged "of", "to", "from", "by" or a possessive."""
    marked = [
        (i, _mark(c.statement, i), _mark(c.evidence, c.links[i].to))
        for i, t in enumerate(c.statement.tokens)
        if t.tag is Tag.NAME and i in c.links
    ]
    marked = [m for m in marked if m[1] and m[2]]
    for n, (i, said, has) in enumerate(marked):
        for k, said_k, has_k in marked[n + 1 :]:
            if said != said_k and said == has_k and said_k == has:
                words = f"'{c.statement.tokens[i].text}' and '{c.statement.tokens[k].text}'"
                yield Finding(Kind.ROLE, 0.9, f"exchanges {words}")
                return


def _mark(parsed: Parsed, i: int) -> str | None:
    """What marks a name's part: its preposition, or a possessive after it."""
    tokens = parsed.tokens
    first, last = i, i
    while first and tokens[first - 1].tag is Tag.NAME:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].tag is Tag.NAME:
        last += 1
    if last + 1 < len(tokens) and tokens[last + 1].tag is Tag.POSS:
        return "'s"
    if first == 0 or (last + 1 < len(tokens) and tokens[last + 1].tag in _FINITE):
        return "subject"
    j = first - 1
    while j >= 0 and tokens[j].tag in (Tag.DET, Tag.NOUN, Tag.TITLE):
        j -= 1
    return tokens[j].low if j >= 0 and tokens[j].low in MARKS else None
