"""PNG files: a row of chunks (W3C PNG, third edition)."""

from __future__ import annotations

import zlib

from qingyuan.images import exif

BEGINNING = b"\x89PNG\r\n\x1a\n"
# What says how the pixels are meant, and the parts of an animation; texts, times and what
# programs add for themselves is written about the picture.
_KEPT = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
        *(b"bKGD", b"hIST", b"pHYs", b"sPLT"),
    }
)


def clean(data: bytes) -> bytes:
    """The file without texts and the like, and without what follows its end.

    Raises ValueError for a damaged file.
    """
    pieces = [BEGINNING]
    at = len(BEGINNING)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            raise ValueError(at)
        kind = data[at + 4 : at + 8]
        if kind in _KEPT:
            pieces.append(data[at:end])
        elif kind == b"eXIf":
            pieces.append(_chunk(kind, exif.orientation_only(data[at + 8 : end - 4])))
        if kind == b"IEND":
            return b"".join(pieces)
        at = end
    raise ValueError(at)


def _chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk with its length and checksum; nothing where it would be empty."""
    if not body:
        return b""
    checksum = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + checksum
