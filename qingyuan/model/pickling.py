"""Pickles of the engine's values, read-only mappings among them."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

_PROTOCOL = 5
_Reducer = Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]


class Pickler(pickle.Pickler):
    """A pickler that knows read-only mappings, and types with reducers of their own."""

    def __init__(self, file: io.BytesIO, reducers: Mapping[type, _Reducer] | None = None) -> None:
        super().__init__(file, _PROTOCOL)
        known: dict[type, _Reducer] = {MappingProxyType: _as_dict}
        self.dispatch_table = {**copyreg.dispatch_table, **known, **(reducers or {})}


def dumps(value: object) -> bytes:
    """A value's pickle."""
    buffer = io.BytesIO()
    Pickler(buffer).dump(value)
    return buffer.getvalue()


def _as_dict(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that nobody writes to, at the other end."""
    return MappingProxyType(mapping)
