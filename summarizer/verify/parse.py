"""Who does what, how surely, and who says so: the clauses of one sentence.

A shallow reading from neighbours, without a grammar. Where it can't tell, it says so (`open`), and
the comparison then asks nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.verify.lexicon import Form, Lexicon, Tag, lexicon
from summarizer.verify.tags import PLAIN, Spelling, tag
from summarizer.verify.words import NOMINAL, Token

_NP = NOMINAL | {Tag.DET, Tag.POSS, Tag.DATE, Tag.ADV}
_GERUND = ("talks", "fail", "did", "deal")
_BE = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "am", "'s_be", "'re"]
)
_PARTICLES = frozenset(["up", "off", "out", "down", "over", "back", "away", "in", "on"])
_ENDS = frozenset(";:!?")


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb and its surroundings; numbers are positions of tokens.

    `certainty` runs from 0 (didn't) to 1 (did), `cue` is the word that lowers it. `open` says that
    the subject can't be told from this sentence (a pronoun, a participle, none at all).
    """

    verb: int
    start: int
    certainty: float
    cue: int | None
    negation: int | None
    passive: bool
    subject: frozenset[int]
    open: bool
    object: frozenset[int]
    after: frozenset[int]
    agent: frozenset[int]
    relative: bool
    past: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words put into a speaker's mouth: tokens `start` to `end` (half-open), without the speaker.

    `holder` is "hearsay", "opinion", "authority" or "named"; `cue` is the verb or word of saying.
    """

    cue: int
    speaker: frozenset[int]
    start: int
    end: int
    holder: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence, read."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    attributions: tuple[Attribution, ...]

    def clause_of(self, verb: int) -> Clause | None:
        return next((c for c in self.clauses if c.verb == verb), None)

    def over(self, at: int) -> tuple[Attribution, ...]:
        """The attributions a token stands in."""
        return tuple(a for a in self.attributions if a.start <= at < a.end)

    def words(self, positions: frozenset[int]) -> str:
        return " ".join(self.tokens[i].text for i in sorted(positions))


@lru_cache(maxsize=1024)
def parse(text: str, spelling: Spelling = PLAIN) -> Parsed:
    """The reading of one sentence; `spelling` helps to tell names at its beginning."""
    lex = lexicon()
    tokens = tag(text, lex, spelling)
    clauses: list[Clause] = []
    for i, token in enumerate(tokens):
        if token.tag is Tag.VERB or _main_be(tokens, i):
            clauses.append(_clause(tokens, i, clauses, lex))
    return Parsed(text, tokens, tuple(clauses), tuple(_attributions(tokens, clauses, lex)))


def _main_be(tokens: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary is the verb itself: "is a bank", "has 300 shops"."""
    if tokens[i].tag is not Tag.AUX:
        return False
    for token in tokens[i + 1 :]:
        if token.tag in (Tag.ADV, Tag.NEG):
            continue
        return token.tag not in (Tag.VERB, Tag.AUX)
    return True


# ---------------------------------------------------------------- the verb group


@dataclass(slots=True)
class _Chain:
    """What the walk to the left of a verb has gathered so far."""

    verb: int
    start: int
    certainty: float = 1.0
    cue: int | None = None
    negation: int | None = None
    passive: bool = False
    helped: bool = False
    purpose: bool = False

    def lower(self, level: float, cue: int) -> None:
        if level < self.certainty:
            self.certainty, self.cue = level, cue


def _chain(tokens: Sequence[Token], i: int, lex: Lexicon) -> _Chain:
    """The auxiliaries, modals, negations and governing words to the left of a verb."""
    chain = _Chain(i, i)
    at = i
    while (step := _step(tokens, at, chain, lex)) is not None:
        at = step
        chain.start = at
    return chain


def _step(tokens: Sequence[Token], at: int, chain: _Chain, lex: Lexicon) -> int | None:
    """One token to the left: where the group now starts, or None where it begins."""
    j = at - 1
    if j < 0:
        return None
    token = tokens[j]
    if token.tag is Tag.ADV:
        chain.lower(lex.adverb_levels.get(token.low, 1.0), j)
        return j
    if token.tag is Tag.NEG:
        chain.negation = j if chain.negation is None else None
        return j
    if token.tag is Tag.AUX or (token.tag is Tag.POSS and j and tokens[j - 1].tag is Tag.PRON):
        if not chain.helped:
            chain.passive = token.low in _BE and _participle(tokens[chain.verb], lex)
        chain.helped = True
        return j
    if token.tag is Tag.MODAL:
        chain.lower(lex.certainty.get(token.low, 1.0), j)
        return j
    if token.tag is Tag.TO:
        chain.helped = True
        return _governed(tokens, j, chain, lex)
    return _gerund(tokens, at, chain, lex)


