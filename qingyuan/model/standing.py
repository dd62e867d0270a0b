"""How an article in another language stands to its original."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from qingyuan.model.lag import Lag
from qingyuan.model.location import Location


class State(StrEnum):
    """UNRECORDED: nobody has confirmed that it is a translation of today's original."""

    DONE = "done"
    STALE = "stale"
    UNRECORDED = "unrecorded"
    MISSING = "missing"


class Standing(Struct, frozen=True):
    """One article in one language other than the site's default.

    `name` is what `accept` calls the article, `source` the path of its original.
    """

    name: str
    language: str
    state: State
    lags: tuple[Lag, ...]
    source: str
    at: Location
