"""Who takes part in an article: every name, its kind, and which spellings mean the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.kinds import Kind, Sighting, judge
from summarizer.facts.knowledge import word_list, words
from summarizer.facts.pairs import part_pairs
from summarizer.facts.runs import Run, find_runs, join_possessives, opens, own_possessives
from summarizer.facts.tokens import Token, capitalised, title_case, tokenize
from summarizer.names import LOOSE, PLAIN, fullest, person_words, same_company, same_person, tidy
from summarizer.names import words as company_words
from summarizer.records import Article, BlockKind, Entity

FUNCTION = frozenset(("the", "a", "an", "in", "on", "of", "and", "for", "chief", "i"))


@dataclass(frozen=True, slots=True)
class Actor:
    """A company, person, place or other name; `name` is its fullest spelling in the article."""

    number: int
    kind: Kind
    name: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at characters `start` to `end` of the article."""

    start: int
    end: int
    actor: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article, where they are named, and each sentence's words."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    tokens: tuple[tuple[Token, ...], ...]

    def named(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions if start <= m.start and m.end <= end]


def gather(article: Article, entities: Sequence[Entity]) -> Cast:
    """The cast of an article, from its capitals and, where they are sure, the reader's entities."""
    plain = [tokenize(article.cut(s), s.start) for s in article.sentences]
    plain = part_pairs(plain, article.text)
    owned = own_possessives(plain)
    tokens = [join_possessives(t, owned) for t in plain]
    shouting = [title_case(t) for t in tokens]
    lowered = frozenset(
        t.text for row, loud in zip(tokens, shouting, strict=True) if not loud for t in row
        if t.text.islower()
    )  # fmt: skip
    raised = frozenset(
        t.text
        for row, loud in zip(tokens, shouting, strict=True)
        if not loud
        for at, t in enumerate(row)
        if capitalised(t.text) and not opens(row, at) and t.text.lower() not in FUNCTION
    )
    sightings = _sightings(article, tokens, shouting, (lowered, raised), entities)
    sightings += _small_names(article, tokens, sightings)
    clusters = _joined(_cluster(sightings), _aliases(article.text))
    actors = tuple(_actor(i, group) for i, group in enumerate(clusters))
    mentions = [Mention(s.start, s.end, i) for i, group in enumerate(clusters) for s in group]
    mentions += _in_headlines(article, tokens, shouting, actors)
    ordered = tuple(sorted(set(mentions), key=lambda m: (m.start, -m.end)))
    return Cast(actors, _apart(ordered), tuple(tuple(t) for t in tokens))


