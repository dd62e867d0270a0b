"""A number found in a text, and what the readers of both languages share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from qingyuan.model.quantity import Qualifier

# As wide as ASCII, character for character, so that places stay right.  A comma of full width is
# punctuation, unless it stands between digits of full width.
_NARROW = str.maketrans("０１２３４５６７８９．％＋－：／～　\u00a0\u202f", "0123456789.%+-:/~   ")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_RANGE = re.compile(r"\s*(?:至|到|to|[-–—~]{1,2})\s*")
_TO_PERCENT = {"%": Decimal(1), "‰": Decimal("0.1"), "成": Decimal(10)}

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"


class Sort(StrEnum):
    """What a number is there for.

    SMALL is a number word in passing, up to ten and without a unit of measurement (两门语言, two
    languages): style guides spell such numbers because they are prose and no statistics
    (GB/T 15835-2011, 4.2; Oxford Guide to Style, 7.1), so they need no source.
    """

    QUANTITY = "quantity"
    SMALL = "small"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number in a text, from `start` to `end`, its qualifier and unit included.

    `unit` is what it counts, as typed, but % and ‰ for percent and per mille however they are
    written; it is `measured` where that is a unit of measurement.  The value of a date is its
    digits, largest first, so that dates in two languages compare: 20221017, 202210, 2022, and 1017
    without a year.
    """

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    sort: Sort
    unit: str = ""
    measured: bool = False

    @property
    def percent(self) -> Decimal | None:
        """The value in percent where it is a share: three of 三成 is 30."""
        factor = _TO_PERCENT.get(self.unit)
        return None if factor is None else self.value * factor


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
