"""Terms of an offer that was changed since: the premium and the price of a share that an article
tells with another total belong to that one."""

from __future__ import annotations

from summarizer.merge.bases import amounts
from summarizer.merge.claims import likeness
from summarizer.merge.material import Material
from summarizer.merge.present import ranked
from summarizer.quantities import Likeness
from summarizer.records import Fact, FactKind, Money, Per


def of_former_price(material: Material, fact: Fact) -> bool:
    """Whether the fact is a premium or a price of a share, and its article, which is older, has
    only other totals, in the same currency, than the present price."""
    if fact.kind is not FactKind.PREMIUM and not _per_share(fact):
        return False
    totals = [f for f in amounts(material, FactKind.PRICE) if not _per_share(f)]
    now = next(iter(ranked(material, FactKind.PRICE, totals)), None)
    if now is None or material.age([fact.sentence]) <= material.age(now.evidence):
        return False
    own = [
        f for f in totals if f.span.article == fact.span.article and _comparable(f, now.facts[0])
    ]
    return bool(own) and all(likeness(f, now.facts[0]) is Likeness.DIFFERENT for f in own)


def _comparable(one: Fact, other: Fact) -> bool:
    return bool(_currency(one)) and _currency(one) == _currency(other)


def _currency(fact: Fact) -> str:
    return fact.value.currency if isinstance(fact.value, Money) else ""


def _per_share(fact: Fact) -> bool:
    return isinstance(fact.value, Money) and fact.value.per is Per.SHARE
