"""The drawing of a timeline: every line, mark and text has its place before the page is made.

Widths of texts are estimated from above, so that a text which fits here fits on any page: Han and
other wide characters are one em wide, all others a little more than the widest usual ones.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

WIDTH = 640
SIZE = 15
LINE = 22
_SIDE = 14
_NARROW_EM, _CAPITAL_EM = 0.6, 0.85
_BAR = 12
_GAP = 14
_RADIUS = 12
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Text(Struct, frozen=True):
    """A line of text: `x` is where it begins, `y` its base line, `width` what it takes at most."""

    x: int
    y: int
    text: str
    width: int

    @property
    def middle(self) -> int:
        """Where a text that is centred stands."""
        return self.x + self.width // 2


class SpanDrawing(Struct, frozen=True):
    """A bar with its lines of text above it."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Text, ...]


class Mark(Struct, frozen=True):
    """An event: a numbered disc at `x`, `y`, with a stem down to the axis."""

    x: int
    y: int
    radius: int
    number: Text


class Drawing(Struct, frozen=True):
    """All of it, in a frame of `width` by `height`; `axis` is the line's height in it."""

    width: int
    height: int
    axis: int
    spans: tuple[SpanDrawing, ...]
    marks: tuple[Mark, ...]
    years: tuple[tuple[int, Text], ...]


def width_of(text: str, size: int = SIZE) -> int:
    """The most that a text takes in a usual font."""
    return int(sum(_em(sign) for sign in text) * size) + 1


def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1
    return _CAPITAL_EM if sign.isupper() or sign in "mw%@" else _NARROW_EM


def wrap(text: str, most: int) -> tuple[str, ...]:
    """Lines of at most this width, broken at spaces, between Han, or anywhere if need be."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line and width_of((line + word).rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line = line + word if line else word.lstrip()
        while width_of(line.rstrip()) > most:
            cut = _fits(line, most)
            lines.append(line[:cut])
            line = line[cut:]
    return tuple((*lines, line.rstrip()) if line.strip() else lines)


def _words(text: str) -> list[str]:
    """Pieces between which a line may end; closing punctuation stays with what it closes."""
    words: list[str] = []
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        closing = unicodedata.category(sign) in {"Pe", "Pf", "Po"}
        new = not words or words[-1].endswith(" ") or (wide and not closing)
        after_wide = bool(words) and unicodedata.east_asian_width(words[-1][-1]) in "WF"
        if new or (after_wide and not closing and sign != " "):
            words.append(sign)
        else:
            words[-1] += sign
    return words


def _fits(text: str, most: int) -> int:
    """How many characters fit, one at least."""
    count = 1
    while count < len(text) and width_of(text[: count + 1]) <= most:
        count += 1
    return count


def draw(
    events: Sequence[tuple[dt.date, dt.date]],
    spans: Sequence[tuple[dt.date, dt.date, str]],
    year: Callable[[dt.date], str],
) -> Drawing:
    """The drawing of events, each with its first and last day, and of spans with their texts."""
    middles = [(first.toordinal() + last.toordinal()) // 2 for first, last in events]
    days = [*middles, *(day.toordinal() for start, end, _ in spans for day in (start, end))]
    at = partial(_x, first=min(days), last=max(days))
    top, bars = 0, []
    for start, end, text in spans:
        bar = _span(at(start.toordinal()), at(end.toordinal()), text, top)
        bars.append(bar)
        top = bar.y + bar.height + _GAP
    lanes = _lanes([at(day) for day in middles])
    axis = top + (2 * _RADIUS + 4) * (max(lanes) + 1) + 6
    marks = tuple(
        _mark(number, at(day), axis - 6 - _RADIUS - lane * (2 * _RADIUS + 4))
        for number, (day, lane) in enumerate(zip(middles, lanes, strict=True), start=1)
    )
    years = _years(dt.date.fromordinal(min(days)), dt.date.fromordinal(max(days)), at, axis, year)
    return Drawing(WIDTH, axis + LINE + 10, axis, tuple(bars), marks, years)


def _x(day: int, first: int, last: int) -> int:
    """Where a day stands."""
    wide = WIDTH - 2 * _SIDE
    return _SIDE + (round((day - first) * wide / (last - first)) if last > first else wide // 2)


def _within(x: int, width: int) -> int:
    """The same place, moved as little as keeps a thing of this width inside the frame."""
    return max(0, min(x, WIDTH - width))


def _span(left: int, right: int, text: str, top: int) -> SpanDrawing:
    lines = wrap(text, WIDTH)
    x = _within(left, max(width_of(line) for line in lines))
    texts = tuple(
        Text(x, top + LINE * index + SIZE, line, width_of(line)) for index, line in enumerate(lines)
    )
    return SpanDrawing(left, top + LINE * len(lines), max(right - left, 2), _BAR, texts)


def _lanes(places: Sequence[int]) -> list[int]:
    """For each mark the lowest lane in which it touches no earlier one."""
    ends: list[int] = []
    lanes = [0] * len(places)
    for index in sorted(range(len(places)), key=lambda i: (places[i], i)):
        start = places[index] - _RADIUS
        lane = next((i for i, end in enumerate(ends) if end < start), len(ends))
        ends[lane : lane + 1] = [places[index] + _RADIUS]
        lanes[index] = lane
    return lanes


def _mark(number: int, x: int, y: int) -> Mark:
    text = str(number)
    width = width_of(text, SIZE - 2)
    return Mark(x, y, _RADIUS, Text(x - width // 2, y + 5, text, width))


def _years(
    first: dt.date,
    last: dt.date,
    at: Callable[[int], int],
    axis: int,
    year: Callable[[dt.date], str],
) -> tuple[tuple[int, Text], ...]:
    """Where years begin, as many as leave room between their names."""
    starts = [dt.date(number, 1, 1) for number in range(first.year + 1, last.year + 1)]
    for step in _YEAR_STEPS:
        chosen = [day for day in starts if day.year % step == 0]
        labels = [_year(at(day.toordinal()), year(day), axis) for day in chosen]
        if all(a.x + a.width + 8 <= b.x for (_, a), (_, b) in pairwise(labels)):
            return tuple(labels) if labels or starts else (_year(_SIDE, year(first), axis),)
    return ()


def _year(x: int, text: str, axis: int) -> tuple[int, Text]:
    width = width_of(text)
    return x, Text(_within(x - width // 2, width), axis + LINE, text, width)
