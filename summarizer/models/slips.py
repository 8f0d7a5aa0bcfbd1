"""Signs that a sentence was broken before it was read: a word is missing, stands twice or is glued.

News is written in a hurry, and a sentence that lacks a word at its source lacks it in a summary.
Each pattern is one kind of slip; a new kind is a new row. None asks for what a word means, so each
names only words between which nothing whole can stand.
"""

from __future__ import annotations

import re

_FUNCTION = (
    r"(?:of|in|on|at|to|for|from|by|with|into|and|or|but|is|are|was|were|has|have|had|would|said|says"
    r"|which|they|he|she|we|the|an?|its|his|her|their|our|this|these|those)\b(?![-’'&.])"
)
_SPAN = r"(?:year|month|week|decade|century|dozen)"
_STEADY = r"(?<!shed)(?<!embed)(?<!\bwed)(?<!shred)(?<!\bbed)(?<!imbed)"
_CLAUSE = r"(?:^|(?<=[,;] )|(?<=\bsaid )|(?<=\bthat ))"

SLIPS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # "for more than year", "in statement": no article, no number
        rf"\b(?:more|less|fewer|longer|earlier|later) than {_SPAN}\b(?!-)",
        rf"\b(?=[fwna])(?<!\bmonth )(?<!\bweek )(?<!\byear )"
        rf"(?:for|within|about|nearly|almost) {_SPAN}\b"
        r"(?!-| (?:to|of|end|ended|ending|on|in|after|\d))",
        r"\b(?:in|at|on|during|with) (?:statement|(?:telephone |television )?interview"
        r"|news conference"
        r"|press conference|conference call|press release|regulatory filing|research note)\b",
        r"\b(?:in|for|during) (?:first|second|third|fourth) (?:quarter|half)(?=[,.]| (?:and|as"
        r"|from|to|on"
        r"|compared|after|of|because|with|due|was|were)\b)",
        r"\b(?:according|due|owing|compared) (?:the|an?|its|his|their)\b",
        # "the of", "a the", "its the"
        rf"(?:\b(?:the|an?)|^(?:The|An?)) {_FUNCTION}",
        r"\b(?:its|his|their|our) (?:the|an?|its|his|their|our|of|and|is|was)\b(?![-’'])",
        r"\b(?:to|in|for|at|by|with|from|on|into) of\b",
        # "the the"
        r"\b(?!(?:had|that|very|so|many|much|long|no|far|bye|really) )([a-z]+) \1\b(?![-’'])",
        # "a gain of 51,000 gain"
        r"\ba ([a-z]{4,}) of (?:[^\s,.]\S* ){1,3}\1\b",
        # "a agreement", "an deal"
        r"\ba (?!on(?:e|ce)|eu|ewe)[aeio][a-z]{2,}",
        r"\ban (?=[bcdgjkpqtvwz][a-z]{2}|[flmnrs][a-z]{4})",
        # "could has", "is have", "did not said", "would reduced"
        r"\b(?:would|could|should|must|might) (?:is|are|was|were|has|had|been|to|of|would|could)\b"
        r"|\b(?:would|could|must|might) the\b",
        r"\bwill (?:are|were|has|had|been|would|could)\b",
        r"\b(?:is|are|was|were) (?:has|have|had|would|could|was|were|be)\b",
        r"\b(?:has|have) (?:be|being|was|were|will|would)\b",
        r"\b(?:be|been) (?:is|are|was|were|has|have|had|be|been)\b|\bto (?:been|has)\b",
        rf"\b(?:(?:did|does|do) not|(?:did|does|do)n['’]t) (?:[a-z]+(?<!e)ed{_STEADY}|said|told"
        rf"|was|were|has"
        r"|made)\b",
        rf"\b(?:would|could|should|might|will|must) (?:not )?[a-z]{{2,}}(?<!e)ed{_STEADY}\b",
        r"\b(?:was|were) to [$€£¥]?\d|\b(?:some|the|an?) (?:yesterday|today)['’]s\b",
        r"\b(?:would|could|should|must|will) (?!(?:br|r|s|cl|spr|st|str|wr|fl|sw)ing\b)[a-z]+ing\b",
        r"\b(?:is|are|was|were|been) (?:expect|announce|propose|consider|schedule|agree|acquire)\b",
        # "she have", "they was"; "its a" for "it's a"
        rf"(?=[HhSsIi]){_CLAUSE}(?:[Hh]e|[Ss]he|[Ii]t) (?:have|are|do)\b",
        rf"(?=[TtWwYy]){_CLAUSE}(?:[Tt]hey|[Ww]e|[Yy]ou) (?:is|was|has)\b",
        r"\bits (?:not|been|going|different|an?)\b|\bit['’]s own\b",
        # "three company in"
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|few) (?:year|month|week"
        r"|day|company"
        r"|bank|quarter|job|worker|country|analyst|source|percentage point)(?=[.,;] |\.?$| (?:in"
        r"|of|to|from|and"
        r"|for|after|ago|earlier|that|who|which|with|were|are|have)\b)",
        # "$5 dollars"
        r"[$€£¥]\d[\d.,]* (?:(?:million|billion|trillion) )?(?:dollars|euros|pounds|yen)\b",
        # "Old Mill, said it": a comma between who and what
        r"^(?!(?:In|On|At|By|For|From|After|Also|Still|Yesterday"
        r"|Today)\b)[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5}"
        r", (?:said|reported|posted|agreed|has|is|was|will)\b",
        # "the deal.The", "profit,up", ",,"
        r"[.!?](?<=[a-z]{3}.)[A-Z][a-z]+\s|,(?<=[a-z]{2},)[A-Za-z]{2,}|,\s?,|,-"
        r"|^\W*[A-Z].*\w ,(?:\s|$)",
        # "if it the tender", "UBS AG UBS Financial", "bourses's", "Mill Chesapeake.,"
        r"\b(?:if|that|when|because|whether|but|although|said) (?:it|he|she|they) (?:the|an?"
        r"|its)\b",
        r"\b([A-Z][A-Za-z]+) (?:(?:AG|SA|NV|SE|AB|Inc|Corp|Co|Ltd|Plc|PLC)\.? )?\1 [A-Z]",
        r"\b[a-z]+(?:es|rs|ts|ns|ds|ks)['’]s\b|\.(?<=[a-z]{6}\.),",
        # "posted quarterly loss"
        r"\b(?:post|posted|posts|report|reported|reports) (?!(?:an?|the|its|their|his|no|any|one"
        r"|this|that|another"
        r"|each|what|first|further)\b)(?:[a-z]+(?:-[a-z]+)* )?(?:decline|drop|fall|increase"
        r"|loss)\b(?! per\b)",
        # what announces a text
        r"^(?:The )?[Ff]ollowing (?:is|are)\b",
        # what a page's code leaves
        r"&(?:amp|quot|nbsp|lt|gt|#\d+);|\?\?|�",
        # a sentence that trails off
        r"(?:\.\.\.+|…)[\"”’)]*$",
        # or begins with a share's code; "1.2trillion"
        r"^[A-Z]{2,5}\.[A-Z]{1,2}\s[a-z]|^[A-Z]{3,6}\d\b|^(?=[A-Z]*\d)[A-Z0-9]{6,} [a-z]"
        r"|\d(?:million|billion|trillion|percent)\b",
        # or ends after the initials of a name
        r"\b(?:of|by|at|from|with|and) (?!U\.[A-Z]|E\.U|L\.A|D\.C)(?:[A-Z]\.)+$",
        # "an nine-month", "a slightly more pessimistic than", an address broken off
        r"\ban (?:four|five|six|nine|ten)\b|\ba (?:eight|eleven|eighteen|eighty)\b|\bwww\.$"
        r"|\ba (?:slightly|somewhat|far|much) (?:more|less) [a-z]+ (?:on|about|than)\b",
        # "a stake in company", 'its lawyers, "gave us'
        r"\b(?:stake|shares) in company\b|^[A-Z][^,\"“]{3,40}, [\"“](?:gave|is|was|has|had|will)\b",
        # "said Ann Vane, a baker, said of"
        r"\bsaid [A-Z][^.,]{3,40},[^.]{3,90}, said (?:of|that|in|on)\b",
        # "slated for released on", "did not respond with a request", "1.3 perent"
        r"\b(?:set|slated|scheduled|due|planned) for [a-z]{3,}ed (?:on|in|by|at|for)\b"
        r"|\brespond(?:ed|ing)?\b[^.,]{0,40} (?:with|for) an? request"
        r"|\d (?!percent\b)pe[ecrn]{2,5}t\b",
        # "Shares of the baker, Old Mill rose"
        r"^(?:Shares|Stock) (?:of|in) [^,]*, [A-Z]\w+(?: [A-Z]\w+)* (?:[a-z]+ed|rose|fell|were)\b",
        # '" "With', '25-week high, " Ann Vane said', "largest- ever", "as a 0.4 percent."
        r"^[\"”’]\s|[,.] \" [A-Z]|[a-z]- (?!and\b|or\b|to\b|but\b)[a-z]",
        r"\ban? \d[\d.]* percent(?:[.,]|$)",
        # "The report by the panel, said that"
        r"^(?!(?:In|On|At|By|For|From|After|As|If|When|While|Although|Though|With|Since|To)\b)"
        r"[A-Z][^,\"“]{3,100}, said (?:that|it|they|he|she|on|in)\b",
    )
)


def slipped(sentence: str) -> bool:
    """Whether a sentence seems broken at its source."""
    return any(pattern.search(sentence) for pattern in SLIPS)
