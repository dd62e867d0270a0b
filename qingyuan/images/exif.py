"""Exif data: a TIFF file of fields within a picture (CIPA DC-008)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ORIENTATION, _GPS = 0x0112, 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_SHORT = 3
_TURNED = range(2, 9)
_PREFIX = b"Exif\0\0"
_MOST_FIELDS = 1000


def has_location(data: bytes) -> bool:
    """Whether the fields name a latitude or a longitude; False for what is no Exif data."""
    for tag, _, value in _fields(data, None):
        if tag == _GPS:
            return any(tag in {_LATITUDE, _LONGITUDE} for tag, _, _ in _fields(data, value))
    return False


def orientation_only(data: bytes) -> bytes:
    """Exif data with nothing but the orientation; empty where the picture stands upright."""
    data = data.removeprefix(_PREFIX)
    for tag, kind, value in _fields(data, None):
        if tag == _ORIENTATION and kind == _SHORT and value in _TURNED:
            field = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, value, 0)
            return b"MM\0*\0\0\0\x08" + b"\0\x01" + field + b"\0\0\0\0"
    return b""


def _fields(data: bytes, start: int | None) -> Iterator[tuple[int, int, int]]:
    """(tag, kind, value) of the fields of the list at `start`, or of the first one."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return
    try:
        (first,) = struct.unpack_from(f"{order}I", data, 4)
        start = first if start is None else start
        (count,) = struct.unpack_from(f"{order}H", data, start)
        for index in range(min(count, _MOST_FIELDS)):
            at = start + 2 + index * 12
            tag, kind, _ = struct.unpack_from(f"{order}HHI", data, at)
            size = "H" if kind == _SHORT else "I"
            yield tag, kind, struct.unpack_from(f"{order}{size}", data, at + 8)[0]
    except struct.error:
        return