def _participle(token: Token, lex: Lexicon) -> bool:
    found = lex.verbs.get(token.low)
    return found is not None and Form.PARTICIPLE in found.forms


def _governed(tokens: Sequence[Token], to: int, chain: _Chain, lex: Lexicon) -> int | None:
    """Past a "to" and the word that governs it; a "to" of purpose ends the group."""
    j = _past_date(tokens, to - 1)
    while j >= 0 and tokens[j].tag in (Tag.ADV, Tag.NEG) and tokens[j].low not in lex.control:
        if tokens[j].tag is Tag.NEG:
            chain.negation = j if chain.negation is None else None
        j -= 1
    kind = lex.control.get(tokens[j].lemma) if j >= 0 else None
    if kind is not None and not (j == to - 1 and tokens[j].tag is Tag.NAME):
        return _control(tokens, j, kind, chain, lex)
    if j >= 0 and tokens[j].tag is Tag.AUX:
        chain.lower(lex.certainty["infinitive"], to)
        return j
    if j >= 0 and tokens[j].tag in NOMINAL and not _verb_before(tokens, j):
        chain.lower(lex.certainty["infinitive"], to)
        return to
    chain.purpose = True
    chain.start = to
    return None


def _past_date(tokens: Sequence[Token], j: int) -> int:
    """Past "on Monday" and an opening quote: "agreed on Monday to sell"."""
    while j > 0 and (tokens[j].tag is Tag.DATE or tokens[j].text in ('"', "'")):
        j -= 2 if tokens[j].tag is Tag.DATE and tokens[j - 1].tag is Tag.PREP else 1
    return j


def _verb_before(tokens: Sequence[Token], j: int) -> bool:
    return any(t.tag in (Tag.VERB, Tag.AUX, Tag.MODAL) for t in tokens[:j])


def _idiom(tokens: Sequence[Token], j: int) -> bool:
    """ "In a bid to", "in an effort to": a purpose, not a plan."""
    return j > 1 and tokens[j - 1].low in ("a", "an") and tokens[j - 2].low == "in"


def _control(tokens: Sequence[Token], j: int, kind: str, chain: _Chain, lex: Lexicon) -> int | None:
    """Past a governing word, and before a noun past its article and preposition too."""
    if kind == "plan" and _idiom(tokens, j):
        chain.purpose = True
        return None
    if kind == "fail":
        chain.negation = j if chain.negation is None else None
    else:
        chain.lower(lex.control_levels[kind], j)
    if tokens[j].tag is Tag.VERB:
        return j
    k = j
    while k and tokens[k - 1].tag in (Tag.DET, Tag.NOUN, Tag.ADV, Tag.QUANTITY):
        k -= 1
    if k and tokens[k - 1].tag is Tag.PREP:
        k -= 1
    return k if k and tokens[k - 1].tag in (Tag.AUX, Tag.VERB, Tag.ADV, Tag.NEG) else j


def _gerund(tokens: Sequence[Token], at: int, chain: _Chain, lex: Lexicon) -> int | None:
    """ "considering buying", "talks on buying", "a deal, reached after": or the end."""
    found = lex.verbs.get(tokens[at].low)
    if found is None or Form.ING not in found.forms or at != chain.start:
        return None
    j = at - 1
    if tokens[j].tag is Tag.PREP and j:
        j -= 1
    kind = lex.control.get(tokens[j].lemma)
    chain.helped = True
    return _control(tokens, j, kind, chain, lex) if kind in _GERUND else None


# ---------------------------------------------------------------- subject and object


