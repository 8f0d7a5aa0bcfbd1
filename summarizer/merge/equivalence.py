"""Whether two statements say the same, or one says all that the other does.

Likeness of words alone never decides. Statements whose amounts, denials, doubts, roles or parties
differ are different points, however alike they read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarizer.merge.claims import likeness, moments, role_name, same_claim
from summarizer.merge.features import Features, Run
from summarizer.names import same_name, same_person
from summarizer.quantities import Count, Likeness, Quantity, agree
from summarizer.records import Fact, FactKind, Money, Name, Per, Percent, RoleChange

SAYS_ALL = (0.72, 0.45, 0.35, 0.25)
"""Share of a statement's content, by weight, that another must hold to bear it out, by the number
of its facts that the other states: facts carry most of what a sentence says."""

LOSES_NOTHING = 0.7
"""The same for a statement to be left out for another one, which then must tell its details too."""

SAYS_MOST_FACTS = 0.75
"""Share of a statement's facts, by weight, from which on another sentence bears it out."""

SAYS_SOME = 0.15
"""Share of its content that such a sentence must hold at least."""

PARTIES = (FactKind.BUYER, FactKind.TARGET, FactKind.SELLER)

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement says: its features and the facts it states."""

    features: Features
    facts: tuple[Fact, ...]


def says_all(large: Claim, small: Claim, weigh: Weigh, share: float | None = None) -> bool:
    """Whether `large` says all that `small` does, with at least `share` of its content.

    `weigh` tells how much a stem carries.
    """
    if contradicts(large, small) or not _covers_names(large.features, small.features):
        return False
    if not _covers_amounts(large.features.amounts, small.features.amounts):
        return False
    facts = own_facts(small.facts)
    if not all(any(same_claim(fact, other) for other in large.facts) for fact in facts):
        return False
    enough = SAYS_ALL[min(len(facts), len(SAYS_ALL) - 1)] if share is None else share
    return coverage(large.features.stems, small.features.stems, weigh) >= enough


def own_facts(facts: Sequence[Fact]) -> list[Fact]:
    """What is stated beyond who the parties are."""
    return [fact for fact in facts if fact.kind not in PARTIES]


def bears_out(
    small: Claim, large: Claim, weigh: Weigh, importance: Callable[[Fact], float]
) -> bool:
    """Whether `small` says the main things of `large`: its sums and rates, most of its facts, and
    some of its words."""
    if not covers_sums(small.features.amounts, large.features.amounts):
        return False
    share = coverage(small.features.stems, large.features.stems, weigh)
    facts = own_facts(large.facts)
    if not facts:
        return share >= SAYS_ALL[1]
    told = [f for f in facts if any(same_claim(f, other) for other in small.facts)]
    most = sum(map(importance, told)) >= SAYS_MOST_FACTS * sum(map(importance, facts))
    return most and share >= SAYS_SOME


def coverage(large: frozenset[str], small: frozenset[str], weigh: Weigh) -> float:
    """How much of the small set is in the large one, by weight, from 0 to 1."""
    whole = sum(weigh(stem) for stem in sorted(small))
    return sum(weigh(stem) for stem in sorted(small & large)) / whole if whole else 1.0


def contradicts(one: Claim, other: Claim) -> bool:
    """Whether what both speak of is denied, doubted, qualified or parted otherwise in the other."""
    a, b = one.features, other.features
    shared = a.stems & b.stems
    if (a.denied ^ b.denied) & shared or (a.hedged ^ b.hedged) & shared:
        return True
    return _roles_clash(a, b) or _dates_clash(a, b) or _parties_clash(one.facts, other.facts)


def _roles_clash(a: Features, b: Features) -> bool:
    """One role in both, here interim or former and there not."""
    marked: dict[str, set[str]] = {}
    for role, mark in a.marks:
        marked.setdefault(role, set()).add(mark)
    for role, mark in b.marks:
        if role in marked and mark not in marked[role] and (mark or marked[role] != {""}):
            return True
    return False


def _dates_clash(a: Features, b: Features) -> bool:
    """Both are dated, and no date of one can be a date of the other."""
    pairs = [moments(one, other) for one in a.dates for other in b.dates]
    return bool(pairs) and all(found is Likeness.DIFFERENT for found in pairs)


def _parties_clash(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """The buyer of one is the target or seller of the other, or a person moves otherwise."""
    return any(_swapped(a, b) or _moved_otherwise(a, b) for a in one for b in other)


def _swapped(a: Fact, b: Fact) -> bool:
    sides = {a.kind, b.kind}
    if FactKind.BUYER not in sides or len(sides & set(PARTIES)) < 2:
        return False
    return (
        isinstance(a.value, Name)
        and isinstance(b.value, Name)
        and same_name(a.value.name, b.value.name)
    )


def _moved_otherwise(a: Fact, b: Fact) -> bool:
    one, other = a.value, b.value
    if not isinstance(one, RoleChange) or not isinstance(other, RoleChange):
        return False
    if not same_person(one.person, other.person) or one.move is not other.move:
        return False
    after, then = role_name(one.role_after), role_name(other.role_after)
    if one.interim != other.interim and after == then and after is not None:
        return True
    return None not in (after, then) and likeness(a, b) is Likeness.DIFFERENT


def _covers_names(large: Features, small: Features) -> bool:
    """Whether every name of the small one is named in the large one, in part at least."""
    known = {word for run in large.names for word in run}
    return all(_known(run, known) for run in small.names)


def _known(run: Run, known: set[str]) -> bool:
    return run[0] in known or run[-1] in known


def covers_sums(large: Sequence[Quantity], small: Sequence[Quantity]) -> bool:
    """Whether all money and percentages of the one are in the other, whatever they are told for:
    "annual savings of $1.2 billion" are "$1.2 billion a year"."""
    sums = [_bare(q) for q in small if isinstance(q.value, Money | Percent)]
    return _covers_amounts([_bare(q) for q in large], sums)


def _bare(amount: Quantity) -> Quantity:
    value = amount.value
    return (
        replace(amount, value=replace(value, per=Per.TOTAL)) if isinstance(value, Money) else amount
    )


def _covers_amounts(large: Sequence[Quantity], small: Sequence[Quantity]) -> bool:
    return all(any(_same_amount(one, other) for other in large) for one in small)


def _same_amount(one: Quantity, other: Quantity) -> bool:
    if isinstance(one.value, Count) and isinstance(other.value, Count):
        units = {one.value.unit, other.value.unit} - {None}
        if len(units) > 1:
            return False
    found = agree(one.value, other.value, one.qualifier, other.qualifier)
    return found is not Likeness.DIFFERENT
