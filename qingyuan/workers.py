"""Work spread over processes; the same results with one or many, here or on other machines.

The only module that starts processes.  Any executor of concurrent.futures will do, whose other end
has this engine.  Items go out in pieces that are worth the way, what they have in common goes once
to each of those who work, and results come back in the order of the items.  A piece that does not
come back is done here, so an executor that fails costs time only.

What starts processes and waits for them is loaded where that is done: it takes seven milliseconds,
and a build with little to do starts none.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec import Struct

from qingyuan.model.pickling import dumps
from qingyuan.model.regex import compile_all
from qingyuan.reuse.version import engine_version

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Shared = TypeVar("_Shared")

# Below this many items a pool costs more than it saves (about 50 ms to start and warm up).
_FEWEST = 64
_PIECES_EACH = 8
# Where a process can safely come out of another one with all that it has.
FORKS = sys.platform == "linux"
# Seconds until somebody asks whether a piece is still being worked on.
_LOOK = 3.0
# Pieces that are out, or back and not asked for yet, for each who works: memory stays flat.
_AHEAD = 3
# Python-Markdown keeps state: an executor of threads is no faster with these anyway.
_ONE_AT_A_TIME = Lock()


class Crew(Struct, frozen=True):
    """An executor, and how many pieces it does at a time.

    `share` hands bytes to all who work and returns what to submit in their place; `engine` is the
    version that they must have, where theirs may be another; `idle` tells whether nobody is at
    work, though pieces are out: on the way to another machine one can be lost without a word.
    """

    executor: Executor
    hands: int
    close: Callable[[], None]
    share: Callable[[bytes], object] = lambda data: data
    engine: str = ""
    idle: Callable[[], bool] = lambda: False


class Workers:
    """Up to `jobs` processes, started when there is enough to do; or the `crew` instead of them."""

    def __init__(self, jobs: int, crew: Crew | None = None) -> None:
        self.jobs = jobs
        self.crew = crew
        # What a process that comes out of this one does before its work.
        self.begin: Callable[[], None] = _nothing
        # Why pieces did not come back.
        self.lost: list[Exception] = []
        self._deserted = False

    def close(self) -> None:
        """Ends the processes, or leaves the crew."""
        if self.crew:
            self.crew.close()

    def abandon(self) -> None:
        """Ends the processes whatever they are at, from another thread: nobody waits any more."""
        from multiprocessing import active_children  # noqa: PLC0415 - see above

        for process in active_children():
            process.kill()

    def map(
        self,
        function: Callable[[_Item], _Result],
        items: Sequence[_Item],
        tick: Callable[[], None],
        fewest: int = _FEWEST,
    ) -> Iterator[_Result]:
        """`function` of each item, in the order of the items; `tick` after each.

        With less than the `fewest` items no process is started.
        """
        for result in self.each(_applied, function, items, fewest):
            yield result
            tick()

    def each(
        self,
        function: Callable[[_Shared, _Item], _Result],
        shared: _Shared,
        items: Sequence[_Item],
        fewest: int = _FEWEST,
    ) -> Iterator[_Result]:
        """`function` of what is shared and each item, one after the other as they are asked for.

        `fewest` items are worth a piece.
        """
        if self.jobs == 1 and self.crew is None:
            with collecting():
                yield from map(partial(function, shared), items)
            return
        if self.crew is None and len(items) >= fewest and FORKS:
            yield from self._inherited(function, shared, items)
            return
        crew = self._crew(len(items), fewest)
        if crew is None:
            yield from map(partial(function, shared), items)
            return
        size = max(1, min(fewest, len(items) // (crew.hands * _PIECES_EACH)))
        common = self._handed(crew, dumps((function, shared)))
        out: deque[tuple[Future[bytes] | None, Sequence[_Item]]] = deque()
        for start in range(0, len(items), size):
            piece = items[start : start + size]
            out.append((self._submitted(crew, common, piece), piece))
            if len(out) >= crew.hands * _AHEAD:
                yield from self._done(partial(function, shared), *out.popleft())
        while out:
            yield from self._done(partial(function, shared), *out.popleft())

    def _inherited(
        self,
        function: Callable[[_Shared, _Item], _Result],
        shared: _Shared,
        items: Sequence[_Item],
    ) -> Iterator[_Result]:
        """The same by processes that come out of this one and so have all that it has.

        Only the results are sent: items may be large, or made only where they are needed.
        """
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - see above
        from multiprocessing import get_context  # noqa: PLC0415 - see above

        work = partial(function, shared)
        size = max(1, len(items) // (self.jobs * _PIECES_EACH))
        # Else each of them would do it for itself.
        compile_all()
        _HERITAGE[:] = [work, items]
        pool = ProcessPoolExecutor(
            self.jobs, mp_context=get_context("fork"), initializer=_begun, initargs=(self.begin,)
        )
        # What is there stays: a collection would write to every object, and so copy all memory.
        gc.freeze()
        try:
            out = [
                (pool.submit(_piece, start, start + size), items[start : start + size])
                for start in range(0, len(items), size)
            ]
            out.reverse()
            while out:
                yield from self._done(work, *out.pop())
        finally:
            pool.shutdown(cancel_futures=True)
            gc.unfreeze()
            _HERITAGE.clear()

    def _crew(self, count: int, fewest: int) -> Crew | None:
        """Who is to do that many items; None where they are best done here."""
        if self._deserted or count < fewest:
            return None
        if self.crew is None and self.jobs > 1:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - see above

            pool = ProcessPoolExecutor(self.jobs)
            self.crew = Crew(pool, self.jobs, partial(pool.shutdown, cancel_futures=True))
        return self.crew

    def _handed(self, crew: Crew, data: bytes) -> object:
        """What is shared, with all who work."""
        try:
            return crew.share(data)
        except Exception as wrong:  # noqa: BLE001 - the library's own: nobody is there, or no connection
            self._desert(wrong)
            return data

    def _submitted(
        self, crew: Crew, common: object, piece: Sequence[object]
    ) -> Future[bytes] | None:
        """A piece on its way; None where it can't be sent."""
        if self._deserted:
            return None
        try:
            # What is shared arrives as the bytes that it is, whatever stands for them here.
            shared = cast("bytes", common)
            return crew.executor.submit(_carried_out, crew.engine, shared, dumps(piece))
        except Exception as wrong:  # noqa: BLE001 - the library's own: a broken pool, a lost connection
            self._desert(wrong)
            return None

    def _desert(self, wrong: Exception) -> None:
        """From here on everything is done here."""
        self._deserted = True
        self.lost.append(wrong)

    def _done(
        self,
        function: Callable[[_Item], _Result],
        future: Future[bytes] | None,
        piece: Sequence[_Item],
    ) -> list[_Result]:
        """The results of a piece, done here where they don't come back."""
        if future is not None:
            try:
                results: list[_Result] = pickle.loads(self._awaited(future))  # noqa: S301 - from a crew that was given the engine's own work
            except Exception as wrong:  # noqa: BLE001 - lost on the way, or wrong in itself, which shows when it is done here
                self.lost.append(wrong)
            else:
                return results
        return [function(item) for item in piece]

    def _awaited(self, future: Future[bytes]) -> bytes:
        """A piece's results.  Raises what the executor does, and LostError where it never comes."""
        from concurrent.futures import wait  # noqa: PLC0415 - see above

        idle = 0
        while not future.done() and not self._deserted:
            wait([future], timeout=_LOOK)
            nobody = not future.done() and self.crew is not None and self.crew.idle()
            idle = idle + 1 if nobody else 0
            if idle > 1:
                self._deserted = True
        if not future.done():
            raise LostError
        return future.result()


