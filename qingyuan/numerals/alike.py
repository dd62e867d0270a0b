"""Whether two meanings can be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from qingyuan.model.reading import Sort
from qingyuan.numerals.meaning import Form, Meaning

_NAMES = frozenset({Sort.ORDINAL, Sort.LABEL})
_HALF_DAY, _DAY = 720, 1440


def alike(one: Meaning, other: Meaning) -> bool:
    """Whether both can mean the same."""
    if one.calendar is not None or other.calendar is not None:
        return _dates(one, other)
    if one.minutes is not None or other.minutes is not None:
        return _times(one, other)
    for form in one.forms:
        for another in other.forms:
            if form.dimension == another.dimension and _meet(form, another):
                return True
    return not (one.dimension and other.dimension) and _plainly(one, other)


def matches(left: Sequence[Meaning], right: Sequence[Meaning]) -> list[list[int]]:
    """For each of the left the places of those on the right that it is alike to, in their order.

    Only those are compared that share a key, and those that have no keys: of dozens of numbers a
    text has few with the same value.  What means the same again, as in the cells of a table, is
    compared once.
    """
    groups: dict[_Sense, list[int]] = {}
    for place, other in enumerate(right):
        groups.setdefault(_sense(other), []).append(place)
    by_key: dict[_Key, list[list[int]]] = {}
    open_ones: list[list[int]] = []
    for group in groups.values():
        keys = _keys(right[group[0]])
        for key in keys or ():
            by_key.setdefault(key, []).append(group)
        if keys is None:
            open_ones.append(group)
    known: dict[_Sense, list[int]] = {}
    found: list[list[int]] = []
    for one in left:
        sense = _sense(one)
        if sense not in known:
            keys = _keys(one)
            near: Iterable[list[int]] = groups.values()
            if keys is not None:
                near = (*open_ones, *(group for key in keys for group in by_key.get(key, ())))
            chosen = {at for group in near if alike(one, right[group[0]]) for at in group}
            known[sense] = sorted(chosen)
        found.append(known[sense])
    return found


# All of a meaning that `alike` looks at.
_Sense = tuple[object, ...]


def _sense(one: Meaning) -> _Sense:
    calendar = None if one.calendar is None else tuple(one.calendar.items())
    return (
        *(one.forms, one.plain, one.dimension, one.counted, one.thing),
        *(calendar, one.minutes, one.halfday, one.reading.sort in _NAMES),
    )


_Key = tuple[str, Decimal | int]


def _keys(one: Meaning) -> set[_Key] | None:
    """What two meanings that are alike have one of in common; None where a range can meet anything.

    Every way to be alike asks for an equal number: the same part of a date, the same minutes within
    half a day (a bare number being an hour), the same amount in one dimension, the same number as
    it stands.
    """
    if one.calendar is not None:
        found: set[_Key] = set(one.calendar.items())
        if len(one.calendar) == 1:
            found.update(("", value) for value in one.calendar.values())
        return found
    if one.minutes is not None:
        return {("time", one.minutes % _HALF_DAY)}
    if any(form.low != form.high for form in one.forms):
        return None
    found = {(form.dimension, form.low) for form in one.forms}
    found.update(("", form.low) for form in one.forms if form.dimension == "grade")
    if one.plain is not None:
        low, high = one.plain
        if low != high:
            return None
        found.add(("", low))
        if not one.dimension and low <= 24:
            found.add(("time", _minutes(low) % _HALF_DAY))
    return found


def _minutes(number: Decimal) -> int:
    """A number as a time of day: 9.30 is half past nine."""
    hour, minute = divmod(number * 100, 100)
    return int(hour * 60 + minute)


def _meet(form: Form, other: Form) -> bool:
    return form.low <= other.high and other.low <= form.high


def _plainly(one: Meaning, other: Meaning) -> bool:
    """The numbers as they stand, where at most one of them is measured."""
    if one.plain is None or other.plain is None:
        return False
    measured, bare = (one, other) if one.dimension else (other, one)
    if measured.dimension == "grade":
        return any(form.low in bare.plain for form in measured.forms if bare.plain)
    parts = any(form.dimension == "share" for form in bare.forms)
    if measured.dimension == "share" and (bare.counted or parts):
        return False
    if measured.dimension not in {"", "fold"} and bare.thing:
        return False
    return one.plain[0] <= other.plain[1] and other.plain[0] <= one.plain[1]


def _dates(one: Meaning, other: Meaning) -> bool:
    """Of two dates, what both say is the same; a day or a year may be any other number."""
    if one.calendar is not None and other.calendar is not None:
        shared = one.calendar.keys() & other.calendar.keys()
        return bool(shared) and all(one.calendar[part] == other.calendar[part] for part in shared)
    dated, bare = (one, other) if one.calendar is not None else (other, one)
    if bare.plain is None or dated.calendar is None or len(dated.calendar) != 1:
        return False
    ((part, value),) = dated.calendar.items()
    day = part == "d" and bare.dimension in {"", "second"}
    year = part == "y" and not bare.dimension
    return bare.plain[0] == value and (day or year or bare.reading.sort in _NAMES)


def _times(one: Meaning, other: Meaning) -> bool:
    """Times of day; at six may be morning or evening, and a bare number an hour."""
    if one.minutes is not None and other.minutes is not None:
        around = _HALF_DAY if one.halfday or other.halfday else _DAY
        return (one.minutes - other.minutes) % around == 0
    timed, bare = (one, other) if one.minutes is not None else (other, one)
    if bare.plain is None or bare.dimension or timed.minutes is None or bare.plain[1] > 24:
        return False
    earliest = _minutes(bare.plain[0])
    latest = earliest + int(bare.plain[1] - bare.plain[0]) * 60
    return any((timed.minutes - each) % _HALF_DAY == 0 for each in range(earliest, latest + 1, 60))
