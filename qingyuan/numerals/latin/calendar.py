"""Dates and times of day in English."""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex
from qingyuan.numerals.latin.value import SMALL, TEN, UNIT_WORD
from qingyuan.numerals.reading import apart, by_first, dated, named

_MONTHS = apart(
    "january february march april may june july august september october november december"
)
_WEEKDAYS = apart("monday tuesday wednesday thursday friday saturday sunday")
# With a capital only: “they may 5 times …” is no day in May.
_MONTH = "|".join(rf"{month}|{month[:3]}\b\.?" for month in map(str.title, _MONTHS))
_MONTH = f"(?-i:{_MONTH})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        apart(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth twentieth"
        ),
        start=1,
    )
} | {
    f"{ten}ieth": 10 * number
    for number, ten in enumerate(apart("thirt fort fift sixt sevent eight ninet"), start=3)
}
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
# The longer ones first: sixtieth is no sixth.
_SAID = (*sorted(_ORDINALS, key=len, reverse=True), "hundredth")
ORDINAL = rf"\d+(?:st|nd|rd|th)|(?:{TEN})-(?:{_ONES})|{'|'.join(_SAID)}"
SAID_ORDINALS = (*(f"{ten}-(?:{_ONES})" for ten in TEN.split("|")), *_SAID)
_HALVES = {"first": 1, "second": 2, "latter": 2}
_OF_YEAR = rf" of(?: (?:the|this|last|next|that)(?: same)? year\b| (?P<y7>{_YEAR})\b)"
_SAID_DAY = "|".join(word for word, number in _ORDINALS.items() if number <= 20)
_NUMBERED = "first|second|third|fourth|1st|2nd|3rd|4th|final"
# A month by itself; May and March are words as well.
_ALONE = (
    r"(?-i:January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?:(?<=in )|(?<=since )|(?<=until )|(?<=till )|(?<=by )|(?<=from )|(?<=to )|(?<=last )"
    r"|(?<=next )|(?<=this )|(?<=early )|(?<=late )|(?<=mid-)|(?<=through )|(?<=of )|(?<=and )"
    r"|(?<=between )|(?<=during )|(?<=every )|(?<=after )|(?<=before )|(?<=[a-z]–)|(?<=[a-z]-))"
    r"(?-i:March|May)\b(?! Day)"
)
# Where it says (?!\d) none begins with a digit, and nothing is tried there.
DATES = (
    rf"\b(?P<d>{_DAY})(?: of)? (?P<m>{_MONTH})\b(?:,? (?P<y>{_YEAR})\b)?",
    rf"\b(?:the )?(?P<d7>{ORDINAL}) (?:day )?of (?:the (?P<m7>{ORDINAL}) (?:lunar )?month\b|(?P<m8>{_MONTH})\b)",
    rf"\b(?:the )?(?P<m9>{ORDINAL}) lunar month\b",
    rf"(?!\d)\b(?P<m2>{_MONTH}) (?P<d2>{_DAY}|{_SAID_DAY})\b(?!,\d)(?:,? (?P<y2>{_YEAR})\b)?",
    rf"(?!\d)\b(?P<m3>{_MONTH}),? (?P<y3>{_YEAR})\b",
    r"\b(?P<y4>[12]\d{3})[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})\b",
    r"\b(?P<m5>1[0-2]|[1-9])·(?P<d5>3[01]|[12]\d|[1-9])\b",
    rf"(?!\d)\b(?P<half1>first|second|latter) half(?:{_OF_YEAR})?",
    rf"\b(?P<q>{_NUMBERED}) quarter\b(?: of (?:the|this|last|next|that) year\b| of (?P<y8>{_YEAR})\b)?",
    r"(?!\d)\b(?-i:Q)(?P<q2>[1-4])\b",
    rf"(?<![\w.,+])(?P<y6>{_YEAR})\b(?![,.]?\d|\+|%)",
    r"\b(?P<decade>\d{2,3}0)s\b|\b(?P<century>\d\d?(?:st|nd|rd|th)|[a-z]+-first|[a-z]+eenth|twentieth) century\b",
    r"(?!\d)\b(?:the )(?P<decade2>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    rf"(?!\d)\b(?P<month>{_ALONE})",
    rf"(?!\d)(?-i:\b(?P<weekday>{'|'.join(map(str.title, _WEEKDAYS))})s?\b)",
)
# How all of these begin: a digit, an article, an ordinal, a month, a weekday, or what is a century.
DATES_BEGIN = (
    *apart("q[1-4] jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun"),
    *apart(
        "fir sec latter fin thi fort fourt fift sixt sevent eight[yhe] nint ninet tenth elevent"
    ),
    *("the ", "twelf", "twent", "hundredth"),
)
MAY_BE_DATE = rf"(?=\d|{by_first(DATES_BEGIN)}|[a-z]+[- ](?:first )?century)"
_WHEN = (
    r",? (?:in the (?P<morning>morning)|in the (?P<day>afternoon|evening)|at (?P<night>night)"
    r"|(?:this|that|yesterday|tomorrow|the next|the following) (?P<morning2>morning)"
    r"|(?:this|that|yesterday|tomorrow) (?P<day2>afternoon|evening))\b"
)
_PART = regex(_WHEN, re.IGNORECASE)
_ANY_PART = re.sub(r"\?P<\w+>", "?:", _WHEN)
_HOUR = rf"\d{{1,2}}|{UNIT_WORD}|ten|eleven|twelve"
TIMES = (
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<am>[ap])\.?m\b\.?",
    r"\b(?P<hour2>\d{1,2}):(?P<minute2>\d\d)(?::\d\d)?\b",
    (
        rf"(?!\d)\b(?:(?P<past>half past|(?:a )?quarter past|(?:a )?quarter to|(?:five|ten|twenty|twenty-five) (?:past|to)) )"
        rf"(?P<hour4>{_HOUR})\b(?! (?:people|pupils|of|per|kilo|students|years|days|minutes|hours))"
    ),
    rf"\b(?P<hour5>{_HOUR})(?={_ANY_PART})",
    rf"\b(?P<hour3>{_HOUR}) o['’]clock\b",
    r"(?!\d)\b(?P<noon>noon|midday|midnight)\b",
)


