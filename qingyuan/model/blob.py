"""Bytes that are known by their digest and fetched when somebody asks for them."""

from __future__ import annotations

import hashlib
import pickle
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from qingyuan.model.pickling import dumps

_Value = TypeVar("_Value")


def sha256(data: bytes) -> str:
    """The digest of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class GoneError(Exception):
    """Bytes that were there when their digest was noted are there no more."""


class Blob:
    """Bytes; two with the same digest are the same.

    What is `fetched` is not kept, so a site's files need not all be in memory at once.
    """

    __slots__ = ("_data", "_fetch", "digest")

    def __init__(self, digest: str, data: bytes | None, fetch: Callable[[], bytes] | None) -> None:
        self.digest = digest
        self._data = data
        self._fetch = fetch

    @classmethod
    def of(cls, data: bytes) -> Blob:
        """The blob of these bytes."""
        return cls(sha256(data), data, None)

    @classmethod
    def fetched(cls, digest: str, fetch: Callable[[], bytes]) -> Blob:
        """The blob of a digest, whose bytes are somewhere else."""
        return cls(digest, None, fetch)

    @property
    def data(self) -> bytes:
        """The bytes.  Raises GoneError where they have changed or are lost."""
        if self._data is not None:
            return self._data
        if self._fetch is None:
            raise GoneError(self.digest)
        return self._fetch()

    def leave(self, fetch: Callable[[], bytes]) -> None:
        """Lets go of the bytes, which are somewhere else from now on."""
        self._data, self._fetch = None, fetch

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blob) and self.digest == other.digest

    def __hash__(self) -> int:
        return int(self.digest[:15], 16)

    def __repr__(self) -> str:
        return f"Blob({self.digest})"

    def __reduce__(self) -> tuple[Callable[..., Blob], tuple[str, bytes, None]]:
        """To another process its bytes go along: what fetches them stays here."""
        return Blob, (self.digest, self.data, None)


class Deferred(Generic[_Value]):
    """A value kept as the blob of its pickle until somebody asks for it.

    Pickles are read from this program's own store and processes only.
    """

    __slots__ = ("_blob", "_value")

    def __init__(self, blob: Blob | None, value: _Value | None = None) -> None:
        self._blob = blob
        self._value = value

    @classmethod
    def of(cls, value: _Value) -> Deferred[_Value]:
        """The deferred form of a value that is at hand."""
        return cls(None, value)

    @property
    def blob(self) -> Blob:
        """The value's pickle."""
        if self._blob is None:
            self._blob = Blob.of(dumps(self._value))
        return self._blob

    @property
    def value(self) -> _Value:
        """The value; loaded ones are kept for as long as few others are asked for meanwhile."""
        if self._value is None:
            self._value = pickle.loads(self.blob.data)  # noqa: S301 - written by this program, see above
            _LOADED.append(self)
            if len(_LOADED) > _MOST_LOADED:
                _LOADED.popleft()._value = None
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deferred) and self.blob == other.blob

    def __hash__(self) -> int:
        return self.blob.__hash__()

    def __repr__(self) -> str:
        return f"Deferred({self.blob.digest})"

    def __reduce__(self) -> tuple[type[Deferred[_Value]], tuple[Blob]]:
        return Deferred, (self.blob,)


# A text is asked for by one rule after the other, and by the pages that show it: hardly later.
_MOST_LOADED = 32
_LOADED: deque[Deferred[Any]] = deque()
