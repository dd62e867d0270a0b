"""Parts of files as they are now, to show where a problem stands."""

from __future__ import annotations

import contextlib
from pathlib import Path

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.read.text import decode

# Characters of a long line that are shown, and how many of them stand before the spot.
_WIDTH = 160
_BEFORE = 60
# How such a file begins (its byte order mark).
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Line(Struct, frozen=True):
    """A line of a file: its number from 1 and its text, or the part of it around a column.

    `spot` is where in `text` the problem stands, counted in characters from 0, or None.
    """

    number: int
    text: str
    spot: int | None = None


def excerpt(root: Path, at: Location) -> tuple[Line, ...]:
    """The line of a location with the one before and after; empty where there is none to show."""
    if not at.line:
        return ()
    try:
        data = (root / at.path).read_bytes()
    except OSError:
        return ()
    lines = _text(at.path, data).split("\n")
    if at.line > len(lines):
        return ()
    start = max(0, at.column - 1 - _BEFORE)
    start = start if len(lines[at.line - 1]) > _WIDTH else 0
    shown = []
    for number in range(max(1, at.line - 1), min(len(lines), at.line + 1) + 1):
        text = lines[number - 1]
        part = text[start : start + _WIDTH]
        part = f"{'…' if start and part else ''}{part}{'…' if text[start + _WIDTH :] else ''}"
        spot = None
        if number == at.line and at.column:
            spot = at.column - 1 - start + (1 if start else 0)
        shown.append(Line(number, part, spot))
    return tuple(shown)


def _text(path: str, data: bytes) -> str:
    """Something to read even where it is no UTF-8."""
    text, _ = decode(path, data)
    if text is not None:
        return text
    for encoding in ("utf-16",) if data[:2] in _UTF16 else ("gb18030",):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\r\n", "\n")
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def is_whole(path: Path) -> bool:
    """Whether a file can be read and has something in it: no editor is just writing it."""
    try:
        with path.open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False
