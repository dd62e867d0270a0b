"""AVIF files: boxes within boxes (ISO/IEC 23000-22); only their size is read."""

from __future__ import annotations

import re

from qingyuan.model.regex import regex

_EXTENTS = regex(rb"ispe\0\0\0\0(.{4})(.{4})", re.DOTALL)
_TURN = regex(rb"\0\0\0\x09irot(.)", re.DOTALL)


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height as it is seen: of the whole, where it is laid out of tiles."""
    found = [
        (int.from_bytes(w, "big"), int.from_bytes(h, "big")) for w, h in _EXTENTS.findall(data)
    ]
    if not found:
        return None
    width, height = max(found, key=lambda extent: extent[0] * extent[1])
    turn = _TURN.search(data)
    if turn and turn[1][0] % 2:
        width, height = height, width
    return (width, height) if width and height else None
