"""What the readers of both languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex

# As wide as ASCII, character for character, so that places stay right.  A comma of full width is
# punctuation, unless it stands between digits of full width.
_NARROW = tuple(
    zip(
        "０１２３４５６７８９．％＋－：／～＄￥　\u00a0\u202f",
        "0123456789.%+-:/~$¥   ",
        strict=True,
    )
)
_WIDE_DIGITS = "０１２３４５６７８９"
_WIDE_COMMA = regex(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_RANGE = regex(r"\s*(?:至|到|to|through|or|[-–—~]{1,2})\s*")
_BETWEEN = regex(r"\s+and\s+")
_SCALES = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4}
_SCALES |= {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 1000}
_SCALES |= {"hundred": 100}
_SCALE = regex("|".join(_SCALES), re.IGNORECASE)
_COUNTS = frozenset({Sort.QUANTITY, Sort.SMALL, Sort.WORD})
_UNITS_OF_DATES = "ymd"

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"


def apart(words: str) -> tuple[str, ...]:
    """The words of a table that is written as a text."""
    return tuple(words.split())


def by_first(choices: Iterable[str]) -> str:
    """A pattern of choices, each of which is tried only where its first sign stands.

    Each begins with a sign that stands for itself, once.  `re` looks at the first sign of an
    alternative before it tries it, but not at a letter whose case is ignored: so letters are there
    in both.  Only choices that begin alike can match in one place, and those keep their order.
    """
    rests: dict[str, list[str]] = {}
    for choice in choices:
        rests.setdefault(choice[0].lower(), []).append(choice[1:])
    return "|".join(f"{_as_typed(sign)}(?:{'|'.join(rest)})" for sign, rest in rests.items())


def _as_typed(sign: str) -> str:
    return f"(?-i:[{sign}{sign.upper()}])" if sign.isascii() and sign.isalpha() else re.escape(sign)


def narrow(text: str) -> str:
    """The text with digits, signs and spaces of one width; every character stays in place."""
    if text.isascii():
        return text
    if any(digit in text for digit in _WIDE_DIGITS):
        text = _WIDE_COMMA.sub(",", text)
    # Sign by sign, which is faster than character by character where a text has few of them.
    for wide, thin in _NARROW:
        text = text.replace(wide, thin)
    return text


def decimal(digits: str) -> Decimal:
    """The value of digits as `DIGITS` finds them."""
    return Decimal(digits.replace(",", ""))


def dated(year: str | int | None, month: str | int | None, day: str | int | None) -> Decimal:
    """A date as a value: 2022, 10 and 17 are 20221017."""
    head = str(int(year)) if year else ""
    return Decimal(head + "".join(f"{int(part):02}" for part in (month, day) if part))


def named(**parts: int | None) -> str:
    """The name of a date or time from its parts: y2022 m10 d17."""
    return " ".join(f"{letter}{part}" for letter, part in parts.items() if part is not None)


def ranged(readings: list[Reading], text: str) -> tuple[Reading, ...]:
    """Both ends of a range are of one sort, scale and unit: the first of 3至5万次, of 1至8月."""
    for index in range(len(readings) - 2, -1, -1):
        first, second = readings[index], readings[index + 1]
        between = text[first.end : second.start]
        if _abbreviated(first, second, between):
            century = int(first.value) // 100 * 100
            year = century + int(second.value)
            readings[index + 1] = replace(
                second, value=Decimal(year), sort=Sort.DATE, unit="", name=f"y{year}"
            )
        joined = _RANGE.fullmatch(between) or (
            _BETWEEN.fullmatch(between)
            and text[max(0, first.start - 8) : first.start].lower().endswith("between ")
        )
        if joined and not first.unit and first.sort in _COUNTS:
            readings[index] = _like(first, second, text)
    return tuple(readings)


def _abbreviated(first: Reading, second: Reading, between: str) -> bool:
    """2018–20: two digits after a year are one of the same century."""
    later = first.sort is Sort.DATE and first.name == f"y{first.value}" and second.value < 100
    return later and between in {"-", "–", "/"} and second.value > first.value % 100


def _like(first: Reading, second: Reading, text: str) -> Reading:
    """The first end of a range, as the second one says what it is."""
    if second.sort in _COUNTS:
        value = first.value
        scale = _SCALE.search(text, second.start, second.end)
        if scale and not _SCALE.search(text, first.start, first.end):
            factor = _SCALES[scale[0].lower()]
            value = value * factor if value < second.value / factor else value
        sort = second.sort if second.sort is not Sort.WORD else first.sort
        return replace(first, value=value, unit=second.unit, sort=sort, measured=second.measured)
    whole = first.value == first.value.to_integral_value()
    if second.sort is Sort.DATE and second.name and whole:
        letter = _smallest(second.name)
        name = f"{letter}{int(first.value)}"
        return replace(first, sort=Sort.DATE, name=name) if letter else first
    if second.sort is Sort.TIME and whole and first.value < 24:
        return replace(first, sort=Sort.TIME, name=f"t{int(first.value) * 60} h12")
    return first


def _smallest(name: str) -> str:
    """The smallest part of a date that has nothing but years, months and days."""
    letters = "".join(part[0] for part in name.split())
    return letters[-1] if letters and set(letters) <= set(_UNITS_OF_DATES) else ""