def _clause(tokens: Sequence[Token], i: int, before: list[Clause], lex: Lexicon) -> Clause:
    chain = _chain(tokens, i, lex)
    form = lex.verbs.get(tokens[i].low)
    forms = form.forms if form else frozenset()
    k = chain.start - 1
    prior = before[-1] if before else None
    linked = k >= 0 and tokens[k].tag is Tag.CONJ and prior is not None
    certainty, cue, negation = chain.certainty, chain.cue, chain.negation
    bare = (Form.BASE in forms and chain.start == i) or tokens[chain.start].low in ("be", "have")
    if linked and prior is not None and bare:
        certainty, cue = prior.certainty, prior.cue
    level = _subordinate(tokens, chain.start, before, lex)
    if level is not None and level[0] < certainty:
        certainty, cue = level
    subject, is_open = _subject(tokens, chain, i, before, lex)
    passive = chain.passive or _reduced(tokens, i, chain, forms)
    after = _after(tokens, i, lex)
    return Clause(
        verb=i,
        start=chain.start,
        certainty=certainty,
        cue=cue,
        negation=negation,
        passive=passive,
        subject=subject,
        open=is_open,
        object=_object(tokens, i),
        after=after,
        agent=_agent(tokens, i) if passive else frozenset(),
        past=Form.PAST in forms and Form.BASE not in forms and not chain.passive,
        relative=(k >= 0 and tokens[k].tag is Tag.REL)
        or (chain.start == i and _postmodifier(tokens, i)),
    )


def _reduced(tokens: Sequence[Token], i: int, chain: _Chain, forms: frozenset[Form]) -> bool:
    """A participle on its own: "the unit sold by X", "the road closed early today by Y"."""
    if chain.start != i or Form.PARTICIPLE not in forms or Form.BASE in forms:
        return False
    agent = _agent(tokens, i)
    first = min(agent, default=0)
    return bool(agent) and first - i < 7 and tokens[first].tag is not Tag.QUANTITY


def _subordinate(
    tokens: Sequence[Token], start: int, before: list[Clause], lex: Lexicon
) -> tuple[float, int] | None:
    """The "if", "whether" or "unless" that opens the clause a verb stands in."""
    floor = before[-1].verb if before else -1
    for j in range(start - 1, floor, -1):
        if tokens[j].tag is Tag.MARK:
            return None
        level = lex.subordinate_levels.get(tokens[j].low)
        if level is not None:
            return level, j
    return None


_Subject = tuple[frozenset[int], bool]


def _subject(
    tokens: Sequence[Token], chain: _Chain, i: int, before: Sequence[Clause], lex: Lexicon
) -> _Subject:
    """The words that may be the subject, and whether it is open."""
    prior = before[-1] if before else None
    k = chain.start - 1
    while k >= 0 and tokens[k].tag is Tag.ADV:
        k -= 1
    if k < 0:
        return frozenset(), True
    here = tokens[k].tag
    if chain.purpose:
        both = prior.subject | prior.object if prior else frozenset()
        return both, True
    if here is Tag.CONJ:
        return _coordinated(before)
    if here is Tag.REL:
        end = k - 2 if k and tokens[k - 1].text == "," else k - 1
        return _phrase(tokens, end), end < 0
    if here is Tag.PRON:
        return frozenset(), True
    if tokens[k].text == ",":
        return _across_comma(tokens, chain, i, k)
    if here in NOMINAL or here in (Tag.DATE, Tag.POSS):
        found = _phrase(tokens, k) | _past_relative(tokens, k, before)
        inserted = bool(found) and _participle_after_comma(tokens, min(found))
        return found, not found or inserted
    if here is Tag.VERB and prior is not None:
        return prior.subject | prior.object, True
    return frozenset(), True


def _participle_after_comma(tokens: Sequence[Token], first: int) -> bool:
    """Whether a noun phrase only ends an insertion: ", accompanied by the minister, …"."""
    j = first - 1
    while j > 0 and tokens[j].tag in (Tag.PREP, Tag.DET, Tag.ADV):
        j -= 1
    return j > 0 and tokens[j].tag is Tag.VERB and tokens[j - 1].text == ","


def _coordinated(before: Sequence[Clause]) -> _Subject:
    """After "and": the subject of the verb before, or of the clause a relative one stands in."""
    out: frozenset[int] = frozenset()
    is_open = not before
    for clause in reversed(before):
        out |= clause.subject
        is_open |= clause.open
        if not clause.relative:
            break
    return out, is_open


def _past_relative(tokens: Sequence[Token], k: int, before: Sequence[Clause]) -> frozenset[int]:
    """The antecedent, where the words before a verb belong to a relative clause of its subject."""
    for clause in reversed(before):
        if any(t.tag is Tag.MARK for t in tokens[clause.verb : k]):
            break
        if clause.relative:
            return clause.subject
    return frozenset()


def _across_comma(tokens: Sequence[Token], chain: _Chain, i: int, comma: int) -> _Subject:
    """The subject before an insertion ("X, which owns Y, said"), or a participle's."""
    alone = tokens[i].tag is Tag.VERB and chain.start == i
    after = tokens[i + 1].tag if i + 1 < len(tokens) else Tag.MARK
    third = tokens[i].low.endswith("s")
    loose = alone and (tokens[i].low.endswith("ing") or (after in (Tag.PREP, Tag.TO) and not third))
    begin = max((j for j in range(comma) if tokens[j].text in _ENDS), default=-1) + 1
    found = frozenset(j for j in range(begin, comma) if tokens[j].tag in NOMINAL)
    return found, loose or not found


