"""What pictures carry besides themselves: where they were taken, and how to take that out.

Files are rewritten part by part, pixels untouched, so the same file always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.images import exif, forms, gif, jpeg, png, svg, webp
from qingyuan.model.regex import regex

# In front of Exif data: in JPEG and AVIF, in PNG, in WebP with the length of the chunk.
_BEFORE_EXIF = regex(rb"Exif\0\0|eXIf|EXIF.{4}", re.DOTALL)
_XMP_LOCATION = regex(rb"\bexif:GPSL(?:at|ong)itude\b")
_FORMATS = {
    "GIF": gif.clean,
    "JPEG": jpeg.clean,
    "PNG": png.clean,
    "SVG": svg.clean,
    "WEBP": webp.clean,
}


def has_location(data: bytes) -> bool:
    """Whether the file of a picture says where on earth it was taken, in Exif or XMP data."""
    return bool(_XMP_LOCATION.search(data)) or any(map(exif.has_location, _exif_blocks(data)))


def clean(data: bytes) -> bytes:
    """The picture without what was written about it: place, time, device, people, comments.

    How it is turned (Exif orientation) and its colour profile stay.  A file of another format, or
    a damaged one, comes back as it is.
    """
    cleaned = _FORMATS.get(forms.form(data))
    try:
        return cleaned(data) if cleaned else data
    except (IndexError, ValueError):
        return data


def _exif_blocks(data: bytes) -> Iterator[bytes]:
    return (data[match.end() :] for match in _BEFORE_EXIF.finditer(data))
