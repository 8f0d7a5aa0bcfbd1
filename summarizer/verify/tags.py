"""Parts of speech, by closed lists and neighbours: enough to find verbs and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.verify.lexicon import Form, Lexicon, Tag, VerbForm, lexicon
from summarizer.verify.words import Token, straighten, tokenize

_SPELT = re.compile(r"(^\W*|[.?!:]\W*\s\W*|\"\s*)?([^\W\d_][\w&-]*(?:\.[A-Z])*)")
_BEFORE_VERB = frozenset({Tag.MODAL, Tag.TO})
_BEFORE_NOUN = frozenset({Tag.DET, Tag.POSS, Tag.QUANTITY, Tag.PREP})
_SUBJECT = frozenset({Tag.NAME, Tag.NOUN, Tag.PRON, Tag.REL, Tag.TITLE, Tag.QUANTITY, Tag.DATE})
_AFTER_VERB = frozenset({Tag.DET, Tag.TO, Tag.NAME, Tag.QUANTITY, Tag.PRON, Tag.POSS, Tag.PREP})


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words that other texts write with a capital inside a sentence, and those written small."""

    names: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


PLAIN = Spelling()


def tag(text: str, lex: Lexicon, spelling: Spelling) -> tuple[Token, ...]:
    """The tokens of one sentence with their tags."""
    tokens = list(tokenize(text, lex))
    titled = _in_title_case(tokens, lex)
    for i, token in enumerate(tokens):
        tokens[i] = replace(token, tag=_fixed(tokens, i, lex, spelling, titled))
    for i, token in enumerate(tokens):
        if token.tag is Tag.NOUN:
            tokens[i] = replace(token, tag=_open(tokens, i, lex))
    return tuple(tokens)


@lru_cache(maxsize=64)
def spelling_of(text: str) -> Spelling:
    """How `text` writes its words; lines in title case tell nothing of names."""
    lex = lexicon()
    names: set[str] = set()
    small: set[str] = set()
    for line in straighten(text).splitlines():
        words = [(m[2], bool(m[1])) for m in _SPELT.finditer(line)]
        inside = [w for w, first in words if not first and len(w) > 3]
        common = [w for w in inside if lex.frequency.get(w.lower(), 0) > 7]
        small.update(w for w, _ in words if w[0].islower())
        if len(common) < 3 or sum(w[0].isupper() for w in common) <= 0.6 * len(common):
            names.update(w.lower() for w, first in words if w[0].isupper() and not first)
    return Spelling(frozenset(names - lex.closed.keys()), frozenset(small))


def _in_title_case(tokens: Sequence[Token], lex: Lexicon) -> bool:
    words = [t for t in tokens if t.tag is Tag.NOUN and len(t.text) > 3 and not t.first]
    common = [t for t in words if lex.frequency.get(t.low, 0) > 7]
    return len(common) > 2 and sum(t.text[0].isupper() for t in common) > 0.6 * len(common)


def _fixed(tokens: Sequence[Token], i: int, lex: Lexicon, spelling: Spelling, titled: bool) -> Tag:
    """The tags that hang on the word alone, or on its capital."""
    token = tokens[i]
    if token.tag is not Tag.NOUN:
        return token.tag
    if token.low in ("'s", "'") or token.text == "'":
        return Tag.POSS
    if token.low == "to":
        return Tag.TO
    if token.low == "that":
        return _that(tokens, i, lex)
    if token.low in lex.closed and not (token.text[0].isupper() and token.low in spelling.names):
        if token.text in ("US", "May") or (token.text.isupper() and len(token.text) > 2):
            return Tag.NAME
        return lex.closed[token.low]
    if token.text[0].isupper() and _is_name(tokens, i, lex, spelling, titled):
        return Tag.NAME
    return Tag.ADV if token.low.endswith("ly") and len(token.low) > 4 else Tag.NOUN


def _that(tokens: Sequence[Token], i: int, lex: Lexicon) -> Tag:
    before = tokens[i - 1] if i else None
    if before is None or before.tag in (Tag.PREP, Tag.MARK, Tag.CONJ, Tag.TO):
        return Tag.DET
    if before.lemma in lex.speech or before.lemma in lex.speech_nouns or before.tag is Tag.VERB:
        return Tag.SUB
    return Tag.REL


