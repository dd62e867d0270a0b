"""Results of earlier builds, by the digest of what they were made from.

One SQLite file beside the engine, never inside a root: its entries are pickles, and a root may come
from somebody else.  Losing it costs time only, so whatever is wrong with it (locked by another
build, damaged, no right to write) means building without it.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Results that no build has asked for during this many builds are dropped.
_KEPT_BUILDS = 20
_MOST_VARIABLES = 500


def digest(*parts: str | bytes) -> str:
    """SHA-256 over parts, each with its length before it, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


class Store:
    """Keeps results.  `folder` None means: remember nothing."""

    def __init__(self, folder: Path | None, root: str, version: str) -> None:
        self.version = version
        self.build = 0
        self.connection: sqlite3.Connection | None = None
        if folder:
            self._safely(lambda: self._open(folder / f"{digest(root)[:16]}.sqlite"))

    def through(
        self,
        name: str,
        items: Sequence[_Item],
        key: Callable[[_Item], str],
        make: Callable[[Sequence[_Item]], list[_Result]],
        keep: Callable[[_Result], bool] = lambda result: True,  # noqa: ARG005 - the usual answer
    ) -> tuple[list[_Result], int]:
        """The results for items in their order, and how many were there already.

        What is missing is made by one call of `make`; what `keep` accepts is remembered.
        """
        keys = [digest(self.version, name, key(item)) for item in items]
        known: dict[str, Any] = {}
        self._safely(lambda: self._load(keys, known))
        todo = [index for index, wanted in enumerate(keys) if wanted not in known]
        made = dict(zip(todo, make([items[index] for index in todo]), strict=True)) if todo else {}
        new = [(keys[index], result) for index, result in made.items() if keep(result)]
        self._safely(lambda: self._save(new))
        results = [made[i] if i in made else known[wanted] for i, wanted in enumerate(keys)]
        return results, len(items) - len(todo)

    def close(self) -> None:
        """Drops what has not been asked for lately, and closes the file."""
        self._safely(self._prune)
        self.connection = None

    def _safely(self, step: Callable[[], None]) -> None:
        """Runs a step; after any failure the store is left alone for the rest of the build."""
        try:
            step()
        except (sqlite3.Error, OSError, pickle.PickleError, EOFError, AttributeError, ImportError):
            self.connection = None

    def _open(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=1.0)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")
        connection.execute(
            "create table if not exists results (key text primary key, value blob, build integer)"
            " without rowid"
        )
        row = connection.execute("select coalesce(max(build), 0) from results").fetchone()
        self.build = row[0] + 1
        self.connection = connection

    def _load(self, keys: list[str], known: dict[str, Any]) -> None:
        if self.connection is None:
            return
        for start in range(0, len(keys), _MOST_VARIABLES):
            some = keys[start : start + _MOST_VARIABLES]
            marks = ",".join("?" * len(some))
            query = f"select key, value from results where key in ({marks})"  # noqa: S608 - question marks only
            for wanted, value in self.connection.execute(query, some):
                known[wanted] = pickle.loads(value)  # noqa: S301 - written by this program, beside its own code
            update = f"update results set build = ? where key in ({marks})"  # noqa: S608 - as above
            self.connection.execute(update, (self.build, *some))

    def _save(self, results: list[tuple[str, Any]]) -> None:
        if self.connection is None:
            return
        rows = [(wanted, pickle.dumps(value, 5), self.build) for wanted, value in results]
        self.connection.executemany("insert or replace into results values (?, ?, ?)", rows)
        self.connection.commit()

    def _prune(self) -> None:
        if self.connection is None:
            return
        oldest = self.build - _KEPT_BUILDS
        self.connection.execute("delete from results where build <= ?", (oldest,))
        self.connection.commit()
        self.connection.close()
