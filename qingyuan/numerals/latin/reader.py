"""Numbers in English running text.

Number words up to ten without a unit of measurement (two languages) are SMALL: prose and no figures
(New Hart's Rules, ch. 11, spells them for that reason).  “One of them”, “one another”, “no one” and
the like are no numbers.  `m`, `bn` and `k` right after digits are scales; a space makes them units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from math import prod

from qingyuan.model.compiled import compiled
from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex
from qingyuan.numerals.latin import words
from qingyuan.numerals.latin.calendar import (
    DATES,
    MAY_BE_DATE,
    ORDINAL,
    SAID_ORDINALS,
    TIMES,
    date,
    ordinal,
    time,
)
from qingyuan.numerals.latin.openings import openings
from qingyuan.numerals.latin.value import (
    FIGURES,
    GROUPS,
    PARTS,
    SCALE,
    SMALL,
    UNIT_WORD,
    WORDS,
    value,
)
from qingyuan.numerals.reading import apart, by_first, narrow, ranged
from qingyuan.numerals.units import MEASURES as UNITS
from qingyuan.numerals.units import TWO_WORDS

# What has a number for a name, and what one does with a number to call.
_NUMBERED = (
    "number|chapter|pages?|table|figure|grade|year|form|class|paragraph|section|article|step|part"
    "|room|case|version|level|lesson|unit|stage|phase"
)
_NOT_THESE = "".join(rf"(?<!\b{word} )" for word in apart("last this next that each every past a"))
_CALLED = "calls?|called|calling|dial|dialled|dialling|ring|phone|text|hotline|line"
_LABELS = (
    rf"\b(?=[\w-]+ five)(?P<plan>{ORDINAL}) five-year\b",
    rf"\bnos?\.? ?\d+|\b{_NOT_THESE}(?:{_NUMBERED}) (?:\d+\b(?![.,]\d| ?%)|(?P<said>{UNIT_WORD}|ten)\b)",
    rf"\b(?:{_CALLED})(?: on)?:? \d[\d -]*\d\b",
    r"\+\d{1,3}(?: ?\d{2,})+|\b\d{3,4}-\d{7,8}\b|\b1[3-9]\d{9}\b|\b\d+(?:\.\d+){2,}\b|\b24/7\b",
    r"(?-i:\b[A-Z]{2,5}(?:/[A-Z])?[ -]?)(?<!RMB )(?<!CNY )(?<!USD )\d+(?:[.\-–—/]\d+)*\b",
    r"\b[A-Za-z]+-?\d+(?:[.\-/]\d+)*\w*",
    r"(?<=[“‘\"'(])\d+(?=[”’\"')])|\b\d+\+[a-z]+",
    r"\b\d+(?!(?:k|m|bn|tn|g|kg|mg|km|cm|mm|ml|t)\b|st\b|nd\b|rd\b|th\b)[a-z]\w*",
    r"(?m:^[ \t]*\d+[.)](?= ))",
)
_PART = "|".join(PARTS)
_HALF_A = rf"half(?=-(?:hour|day|month|year|century|decade|mile|kilo)|(?: the| all| of| its| their| his| her| our| your| as| those| these| that| this| what)\b| an?\b(?! (?:dozen|{SCALE})))"
# “A third” is a part where it is compared or measured, and else the one after the second.
_COMPARED = (
    r"of|the|fewer|more|less|lower|higher|smaller|larger|bigger|longer|shorter|faster|slower|cheaper"
    r"|are|were|is|was|have|has|had|came|come|comes|went|go|goes|said|say|live|lived|as|again"
    r"|above|below|up|down|by|at|when|after|before|for|with|who|that|which|would|could|will|do|did|felt"
    r"|to|from|in|on|off|since|over|during|and|or|but|each|this|that|last|year"
)
_LEADING = "".join(
    rf"|(?<=\b{word} )"
    for word in apart("by than nearly almost about around roughly least most only just")
)
_SHARE = (
    rf"\b(?:(?<!first )(?<!last )(?<!past )(?<!next )(?P<part>one(?=[- ]\w+[^s\W]\b)"
    rf"|(?:{UNIT_WORD})(?=-|[- ](?:\w+s|halves)\b))[- ](?P<whole>{_PART}|halve)s?\b"
    rf"|(?:(?<!once )(?<!twice )(?<!times )(?P<compared>an?) (?P<whole2>{_PART})(?= (?:{_COMPARED})\b|\s*[^\w\s]|\s*$))"
    rf"|(?:(?:(?<=\bby ){_LEADING})(?P<led>an?) (?P<whole3>{_PART})\b)"
    rf"|(?P<half>{_HALF_A}))"
    r"(?:(?:(?: of)? an? |-)(?P<period>[a-z]+)\b)?"
)
_TENS = "dozen|hundred|thousand|million|billion"
_COUNT = (
    rf"(?!\d)(?:(?P<tens>(?:ten|hundred)s of (?P<tens_of>thousand|million|billion)s)(?: of\b)?"
    rf"|(?:(?P<some>(?:several |many )?(?P<plural>{_TENS}|score)s)(?P<counted>(?= of\b))?)(?![\w-])"
    rf"|(?P<several>several|a few) (?P<several_scale>{_TENS})\b"
    r"|an? (?:(?:full|whole|good|further) )?(?P<and_unit>[a-z]+) and a (?P<and_part>half|quarter)\b)"
    rf"|(?P<number>{FIGURES}|(?!\d){WORDS})"
)
_UNIT = (
    r"(?P<more>\+| ?-?\bodd\b| or more\b|-plus\b)?(?P<or_so> or so\b)?"
    r"(?P<unit> ?(?:%|‰)|[ -]per ?cent\b|[ -]per (?:mille|thousand|1,000)\b|[ -]per ten thousand\b"
    rf"|(?! (?:first|second|third|fourth|fifth)\b)[ -]?(?!{words.NO_UNIT})(?:[a-z]+(?:-times?)?\b))?"
    rf"(?P<after>(?: old)? (?:{'|'.join(words.AFTER.values())})\b)?"
)
_ONE_OF = (
    "week|month|year|day|hour|minute|kilo(?:gram|metre)?s?|tonne|gram|metre|mile|litre|hectare"
)
KNOWN = sorted((*words.WORDS, *words.AGES, *words.FOLDS, *words.HALVES), key=len, reverse=True)
_AGES = "teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
# What these words begin with, and no others: nothing else is tried, which makes reading fast.
_FIRST_WORDS = sorted(
    {
        phrase.partition(" ")[0].partition("-")[0]
        for phrase in (*SMALL, *PARTS, *words.WORDS, *words.FOLDS, *words.HALVES, *words.AGES)
    }
)
OPENINGS = (*_FIRST_WORDS, *words.OPENINGS)
_OPENINGS = (
    rf"(?:{by_first(OPENINGS)})(?![a-z])|{by_first(words.BEGINNINGS)}"
    r"|[A-Z]{2,5}(?:/[A-Z])?[-\s]?\d"
)
_ROUGHLY = "(?:about|around|roughly|approximately|nearly|almost|just before|just after)"
_RANKED = regex(r" (?:prize|place|round|batch|phase|floor|grade|year|class|stage)")
_RATIO = regex(r"\b(?:ratio|scored?|scale|odds|won|lost|beat|lead|led)\b[^.;]*$", re.IGNORECASE)
# What can't begin with a digit is passed over there, since tables are full of such numbers.
_WORDY = r"(?!\d)"
# What begins nothing but fixed phrases and names such as AS-5.
ONLY_FIXED = (
    r"(?!(?-i:[Oo]f|[Aa]s|[Ff]or|[Oo]n|[Cc]loud|[Tt]hat|[Ww]hich|[Tt]his|[Oo]ther|[Bb]etter|[Ll]ast)"
    r"(?![a-z\d]|-\d))"
)
# Tried where a word or a number begins and nowhere else.
PATTERN = (
    rf"(?<![a-z])(?=[\d~≈≥≤<>+$£€¥½¼¾]|[ \t]+\d+[.)]|{_OPENINGS}|[a-z]+-?\d)(?:(?P<fixed>{_WORDY}{words.FIXED})"
    rf"|{ONLY_FIXED}(?:{MAY_BE_DATE}(?P<date>{'|'.join(DATES)})|(?P<time>(?:{_WORDY}(?<![a-z]){_ROUGHLY} )?(?:{'|'.join(TIMES)}))"
    rf"|(?P<label>{'|'.join(_LABELS)})"
    rf"|(?P<ordinal>\b(?:\d+(?:st|nd|rd|th)|{by_first(SAID_ORDINALS)})\b)"
    rf"|(?:{_WORDY}(?<![a-z])(?P<before>{words.QUALIFIER}) ?)?(?:{_WORDY}(?P<money>{words.MONEY}) ?)?"
    rf"(?:(?P<count>{_WORDY}{_SHARE}|(?:{_COUNT}){_UNIT})"
    rf"|{_WORDY}(?:(?P<word>\b(?:{by_first(KNOWN)})\b)|\b(?P<ages>{_AGES})\b|\ban? (?P<unit_of_one>{_ONE_OF})\b"
    r"|\b(?:(?:per|every|each) (?P<base>(?:ten |hundred )?(?:hundred|thousand|million))"
    r"|(?P<compound>hundred|thousand)-(?P<compound_unit>[a-z]+))\b))))"
)
# A number that has a cell of a table to itself: too short for a year, and no word is beside it.
_CELL = regex(r"\| +([0-9]{1,3})(?= +\|)")
# Letters that `re.IGNORECASE` takes for these, and `str.lower` does not.
PLAIN = str.maketrans("İıſ\u212a", "iisk")
_ITEM = regex(r"\n(?<=\S\n)(?=\S)(?!\d+[.)] )")


def read(text: str) -> tuple[Reading, ...]:
    """Every number of an English text."""
    plain_text = narrow(text)
    # A line's end inside a phrase is a space, but not before an item of a list.
    flowing = _ITEM.sub(" ", plain_text).translate(PLAIN)
    return ranged(list(_found(flowing)), plain_text)


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled where a text is read for the first time, which many a run does not do."""
    return compiled(PATTERN, re.IGNORECASE)


