"""What the words around numbers mean. A new currency, scale or qualifier is a new row here."""

from __future__ import annotations

from decimal import Decimal

from summarizer.records import Per, Qualifier

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217 for "no currency": the words leave it open ("cents", "crowns")."""

PREFIXES = {
    "US$": "USD", "U.S.$": "USD", "$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD",
    "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD", "CDN$": "CAD", "CAD": "CAD",
    "NZ$": "NZD", "NZD": "NZD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SG$": "SGD",
    "SGD": "SGD", "NT$": "TWD", "T$": "TWD", "TWD": "TWD", "R$": "BRL", "BRL": "BRL",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "JPY", "JPY": "JPY",
    "RMB": "CNY", "CNY": "CNY", "₹": "INR", "Rs.": "INR", "Rs": "INR", "INR": "INR",
    "₩": "KRW", "KRW": "KRW", "CHF": "CHF", "SFr": "CHF", "Sfr": "CHF", "SEK": "SEK",
    "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "HUF": "HUF", "CZK": "CZK", "RUB": "RUB",
    "TRY": "TRY", "ZAR": "ZAR", "MXN": "MXN", "ILS": "ILS", "AED": "AED", "SAR": "SAR",
    "RM": "MYR", "MYR": "MYR", "THB": "THB", "IDR": "IDR", "PHP": "PHP", "QAR": "QAR",
    "KWD": "KWD", "CLP": "CLP", "COP": "COP", "EGP": "EGP", "OMR": "OMR", "NGN": "NGN",
    "Dh": "AED", "Dhs": "AED", "VND": "VND", "₺": "TRY", "₱": "PHP", "₦": "NGN",
}  # fmt: skip
SUFFIXES = {
    r"(?:U\.?S\.? |American )?dollars?": "USD", r"Australian dollars?": "AUD",
    r"Canadian dollars?": "CAD", r"New Zealand dollars?": "NZD", r"Hong Kong dollars?": "HKD",
    r"Singapore dollars?": "SGD", r"(?:New )?Taiwan(?:ese)? dollars?": "TWD",
    r"euros?": "EUR", r"(?:British )?pounds?(?: sterling)?": "GBP", r"sterling": "GBP",
    r"yen": "JPY", r"(?:Chinese )?yuan": "CNY", r"renminbi": "CNY",
    r"(?:Indian )?rupees?": "INR", r"(?:South )?(?:Korean )?won": "KRW",
    r"(?:Swiss )?francs?": "CHF", r"Swedish (?:crowns?|kronor|krona)": "SEK", r"kronor": "SEK",
    r"Norwegian (?:crowns?|kroner?)": "NOK", r"Danish (?:crowns?|kroner?)": "DKK",
    r"Czech (?:crowns?|koruna)": "CZK", r"crowns?": UNKNOWN_CURRENCY,
    r"reais": "BRL", r"roubles?": "RUB", r"rubles?": "RUB", r"(?:Turkish )?lira": "TRY",
    r"rand": "ZAR", r"(?:Vietnamese )?dong": "VND", r"naira": "NGN",
    r"Egyptian pounds?": "EGP", r"Mexican pesos?": "MXN", r"pesos?": UNKNOWN_CURRENCY,
    r"ringgit": "MYR", r"baht": "THB", r"rupiah": "IDR", r"zlotys?": "PLN", r"forints?": "HUF",
    r"shekels?": "ILS",
    r"(?:UAE )?dirhams?": "AED", r"(?:Saudi )?riyals?": "SAR", r"Kuwaiti dinars?": "KWD",
    r"USD": "USD", r"EUR": "EUR", r"GBP": "GBP", r"CHF": "CHF", r"SEK": "SEK", r"NOK": "NOK",
    r"DKK": "DKK",
}  # fmt: skip
HUNDREDTHS = {
    r"pence": "GBP", r"p": "GBP", r"euro cents?": "EUR", r"Canadian cents?": "CAD",
    r"Australian cents?": "AUD", r"U\.?S\.? cents?": "USD", r"cents?": UNKNOWN_CURRENCY,
}  # fmt: skip
SCALES = {
    "thousand": 3, "million": 6, "millions": 6, "mln": 6, "mn": 6, "billion": 9, "billions": 9,
    "bln": 9, "bn": 9, "trillion": 12, "trn": 12, "tn": 12, "lakh": 5, "crore": 7, "crores": 7,
    "cr": 7, "lakh crore": 12,
}  # fmt: skip
LETTERS = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Scales that count only beside a currency sign: "$3b", "£300m"."""
WORDS: dict[str, int | Decimal] = {
    "half a": Decimal("0.5"), "a quarter of a": Decimal("0.25"), "a": 1, "an": 1, "one": 1,
    "one and a half": Decimal("1.5"), "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
}  # fmt: skip
PERCENT = r"%|percent|per cent|pct|pc(?![\w.])"
FRACTIONS: dict[str, int | Decimal] = {
    r"(?:a|one)[- ]half": 50, r"half": 50, r"(?:a|one)[- ]third": Decimal(100) / 3,
    r"two[- ]thirds": Decimal(200) / 3, r"(?:a|one)[- ]quarter": 25,
    r"three[- ]quarters": 75, r"(?:a|one)[- ]fifth": 20, r"(?:a|one)[- ]tenth": 10,
}  # fmt: skip
BEFORE = {
    Qualifier.ABOUT: (
        "about", "around", "approximately", "approx.", "roughly", "some", "nearly", "almost",
        "close to", "an estimated", "estimated", "circa", "c.", "near", "~", "as little as",
        "in the region of", "in the neighborhood of", "around the", "virtually",
    ),
    Qualifier.OVER: (
        "over", "more than", "above", "exceeding", "in excess of", "north of", "greater than",
        "just over", "slightly more than", "well over", "topping", "upward of", "upwards of",
        "a little over", "a bit more than", "excess of",
    ),
    Qualifier.AT_LEAST: ("at least", "no less than", "not less than", "a minimum of"),
    Qualifier.UNDER: (
        "under", "less than", "below", "fewer than", "just under", "slightly less than",
        "a little under", "short of", "just short of",
    ),
    Qualifier.UP_TO: (
        "up to", "as much as", "as many as", "at most", "a maximum of", "no more than",
        "not more than", "as high as", "maximum of",
    ),
}  # fmt: skip
AFTER = {
    Qualifier.AT_LEAST: ("or more", "at least"),
    Qualifier.OVER: ("plus", "+"),
    Qualifier.ABOUT: ("or so", "or thereabouts"),
    Qualifier.UP_TO: ("or less", "at most"),
}
PER = {
    Per.SHARE: r"(?:a|per|each|for each|for every)[ -](?:[A-Z]?[a-z][\w.&-]* |[A-Z]{2,5} ){0,2}?"
    r"(?:share|stock unit|ADS|ADR|unit)(?!holder|s)|for each [A-Z][\w.&-]+ share",
    Per.YEAR: r"(?:a|per|each)[ -](?:year|annum)|annually|yearly",
}
MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTED = (
    "employees|jobs|people|workers|shares|stores|staff|customers|units|companies|patents|branches"
    "|engineers|clients|users|subscribers|positions|outlets|restaurants|hotels|homes|vehicles"
)
DAY_AHEAD = (
    r"(?:\b(?:by|until|before|coming|later than)|\bas (?:early|soon) as"
    r"|\b(?:will|could|may|might|expected|due|set|scheduled|slated|likely|plans?|expires?|deadline)\b"
    r"(?:(?!\b(?:said|says|told|reported|announced|added|and|but|that|which|after|wrote)\b)[^.;,\"]){0,45}"
    r"\b(?:on|for|of|later|early|late)(?: \w+day or)?) $"
)
AHEAD = r"\b(?:will|would|expect\w*|plans?|planned|by|until|next|to|due|before|slated|scheduled)\b"
