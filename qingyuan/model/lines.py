"""Offsets and lines of a text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Lines:
    """Offsets and lines of a text that begins on a line of its file."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        lengths = (len(line) + 1 for line in text.split("\n"))
        self.starts = list(accumulate(lengths, initial=0))

    def line(self, offset: int) -> int:
        """The line of the file that an offset is in."""
        return self.first + bisect_right(self.starts, offset) - 1

    def start(self, line: int) -> int:
        """Where a line of the file begins; the nearest where the text has not that line."""
        return self.starts[max(0, min(line - self.first, len(self.starts) - 1))]
