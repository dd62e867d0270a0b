"""Periods as sources state them: a year, a month, a day, a half-year, from … to …."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from msgspec import Struct

from qingyuan.model.regex import regex

PUBLICATION = "publication"
_FORM = regex(r"(\d{4})(?:-H([12])|-(\d{2})(?:-(\d{2}))?)?")


class PartialDate(Struct, frozen=True):
    """A year, a half-year (1 or 2), a month or a day; never more exact than the source."""

    year: int
    half: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """From `2022`, `2022-H1`, `2022-10` or `2022-10-17`; None for anything else."""
        match = _FORM.fullmatch(text)
        if not match:
            return None
        half, month, day = (int(part) if part else None for part in match.groups()[1:])
        year = int(match[1])
        try:
            dt.date(year, month or 1, day or 1)
        except ValueError:
            return None
        return cls(year, half, month, day)

    def before(self, other: PartialDate) -> bool:
        """Whether all of it lies before the other, as far as both are known."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        for own, theirs in pairs:
            if own is None or theirs is None or own != theirs:
                return own is not None and theirs is not None and own < theirs
        return False

    def __str__(self) -> str:
        if self.half:
            return f"{self.year:04}-H{self.half}"
        parts = (part for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in parts)))

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month or (7 if self.half == 2 else 1), self.day or 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.day:
            return self.first
        month = self.month or (6 if self.half == 1 else 12)
        return dt.date(self.year, month, monthrange(self.year, month)[1])


class Period(Struct, frozen=True):
    """`start` alone, or from `start` to `end`; `end` may be the day the source appeared."""

    start: PartialDate
    end: PartialDate | None = None
    to_publication: bool = False

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """From `2022`, `2022-H1`, `2022-01/2022-10`, `2022/publication`; None for anything else."""
        first, slash, second = text.partition("/")
        start = PartialDate.parse(first.strip())
        if start is None or not slash:
            return Period(start) if start else None
        if second.strip() == PUBLICATION:
            return cls(start, to_publication=True)
        end = PartialDate.parse(second.strip())
        return cls(start, end) if end and not end.before(start) else None

    def __str__(self) -> str:
        end = PUBLICATION if self.to_publication else self.end
        return f"{self.start}/{end}" if end else str(self.start)

    @property
    def day(self) -> dt.date | None:
        """The day, where it is a single one."""
        single = self.start.day and self.end is None and not self.to_publication
        return self.start.first if single else None

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return self.start.first

    @property
    def last(self) -> dt.date:
        """Its last day as far as it is known."""
        return (self.end or self.start).last