def _apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    for mention in mentions:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _sightings(
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


def _small_names(
    article: Article, tokens: Sequence[list[Token]], seen: Sequence[Sighting]
) -> list[Sighting]:
    """Brands written small, told by what follows them: "brightleaf, the tea arm of …"."""
    known = {m[1] for m in SMALL.finditer(article.text)} - word_list("common_words")
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


# ---------------------------------------------------------------- one actor, many spellings


def _cluster(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """Sightings of one actor together: full names first, then the short forms that follow them."""
    by_form: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_form[tidy(sighting.text)].append(sighting)
    forms = sorted(
        (f for f in by_form if f),
        key=lambda f: (-_weight(by_form[f]), -len(f.split()), -len(f), by_form[f][0].start),
    )
    groups: list[list[str]] = []
    kinds: list[Kind] = []
    whole: list[bool] = []
    for form in forms:
        kind = judge(by_form[form])
        home = _home(form, kind, by_form[form], groups, kinds, whole)
        if home is None:
            groups.append([form])
            kinds.append(kind)
            whole.append(any(s.legal for s in by_form[form]))
        else:
            groups[home].append(form)
    merged = [[s for form in group for s in by_form[form]] for group in groups]
    return sorted((sorted(g, key=lambda s: s.start) for g in merged), key=lambda g: g[0].start)


ALIAS = re.compile(
    r"(?<=[\w.]) \((?:the )?[\"“]?([A-Z][\w&-]{1,11})[\"”]?\)|, or ([A-Z]{2,6})(?=,)"
)


def _aliases(text: str) -> list[tuple[int, str]]:
    """Short names told right behind full ones, "Acme Paper Works (APW)", and where those end."""
    return [
        (m.start(), alias)
        for m in ALIAS.finditer(text)
        if len(re.findall(rf"(?<![\w-]){re.escape(alias := m[1] or m[2])}(?![\w-])", text)) > 1
    ]


def _joined(
    clusters: list[list[Sighting]], aliases: Sequence[tuple[int, str]]
) -> list[list[Sighting]]:
    """The clusters with full names and the short ones told for them as one."""
    for end, alias in aliases:
        full = next((c for c in clusters if any(s.end == end for s in c)), None)
        short = next((c for c in clusters if any(s.text == alias for s in c)), None)
        if full is None or short is None or full is short or alias in _places_named():
            continue
        if judge(full) is Kind.COMPANY and _initial(alias, full):
            full.extend(short)
            full.sort(key=lambda s: s.start)
            clusters = [c for c in clusters if c is not short]
    return clusters


@cache
def _places_named() -> frozenset[str]:
    return words("names", "places")


def _initial(alias: str, full: Sequence[Sighting]) -> bool:
    """Whether the letters of a short name stand in the full one, in their order."""
    for sighting in full:
        letters = iter(sighting.text.lower())
        if all(letter in letters for letter in alias.lower() if letter.isalpha()):
            return True
    return False


def _weight(sightings: Sequence[Sighting]) -> int:
    """Forms with a legal ending or a ticker are whole names: they open groups first."""
    return int(any(s.legal for s in sightings)) + int(len(sightings[0].text.split()) > 1)


def _home(
    form: str,
    kind: Kind,
    seen: Sequence[Sighting],
    groups: Sequence[Sequence[str]],
    kinds: Sequence[Kind],
    whole: Sequence[bool],
) -> int | None:
    """The group a form belongs to: one of the same name, else the one it can only be short for."""
    legal = any(s.legal for s in seen)
    same = [i for i, g in enumerate(groups) if _same(form, kind, g, kinds[i])]
    if same:
        return same[0]
    if kind is not Kind.PLACE:
        plain = [i for i, g in enumerate(groups) if any(_plainer(form, other) for other in g)]
        if len(plain) == 1:
            return plain[0]
    if legal or kind is Kind.PLACE:
        return None
    short = [i for i, g in enumerate(groups) if _short_for(form, kind, g, kinds[i], whole[i])]
    if len(short) > 1:
        short = [i for i in short if whole[i]] or short
    return short[0] if len(short) == 1 else None


def _same(form: str, kind: Kind, group: Sequence[str], other: Kind) -> bool:
    if kind is Kind.PERSON and other is Kind.PERSON:
        return any(same_person(form, g) for g in group)
    if Kind.PERSON in (kind, other):
        return (
            any(company_words(form) == company_words(g) for g in group)
            or (
                other is Kind.PERSON
                and len(form.split()) == 1
                and any(person_words(form) == person_words(g)[-1:] for g in group)
                and kind is not Kind.PLACE
            )
            or (kind is Kind.PERSON and other is Kind.COMPANY and _surname_of(form, group))
        )
    if Kind.PLACE in (kind, other) and kind is not other:
        return False
    return any(same_company(form, g) for g in group)


def _surname_of(form: str, group: Sequence[str]) -> bool:
    """Whether a person's single word ends a name taken for a company's: "Maren Okoro"."""
    return " " not in form and any(
        len(words_) in (2, 3) and words_[-1] == form and all(w.isalpha() for w in words_)
        for words_ in (g.split() for g in group)
    )


def _short_for(form: str, kind: Kind, group: Sequence[str], other: Kind, whole: bool) -> bool:
    short = company_words(form)
    if kind is Kind.PERSON and other is Kind.COMPANY:
        return any(company_words(g)[: len(short)] == short for g in group)  # "Abbott" Laboratories
    if Kind.PERSON in (kind, other) or Kind.PLACE in (kind, other):
        return False
    if any(_clipped(form, g) for g in group):
        return True
    return any(_part_of(short, company_words(g), whole) for g in group)


def _plainer(short: str, long: str) -> bool:
    """ "US Airways" for "US Airways Group": words that tell nothing left out of several."""
    first, second = company_words(short), company_words(long)
    rest = second[len(first) :]
    return 1 < len(first) < len(second) and second[: len(first)] == first and PLAIN.issuperset(rest)


def _clipped(short: str, long: str) -> bool:
    """ "Bristol" for "Bristol-Myers", "Conoco" for "ConocoPhillips", "Citi" for "Citigroup",
    "D.Telekom" for "Deutsche Telekom"."""
    first = re.split(r"[\s-]", long)[0]
    dotted = re.fullmatch(r"([A-Z])\.([A-Z]\w+)", short)
    if dotted is not None:
        parts = long.split()
        return len(parts) > 1 and parts[0][0] == dotted[1] and parts[1] == dotted[2]
    if " " in short or len(short) < 4 or not long.startswith(short) or short.lower() in LOOSE:
        return False
    rest = long[len(short) : len(short) + 5]
    return (first == short and long[len(short) : len(short) + 1] == "-") or (
        rest[:1].isupper() or rest == "group" or rest[:1].isdigit()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(p.lower() for p in words("names", "places"))


def _all_places(rest: tuple[str, ...]) -> bool:
    """Whether words are a place ("New York"), or a place each."""
    return " ".join(rest) in _places() or all(word in _places() for word in rest)


def _part_of(short: tuple[str, ...], long: tuple[str, ...], whole: bool) -> bool:
    """Whether `short` begins or ends `long`, and what is left out doesn't make it another one.

    A place at the end marks a unit ("Acme India"), unless that is a `whole` name with its legal
    form ("Acme New York Inc").
    """
    if not short or len(short) >= len(long):
        return False
    if all(w in LOOSE or w in PLAIN for w in short):
        return False
    if len(short) > 1 and all(
        w.startswith(s) and len(s) > 2 for s, w in zip(short, long, strict=False)
    ):
        return whole or long[: len(short)] != short or not _all_places(long[len(short) :])
    if long[: len(short)] == short:
        return whole or not _all_places(long[len(short) :])
    return len(short) == 1 and long[-1:] == short and short[0] not in PLAIN


def _actor(number: int, group: Sequence[Sighting]) -> Actor:
    forms = frozenset(tidy(s.text) for s in group)
    return Actor(number, judge(group), _canonical(group), forms)


def _canonical(group: Sequence[Sighting]) -> str:
    """The fullest spelling, one with its legal form if there is one; a headline's comes last."""
    body = [s for s in group if not s.title] or list(group)
    legal = {tidy(s.text) for s in body if s.legal}
    name = fullest(legal or {tidy(s.text) for s in body})
    return name[:-1] if re.search(r"(?<!\.\w)\.$", name) else name  # the dot may be the sentence's


def _in_headlines(
    article: Article,
    tokens: Sequence[list[Token]],
    shouting: Sequence[bool],
    actors: Sequence[Actor],
) -> list[Mention]:
    """Where known names stand in lines whose capitals say nothing."""
    known = {form: a.number for a in actors for form in a.forms if _findable(form, a.kind)}
    if not known or not any(shouting):
        return []
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in longest)})(?!\w)")
    return [
        Mention(s.start + m.start(), s.start + m.end(), known[m[0]])
        for s, loud in zip(article.sentences, shouting, strict=True) if loud
        for m in pattern.finditer(article.cut(s))
    ]  # fmt: skip


def _findable(form: str, kind: Kind) -> bool:
    return len(form) > 1 and kind is not Kind.OTHER
