"""The sense broken: negations, likelihood, directions, and what two sentences say."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.verify_breakers.base import Pool, one, words

_NEG_OUT = [
    (r"\b(will|would|has|have|had|is|are|was|were|did|does|do|could|may|should) not\b", r"\1"),
    (r"\bcannot\b", "can"), (r"\bnot ", ""), (r"\bno longer ", ""), (r"\bno ", "some "),
    (r"\b(is|are|was|were|has|have|had|would|could|should)n't\b", r"\1"), (r"\bwon't\b", "will"),
    (r"\bNeither\b", "Each"), (r"\bneither\b", "each"), (r"\bnever ", ""),
    (r"\bfailed to\b", "managed to"), (r"\bdeclined to\b", "agreed to"),
]  # fmt: skip
_NEG_IN = [
    (
        r"\b(will|would|has|have|had|is|are|was|were|could|may|might|should)\b(?! not|n't)",
        r"\1 not",
    ),
    (r"\bagreed to\b", "refused to"), (r"\bplans to\b", "does not plan to"),
    (r"\bsaid\b", "did not say"), (r"\brose\b", "did not rise"), (r"\bfell\b", "did not fall"),
    (r"\bexpects\b", "does not expect"), (r"\bbought\b", "did not buy"),
]  # fmt: skip


def negation(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A negation dropped, or one put in."""
    for table in (_NEG_OUT, _NEG_IN):
        options = [(p, r) for p, r in table if re.search(p, text)]
        if options:
            pattern, new = rng.choice(options)
            return re.sub(pattern, new, text, count=1)
    return None


_SURER = [
    (r"\b(?:may|might|could) (?=[a-z])", "will "), (r"\bmay (?:still )?", "will "),
    (r"\bis expected to (\w+)", "did"), (r"\bin talks to\b", "committed to"),
    (r"\b(?:plans|aims|hopes|intends|wants) to (\w+)", "did"),
    (r"\bwill (buy|sell|join|cut|pay|lead|keep|receive|replace|step)\b", "did"),
    (r"\b(?:considering|exploring|weighing) (\w+)ing\b", "doing"),
    (r"\bis in talks\b", "has agreed"), (r"\bcould be\b", "will be"),
    (r"\bis likely to\b", "is certain to"), (r"\bpossible\b", "certain"),
]  # fmt: skip
_PAST = {
    "buy": "bought", "sell": "sold", "join": "joined", "cut": "cut", "pay": "paid", "lead": "led",
    "keep": "kept", "receive": "received", "replace": "replaced", "step": "stepped",
    "take": "took", "raise": "raised", "make": "made", "list": "listed", "close": "closed",
    "invest": "invested", "open": "opened", "build": "built", "launch": "launched",
    "spend": "spent", "begin": "began", "rise": "rose", "fall": "fell", "focus": "focused",
    "expand": "expanded", "announce": "announced", "complete": "completed", "file": "filed",
}  # fmt: skip


def modality(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """What may happen will, what is planned was done."""
    rng_order = rng.sample(_SURER, len(_SURER))
    for pattern, new in rng_order:
        m = re.search(pattern, text)
        if m is None:
            continue
        if new == "did":
            past = _PAST.get(m[1])
            if past is None or past == m[1]:
                continue
            new = past
        elif new == "doing":
            new = f"pressing ahead with {m[1]}ing"
        return text[: m.start()] + new + text[m.end() :]
    return None


_SPLIT = re.compile(
    r"^(?P<subject>[A-Z].{2,60}?) (?P<rest>(?:said|will|has|have|is|are|was|were|plans|agreed|rose"
    r"|fell|may|could|would|expects|reported|declined|rejected|sold|bought|told|cut|joins|resigned)"
    r"\b.*)$"
)


def merged(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """The subject of one sentence or clause with the predicate of another, both cited."""
    m = _SPLIT.match(text)
    if m is None or re.search(r"\b(?:It|He|She|They|This|That|There)\b", m["subject"]):
        return None
    clauses = [c for e in evidence for c in re.split(r"(?:, (?:and|while|but) |; )", e)]
    options = []
    for clause in clauses:
        other = _SPLIT.match(clause[:1].upper() + clause[1:])
        if other is None or other["rest"] in text or m["rest"] in clause:
            continue
        if set(words(other["subject"])) & set(words(m["subject"])):
            continue
        if re.search(r"\b(?:It|He|She|They|it|he|she|they|who|which)\b", other["subject"]):
            continue
        options.append(other["rest"].rstrip("."))
    rest = one(rng, sorted(set(options)))
    return f"{m['subject']} {rest}." if rest else None


def added(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """A phrase of another article put in."""
    phrase = rng.choice(pool.phrases)
    said = set(words(" ".join(evidence)))
    if len(set(words(phrase)) - said) < 2:
        return None
    return f"{text.rstrip('.')} {phrase}."


_TURNS = [
    ("rose", "fell"), ("fell", "rose"), ("higher", "lower"), ("lower", "higher"), ("buy", "sell"),
    ("joins", "leaves"), ("rejected", "accepted"), ("approved", "rejected"), ("gain", "loss"),
    ("profit", "loss"), ("raised", "cut"), ("cut", "raised"), ("minority", "majority"),
    ("increase", "decrease"), ("strong", "weak"), ("largest", "smallest"), ("up", "down"),
    ("sold", "bought"), ("before", "after"), ("increased", "reduced"), ("above", "below"),
]  # fmt: skip


def direction(text: str, evidence: Sequence[str], pool: Pool, rng: random.Random) -> str | None:
    """Rose becomes fell, rejected accepted."""
    options = [(a, b) for a, b in _TURNS if re.search(rf"\b{a}\b(?! to \d)", text)]
    if not options:
        return None
    a, b = rng.choice(options)
    return re.sub(rf"\b{a}\b", b, text, count=1)
