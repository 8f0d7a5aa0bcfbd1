"""Parts of speech, by closed lists and neighbours: enough to find verbs, names and who does what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.verify.lexicon import Form, Lexicon, Tag
from summarizer.verify.words import Token, tokenize

_BEFORE_VERB = frozenset({Tag.MODAL, Tag.TO})
_BEFORE_NOUN = frozenset({Tag.DET, Tag.POSS, Tag.QUANTITY, Tag.PREP})
_SUBJECT = frozenset({Tag.NAME, Tag.NOUN, Tag.PRON, Tag.REL, Tag.TITLE, Tag.QUANTITY, Tag.DATE})
_AFTER_VERB = frozenset({Tag.DET, Tag.TO, Tag.NAME, Tag.QUANTITY, Tag.PRON, Tag.POSS, Tag.PREP})


def tag(text: str, lex: Lexicon, names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The tokens of one sentence with their tags. `names` holds words known to be names."""
    tokens = list(tokenize(text, lex))
    titled = _in_title_case(tokens, lex)
    for i, token in enumerate(tokens):
        tokens[i] = replace(token, tag=_fixed(tokens, i, lex, names, titled))
    for i, token in enumerate(tokens):
        if token.tag is Tag.NOUN:
            tokens[i] = replace(token, tag=_open(tokens, i, lex))
    return tuple(tokens)


def names_in(text: str, lex: Lexicon) -> frozenset[str]:
    """Words that are written with a capital inside the sentences of `text`, in small letters."""
    tokens = tokenize(text, lex)
    if _in_title_case(tokens, lex):
        return frozenset()
    return frozenset(
        t.low for t in tokens if not t.first and t.text[0].isupper() and t.low not in lex.closed
    )


def _in_title_case(tokens: Sequence[Token], lex: Lexicon) -> bool:
    words = [t for t in tokens if t.tag is Tag.NOUN and len(t.text) > 3 and not t.first]
    common = [t for t in words if lex.frequency.get(t.low, 0) > 7]
    return len(common) > 2 and sum(t.text[0].isupper() for t in common) > 0.6 * len(common)


def _fixed(
    tokens: Sequence[Token], i: int, lex: Lexicon, names: frozenset[str], titled: bool
) -> Tag:
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
    if token.low in lex.closed and not (token.text[0].isupper() and token.low in names):
        if token.text in ("US", "May") or (token.text.isupper() and len(token.text) > 2):
            return Tag.NAME
        return lex.closed[token.low]
    if token.text[0].isupper() and _is_name(tokens, i, lex, names, titled):
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
    tokens: Sequence[Token], i: int, lex: Lexicon, names: frozenset[str], titled: bool
) -> bool:
    token = tokens[i]
    if token.low in names:
        return True
    if not token.first and not titled:
        return True
    known = token.low in lex.verbs or lex.frequency.get(token.low, 0) > 5
    return not known and token.low not in lex.closed and lex.frequency.get(token.lemma, 0) <= 5


def _open(tokens: Sequence[Token], i: int, lex: Lexicon) -> Tag:
    """Verb or content word, by what stands before and after."""
    token = tokens[i]
    found = lex.verbs.get(token.low)
    if found is None or "-" in token.low:
        return Tag.NOUN
    before = _before(tokens, i)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    verb = _is_verb(found.forms, found.lemma in lex.nouny, before, after, lex)
    return Tag.VERB if verb else Tag.NOUN


def _before(tokens: Sequence[Token], i: int) -> Token | None:
    j = i - 1
    while j >= 0 and tokens[j].tag in (Tag.ADV, Tag.NEG):
        j -= 1
    return tokens[j] if j >= 0 else None


def _is_verb(
    forms: frozenset[Form], nouny: bool, before: Token | None, after: Token | None, lex: Lexicon
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
    if before.tag not in _SUBJECT and before.tag is not Tag.CONJ:
        return False
    follows = after is not None and after.tag in _AFTER_VERB
    if not nouny:
        return follows or before.tag is not Tag.CONJ
    if before.tag is Tag.NAME:
        return follows or (after is not None and after.tag is Tag.NOUN)
    return follows and after is not None and after.tag is not Tag.PREP
