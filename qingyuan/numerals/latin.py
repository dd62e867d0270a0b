"""Numbers in English running text.

Number words up to ten without a unit of measurement (two languages) are SMALL: prose and no figures
(New Hart's Rules, ch. 11, spells them for that reason).  “One of them”, “one another”, “no one” and
the like are no numbers.  `m`, `bn` and `k` right after digits are scales; a space makes them units.
"""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals.reading import DIGITS, dated, decimal, narrow, ranged
from qingyuan.numerals.spell import ONES, SCALES, TENS

_SMALL = {word: number for number, word in enumerate(ONES)}
_SMALL |= {word: number * 10 for number, word in enumerate(TENS) if word}
_SCALES = {word: int(1000**power) for power, word in enumerate(SCALES) if word}
_SHORT = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
_GROUPS: dict[str, int] = {"hundred": 100, "dozen": 12} | _SCALES | _SHORT
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_TIMES = (
    *("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours"),
    *("minute", "minutes", "second", "seconds", "lesson", "time", "times"),
)
_MEASURES = {
    *("%", "‰", "percentage", "g", "kg", "mg", "t", "gram", "grams", "kilogram", "kilograms"),
    *("kilo", "kilos", "tonne", "tonnes", "ton", "tons", "yuan", "dollars", "km", "m", "cm", "mm"),
    *("kilometre", "kilometres", "metre", "metres", "litre", "litres", "ml", "hectare", "hectares"),
    *("mu", "degrees", "person-times", "person-time"),
    *_TIMES[:-3],
}
# Words that follow a number without saying what is counted.
_NO_UNIT = (
    r"(?:of|the|and|or|to|in|on|at|by|for|from|with|that|who|which|were|was|is|are|have|had|has|than"
    r"|as|but|if|so|people’s|million|per|each|more|only|when|where|while|before|after|until)\b"
)

_BEFORE = {
    Qualifier.AT_MOST: (
        *("no more than", "not more than", "at most", "up to", "fewer than", "less than", "under"),
        *("below", "≤", "<"),
    ),
    Qualifier.MORE_THAN: (
        *("no fewer than", "no less than", "not fewer than", "not less than", "at least"),
        *("more than", "greater than", "upwards of", "over", "above", "≥", ">"),
    ),
    Qualifier.NEARLY: ("nearly", "almost", "close to", "just under"),
    Qualifier.ABOUT: (
        *(
            "about",
            "around",
            "roughly",
            "approximately",
            "approx.",
            "circa",
            "c.",
            "some",
            "~",
            "≈",
        ),
    ),
}
_BEFORE_WORDS = {word: qualifier for qualifier, words in _BEFORE.items() for word in words}
_QUALIFIER = "|".join(re.escape(word) for word in sorted(_BEFORE_WORDS, key=len, reverse=True))

_UNIT_WORD = "|".join(ONES[:10])
_TEEN = "|".join(ONES[10:])
_TEN = "|".join(word for word in TENS if word)
_SCALE = "|".join(_SCALES)
_BELOW_100 = rf"(?:(?:{_TEN})(?:[- ](?:{_UNIT_WORD})\b)?|{_TEEN}|{_UNIT_WORD})"
_BELOW_1000 = rf"(?:(?:{_UNIT_WORD}|a) hundred(?: (?:and )?{_BELOW_100})?|{_BELOW_100})"
_WHOLE = (
    rf"(?:(?:{_BELOW_1000}|a) (?:{_SCALE})(?:,? (?:and )?{_BELOW_1000} (?:{_SCALE}))*"
    rf"(?:,? (?:and )?{_BELOW_1000})?|{_BELOW_1000})"
)
_WORDS = (
    rf"\b(?:{_WHOLE}(?: point(?: (?:{_UNIT_WORD})\b)+)?(?: (?:{_SCALE}))?(?: dozen)?|a dozen"
    rf"|half a (?:dozen|{_SCALE}))\b"
)
_FIGURES = rf"(?<![\w.,])(?:{DIGITS})(?:[ -]?(?:{_SCALE}|hundred|dozen)\b|(?:k|m|bn|tn)\b)?"
# With a capital only: “they may 5 times …” is no day in May.
_MONTH = "|".join(rf"{month}|{month[:3]}\b\.?" for month in map(str.title, _MONTHS))
_MONTH = f"(?-i:{_MONTH})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    rf"|(?:{_TEEN}|twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ie)?th"
    rf"|(?:{_TEN})-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)

