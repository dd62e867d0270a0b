"""Watch lists: words that a rule looks for, with what to say instead."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual

# The rules that have a list.
LISTED = ("S01", "S02", "S03", "S04", "S06", "S07")


class Entry(Struct, frozen=True):
    """Words that are watched for one and the same reason.

    `exceptions` are longer, innocent words in which they are not meant.  How both are written is
    told in `check.safe.patterns`.
    """

    words: tuple[str, ...]
    exceptions: tuple[str, ...]
    instead: Bilingual
    reason: Bilingual
    at: Location


class Example(Struct, frozen=True):
    """A sentence by which a list shows that it works."""

    text: str
    at: Location


class Watched(Struct, frozen=True):
    """A list's part for texts in one language; `wrong` is found, `innocent` is not."""

    language: str
    entries: tuple[Entry, ...]
    wrong: tuple[Example, ...]
    innocent: tuple[Example, ...]


class Watchlist(Struct, frozen=True, eq=False):
    """content/watchlists/<rule>.yaml; known by identity, as it is asked for with every text."""

    rule: str
    parts: tuple[Watched, ...]
