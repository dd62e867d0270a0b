"""Answers that a run keeps for the next, so that who would give them need not be loaded.

For libraries that take longer to load than to answer, and are asked the same things after every
edit.  The notes of the store, where answers are kept, are those of one version of all libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

_Question = TypeVar("_Question", bound=Hashable)


class Kept(Generic[_Question]):
    """The last `most` answers by what was asked: what does not change, and fits into a pickle."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._known: dict[_Question, Any] = {}
        self._is_new = False

    def answer(self, asked: _Question, find: Callable[[], Any]) -> Any:  # noqa: ANN401 - what find returns
        """What is known, or what is found now."""
        if asked not in self._known:
            found = find()
            if len(self._known) >= self.most:
                del self._known[next(iter(self._known))]
            self._known[asked] = found
            self._is_new = True
        return self._known[asked]

    def begin_with(self, known: dict[_Question, Any] | None) -> None:
        """Takes over what an earlier run has kept."""
        self._known = known or {}
        self._is_new = False

    def to_keep(self) -> dict[_Question, Any] | None:
        """What the next run should begin with; None where that is what this one has begun with."""
        return dict(self._known) if self._is_new else None