@contextmanager
def collecting() -> Iterator[None]:
    """Lets the collector run while much is made, but not over what is there before.

    What was loaded is no garbage, and to look through a whole site costs more than to load it.
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


class LostError(Exception):
    """A piece that went out and that nobody is at work on."""

    def __str__(self) -> str:
        return "nobody is at work on it any more"


def _begun(begin: Callable[[], None]) -> None:
    """What a process that came out of another one does first.  It ends when that one is gone."""
    from multiprocessing import parent_process  # noqa: PLC0415 - see above

    parent = parent_process()
    if parent:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()
    gc.enable()
    begin()


def _end_after(sentinel: int) -> None:
    import signal  # noqa: PLC0415 - see above
    from multiprocessing.connection import wait  # noqa: PLC0415 - see above

    wait([sentinel])
    signal.raise_signal(signal.SIGKILL)


def _nothing() -> None:
    """What there is to do before work."""


# The function and the items of processes that came out of this one.
_HERITAGE: list[Any] = []


def _piece(start: int, stop: int) -> bytes:
    """The other end, where it has inherited the items: the results of some."""
    work, items = _HERITAGE
    return dumps([work(item) for item in items[start:stop]])


def _applied(function: Callable[[_Item], _Result], item: _Item) -> _Result:
    return function(item)


class _OtherEngineError(Exception):
    """Who was to work has another version of the engine, and might make other bytes."""


def _carried_out(engine: str, common: bytes, piece: bytes) -> bytes:
    """The other end: a piece's results.  Bytes are the same to every executor."""
    if engine and engine != engine_version():
        raise _OtherEngineError
    with _ONE_AT_A_TIME:
        function, shared = _opened(common)
        items = pickle.loads(piece)  # noqa: S301 - as above
        return dumps([function(shared, item) for item in items])


@lru_cache(maxsize=1)
def _opened(common: bytes) -> tuple[Callable[[object, object], object], object]:
    opened: tuple[Callable[[object, object], object], object] = pickle.loads(common)  # noqa: S301 - as above
    return opened
