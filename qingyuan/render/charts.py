"""Lengths of bars: whole steps of a frame that the page stretches to the width there is.

Texts of a chart are text of the page, above their bars: they wrap at any width and any size of
type, and neither overlap nor leave the frame.  What is computed here are the bars alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

# A frame is this many steps wide, whatever its width on the page.
FRAME = 10_000
# The least that a value above zero is given, so that it can be seen on a telephone.
LEAST = 60
LEAST_PART = 120


class Bar(Struct, frozen=True):
    """A bar from `x` on; `widened` where its value is too small to be drawn to scale."""

    x: int
    width: int
    widened: bool = False


def bars(values: Sequence[Decimal], longest: Decimal) -> tuple[Bar, ...]:
    """Bars from zero, to the scale on which `longest` fills the frame."""
    return tuple(_bar(value, longest) for value in values)


def _bar(value: Decimal, longest: Decimal) -> Bar:
    if value <= 0 or longest <= 0:
        return Bar(0, 0)
    width = _rounded(value * FRAME / longest)
    return Bar(0, LEAST, widened=True) if width < LEAST else Bar(0, width)


def stack(parts: Sequence[Decimal]) -> tuple[Bar, ...]:
    """The parts of a whole side by side, filling the frame.

    What a part too small to be seen is widened by, the other parts give, each by its size.
    """
    widened: set[int] = set()
    while True:
        left = FRAME - LEAST_PART * len(widened)
        rest = sum((p for i, p in enumerate(parts) if i not in widened and p > 0), Decimal(0))
        small = {
            index
            for index, part in enumerate(parts)
            if index not in widened and part > 0 and part * left < LEAST_PART * rest
        }
        if not small:
            break
        widened |= small
    return _side_by_side(parts, widened, rest, left)


def _side_by_side(
    parts: Sequence[Decimal], widened: set[int], rest: Decimal, left: int
) -> tuple[Bar, ...]:
    """Ends are rounded, not widths, so that no gap and no overlap arises."""
    found = []
    start, end = 0, Decimal(0)
    for index, part in enumerate(parts):
        if index in widened:
            end += LEAST_PART
        elif part > 0:
            end += part * left / rest
        found.append(Bar(start, _rounded(end) - start, widened=index in widened))
        start = _rounded(end)
    return tuple(found)


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value())
