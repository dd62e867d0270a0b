"""The words around a number in English: what is counted, and how exactly it is meant."""

from __future__ import annotations

import re

from qingyuan.model.quantity import Qualifier
from qingyuan.model.regex import regex
from qingyuan.numerals.reading import apart, by_first

TIMES = apart(
    "year years month months week weeks day days hour hours minute minutes second "
    "seconds lesson time times"
)
# Units of measurement: what has them is measured, however small the number.
MEASURES = {
    *apart(
        "% ‰ percentage g kg mg t gram grams kilogram kilograms kilo kilos tonne "
        "tonnes ton tons yuan dollars km m cm mm kilometre kilometres metre metres "
        "litre litres ml hectare hectares mu degrees person-times person-time"
    ),
    *TIMES[:-3],
}
# Words that follow a number without saying what is counted.
NO_UNIT = (
    r"(?:of|the|and|or|to|in|on|at|by|for|from|with|that|who|which|were|was|is|are|have|had|has|than"
    r"|as|but|if|so|people’s|million|per|each|more|only|when|where|while|before|after|until)\b"
)
MONEY = r"US\$|HK\$|RMB ?¥?|CNY|USD|EUR|GBP|[$£€¥]"

_NO = apart("no not nothing never")
_NOT = (
    *("not", "never", "cannot"),
    *(f"{word}n?[’']t" for word in apart("can don doesn must should may is are")),
)
_MORE = "more|greater|older|longer|higher|larger|bigger|later|heavier|taller|further"
_LESS = "fewer|less|younger|shorter|lower|smaller|earlier|lighter"
_BE = "(?: be| to| have)?"
BEFORE = {
    Qualifier.AT_MOST: (
        *(f"{no} (?:{_MORE}) than" for no in (*_NO, "any")),
        *(f"{no}{_BE} (?:exceed(?:ing)?|over|above|surpass|top|pass)" for no in _NOT),
        *("without exceeding", "at most", "up to", *(f"{less} than" for less in _LESS.split("|"))),
        *("under the age of", "below the age of", "under", "below", "within", "a maximum of"),
        *("maximum of", "limited to", "capped at", "≤", "<"),
    ),
    Qualifier.MORE_THAN: (
        *(f"{no} (?:{_LESS}) than" for no in _NO),
        *(f"{no}{_BE} (?:under|below|fall below|drop below)" for no in _NOT),
        *("at least", *(f"{more} than" for more in _MORE.split("|")), "upwards of"),
        *("in excess of", "a minimum of", "minimum of", "over the age of", "above the age of"),
        *("over", "above", "exceed", "exceeds", "exceeded", "exceeding", "surpassed"),
        *("surpassing", "topped", "topping", "tops", "beyond", "north of", "≥", ">"),
    ),
    Qualifier.NEARLY: (
        *("nearly", "almost", "close to", "just under", "just short of", "just below"),
        *("approaching", "nearing", "not quite"),
    ),
    Qualifier.ABOUT: (
        *("about", "around", "roughly", "approximately", r"approx\.", "circa", r"c\.", "some"),
        *("~", "≈"),
    ),
}
AFTER = {
    Qualifier.MORE_THAN: r"(?:or|and) (?:more|above|over|older|upwards|longer|higher)",
    Qualifier.AT_MOST: r"(?:or|and) (?:less|fewer|under|below|younger|shorter|lower)",
}
QUALIFIERS = {
    qualifier: regex("|".join(known), re.IGNORECASE) for qualifier, known in BEFORE.items()
}
# The closer ones first: just under is no under.
QUALIFIER = by_first(
    words
    for qualifier in (Qualifier.NEARLY, Qualifier.AT_MOST, Qualifier.MORE_THAN, Qualifier.ABOUT)
    for words in BEFORE[qualifier]
)

