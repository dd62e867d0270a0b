"""What was made before, for as long as it would be made from the very same objects.

A build that follows another in one process (`serve`) gets most of its values back as the objects
that they were: a file nobody has touched, an article none of whose files has changed.  So "as it
was" is told by identity, which costs nothing to compare; what can't be told by identity is
compared once and exchanged for the earlier object (`same`).  Where nothing came before, as in a
single build, everything is made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Memory:
    """Values by a name, each with the objects that it was made from."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._equal: dict[Hashable, Any] = {}

    def recall(
        self, name: Hashable, parents: tuple[object, ...], make: Callable[[], _Value]
    ) -> _Value:
        """What was made of these objects under the name, or now is.

        `parents` are all that `make` looks at.  They are kept, so that no other object can take
        over the identity of one that is gone.
        """
        known = self._made.get(name)
        if known and len(known[0]) == len(parents) and all(map(is_, known[0], parents)):
            value: _Value = known[1]
            return value
        value = make()
        self._made[name] = (parents, value)
        return value

    def same(self, name: Hashable, value: _Value) -> _Value:
        """The object that was last given under the name, where it is equal to this one."""
        known: _Value | None = self._equal.get(name)
        if known is not None and known == value:
            return known
        self._equal[name] = value
        return value

    def held(self, name: Hashable) -> Any:  # noqa: ANN401 - whatever was held
        """What was last held under the name, or None."""
        return self._equal.get(name)

    def hold(self, name: Hashable, value: _Value) -> _Value:
        """Holds a value under the name, and returns it."""
        self._equal[name] = value
        return value
