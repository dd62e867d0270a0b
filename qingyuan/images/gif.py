"""GIF files: a screen, then blocks (GIF89a)."""

from __future__ import annotations

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
# Applications that say how often an animation runs; others are notes, such as XMP.
_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height of the screen."""
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    return (width, height) if width and height else None


def clean(data: bytes) -> bytes:
    """The file without comments, notes of programs, and what follows its end.

    Raises ValueError or IndexError for a damaged file.
    """
    at = 13 + _table(data[10])
    pieces = [data[:at]]
    while data[at] != _END:
        if data[at] == _EXTENSION:
            end = _blocks_end(data, at + 2)
            if data[at + 1] == _CONTROL or (
                data[at + 1] == _APPLICATION and data[at + 3 : at + 14] in _KEPT
            ):
                pieces.append(data[at:end])
        elif data[at] == _IMAGE:
            end = _blocks_end(data, at + 11 + _table(data[at + 9]))
            pieces.append(data[at:end])
        else:
            raise ValueError(at)
        at = end
    return b"".join([*pieces, bytes([_END])])


def _table(marks: int) -> int:
    """The length of the table of colours that these marks announce."""
    return 3 << (marks & 7) + 1 if marks & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Behind a row of blocks, each with its length before it, the last one empty."""
    while data[at]:
        at += data[at] + 1
    return at + 1
