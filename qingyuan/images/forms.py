"""Which format a picture really has, told from its first bytes; names of files are only names."""

from __future__ import annotations

import re

from qingyuan.model.regex import regex

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
    ("JPEG", regex(rb"\xff\xd8\xff")),
    ("PNG", regex(rb"\x89PNG\r\n\x1a\n")),
    ("WEBP", regex(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("GIF", regex(rb"GIF8[79]a")),
    ("AVIF", regex(rb".{4}ftyp(?:avi[fs]|mif1.{4}(?:.{4}){0,8}?avif)", re.DOTALL)),
    ("HEIC", regex(rb".{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1)", re.DOTALL)),
    ("SVG", regex(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--|svg)")),
    ("TIFF", regex(rb"II\*\0|MM\0\*")),
    ("BMP", regex(rb"BM.{4}\0\0\0\0", re.DOTALL)),
    ("Photoshop", regex(rb"8BPS")),
    ("PDF", regex(rb"%PDF-")),
)


def form(data: bytes) -> str:
    """JPEG, PNG, ...; empty for what looks like none of them."""
    for name, beginning in _BEGINNINGS:
        if beginning.match(data) and (name != "SVG" or b"<svg" in data):
            return name
    return ""
