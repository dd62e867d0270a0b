"""JPEG files: a row of marked segments (ITU-T T.81)."""

from __future__ import annotations

from qingyuan.images import exif
from qingyuan.model.regex import regex

_END, _SCAN = 0xD9, 0xDA
_COMMENT, _APPLICATION = 0xFE, range(0xE0, 0xF0)
_ALONE = {0x01, *range(0xD0, 0xD8)}
_EXIF = b"Exif\0\0"
# Application segments that say how the pixels are meant; the rest is written about the picture.
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_NEXT_MARKER = regex(rb"\xff[^\x00\xd0-\xd7]")


def clean(data: bytes) -> bytes:
    """The file without application data, comments, and what follows its end.

    Raises ValueError or IndexError for a damaged file.
    """
    pieces = [data[:2]]
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError(at)
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        end = at + 2 if marker == _END or marker in _ALONE else _segment_end(data, at)
        pieces.append(_cleaned(marker, data[at:end]))
        if marker == _END:
            break
        at = end
        if marker == _SCAN:
            following = _NEXT_MARKER.search(data, at)
            end = following.start() if following else len(data)
            pieces.append(data[at:end])
            at = end
    return b"".join(pieces)


def _segment_end(data: bytes, at: int) -> int:
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    end = at + 2 + length
    if length < 2 or end > len(data):
        raise ValueError(at)
    return end


def _cleaned(marker: int, segment: bytes) -> bytes:
    """A segment as it may be published; empty where it may not."""
    body = segment[4:]
    if marker == 0xE1 and body.startswith(_EXIF):
        kept = exif.orientation_only(body)
        if not kept:
            return b""
        length = 2 + len(_EXIF) + len(kept)
        return b"\xff\xe1" + length.to_bytes(2, "big") + _EXIF + kept
    if marker == _COMMENT:
        return b""
    if marker in _APPLICATION:
        beginning = _KEPT.get(marker)
        return segment if beginning and body.startswith(beginning) else b""
    return segment
