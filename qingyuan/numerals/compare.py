"""Whether two texts in two languages say the same numbers: readings to differences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals.alike import alike, matches
from qingyuan.numerals.meaning import Meaning, Said
from qingyuan.numerals.swaps import swapped
from qingyuan.numerals.together import meanings

# One side's reading and the other's; None where it has none.
Difference = tuple[Reading | None, Reading | None]


class Side(Struct, frozen=True):
    """A text, its language, and the numbers in it."""

    text: str
    readings: Sequence[Reading]
    language: str


def compare(left: Side, right: Side) -> list[Difference]:
    """What the two sides say differently, in the order of the left one."""
    one = meanings(left.text, left.readings, left.language)
    other = meanings(right.text, right.readings, right.language)
    choices = matches(one, other)
    pairs = _paired(one, other, choices)
    found: list[Difference] = [
        (one[i].reading, other[j].reading)
        for i, j in pairs.items()
        if one[i].said.bound * other[j].said.bound < 0
    ]
    found += _left_over(one, other, pairs, choices)
    texts, languages = (left.text, right.text), (left.language, right.language)
    # Of several that mean the same nobody can tell which of them changed places.
    sure = {i: j for i, j in pairs.items() if len(choices[i]) == 1}
    changed = swapped(texts, languages, (one, other), sure)
    found += [(one[i].reading, other[j].reading) for i, j in changed]
    return sorted(found, key=_place)


def agreeing(one: Side, other: Side) -> list[Reading]:
    """The readings of the other side that agree with the only one of the first."""
    mine = meanings(one.text, one.readings, one.language)
    theirs = meanings(other.text, other.readings, other.language)
    return [meaning.reading for meaning in theirs if alike(mine[0].said, meaning.said)]


def _place(difference: Difference) -> tuple[int, int]:
    left, right = difference
    return (left.start if left else 1 << 30, right.start if right else 1 << 30)


def _paired(one: list[Meaning], other: list[Meaning], choices: list[list[int]]) -> dict[int, int]:
    """Each on the left with the one on the right that it agrees with best, as far as there is one.

    What is fewest in choice chooses first; it takes what is no weaker, bounded alike and nearest.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    scale = (len(other) or 1) / (len(one) or 1)
    kinds = [(said.bound, said.weak, said.sort) for said in (meaning.said for meaning in other)]
    for i in sorted(range(len(one)), key=lambda i: (one[i].said.weak, len(choices[i]), i)):
        free = [j for j in choices[i] if j not in taken]
        if len(free) > 1:
            known = {kinds[j] for j in free}
            if len(known) > 1:
                said = one[i].said
                closest = min(_unlike(said, kind) for kind in known)
                free = [j for j in free if _unlike(said, kinds[j]) == closest]
            free = [_nearest(free, i * scale)]
        if free:
            pairs[i] = free[0]
            taken.add(free[0])
    return pairs


_Kind = tuple[int, bool, Sort]


def _unlike(one: Said, kind: _Kind) -> tuple[bool, bool, bool]:
    bound, weak, sort = kind
    return (one.bound * bound < 0, one.weak != weak, one.sort is not sort)


def _nearest(places: list[int], to: float) -> int:
    """Of places in order the one nearest to another; of two the first."""
    after = bisect_left(places, to)
    beside = places[max(after - 1, 0) : after + 1]
    return min(beside, key=lambda place: abs(place - to))


def _left_over(
    one: list[Meaning], other: list[Meaning], pairs: dict[int, int], choices: list[list[int]]
) -> list[Difference]:
    """What has no counterpart; what is said once more than on the other side is none."""
    taken = set(pairs.values())
    lone = [i for i, m in enumerate(one) if i not in pairs and not m.said.weak]
    rest = [j for j, m in enumerate(other) if j not in taken and not m.said.weak]
    if not (lone or rest):
        return []
    found: list[Difference] = []
    for i in lone:
        best = max(rest, key=lambda j: _likeness(one[i], other[j]), default=None)
        if best is not None and _likeness(one[i], other[best]) > 0:
            rest.remove(best)
            found.append((one[i].reading, other[best].reading))
        elif not choices[i]:
            found.append((one[i].reading, None))
    said = {j for chosen in choices for j in chosen}
    found += [(None, other[j].reading) for j in rest if j not in said]
    return found


def _likeness(one: Meaning, other: Meaning) -> int:
    """How likely one was meant for the other: of one sort, of one dimension, of the same digits."""
    mine, theirs = one.reading, other.reading
    counts = {Sort.QUANTITY, Sort.SMALL}
    if mine.sort is not theirs.sort and not {mine.sort, theirs.sort} <= counts:
        return 0
    ours, others = one.said.forms, other.said.forms
    dimensions = {form.dimension for form in ours} & {form.dimension for form in others}
    same_digits = _digits(mine) == _digits(theirs)
    return 1 + 2 * bool(dimensions) + 2 * same_digits + (not ours and not others)


def _digits(reading: Reading) -> str:
    """The digits in order of size, without zeros: the same in 420,000 and 4.2 million."""
    return "".join(sorted(str(reading.value).replace("0", "").replace(".", "")))
