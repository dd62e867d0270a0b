"""Where something stands in a file of the editor's."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct


class Location(Struct, frozen=True, order=True):
    """A place in a file.

    `path` is relative to the content's root, with forward slashes on every system; `line` and
    `column` count characters from 1.  Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


NOWHERE = Location("")

# Where a text does not go on in the next column: from an offset on, in this line and column.
Breaks = tuple[tuple[int, int, int], ...]


def spot(at: Location, breaks: Breaks, offset: int) -> Location:
    """Where a character of a text in one line stands, whose first one stands `at`."""
    number = bisect_right(breaks, offset, key=lambda one: one[0]) - 1
    start, line, column = breaks[number] if number >= 0 else (0, at.line, at.column)
    return Location(at.path, line, column + offset - start)


class Ref(Struct, frozen=True):
    """An id as somebody typed it, and where, so that a wrong one can be shown."""

    id: str
    at: Location
