"""Saves that come together are one: what is touched is gathered until it is quiet and whole."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from pathlib import Path

from qingyuan.read.excerpts import is_whole

Touched = Collection[Path] | None
# So many files at once are more than somebody saves: a checkout or a copy, of which more may come.
_MANY = 4
# Seconds without another file after which such a thing is over, and how long it may go on.
_QUIET = 0.12
_LONGEST = 3.0
# Seconds that a file is given which is empty or locked, or gone: most are only being saved.
_UNFINISHED = 0.25
_GONE = 0.04
_LOOK = 0.004


class Gathering:
    """What is heard from the watcher's thread, for the loop that builds."""

    # What `within` answers where nothing came.
    nothing: frozenset[Path] = frozenset()

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[Touched] = asyncio.Queue()

    def heard(self, touched: Touched) -> None:
        """Files were touched; None: any of them may have been.  Asked from any thread."""
        self._loop.call_soon_threadsafe(self._queue.put_nowait, touched)

    async def within(self, seconds: float) -> Touched:
        """What is touched within that time and up to then; `nothing` where nothing is."""
        try:
            touched = await asyncio.wait_for(self._queue.get(), seconds)
        except TimeoutError:
            return self.nothing
        while not self._queue.empty():
            touched = self.joined(touched, self._queue.get_nowait())
        return touched

    async def settled(self, touched: Touched) -> Touched:
        """All that is touched together with it, once it is whole."""
        end = self._loop.time() + _LONGEST
        while touched is None or len(touched) >= _MANY:
            left = end - self._loop.time()
            more = await self.within(min(_QUIET, left)) if left > 0 else self.nothing
            if more is self.nothing:
                return touched
            touched = self.joined(touched, more)
        await self._whole(touched)
        while not self._queue.empty():
            touched = self.joined(touched, self._queue.get_nowait())
        return touched

    async def _whole(self, touched: Iterable[Path]) -> None:
        """Waits for files that somebody is just writing, but not for ever."""
        start = self._loop.time()
        while True:
            waited = self._loop.time() - start
            broken = [path for path in touched if not path.is_dir() and not is_whole(path)]
            broken = [p for p in broken if waited < (_UNFINISHED if p.exists() else _GONE)]
            if not broken:
                return
            await asyncio.sleep(_LOOK)

    @staticmethod
    def joined(one: Touched, other: Touched) -> Touched:
        """Both together."""
        return None if one is None or other is None else frozenset((*one, *other))
