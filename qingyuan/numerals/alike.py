"""Whether what two numbers say can be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qingyuan.model.reading import Sort
from qingyuan.numerals.meaning import HALF_DAY, Form, Key, Meaning, Said, minutes_of

_NAMES = frozenset({Sort.ORDINAL, Sort.LABEL})
_DAY = 2 * HALF_DAY


def alike(one: Said, other: Said) -> bool:
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
    text has few with the same value.  What says the very same again, as in the cells of a table, is
    compared once.
    """
    groups: dict[int, list[int]] = {}
    for place, other in enumerate(right):
        groups.setdefault(id(other.said), []).append(place)
    by_key: dict[Key, list[list[int]]] = {}
    open_ones: list[list[int]] = []
    for group in groups.values():
        keys = right[group[0]].said.keys
        for key in keys or ():
            by_key.setdefault(key, []).append(group)
        if keys is None:
            open_ones.append(group)
    known: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for one in left:
        said = one.said
        places = known.get(id(said))
        if places is None:
            near: Iterable[list[int]] = groups.values()
            if said.keys is not None:
                near = (*open_ones, *(group for key in said.keys for group in by_key.get(key, ())))
            chosen = {at for group in near if alike(said, right[group[0]].said) for at in group}
            places = known[id(said)] = sorted(chosen)
        found.append(places)
    return found


def _meet(form: Form, other: Form) -> bool:
    return form.low <= other.high and other.low <= form.high


def _plainly(one: Said, other: Said) -> bool:
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


def _dates(one: Said, other: Said) -> bool:
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
    return bare.plain[0] == value and (day or year or bare.sort in _NAMES)


def _times(one: Said, other: Said) -> bool:
    """Times of day; at six may be morning or evening, and a bare number an hour."""
    if one.minutes is not None and other.minutes is not None:
        around = HALF_DAY if one.halfday or other.halfday else _DAY
        return (one.minutes - other.minutes) % around == 0
    timed, bare = (one, other) if one.minutes is not None else (other, one)
    if bare.plain is None or bare.dimension or timed.minutes is None or bare.plain[1] > 24:
        return False
    earliest = minutes_of(bare.plain[0])
    latest = earliest + int(bare.plain[1] - bare.plain[0]) * 60
    return any((timed.minutes - each) % HALF_DAY == 0 for each in range(earliest, latest + 1, 60))
