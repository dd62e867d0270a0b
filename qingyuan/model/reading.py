"""A number that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qingyuan.model.quantity import Qualifier

_TO_PERCENT = {"%": Decimal(1), "‰": Decimal("0.1"), "成": Decimal(10)}


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