# Phrases that hold a number word and say no number.
_PHRASES = (
    "one of; one another; one by one; one day; one’s own; one['’]s; one[- ]to[- ]one; one or two"
    "; at one; as one; no one(?!-); any one(?!-); every one(?!-); some one(?!-); this one(?!-)"
    "; that one(?!-); which one(?!-); the one(?!-); each one(?!-); zero tolerance; one thing"
    "; for one; in one(?: piece| go); last half; other half; better half; in two minds; of two minds"
    "; second to none; second[- ]?hand; second nature; on second thoughts?"
    "; second[- ]guess(?:ing|ed)?; second best; first[- ]aid; first of all; at first; first[- ]hand"
    "; first and foremost; third[- ]party; third parties; nine times out of ten; ten to one"
    "; cloud nine; at sixes and sevens; on all fours; put two and two together"
    "; putting two and two together; kills? two birds with one stone; two birds with one stone"
    "; killing two birds with one stone; two wrongs; nine lives; seventh heaven; sixth sense"
    "; eleventh hour; two[- ]faced; two[- ]way; four corners; seven seas; third degree"
    "; an? (?:hundred|thousand|million) (?:ways|thanks|apologies|and one|words|miles away|pities)"
    "; a stitch in time saves nine; thousand and one; one in a million"
    "; half[- ](?:hearted|way|truths?); half[- ]?(?:hearted|heartedly|way)"
)
PHRASES = tuple(_PHRASES.split("; "))
FIXED = rf"\b(?:{by_first(PHRASES)})\b"

# Words with a number in them: value, unit.  The other language may say them without one.
WORDS = {
    **dict.fromkeys(("both", "either", "neither", "a pair", "pair", "pairs", "a couple"), (2, "")),
    **dict.fromkeys(("couple", "couples", "twin", "twins", "dual", "duo"), (2, "")),
    **dict.fromkeys(
        ("double", "doubles", "doubled", "doubling", "twofold", "two-fold"), (2, "times")
    ),
    **dict.fromkeys(("twice",), (2, "times")),
    **dict.fromkeys(("trio", "triplet", "triplets", "triple"), (3, "")),
    **dict.fromkeys(("decade", "decade-long"), (1, "decade")),
    **dict.fromkeys(("century", "century-old", "centenary"), (1, "century")),
    **dict.fromkeys(("centenarian", "centenarians"), (100, "years")),
    **dict.fromkeys(("fortnight", "fortnightly"), (1, "fortnight")),
    **dict.fromkeys(("round the clock", "around the clock", "round-the-clock"), (24, "hours")),
    "day and night": (24, "hours"),
}
# Words that say how many times as much, and no less clearly than a number.
FOLDS = {
    "thrice": 3,
    **dict.fromkeys(("tripled", "triples", "tripling", "trebled", "trebling", "treble"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling"), 4),
    **dict.fromkeys(("quintupled", "quintuple"), 5),
    **{
        f"{word}{hyphen}fold": number
        for number, word in enumerate(apart("three four five six seven eight nine ten"), start=3)
        for hyphen in ("", "-")
    },
}
# Long whiles, in years.
AGES = {"decades": (20, 99), "centuries": (200, 999)}
HALVES = ("halve", "halved", "halves", "halving", "half")
# How whatever else is read begins: whole words, and beginnings of words.
OPENINGS = apart(
    "a an no nos not nothing never any every each per some this that which the last other latter "
    "better in of at as for on cloud first final several many few dozens scores tens hundred thousand "
    "million billion hundreds thousands millions billions under below within up limited capped fewer "
    "less younger shorter lower smaller earlier lighter more greater older longer higher larger bigger "
    "later heavier taller further without can don doesn must should is are over above top tops topped "
    "topping beyond north upwards maximum minimum nearly almost close just about around roughly "
    "approximately approx circa c rmb cny usd eur gbp us hk round quarter fold noon midday midnight"
)
BEGINNINGS = apart(
    "approach nearing exceed surpass kill put number chapter page table figure grade year form class "
    "paragraph section article step part room case version level lesson unit stage phase call dial "
    "ring phone text hotline line jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri "
    "sat sun second third four fif six seven eigh nin ten eleven twel thir fort twen tee q[1-4]"
)
