"""What the readers of both languages share."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qingyuan.model.reading import Reading, Sort

# As wide as ASCII, character for character, so that places stay right.  A comma of full width is
# punctuation, unless it stands between digits of full width.
_NARROW = str.maketrans("０１２３４５６７８９．％＋－：／～　\u00a0\u202f", "0123456789.%+-:/~   ")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_RANGE = re.compile(r"\s*(?:至|到|to|[-–—~]{1,2})\s*")

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"


def narrow(text: str) -> str:
    """The text with digits, signs and spaces of one width; every character stays in place."""
    return _WIDE_COMMA.sub(",", text).translate(_NARROW)


def decimal(digits: str) -> Decimal:
    """The value of digits as `DIGITS` finds them."""
    return Decimal(digits.replace(",", ""))


def dated(year: str | int | None, month: str | int | None, day: str | int | None) -> Decimal:
    """A date as a value: 2022, 10 and 17 are 20221017."""
    head = str(int(year)) if year else ""
    return Decimal(head + "".join(f"{int(part):02}" for part in (month, day) if part))


def ranged(readings: list[Reading], text: str) -> tuple[Reading, ...]:
    """Both ends of a range are of one sort and unit: the first of 3至5次, of three to five kg."""
    for index in range(len(readings) - 2, -1, -1):
        first, second = readings[index], readings[index + 1]
        between = text[first.end : second.start]
        counts = {Sort.QUANTITY, Sort.SMALL}
        if _RANGE.fullmatch(between) and not first.unit and {first.sort, second.sort} <= counts:
            readings[index] = replace(first, unit=second.unit, sort=second.sort)
    return tuple(readings)