def _found(text: str) -> Iterator[Reading]:
    """What each match of the pattern says, in their order, as `finditer` has them."""
    match_at, end = _pattern().match, 0
    cells = {cell.start(1): cell[1] for cell in _CELL.finditer(text)}
    for place in openings(text):
        if place < end:
            continue
        if place in cells:
            digits = cells[place]
            end = place + len(digits)
            yield Reading(place, end, Decimal(digits), Qualifier.EXACT, Sort.QUANTITY)
        elif match := match_at(text, place):
            end = match.end()
            yield from _readings(match)


def _readings(match: re.Match[str]) -> Iterator[Reading]:
    """The number of a match, or both numbers of a ratio that looks like a time."""
    if match["hour2"] and _RATIO.search(match.string[max(0, match.start() - 40) : match.start()]):
        for name in ("hour2", "minute2"):
            exact = Decimal(match[name])
            yield Reading(*match.span(name), exact, Qualifier.EXACT, Sort.QUANTITY)
        return
    reading = _reading(match)
    if reading:
        yield reading


def _reading(match: re.Match[str]) -> Reading | None:
    if match["fixed"]:
        return None
    if match["date"]:
        return date(match)
    if match["time"]:
        return time(match)
    if match["label"]:
        return _label(match)
    if match["ordinal"]:
        return _ordinal(match)
    if match["word"] or match["ages"] or match["unit_of_one"] or match["compound"] or match["base"]:
        return _word(match)
    if match["whole"] or match["whole2"] or match["whole3"] or match["half"]:
        return _share(match)
    return _count(match)


