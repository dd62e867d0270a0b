"""Which format a picture really has, told from its first bytes; names of files are only names."""

from __future__ import annotations

import re

# What browsers show, and the endings that servers know it by.
ENDINGS = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif",),
    "SVG": (".svg",),
}
PICTURES = tuple(sorted(ending for endings in ENDINGS.values() for ending in endings))
_BEGINNINGS = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("WEBP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("AVIF", re.compile(rb".{4}ftyp(?:avi[fs]|mif1.{4}(?:.{4}){0,8}?avif)", re.DOTALL)),
    ("HEIC", re.compile(rb".{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1)", re.DOTALL)),
    ("SVG", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--|svg)")),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    ("BMP", re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)),
    ("Photoshop", re.compile(rb"8BPS")),
    ("PDF", re.compile(rb"%PDF-")),
)


def form(data: bytes) -> str:
    """JPEG, PNG, ...; empty for what looks like none of them."""
    for name, beginning in _BEGINNINGS:
        if beginning.match(data) and (name != "SVG" or b"<svg" in data):
            return name
    return ""