def _one(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def ordinal(typed: str) -> int:
    """Third is 3, 21st and twenty-first are 21."""
    low = typed.lower()
    digits = re.match(r"\d+", low)
    if digits:
        return int(digits[0])
    ten, _, one = low.rpartition("-")
    return (SMALL[ten] if ten else 0) + _ORDINALS.get(one, 100)


def _month(typed: str | None) -> int | None:
    if typed is None or typed.isdigit():
        return int(typed) if typed else None
    low = typed.lower()
    named_so = [name[:3] for name in _MONTHS]
    return 1 + named_so.index(low[:3]) if low[:3] in named_so else ordinal(low)


def date(match: re.Match[str]) -> Reading:
    """A date as it is written, whole or in part."""
    typed_year = _one(match, "y", "y2", "y3", "y4", "y6", "y7", "y8")
    year = int(typed_year) if typed_year else None
    month = _month(_one(match, "m", "m2", "m3", "m4", "m5", "m7", "m8", "m9", "month"))
    typed_day = _one(match, "d", "d2", "d4", "d5", "d7")
    day = ordinal(typed_day) if typed_day else None
    century = ordinal(match["century"]) if match["century"] else None
    decade = int(match["decade"]) if match["decade"] else None
    if decade and decade > 100:
        century, decade = decade // 100 + 1, decade % 100
    if match["decade2"]:
        decade = SMALL[match["decade2"].lower().removesuffix("ies") + "y"]
    quarter, weekday = match["q"] or match["q2"], match["weekday"]
    name = named(
        y=year,
        m=month,
        d=day,
        h=_HALVES[match["half1"].lower()] if match["half1"] else None,
        q=(4 if quarter == "final" else _quarter(quarter)) if quarter else None,
        c=century,
        e=decade,
        w=1 + _WEEKDAYS.index(weekday.lower()) if weekday else None,
    )
    # The first half of a match is none of a year, and the fifties may be somebody's age.
    passing = (match["half1"] and " of " not in match[0]) or match["decade2"]
    sort = Sort.WORD if passing else Sort.DATE
    parts = (year, month, day) if year or month or day else (century, decade, None)
    value = dated(*parts) if any(parts) else Decimal(0)
    return Reading(*match.span(), value, Qualifier.EXACT, sort, name=name)


def _quarter(typed: str) -> int:
    return int(typed) if typed.isdigit() else ordinal(typed)


def time(match: re.Match[str]) -> Reading:
    """A time of day in minutes; h12 where nothing says which half of the day it is."""
    noon = (match["noon"] or "").lower()
    typed = _one(match, "hour", "hour2", "hour3", "hour4", "hour5") or "12"
    hour = int(typed) if typed.isdigit() else SMALL[typed.lower()]
    minutes = hour * 60 + int(_one(match, "minute", "minute2") or 0) + _past(match["past"])
    half = (match["am"] or "").lower() or {"midnight": "a", "": ""}.get(noon, "p")
    half = half or _half_of_day(match, hour)
    if half:
        minutes = minutes % 720 + (720 if half == "p" else 0)
    known = half or hour > 12 or (hour == 0 and match["hour2"])
    name = f"t{minutes % 1440}" + ("" if known else " h12")
    sort = Sort.WORD if noon else Sort.TIME
    return Reading(*match.span(), Decimal(hour), Qualifier.EXACT, sort, name=name)


def _past(typed: str | None) -> int:
    """Minutes past the hour, or before it."""
    if typed is None:
        return 0
    *_, word, side = typed.lower().split()
    minutes = {"half": 30, "quarter": 15, "twenty-five": 25}.get(word) or SMALL[word]
    return minutes if side == "past" else -minutes


def _half_of_day(match: re.Match[str], hour: int) -> str:
    """What follows the time says which half of the day it is."""
    part = _PART.match(match.string, match.end())
    if part is None:
        return ""
    small_hours = part["night"] and (hour <= 4 or hour == 12)
    return "a" if part["morning"] or part["morning2"] or small_hours else "p"
