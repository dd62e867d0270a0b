"""Which part of an edition is the counterpart of which part of another."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual

_Thing = TypeVar("_Thing")
# What it costs to leave something without a counterpart; two that cost more than twice that to pair
# stay apart.
GAP = 1.0
_ANOTHER, _APART = 0.9, 3.0


class Item(Struct, frozen=True):
    """Something in an edition: `key` tells whether two are the same, `text` is shown.

    It is `optional` where the other edition lacks the whole section, which is told by its heading.
    """

    key: str
    text: Bilingual
    at: Location
    optional: bool = False


def item(key: str, text: str, at: Location) -> Item:
    """An item that is called the same in both languages of messages."""
    return Item(key, Bilingual(text, text), at)


Pair = tuple[_Thing | None, _Thing | None]


def unlike(one: Item, other: Item) -> float:
    """What it costs to pair two items: another of its sort at the same place is one difference."""
    if one.key == other.key:
        return 0.0
    return _APART if one.optional or other.optional else _ANOTHER


def in_order(
    ours: Sequence[_Thing], theirs: Sequence[_Thing], cost: Callable[[_Thing, _Thing], float]
) -> list[Pair[_Thing]]:
    """The cheapest pairing that keeps the order of both; one that is too much is paired with None.

    Needleman and Wunsch's alignment, between what both begin and end with.
    """
    most = min(len(ours), len(theirs))
    start = next((i for i in range(most) if cost(ours[i], theirs[i])), most)
    most -= start
    end = next((i for i in range(most) if cost(ours[-1 - i], theirs[-1 - i])), most)
    left, right = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    head: list[Pair[_Thing]] = list(zip(ours[:start], theirs[:start], strict=True))
    tail = zip(ours[len(ours) - end :], theirs[len(theirs) - end :], strict=True)
    return [*head, *_aligned(left, right, cost), *tail]


def _aligned(
    ours: Sequence[_Thing], theirs: Sequence[_Thing], cost: Callable[[_Thing, _Thing], float]
) -> list[Pair[_Thing]]:
    """Costs of pairing all from here on, from the last to the first; then the cheapest way."""
    rows, columns = len(ours), len(theirs)
    rest = [[GAP * (rows - i + columns - j) for j in range(columns + 1)] for i in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = cost(ours[i], theirs[j]) + rest[i + 1][j + 1]
            rest[i][j] = min(both, rest[i + 1][j] + GAP, rest[i][j + 1] + GAP)
    pairs: list[Pair[_Thing]] = []
    i = j = 0
    while i < rows and j < columns:
        if rest[i][j] == cost(ours[i], theirs[j]) + rest[i + 1][j + 1]:
            pairs.append((ours[i], theirs[j]))
            i, j = i + 1, j + 1
        elif rest[i][j] == rest[i + 1][j] + GAP:
            pairs.append((ours[i], None))
            i += 1
        else:
            pairs.append((None, theirs[j]))
            j += 1
    return [*pairs, *((one, None) for one in ours[i:]), *((None, one) for one in theirs[j:])]


def left_over(ours: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Pair[Item]]:
    """In any order: what one has and the other lacks, each beside one that is the other way."""
    left, right = deque(_more(ours, theirs)), deque(_more(theirs, ours))
    while left or right:
        yield (left.popleft() if left else None, right.popleft() if right else None)


def _more(ours: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Item]:
    left = Counter(item.key for item in theirs)
    for item in ours:
        if left[item.key]:
            left[item.key] -= 1
        elif not item.optional:
            yield item
