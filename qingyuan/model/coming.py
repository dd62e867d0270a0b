"""Something that changes on a day, or falls due."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual

# Half of the time for which a help contact counts as made sure of, and about a school term: long
# enough to ask a reviewer, short enough for every entry to be somebody's work soon.
AHEAD = dt.timedelta(days=90)


class Sort(StrEnum):
    """PUBLISH and EXPIRE change the site on their day; of the others it is the last day in time."""

    PUBLISH = "publish"
    EXPIRE = "expire"
    REVIEW = "review"
    FIGURE = "figure"
    CONTACT = "contact"
    WAIVER = "waiver"


_WHAT = {
    Sort.PUBLISH: Bilingual("这一天发布", "is published on this day"),
    Sort.EXPIRE: Bilingual("这一天撤下", "is taken off on this day"),
    Sort.REVIEW: Bilingual("最晚这一天复核", "to be reviewed by this day"),
    Sort.FIGURE: Bilingual("数字最晚这一天复核", "figure to be checked by this day"),
    Sort.CONTACT: Bilingual("求助电话最晚这一天再核对", "help contact to be verified by this day"),
    Sort.WAIVER: Bilingual("豁免到这一天为止", "waiver ends with this day"),
}


class Coming(Struct, frozen=True):
    """Something that changes, or is due, on a day; `name` is what editors call it."""

    day: dt.date
    sort: Sort
    name: str
    at: Location

    @property
    def what(self) -> Bilingual:
        """What happens, in a few words."""
        return _WHAT[self.sort]

    @property
    def order(self) -> tuple[dt.date, Location, str, str]:
        """By day, then by place."""
        return self.day, self.at, self.sort.value, self.name