def _phrase(tokens: Sequence[Token], end: int) -> frozenset[int]:
    """The names and content words of the noun phrase that ends at a token."""
    out = set()
    j = end
    listed = False
    while j >= 0 and end - j < 30:
        token = tokens[j]
        if token.tag in _NP:
            if token.tag in NOMINAL:
                out.add(j)
        elif token.tag is Tag.CONJ and j and tokens[j - 1].tag in _NP | {Tag.MARK}:
            listed = True
        elif (token.text == "," and listed) or token.tag in (Tag.PREP, Tag.TO):
            if j + 1 <= end and tokens[j + 1].tag not in _NP:
                break
        elif token.text != "-" and not _postmodifier(tokens, j):
            break
        j -= 1
    return frozenset(out)


def _postmodifier(tokens: Sequence[Token], j: int) -> bool:
    """A participle inside a noun phrase: "funds managed by X", "talks aimed at Y"."""
    if tokens[j].tag is not Tag.VERB or j == 0 or tokens[j - 1].tag not in NOMINAL:
        return False
    if tokens[j].low.endswith("ing"):
        return True
    after = tokens[j + 1].tag if j + 1 < len(tokens) else Tag.MARK
    past = tokens[j].low.endswith(("ed", "wn", "ld", "nd", "pt", "de", "ken", "ven", "ght"))
    return past and after in (Tag.PREP, Tag.TO, Tag.DATE, Tag.ADV) and tokens[j].low != "agreed"


def _object(tokens: Sequence[Token], i: int) -> frozenset[int]:
    """The content words of the noun phrase right after a verb."""
    j = i + 1
    if tokens[i].tag is Tag.AUX and j < len(tokens) and tokens[j].tag is Tag.PREP:
        return frozenset()
    while j < len(tokens) and (
        tokens[j].tag is Tag.ADV or (tokens[j].tag is Tag.PREP and tokens[j].low in _PARTICLES)
    ):
        j += 1
    return _forward(tokens, j)


def _forward(tokens: Sequence[Token], j: int) -> frozenset[int]:
    out = set()
    while j < len(tokens):
        token = tokens[j]
        if token.tag in NOMINAL:
            out.add(j)
        elif token.tag is Tag.CONJ:
            if j + 1 >= len(tokens) or tokens[j + 1].tag not in _NP:
                break
        elif token.tag not in _NP and token.text != "-":
            if token.tag is not Tag.PREP or token.low != "of" or not out:
                break
        j += 1
    return frozenset(out)


def _after(tokens: Sequence[Token], i: int, lex: Lexicon) -> frozenset[int]:
    """All content words after a verb up to the end of its sentence's part."""
    out = set()
    for j in range(i + 1, min(len(tokens), i + 26)):
        if tokens[j].text in _ENDS:
            break
        if tokens[j].tag in NOMINAL:
            out.add(j)
    return frozenset(out)


def _agent(tokens: Sequence[Token], i: int) -> frozenset[int]:
    for j in range(i + 1, min(len(tokens), i + 14)):
        if tokens[j].low == "by":
            return _forward(tokens, j + 1)
        if tokens[j].tag in (Tag.VERB, Tag.SUB, Tag.REL) or tokens[j].text in _ENDS:
            break
    return frozenset()


# ---------------------------------------------------------------- who says so


def _attributions(
    tokens: Sequence[Token], clauses: Sequence[Clause], lex: Lexicon
) -> Iterator[Attribution]:
    yield from _lead_ins(tokens, lex)
    yield from _hearsay(tokens, lex)
    yield from _headline(tokens, clauses, lex)
    speech = (c for c in clauses if tokens[c.verb].lemma in lex.speech)
    spoken = [a for c in speech if (a := _spoken(tokens, c, clauses, lex)) is not None]
    for a in spoken:
        later = [b for b in spoken if a.cue < b.cue < b.start and a.cue < a.start]
        cuts = [k for b in later if (k := _begins_anew(tokens, b)) is not None]
        yield replace(a, end=min([a.end, *cuts]))