def _label(match: re.Match[str]) -> Reading:
    digits = "".join(re.findall(r"\d", match[0]))
    number = ordinal(match["plan"]) if match["plan"] else SMALL.get((match["said"] or "").lower())
    exact = Decimal(digits or 0) if number is None else Decimal(number)
    return Reading(*match.span(), exact, Qualifier.EXACT, Sort.LABEL)


def _ordinal(match: re.Match[str]) -> Reading:
    """The first, and a second that nothing points at, are said in many ways."""
    number = ordinal(match["ordinal"])
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    passing = number == 1 or (
        number == 2 and before != "the " and not _RANKED.match(match.string, match.end())
    )
    name = "passing" if passing else ""
    return Reading(*match.span(), Decimal(number), Qualifier.EXACT, Sort.ORDINAL, name=name)


def _word(match: re.Match[str]) -> Reading:
    typed = (match["word"] or match["ages"] or "").lower()
    top, name, sort = None, "", Sort.WORD
    if typed in words.FOLDS:
        number, unit, sort = Decimal(words.FOLDS[typed]), "times", Sort.SMALL
    elif typed in words.HALVES:
        number, unit, name = Decimal("0.5"), "", "share"
    elif match["compound"]:
        number, unit = Decimal(GROUPS[match["compound"].lower()]), match["compound_unit"].lower()
    elif match["base"]:
        factors = [GROUPS[word] for word in match["base"].lower().split()]
        number, unit = Decimal(prod(factors)), ""
    elif match["unit_of_one"]:
        number, unit = Decimal(1), match["unit_of_one"].lower()
    elif typed in words.AGES:
        number, top = (Decimal(end) for end in words.AGES[typed])
        unit = "years"
    elif match["ages"]:
        ten = 10 if typed == "teens" else SMALL[typed.removesuffix("ies") + "y"]
        number, unit, top = Decimal(ten), "years", Decimal(ten + 9)
    else:
        known, unit = words.WORDS[typed]
        number = Decimal(known)
    return Reading(
        *match.span(),
        number,
        _qualifier(*match.group(*_QUALIFYING)),
        sort,
        unit,
        top=top,
        name=name,
    )


