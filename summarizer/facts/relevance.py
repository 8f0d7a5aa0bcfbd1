"""Whether a sentence, or an amount in it, is about the article's own deal."""

from __future__ import annotations

import re

from summarizer.facts.deals import Matter
from summarizer.facts.scene import Scene
from summarizer.facts.sites import Site
from summarizer.facts.view import MARK, View
from summarizer.records import Moment

DEAL_WORDS = re.compile(
    r"\b(?:the|this|that|its|their|under the|proposed|planned) (?:[\w-]+ ){0,3}?(?:deal|offer|bid"
    r"|transaction|acquisition|takeover|merger|purchase|sale|investment|agreement|proposal|buyout"
    r"|price|terms|tender)\b"
)


def about_deal(matter: Matter, view: View) -> bool:
    """Whether a sentence is about the article's own deal: by a clause of it, or by its words."""
    own, aside = matter.about(view.sentence)
    if not matter.own:
        return matter.spoken and not aside and DEAL_WORDS.search(view.text) is not None
    return bool(own) or (not aside and speaks_of_deal(view.text, matter))


def speaks_of_deal(text: str, matter: Matter) -> bool:
    """Whether a sentence without a clause of a deal still is about the article's own."""
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    if actors and not actors & parties:
        return False
    return DEAL_WORDS.search(text) is not None or bool(actors & parties)


def speaks_only(text: str, matter: Matter) -> bool:
    """The same, but a sentence that names others too needs words of a deal, or the target."""
    if not speaks_of_deal(text, matter):
        return False
    actors = {int(m[2]) for m in MARK.finditer(text) if m[1] == "c"}
    strangers = actors - {*matter.buyers, *matter.targets, *matter.sellers}
    ours = bool(actors & set(matter.targets))
    return not strangers or ours or DEAL_WORDS.search(text) is not None


FOREIGN = re.compile(
    r"\[[cp](\d+)\] '?s? (?:[\w-]+ |\[[msn]\d+\] ){0,4}?(?:offer|bid|deal|proposal|approach"
    r"|purchase|acquisition|takeover|investment)\b"
)
ELSEWHERE = re.compile(r"^ (?:[\w-]+ ){0,6}?(?:for|of|with) (?:[\w'-]+ |\[g\d+\] ){0,4}?\[c(\d+)\]")


def elsewhere(matter: Matter, site: Site) -> bool:
    """Whether the words after an amount say that it is for another company."""
    beyond = ELSEWHERE.match(site.right)
    parties = {*matter.buyers, *matter.targets, *matter.sellers}
    return beyond is not None and int(beyond[1]) not in parties


RIVAL = re.compile(
    r"\b(?:competing|rival|alternative|counter) (?:[\w-]+ ){0,2}?(?:bid|offer|proposal)"
)


def foreign_bid(text: str, parties: set[int]) -> bool:
    """Whether the sentence speaks of the bid of someone who is no party of the own deal."""
    if RIVAL.search(text):
        return True
    return any(int(m[1]) not in parties for m in FOREIGN.finditer(text))


def dated_past(scene: Scene, site: Site) -> bool:
    today, text = scene.today, scene.article.text
    return today is not None and any(
        isinstance(q.value, Moment)
        and q.value.year is not None
        and q.value.year < today.year
        and not SINCE.search(text[max(0, q.start - 50) : q.start])
        for q in site.view.amounts
    )


SINCE = re.compile(r"\bsince [^.;,]*$")
"""Before a year only compared with ("the biggest deal since 2008")."""
