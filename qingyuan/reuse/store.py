"""Results of earlier builds, by the digest of what they were made from.

One SQLite file beside the engine, never inside a root: its entries are pickles, and a root may come
from somebody else.  Losing it costs time only, so whatever is wrong with it (locked by another
build, damaged, no right to write) means building without it.

Results lie in buckets: to load one pickle of fifty takes a third of the time of fifty pickles, and
a build that has one page to make loads what is known of all.

Notes are small values under a name, such as the stamps of files (`model.stamp`).

Blobs inside a result (`model.blob`) are entries of their own, by the digest of their bytes: who
loads a result gets to know them, and reads them only when somebody asks.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote
from zlib import crc32

from msgspec import Struct

from qingyuan.model.blob import Blob, GoneError
from qingyuan.model.digests import digest
from qingyuan.model.pickling import Pickler, dumps

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Results that no build has asked for during this many builds are dropped.
_KEPT_BUILDS = 20
# How often a result that is asked for is marked as such: not each time, which would be a write.
_MARKED_EVERY = 5
_MOST_VARIABLES = 500
# As many that one which is written anew is small, in a site of thousands of pages too.
_BUCKETS = 128
# Results whose blobs are put away together.
_HANDFUL = 128
_FORMAT = 2
_RESULTS = "name text, version text, bucket integer, value blob, build integer"
_TABLES = (
    f"create table if not exists results ({_RESULTS}, primary key (name, version, bucket))",
    # Not `without rowid`: rows of many kilobytes make such a table slow.
    "create table if not exists blobs (digest text primary key, data blob, build integer)",
    "create table if not exists notes (name text primary key, version text, value blob)",
    # What is old is found without a look at everything.
    "create index if not exists results_build on results (build)",
    "create index if not exists blobs_build on blobs (build)",
)


class Store:
    """Keeps results.  `folder` None means: remember nothing."""

    def __init__(self, folder: Path | None, root: str, version: str) -> None:
        self.version = version
        self.build = 0
        self._keeps_all = False
        # The blobs that this build knows to be here.
        self._has: set[str] = set()
        self.path: Path | None = None
        # Kept so that it is not closed, which would end the locks of the process it belongs to.
        self._left: tuple[sqlite3.Connection | None, ...] = ()
        # By which blobs are read after it has failed in something else.
        self._reading: sqlite3.Connection | None = None
        self.connection: sqlite3.Connection | None = None
        if folder:
            self._safely(lambda: self._open(folder / f"{digest(root)[:16]}.sqlite"))

    def through(
        self,
        name: str,
        items: Sequence[_Item],
        key: Callable[[_Item], str],
        make: Callable[[Sequence[_Item]], Iterable[_Result]],
        keep: Callable[[_Result], bool] = lambda result: True,  # noqa: ARG005 - the usual answer
    ) -> tuple[list[_Result], int]:
        """The results for items in their order, and how many were there already.

        What is missing is made by one call of `make`; what `keep` accepts is remembered.  Its blobs
        are put away as they come: a site's pages need not all be in memory.
        """
        keys = [key(item) for item in items]
        places = [_place(wanted) for wanted in keys]
        buckets = {place: _Bucket({}, self.build, set()) for place in set(places)}
        self._safely(lambda: self._load(name, buckets))
        found = [buckets[at].entries.get(wanted) for at, wanted in zip(places, keys, strict=True)]
        todo = [index for index, hit in enumerate(found) if hit is None]
        missing = [items[index] for index in todo]
        made = dict(zip(todo, self._put_away(make(missing), keep), strict=True)) if todo else {}
        new = {index: result for index, result in made.items() if keep(result)}
        changed = {place: buckets[place] for place in sorted({places[index] for index in new})}
        for index, (place, hit) in enumerate(zip(places, found, strict=True)):
            if place in changed and (hit or index in new):
                result = hit[1] if hit else new[index]
                changed[place].entries[keys[index]] = (self.build, result)
        self._safely(lambda: self._save(name, changed))
        results = [hit[1] if hit else made[index] for index, hit in enumerate(found)]
        return results, len(items) - len(todo)

    def _put_away(
        self, results: Iterable[_Result], keep: Callable[[_Result], bool]
    ) -> Iterator[_Result]:
        """The results as they come, in handfuls whose blobs are left to the store."""
        coming = iter(results)
        while some := list(islice(coming, _HANDFUL)):
            self._safely(partial(self._save_blobs, [result for result in some if keep(result)]))
            yield from some

    def known(self, name: str, keys: Sequence[str]) -> list[Any] | None:
        """The results of these keys in their order; None where one of them is not there."""
        buckets = {place: _Bucket({}, self.build, set()) for place in set(map(_place, keys))}
        self._safely(lambda: self._load(name, buckets))
        found = [buckets[_place(key)].entries.get(key) for key in keys]
        return [hit[1] for hit in found if hit] if all(found) else None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """For a build that asks for little of what is there: nothing grows older by it, or goes."""
        self.build -= 1
        self._keeps_all = True
        try:
            yield
        finally:
            self.build += 1
            self._keeps_all = False

    def note(self, name: str) -> Any:  # noqa: ANN401 - whatever was noted
        """What was noted under a name by this version of the engine, or None."""
        found: list[Any] = []
        self._safely(lambda: self._read_note(name, found))
        return found[0] if found else None

    def noted(self, name: str, value: object) -> None:
        """Notes a value in place of what was noted under the name before."""
        self.noted_all({name: value})

    def noted_all(self, values: Mapping[str, object]) -> None:
        """Notes several values, all of them or none."""
        self._safely(lambda: self._write_notes(values))

    def reopen(self) -> None:
        """In a process that came out of the one that opened it, which must not use its connection.

        SQLite's documentation (How To Corrupt, 2.6).  What is asked for is read by another one.
        """
        self._left = (self.connection, self._reading)
        self.connection = self._reading = None
        if self.path is not None and any(self._left):
            self._safely(self._open_again)

    def forget(self) -> None:
        """Empties it: what was remembered is not to be believed."""
        self._safely(self._empty)

    def _empty(self) -> None:
        if self.connection is None:
            return
        for table in ("results", "blobs", "notes"):
            self.connection.execute(f"delete from {table}")  # noqa: S608 - constants
        self.connection.commit()
        self._has.clear()

    def close(self) -> None:
        """Drops what has not been asked for lately, and closes the file."""
        self._safely(self._prune)
        self.connection = None

    def _safely(self, step: Callable[[], None]) -> None:
        """Runs a step; after any failure the store is left alone for the rest of the build."""
        try:
            step()
        except (sqlite3.Error, OSError, pickle.PickleError, EOFError, AttributeError, ImportError):
            # What was put away before can still be had.
            self._reading = self._reading or self.connection
            self.connection = None

    def _open(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=1.0)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")
        if connection.execute("pragma user_version").fetchone()[0] != _FORMAT:
            for table in ("results", "blobs", "notes"):
                connection.execute(f"drop table if exists {table}")
            connection.execute(f"pragma user_version = {_FORMAT}")
        for table in _TABLES:
            connection.execute(table)
        row = connection.execute("select coalesce(max(build), 0) from results").fetchone()
        self.build = row[0] + 1
        self.path = path
        self.connection = connection

    def _open_again(self) -> None:
        self.connection = sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True)

    def _load(self, name: str, buckets: dict[int, _Bucket]) -> None:
        if self.connection is None:
            return
        old: dict[int, _Bucket] = {}
        query = "select value, build from results where name = ? and version = ? and bucket = ?"
        for place in sorted(buckets):
            row = self.connection.execute(query, (name, self.version, place)).fetchone()
            if row:
                loader = _Loader(io.BytesIO(row[0]), self._fetched)
                buckets[place] = _Bucket(loader.load(), row[1], loader.blobs)
                if row[1] <= self.build - _MARKED_EVERY:
                    old[place] = buckets[place]
        self._mark(name, old)
        # Whoever else has it open is not kept waiting while results are made.
        self.connection.commit()

    def _mark(self, name: str, buckets: Mapping[int, _Bucket]) -> None:
        """Notes that buckets have been asked for, and with them the blobs in them."""
        if self.connection is None:
            return
        for place, bucket in buckets.items():
            bucket.build = self.build
            update = "update results set build = ? where name = ? and version = ? and bucket = ?"
            self.connection.execute(update, (self.build, name, self.version, place))
        blobs = sorted({blob for bucket in buckets.values() for blob in bucket.blobs})
        for some, marks in _parts(blobs):
            update = f"update blobs set build = ? where digest in ({marks})"  # noqa: S608 - question marks only
            self.connection.execute(update, (self.build, *some))

    def _fetched(self, wanted: str) -> Blob:
        self._has.add(wanted)
        return Blob.fetched(wanted, lambda: self._bytes(wanted))

    def _bytes(self, wanted: str) -> bytes:
        """The bytes of a blob.  Raises GoneError where the store has lost them."""
        try:
            connection = self.connection or self._reading
            if connection is None:
                raise GoneError(wanted)
            query = "select data from blobs where digest = ?"
            row = connection.execute(query, (wanted,)).fetchone()
        except sqlite3.Error as wrong:
            raise GoneError(wanted) from wrong
        if row is None:
            raise GoneError(wanted)
        data: bytes = row[0]
        return data

    def _save(self, name: str, buckets: Mapping[int, _Bucket]) -> None:
        """Writes buckets anew, without what no build has asked for lately.

        A bucket stays as old as it was, so that its blobs are marked when their time has come.
        """
        if self.connection is None:
            return
        rows = []
        for place, bucket in buckets.items():
            buffer = io.BytesIO()
            blobs: dict[str, Blob] = {}
            oldest = -1 if self._keeps_all else self.build - _KEPT_BUILDS
            entries = {key: entry for key, entry in bucket.entries.items() if entry[0] > oldest}
            _Dumper(buffer, blobs).dump(entries)
            rows.append((name, self.version, place, buffer.getvalue(), bucket.build))
        self.connection.executemany("insert or replace into results values (?, ?, ?, ?, ?)", rows)
        self.connection.commit()

    def _save_blobs(self, results: Sequence[object]) -> None:
        """Writes the blobs of results that are not here yet; from then on they are fetched."""
        if self.connection is None:
            return
        blobs: dict[str, Blob] = {}
        _Dumper(io.BytesIO(), blobs).dump(results)
        new = {known: blob for known, blob in blobs.items() if known not in self._has}
        rows = ((known, blob.data, self.build) for known, blob in new.items())
        self.connection.executemany("insert or replace into blobs values (?, ?, ?)", rows)
        self.connection.commit()
        for known, blob in new.items():
            blob.leave(partial(self._bytes, known))
        self._has |= new.keys()

    def _read_note(self, name: str, found: list[Any]) -> None:
        if self.connection is None:
            return
        query = "select version, value from notes where name = ?"
        row = self.connection.execute(query, (name,)).fetchone()
        if row and row[0] == self.version:
            found.append(pickle.loads(row[1]))  # noqa: S301 - written by this program, beside its own code

    def _write_notes(self, values: Mapping[str, object]) -> None:
        if self.connection is None:
            return
        rows = [(name, self.version, dumps(value)) for name, value in values.items()]
        self.connection.executemany("insert or replace into notes values (?, ?, ?)", rows)
        self.connection.commit()

    def _prune(self) -> None:
        if self.connection is None:
            return
        oldest = self.build - _KEPT_BUILDS
        for table in ("results", "blobs"):
            self.connection.execute(f"delete from {table} where build <= ?", (oldest,))  # noqa: S608 - two constants
        self.connection.commit()
        self.connection.close()


class _Bucket(Struct):
    """Results by their keys, each with the build that last asked for it; and the blobs in them.

    `build` is the one that last marked them as asked for.
    """

    entries: dict[str, tuple[int, Any]]
    build: int
    blobs: set[str]


def _place(key: str) -> int:
    """The bucket of a key."""
    return crc32(key.encode("utf-8", "surrogatepass")) % _BUCKETS


def _parts(names: list[str]) -> Iterable[tuple[list[str], str]]:
    """Names in pieces that SQLite takes, each with its question marks."""
    for start in range(0, len(names), _MOST_VARIABLES):
        some = names[start : start + _MOST_VARIABLES]
        yield some, ",".join("?" * len(some))


class _Dumper(Pickler):
    """Pickles a result with its blobs left out: what stands for one is its digest."""

    def __init__(self, file: io.BytesIO, blobs: dict[str, Blob]) -> None:
        def left_out(blob: Blob) -> tuple[Callable[[str], Blob], tuple[str]]:
            blobs[blob.digest] = blob
            return blob_of, (blob.digest,)

        super().__init__(file, {Blob: left_out})


def blob_of(name: str) -> Blob:
    """What stands for a blob in a pickle of the store, which alone can load it."""
    raise GoneError(name)


class _Loader(pickle.Unpickler):
    """Loads a result, whose blobs are fetched when they are asked for."""

    def __init__(self, file: io.BytesIO, fetched: Callable[[str], Blob]) -> None:
        super().__init__(file)
        self.fetched = fetched
        self.blobs: set[str] = set()

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle calls it
        return self._blob if name == blob_of.__name__ else super().find_class(module, name)

    def _blob(self, name: str) -> Blob:
        self.blobs.add(name)
        return self.fetched(name)