def _share(match: re.Match[str]) -> Reading:
    """Half of, a third of, two thirds; half an hour is a time and no share."""
    scale = GROUPS.get((match["period"] or "").lower())
    unit = "" if scale else (match["period"] or "").lower()
    part = SMALL[match["part"].lower()] if match["part"] else 1
    whole = next((match[n] for n in ("whole", "whole2", "whole3") if match[n]), "half")
    exact = Decimal(part) / PARTS[whole.lower()] * (scale or 1)
    counted = scale or unit in UNITS or unit in TWO_WORDS
    sort = Sort.SMALL if unit else Sort.QUANTITY
    name = "" if counted else "share"
    return Reading(
        *match.span(), exact, _qualifier(*match.group(*_QUALIFYING)), sort, unit, name=name
    )


def _count(match: re.Match[str]) -> Reading:
    start, end = match.span()
    return Reading(start, end, *_counted(match.group(0, *_COUNTED)))


# What a count is made of: numbers come again and again, so each is worked out once.
_COUNTED = (
    *("before", "money", "number", "more", "or_so", "unit", "after", "and_unit", "and_part"),
    *("tens", "tens_of", "plural", "several_scale", "counted"),
)
_SIGNS_OF_DIGITS = regex(r"[\d½¼¾]")
_NAME = regex(r"[A-Z][a-z]+ [A-Z][a-z]")
_SHARES = {"percent": "%", "per cent": "%", "per mille": "‰", "per thousand": "‰", "per 1,000": "‰"}
_Parts = Mapping[str, str | None]
# All of a reading that does not say where it is.
_Counted = tuple[Decimal, Qualifier, Sort, str, bool, Decimal | None, str]


@lru_cache(maxsize=4096)
def _counted(typed_parts: tuple[str | None, ...]) -> _Counted:
    """What a count comes to: all of it as it was typed, and its parts."""
    whole, *rest = typed_parts
    parts = dict(zip(_COUNTED, rest, strict=True))
    unit = (parts["unit"] or "").strip(" -").lower()
    unit = _SHARES.get(unit, unit)
    vague = _vague(parts)
    if vague:
        exact, sort = vague
        return exact, Qualifier.MORE_THAN, sort, unit, False, exact * 10 - 1, ""
    qualifier = _qualifier(*(parts[name] for name in _QUALIFYING))
    if parts["and_unit"] and parts["and_part"]:
        unit = parts["and_unit"].lower()
        sort = Sort.QUANTITY if unit in words.MEASURES else Sort.SMALL
        exact = 1 + Decimal(1) / PARTS[parts["and_part"].lower()]
        return exact, qualifier, sort, unit, True, None, ""
    money = parts["money"]
    unit = money.strip().upper() if money else unit
    typed = (parts["number"] or "").lower()
    exact = value(typed)
    small = exact <= 10 and not _SIGNS_OF_DIGITS.search(typed) and "point" not in typed
    measured = unit in words.MEASURES and not (exact == 1 and unit in words.TIMES)
    sort = Sort.SMALL if small and not measured else Sort.QUANTITY
    top = exact * Decimal("1.3") if parts["or_so"] and "dozen" in typed else None
    # Three Gorges: a name, which the other language may well write without a number.
    name = "passing" if _NAME.match(whole or "") else ""
    return exact, qualifier, sort, unit, unit in words.MEASURES or bool(money), top, name


def _vague(parts: _Parts) -> tuple[Decimal, Sort] | None:
    """Hundreds of, tens of thousands of, several dozen: more than so many."""
    group = parts["plural"] or parts["several_scale"]
    factor = 1
    if parts["tens"] and parts["tens_of"]:
        group = parts["tens"].split("s of")[0]
        factor = GROUPS[parts["tens_of"].lower()]
    if not group:
        return None
    counted = parts["tens"] or parts["counted"] is not None or parts["several_scale"]
    return Decimal(GROUPS[group.lower()] * factor), Sort.QUANTITY if counted else Sort.WORD


_QUALIFYING = ("before", "more", "after", "or_so")


def _qualifier(
    before: str | None, more: str | None, after: str | None, or_so: str | None
) -> Qualifier:
    if before:
        return next(q for q, known in words.QUALIFIERS.items() if known.fullmatch(before))
    if more:
        return Qualifier.MORE_THAN
    if after:
        typed = after.lower().removeprefix(" old").strip()
        return next(q for q, known in words.AFTER.items() if re.fullmatch(known, typed))
    return Qualifier.ABOUT if or_so else Qualifier.EXACT
