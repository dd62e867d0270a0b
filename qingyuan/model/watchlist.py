"""Watch lists: words that a rule looks for, with what to say instead."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual

# The rules that have a list.
LISTED = ("S01", "S02", "S03", "S04", "S06", "S07")


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that are watched for one and the same reason.

    `exceptions` are longer, innocent words in which they are not meant.  How both are written is
    told in `check.safe.patterns`.
    """

    words: tuple[str, ...]
    exceptions: tuple[str, ...]
    instead: Bilingual
    reason: Bilingual
    at: Location


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence by which a list shows that it works."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Watched:
    """A list's part for texts in one language; `wrong` is found, `innocent` is not."""

    language: str
    entries: tuple[Entry, ...]
    wrong: tuple[Example, ...]
    innocent: tuple[Example, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Watchlist:
    """content/watchlists/<rule>.yaml; known by identity, as it is asked for with every text."""

    rule: str
    parts: tuple[Watched, ...]
