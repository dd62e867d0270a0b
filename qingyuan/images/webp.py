"""WebP files: a RIFF file with chunks (RFC 9649)."""

from __future__ import annotations

from qingyuan.images import exif

_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def clean(data: bytes) -> bytes:
    """The file without Exif, XMP and unknown chunks, and without what follows its end.

    Raises ValueError for a damaged file, and for a RIFF file that is no picture.
    """
    length = 8 + int.from_bytes(data[4:8], "little")
    if data[8:12] != b"WEBP" or length > len(data):
        raise ValueError(length)
    chunks: list[tuple[bytes, bytes]] = []
    at = 12
    while at < length:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 + size > length:
            raise ValueError(at)
        body = exif.orientation_only(body) if kind == b"EXIF" else body
        if kind in _KEPT or (kind == b"EXIF" and body):
            chunks.append((kind, body))
        at += 8 + size + size % 2
    turned = any(kind == b"EXIF" for kind, _ in chunks)
    packed = b"".join(_chunk(kind, body, turned=turned) for kind, body in chunks)
    return b"RIFF" + (4 + len(packed)).to_bytes(4, "little") + b"WEBP" + packed


def _chunk(kind: bytes, body: bytes, *, turned: bool) -> bytes:
    """A chunk with its length; the first one's marks say which others there are."""
    if kind == b"VP8X" and body:
        marks = body[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned else 0)
        body = bytes([marks]) + body[1:]
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