def _begins_anew(tokens: Sequence[Token], a: Attribution) -> int | None:
    """Where a further speaker comes in: "…, and analysts said", "… while the board says"."""
    k = min(a.speaker, default=a.cue)
    while k and tokens[k - 1].tag is Tag.DET:
        k -= 1
    joined = k > 0 and (tokens[k - 1].tag in (Tag.CONJ, Tag.SUB) or tokens[k - 1].text == ";")
    return k - 1 if joined and tokens[k - 1].low not in ("that", "if", "whether") else None


def _lead_ins(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Attribution]:
    for i, token in enumerate(tokens[:-1]):
        if token.low == "according" and tokens[i + 1].tag is Tag.TO:
            speaker = _forward(tokens, i + 2)
            last = max(speaker, default=i + 1)
            if i == 0 or (i < 3 and tokens[i - 1].tag is Tag.MARK):
                yield Attribution(i, speaker, last + 1, len(tokens), _holder(tokens, speaker, lex))
            else:
                yield Attribution(i, speaker, 0, i, _holder(tokens, speaker, lex))


def _hearsay(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Attribution]:
    for i, token in enumerate(tokens):
        if token.low in lex.hearsay_adverbs:
            yield Attribution(i, frozenset(), i + 1, len(tokens), "hearsay")


def _headline(
    tokens: Sequence[Token], clauses: Sequence[Clause], lex: Lexicon
) -> Iterator[Attribution]:
    """ "Bank in talks to sell unit: sources", "Bank may sell unit - newspaper"."""
    marks = [i for i, t in enumerate(tokens) if t.text in (":", "-", "--")]
    if not marks or not 1 <= len(tokens) - 1 - marks[-1] <= 4:
        return
    at = marks[-1]
    speaker = frozenset(i for i in range(at + 1, len(tokens)) if tokens[i].tag in NOMINAL)
    if speaker and not any(c.verb > at for c in clauses):
        yield Attribution(at, speaker, 0, at, _holder(tokens, speaker, lex))


def _spoken(
    tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause], lex: Lexicon
) -> Attribution | None:
    verb = clause.verb
    if clause.open and verb == clause.start and verb and tokens[verb - 1].text == ",":
        return None
    speaker = clause.subject
    begin = min(speaker, default=clause.start)
    while begin and tokens[begin - 1].tag in (Tag.DET, Tag.PRON, Tag.ADV):
        begin -= 1
    if clause.open and clause.start and tokens[clause.start - 1].tag is Tag.PRON:
        begin = clause.start - 1
    if begin and tokens[begin - 1].text in (",", '"') and any(c.verb < begin for c in clauses):
        if not _speech_goes_on(tokens, verb, clauses):
            return Attribution(verb, speaker, 0, begin, _holder(tokens, speaker, lex))
    if tokens[verb - 1].text in (",", '"') and verb and any(c.verb < verb for c in clauses):
        inverted = _forward(tokens, verb + 1)
        if inverted and not _speech_goes_on(tokens, max(inverted), clauses):
            return Attribution(verb, inverted, 0, verb, _holder(tokens, inverted, lex))
    if any(c.verb > verb for c in clauses) and _takes_clause(tokens, verb, clauses):
        return Attribution(verb, speaker, verb + 1, len(tokens), _holder(tokens, speaker, lex))
    return None


def _speech_goes_on(tokens: Sequence[Token], verb: int, clauses: Sequence[Clause]) -> bool:
    """Whether what is said follows the verb rather than stands before it."""
    if verb + 1 < len(tokens) and tokens[verb + 1].low == "that":
        return True
    follows = [c for c in clauses if c.verb > verb]
    if not follows:
        return False
    first = tokens[verb + 1 : follows[0].start + 1]
    return not any(
        t.text == "," or (t.tag is Tag.PREP and t.low in ("in", "on", "at")) for t in first
    )


def _takes_clause(tokens: Sequence[Token], verb: int, clauses: Sequence[Clause]) -> bool:
    nxt = next((c for c in clauses if c.verb > verb and not c.relative), None)
    if nxt is None:
        return False
    between = tokens[verb + 1 : nxt.start]
    inserted = any(t.text == "," for t in between)
    return not any((t.tag is Tag.REL and not inserted) or t.text in _ENDS for t in between)


def _holder(tokens: Sequence[Token], speaker: frozenset[int], lex: Lexicon) -> str:
    kinds = {lex.holders.get(tokens[i].lemma) or lex.holders.get(tokens[i].low) for i in speaker}
    for kind in ("hearsay", "opinion", "authority"):
        if kind in kinds:
            return kind
    return "named" if speaker else "authority"
