"""Pickles of the engine's values: a data class goes as its class and its fields' values.

The pickle that `dataclasses` gives to frozen classes with slots asks for the fields of every object
by a loop in Python, both ways; in a site's values that took most of a warm build's time.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any

_PROTOCOL = 5


class Pickler(pickle.Pickler):
    """A pickler that knows data classes and read-only mappings."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, _PROTOCOL)

    def reducer_override(self, obj: Any) -> Any:  # noqa: ANN401 - as pickle calls it
        """How an object is made again; NotImplemented leaves it to pickle."""
        kind = type(obj)
        if kind not in _GETTERS:
            _GETTERS[kind] = _getter(kind)
        values = _GETTERS[kind]
        if values is not None:
            return type(obj), values(obj)
        if isinstance(obj, MappingProxyType):
            return _read_only, (dict(obj),)
        return NotImplemented


def dumps(value: object) -> bytes:
    """A value's pickle."""
    buffer = io.BytesIO()
    Pickler(buffer).dump(value)
    return buffer.getvalue()


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that nobody writes to, at the other end."""
    return MappingProxyType(mapping)


# What gets the values of a class's fields as a tuple; None for those that are no data classes.
_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}


def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    if not is_dataclass(kind) or "__reduce__" in vars(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
