"""What a sentence speaks of as known: "the delays", "the Korean company", "ISE".

A reader of the sentence alone would ask which; the words to be found beside it are given as
patterns, so that the sentence which tells of them is taken along and isn't shortened by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EVENT = (
    r"[a-z]{3,}(?<!sta)(?<!posi)(?<!popula)(?<!administra)(?<!na)(?<!commis)(?<!corpora)(?<!associa)"
    r"(?<!organiza)(?:tion|sion)s?"
    r"|(?:agree|settle|invest|announce|state|adjust|impair|indict|pay|appoint|commit|replace|amend)ments?"
    r"|[a-z]{2,}(?:osal|roval|issal|efusal|emoval|newal|rsal)s?"
    r"|(?:sale|deal|delay|move|plan|offer|bid|law|lawsuit|suit|case|complaint|charge|pact|accord"
    r"|purchase|merger|takeover|project|program|scheme|measure|change|cut|rise|increase|drop|decline"
    r"|fall|gain|loss|incident|accident|crash|fire|blast|strike|protest|probe|review|test|meeting"
    r"|vote|step|ban|bill|rule|order|recall|problem|issue|dispute|launch|filing|findings|ruling"
    r"|hearing|trial|verdict|claim|report|survey|study|poll|letter|contract|loan|bond|fine|penalty"
    r"|breach|attack|outage|shutdown|closure|layoff|departure|switch|tie-up|venture|listing|rescue"
    r"|bailout|buyout|spin-off|package|facility|plant|unit|site|factory|product|device|model|drug"
    r"|fund|property|building|defendant|respondent|plaintiff|suspect|victim|comment|remark|warning"
    r"|forecast|upgrade|downgrade|downturn|slowdown|selloff|rally|surge|jump|slump|slide|move"
    r"|disclosure|failure|difference|conference|approach|proceed|method|technique)s?"
)
_VERB = (
    r"(?:[a-z]+(?:ed|s)|are|were|have|had|will|would|can|could|may|might|must|should|come|came"
    r"|follow|mark|make|made|fell|rose|took|take|said|say|also|include|began|led|left|cost)"
)
SUBJECT = re.compile(
    r"(?:(?:But|And|Still|However|Meanwhile|Separately|Also|In addition),? )?"
    rf"[Tt]he (?:[a-z-]+ )?(?P<what>{_EVENT}),? (?:which |who )?{_VERB}\b"
)
"""A definite thing, with no more to say which it is: "The delays come"."""
MATTER = re.compile(
    rf"(?:But )?[Tt]he (?:[a-z-]+ )?(?:{_EVENT}) (?:in|of|at|over|on|with)"
    r" (?:the |its )?(?P<what>[a-z]+)"
)
"""A definite thing, with its matter: "The slide in sales"."""
PLACED = re.compile(
    r"(?:But )?[Tt]he (?P<what>[A-Z][a-z]+(?:an|ese|ish|ch|i|er|ss))(?:,| [a-z-]+"
    rf"(?: [a-z]+)?,| [a-z]+ {_VERB}\b)"
)
"""Who is known by a country: "The Korean company, which", "The Norwegian, who"."""
SHORT = re.compile(r"\b(?!CEO|CFO|COO|GDP|IPO|USA|CEOs|IPOs)[A-Z]{3,6}\b(?![.&-])")
COMMON = frozenset(
    re.findall(
        r"\w+",
        "ABC ADR AFP AIDS AIG AMD ATM BASF BBC BHP BMW BNP CAC CBS CIA CME CNBC CNN CORP DAX"
        " DHL DNA EBIT EBITDA ECB EDT EPA EPS ESPN EST ETF EUR FAA FBI FDA FTC FTSE GMT GPS"
        " HBO HIV HSBC HTC IAG IBM ICE IMF INC ING IRS ITV KKR KLM LCD LED LLC LNG LTD MGM"
        " MSCI NASA NASDAQ NATO NBC NEC NTSB NTT NYSE OPEC PLC RBS REIT RIM RWE SAP SEC SPDR"
        " SUV TNT TPG UAW UBS UPS USB USD WPP WTO",
    )
)
"""Letters that a reader of business news knows."""
_BETWEEN = r"(?:[\s-]+(?:(?:of|for|and|the|on|de|&)\s+)*)?"


def matter(sentence: str) -> Iterator[re.Pattern[str]]:
    """A pattern for what the thing is about that a sentence speaks of as known."""
    if match := MATTER.match(sentence):
        yield stem(match["what"])


def referents(sentence: str) -> Iterator[re.Pattern[str]]:
    """A pattern for each thing of a sentence that is spoken of as known; it finds where that is
    told, as the noun, its verb or the country."""
    for pattern in (SUBJECT, PLACED):
        if match := pattern.match(sentence):
            yield stem(match["what"])


def short_names(sentence: str) -> dict[str, re.Pattern[str]]:
    """The letters that stand for a name, each with what finds the name in full or the letters in
    brackets."""
    return {
        short: re.compile(rf"\({short}\)|\b" + _BETWEEN.join(_word(letter) for letter in short))
        for short in set(SHORT.findall(sentence)) - COMMON
    }


def _word(letter: str) -> str:
    """A word of a name in full: "Foreign direct investment" for FDI."""
    return rf"(?:{letter}[a-z]+|{letter.lower()}[a-z]{{3,}})"


def opening_letters(sentence: str) -> re.Pattern[str] | None:
    """What finds the letters a sentence begins with, where a reader may not know them."""
    match = SHORT.match(sentence)
    return re.compile(rf"\b{match[0]}\b") if match and match[0] not in COMMON else None


def stem(word: str) -> re.Pattern[str]:
    """Finds a word in its other forms: "agreement" and "agreed", "Korean" and "South Korea"."""
    root = re.sub(r"(?<=[a-z]{3})(?:ies|s|ings?)$", "", word)
    if len(root) > 5:
        return re.compile(rf"\b{re.escape(root[: max(5, len(root) - 4)])}", re.IGNORECASE)
    ends = "(?:e|s|es|ed|d|ing|ting|ted)?"
    return re.compile(rf"\b{re.escape(root.rstrip('e'))}{ends}\b", re.IGNORECASE)