_FIXED = (
    r"\b(?:one (?:of|another|by one|day|’s own)|one['’]s|one[- ]to[- ]one|one or two|at one|as one"
    r"|(?:no|any|every|some|this|that|which|the|each) one(?!-)|zero tolerance|one thing|for one"
    r"|in one(?: piece| go)"
    r"|(?:first|second|last|other|better) half)\b"
)
_DATES = (
    rf"\b(?P<d>{_DAY})(?: of)? (?P<m>{_MONTH})\b(?:,? (?P<y>{_YEAR})\b)?",
    rf"\b(?P<m2>{_MONTH}) (?P<d2>{_DAY})\b(?!,\d)(?:,? (?P<y2>{_YEAR})\b)?",
    rf"\b(?P<m3>{_MONTH}) (?P<y3>{_YEAR})\b",
    r"\b(?P<y4>[12]\d{3})[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})\b",
    r"\b(?P<m5>1[0-2]|[1-9])·(?P<d5>3[01]|[12]\d|[1-9])\b",
    rf"(?<![\w.,+])(?P<y6>{_YEAR})(?:/\d\d)?\b(?![,.]?\d|\+|%)",
    r"\b\d{2,3}0s\b|\b(?:\d\d?(?:st|nd|rd|th)|[a-z]+-first) century",
)
_TIMES_OF_DAY = (
    r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?",
    r"\b\d{1,2}:\d\d(?::\d\d)?\b",
    rf"\b(?:\d{{1,2}}|{_UNIT_WORD}|ten|eleven|twelve) o['’]clock",
)
# What has a number for a name, and what one does with a number to call.
_NUMBERED = (
    "number|chapter|pages?|table|figure|grade|year|form|class|paragraph|section|article|step|part"
    "|room|case|version|level|lesson|unit|stage|phase"
)
_CALLED = "calls?|called|calling|dial|dialled|dialling|ring|phone|text|hotline|line"
_LABELS = (
    rf"\bnos?\.? ?\d+|\b(?:{_NUMBERED}) (?:\d+\b(?!\.\d| ?%)|(?:{_UNIT_WORD}|ten)\b)",
    rf"\b(?:{_CALLED})(?: on)?:? \d[\d -]*\d\b",
    r"\+\d{1,3}(?: ?\d{2,})+|\b\d{3,4}-\d{7,8}\b|\b1[3-9]\d{9}\b|\b\d+(?:\.\d+){2,}\b|\b24/7\b",
    r"\b[A-Za-z]+-?\d+(?:[.\-/]\d+)*\w*",
    r"(?<=[“‘\"'(])\d+(?=[”’\"')])|\b\d+\+[a-z]+",
    r"\b\d+(?!(?:k|m|bn|tn|g|kg|mg|km|cm|mm|ml|t)\b|st\b|nd\b|rd\b|th\b)[a-z]\w*",
    r"(?m:^[ \t]*\d+[.)](?= ))",
)
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SHARE = (
    rf"\b(?:(?P<part>a|{_UNIT_WORD})[- ](?P<whole>half|third|quarter|fifth|tenth)s?"
    r"(?= of\b|\b[^\w ]|$)"
    rf"|(?P<half>half)(?= of\b| the\b| all\b| an?\b(?! (?:dozen|{_SCALE})))"
    r"(?: an? (?P<period>[a-z]+))?)"
)
_COUNT = (
    rf"(?:(?P<some>(?:several |many )?(?P<plural>dozen|hundred|thousand|million|billion)s)(?= of\b)"
    rf"|(?P<several>several|a few) (?P<several_scale>dozen|hundred|thousand|million|billion)"
    rf"|(?P<number>{_FIGURES}|{_WORDS}))"
    r"(?P<more>\+| ?-?\bodd\b| or more\b)?(?P<or_so> or so\b)?"
    r"(?P<unit> ?(?:%|‰)|[ -]per ?cent\b|[ -]per mille\b"
    rf"|[ -]?(?!{_NO_UNIT})(?:[a-z]+(?:-times?)?\b))?"
)
# Tried where a word or a number begins and nowhere else: that is what makes reading fast.
_PATTERN = re.compile(
    rf"(?<![a-z])(?=[\da-z~≈≥≤<>+ \t])(?:(?P<fixed>{_FIXED})"
    rf"|(?P<date>{'|'.join(_DATES)})|(?P<time>{'|'.join(_TIMES_OF_DAY)})"
    rf"|(?P<label>{'|'.join(_LABELS)})"
    rf"|(?P<ordinal>\b\d+(?:st|nd|rd|th)\b|\b(?:{_ORDINAL})\b)"
    rf"|(?:(?<![a-z])(?P<before>{_QUALIFIER}) ?)?(?P<count>{_SHARE}|{_COUNT}))",
    re.IGNORECASE,
)


