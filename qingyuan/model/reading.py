"""A number that was found in a text."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from qingyuan.model.quantity import Qualifier

_TO_PERCENT = {"%": Decimal(1), "‰": Decimal("0.1"), "成": Decimal(10)}


class Sort(StrEnum):
    """What a number is there for.

    SMALL is a number word in passing, up to ten and without a unit of measurement (两门语言, two
    languages): style guides spell such numbers because they are prose and no statistics
    (GB/T 15835-2011, 4.2; Oxford Guide to Style, 7.1), so they need no source.  A WORD has
    a number in it that the other language may say without one: both, twice, a decade, 双方, 半.
    """

    QUANTITY = "quantity"
    SMALL = "small"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    LABEL = "label"
    WORD = "word"


class Reading(Struct, frozen=True):
    """A number in a text, from `start` to `end`, its qualifier and unit included.

    `unit` is what it counts, as typed, but % and ‰ for percent and per mille however they are
    written; it is `measured` where that is a unit of measurement.  The value of a date is its
    digits, largest first, so that dates in two languages compare: 20221017, 202210, 2022, and 1017
    without a year.

    `top` is the highest value that is meant, where that is left open: 99 of 几十, 4 of 三四.
    `name` says what a date, a time or a label is in a form that languages share: y2022 m10 d17
    (also w a weekday, h a half and q a quarter of the year, c a century, e a decade), t930 for
    half past three in the afternoon (h12 where it could be at night), n12 for the twelfth grade;
    of a number, share for a half or a third of something.
    """

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    sort: Sort
    unit: str = ""
    measured: bool = False
    top: Decimal | None = None
    name: str = ""

    @property
    def percent(self) -> Decimal | None:
        """The value in percent where it is a share: three of 三成 is 30."""
        factor = _TO_PERCENT.get(self.unit)
        return None if factor is None else self.value * factor

    def moved(self, by: int) -> Reading:
        """The same number so many characters later, as texts are put together."""
        return Reading(
            self.start + by,
            self.end + by,
            *(self.value, self.qualifier, self.sort, self.unit, self.measured, self.top, self.name),
        )
