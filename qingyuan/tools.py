"""What a build works with: its store, its processes, its memory, and whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct, field

from qingyuan.model.memory import Memory
from qingyuan.reuse.store import Store
from qingyuan.workers import Workers

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Progress(Protocol):
    """Hears how far a build is: a stage's name and size, and a tick for each item done."""

    def stage(self, name: str, total: int) -> Callable[[], None]: ...


class Tools(Struct, frozen=True):
    """What a build works with; `memory` is that of earlier builds in this process."""

    store: Store
    workers: Workers
    progress: Progress
    memory: Memory = field(default_factory=Memory)

    def through(
        self,
        name: str,
        items: Sequence[_Item],
        key: Callable[[_Item], str],
        make: Callable[[Sequence[_Item]], Iterable[_Result]],
        scope: object = None,
    ) -> list[_Result]:
        """The results for items in their order: those of the last build, of the store, or made.

        The last build had the result of an item if it had the item itself, in an equal `scope`,
        which is what else the key is made of.
        """
        before, known = self.memory.held(name) or (None, {})
        held: dict[int, tuple[_Item, _Result]] = known if before == scope else {}
        kept = {id(item): held.get(id(item)) for item in items}
        todo = [item for item in items if (hit := kept[id(item)]) is None or hit[0] is not item]
        found, _ = self.store.through(name, todo, key, make) if todo else ([], 0)
        kept.update((id(item), (item, result)) for item, result in zip(todo, found, strict=True))
        self.memory.hold(name, (scope, kept))
        return [hit[1] for hit in map(kept.__getitem__, map(id, items)) if hit]


def quietly() -> None:
    """What is not worth a tick."""