def read(text: str) -> tuple[Reading, ...]:
    """Every number of an English text."""
    plain_text = narrow(text)
    # A line's end inside a phrase is a space, but not before an item of a list.
    flowing = re.sub(r"(?<=\S)\n(?=\S)(?!\d+[.)] )", " ", plain_text)
    found = (_reading(match) for match in _PATTERN.finditer(flowing))
    return ranged([reading for reading in found if reading], plain_text)


def _reading(match: re.Match[str]) -> Reading | None:
    if match["fixed"]:
        return None
    if match["date"]:
        return _date(match)
    for group, sort in (("time", Sort.TIME), ("label", Sort.LABEL), ("ordinal", Sort.ORDINAL)):
        if match[group]:
            digits = "".join(re.findall(r"\d", match[0]))
            return Reading(*match.span(), Decimal(digits or 0), Qualifier.EXACT, sort)
    if match["whole"] or match["half"]:
        return _share(match)
    return _count(match)


def _date(match: re.Match[str]) -> Reading:
    year = next((match[name] for name in ("y", "y2", "y3", "y4", "y6") if match[name]), None)
    month = next((match[name] for name in ("m", "m2", "m3", "m4", "m5") if match[name]), None)
    day = next((match[name] for name in ("d", "d2", "d4", "d5") if match[name]), None)
    if month and not month.isdigit():
        month = str(1 + [name[:3] for name in _MONTHS].index(month[:3].lower()))
    value = dated(year, month, day and day.rstrip("stndrh")) if year or month else Decimal(0)
    return Reading(*match.span(), value, Qualifier.EXACT, Sort.DATE)


def _share(match: re.Match[str]) -> Reading:
    """Half of, a third of, two thirds; half an hour is a time and no share."""
    unit = match["period"] or ""
    part = (
        {"a": 1}.get(match["part"].lower()) or _SMALL[match["part"].lower()] if match["part"] else 1
    )
    whole = _FRACTIONS[(match["whole"] or "half").lower()]
    sort = Sort.SMALL if unit else Sort.QUANTITY
    return Reading(*match.span(), Decimal(part) / whole, _qualifier(match), sort, unit)


def _count(match: re.Match[str]) -> Reading:
    unit = (match["unit"] or "").strip(" -").lower()
    unit = {"percent": "%", "per cent": "%", "per mille": "‰"}.get(unit, unit)
    group = match["plural"] or match["several_scale"]
    if group:
        value = Decimal(_GROUPS[group.lower()])
        return Reading(*match.span(), value, Qualifier.MORE_THAN, Sort.QUANTITY, unit)
    typed = match["number"].lower()
    value = _value(typed)
    small = value <= 10 and not re.search(r"\d", typed) and "point" not in typed
    measured = unit in _MEASURES and not (value == 1 and unit in _TIMES)
    sort = Sort.SMALL if small and not measured else Sort.QUANTITY
    known = unit in _MEASURES
    return Reading(*match.span(), value, _qualifier(match), sort, unit, measured=known)


def _qualifier(match: re.Match[str]) -> Qualifier:
    if match["before"]:
        return _BEFORE_WORDS[match["before"].lower()]
    if match["more"]:
        return Qualifier.MORE_THAN
    return Qualifier.ABOUT if match["or_so"] else Qualifier.EXACT


def _value(typed: str) -> Decimal:
    """The value of digits with a scale (4.2 million, 121.8k), or of number words."""
    figures = re.match(DIGITS, typed)
    if figures:
        return decimal(figures[0]) * _GROUPS.get(typed[figures.end() :].strip(" -"), 1)
    if typed.startswith("half a "):
        return Decimal(_GROUPS[typed.removeprefix("half a ")]) / 2
    whole, _, decimals = typed.partition(" point ")
    if not decimals:
        return _words(whole)
    *_, last = words = decimals.split()
    scale = _SCALES.get(last, 1)
    digits = "".join(str(_SMALL[word]) for word in words if word in _SMALL)
    return (_words(whole) + Decimal(f"0.{digits}")) * scale


def _words(typed: str) -> Decimal:
    total, section = Decimal(0), Decimal(0)
    for word in re.findall("[a-z]+", typed):
        if word in _SMALL:
            section += _SMALL[word]
        elif word in {"hundred", "dozen"}:
            section = (section or Decimal(1)) * _GROUPS[word]
        elif word in _SCALES:
            total += (section or Decimal(1)) * _SCALES[word]
            section = Decimal(0)
    return total + section