def _is_name(
    tokens: Sequence[Token], i: int, lex: Lexicon, spelling: Spelling, titled: bool
) -> bool:
    token = tokens[i]
    if token.low in spelling.names:
        return True
    if not token.first and not titled:
        return True
    known = token.low in lex.verbs or lex.frequency.get(token.low, 0) > 5
    if token.low in spelling.small:
        return False
    return not known and token.low not in lex.closed and lex.frequency.get(token.lemma, 0) <= 5


def _open(tokens: Sequence[Token], i: int, lex: Lexicon) -> Tag:
    """Verb or content word, by what stands before and after."""
    token = tokens[i]
    before = _before(tokens, i)
    found = lex.verbs.get(token.low) or _unlisted(token, before)
    if before is not None and before.tag is Tag.MODAL and token.text[0].islower():
        return Tag.VERB
    if found is None or "-" in token.low:
        return Tag.NOUN
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    nouny = found.lemma in lex.nouny
    plain = Form.BASE in found.forms or not found.forms & {Form.PAST, Form.ING}
    if nouny and plain and _has_verb(tokens, i):
        return Tag.VERB if before is not None and before.tag in _BEFORE_VERB else Tag.NOUN
    verb = _is_verb(found.forms, nouny, before, after)
    return Tag.VERB if verb else Tag.NOUN


def _unlisted(token: Token, before: Token | None) -> VerbForm | None:
    """A verb by its ending where only a verb can stand: "who robbed", "were jailed"."""
    if before is None or before.tag not in (Tag.REL, Tag.PRON, Tag.AUX):
        return None
    if token.low.endswith("ed") and len(token.low) > 4:
        return VerbForm(token.low, frozenset({Form.PAST, Form.PARTICIPLE}))
    return VerbForm(token.low, frozenset({Form.ING})) if token.low.endswith("ing") else None


def _has_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether the clause has its verb before the token already."""
    for token in reversed(tokens[:i]):
        if token.tag in (Tag.MARK, Tag.SUB, Tag.REL, Tag.CONJ, Tag.PRON):
            return False
        if token.tag in (Tag.VERB, Tag.AUX, Tag.MODAL):
            return True
    return False


def _before(tokens: Sequence[Token], i: int) -> Token | None:
    j = i - 1
    while j >= 0 and tokens[j].tag in (Tag.ADV, Tag.NEG):
        j -= 1
    return tokens[j] if j >= 0 else None


def _is_verb(
    forms: frozenset[Form], nouny: bool, before: Token | None, after: Token | None
) -> bool:
    past = bool(forms & {Form.PAST, Form.PARTICIPLE})
    if before is None:
        return Form.ING in forms or (past and after is not None and after.tag is Tag.PREP)
    if before.tag in _BEFORE_VERB:
        return Form.BASE in forms or (before.tag is Tag.MODAL and past)
    if before.tag is Tag.AUX:
        do = before.low in ("do", "does", "did")
        return Form.BASE in forms if do else past or Form.ING in forms
    if before.tag in _BEFORE_NOUN:
        return before.tag is Tag.PREP and Form.ING in forms
    if past and not (forms & {Form.BASE}):
        return True
    if Form.ING in forms:
        return before.tag is not Tag.NOUN or after is None or after.tag in _AFTER_VERB
    return _present(forms, nouny, before, after)


def _present(forms: frozenset[Form], nouny: bool, before: Token, after: Token | None) -> bool:
    """Whether a form that could be a noun ("plans", "offer") is a verb here."""
    if before.tag in (Tag.PRON, Tag.REL):
        return True
    if before.text == ",":
        direct = after is not None and after.tag in (Tag.TO, Tag.DET, Tag.NAME, Tag.PRON)
        return Form.THIRD in forms and (not nouny or direct)
    if before.tag not in _SUBJECT and before.tag is not Tag.CONJ:
        return False
    follows = after is not None and after.tag in _AFTER_VERB
    if not nouny:
        return follows or before.tag is not Tag.CONJ
    if before.tag is Tag.NAME:
        third = Form.THIRD in forms or bool(forms & {Form.PAST})
        direct = after is not None and (follows or after.tag is Tag.NOUN)
        return third and direct and after is not None and after.tag is not Tag.PREP
    return follows and after is not None and after.tag is not Tag.PREP
