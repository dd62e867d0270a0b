"""Work spread over processes; the same results with one or many.

The only module that imports the process pool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Below this many items a pool costs more than it saves (about 50 ms to start and warm up).
_FEWEST = 64
_CHUNKS_PER_JOB = 8


class Workers:
    """Up to `jobs` processes, started when there is enough to do."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Ends the processes."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(
        self,
        function: Callable[[_Item], _Result],
        items: Sequence[_Item],
        tick: Callable[[], None],
        fewest: int = _FEWEST,
    ) -> list[_Result]:
        """`function` of each item, in the order of the items; `tick` after each.

        With less than the `fewest` items no process is started.
        """
        results = []
        for result in self._results(function, items, fewest):
            results.append(result)
            tick()
        return results

    def _results(
        self, function: Callable[[_Item], _Result], items: Sequence[_Item], fewest: int
    ) -> Iterable[_Result]:
        if self.jobs == 1 or len(items) < fewest:
            return map(function, items)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs)
        size = max(1, len(items) // (self.jobs * _CHUNKS_PER_JOB))
        return self._pool.map(function, items, chunksize=size)
