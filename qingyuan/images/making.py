"""A picture's file to what is published of it: the one place that asks for the pixels' library."""

from __future__ import annotations

from pathlib import PurePosixPath

from qingyuan.images import avif, forms, gif, svg
from qingyuan.images.cleaning import clean, has_location
from qingyuan.images.made import Cleaned, Flaw, Made
from qingyuan.model.blob import Blob

_SIZES = {"AVIF": avif.size, "GIF": gif.size, "SVG": svg.size}


def cleaned(name: str, data: bytes) -> Cleaned:
    """What is published of the file with this name.  A pure function of its arguments."""
    plain = clean(data)
    has = has_location(data)
    return Cleaned(
        None if plain == data else Blob.of(plain),
        has,
        has and has_location(plain),
        made(name, data) if name.lower().endswith(forms.PICTURES) else None,
    )


def made(name: str, data: bytes) -> Made:
    """What to publish of the picture with this name.  A pure function of its arguments.

    The pixels' library is loaded only here, when there is a picture to make.
    """
    form = forms.form(data)
    if not form:
        return Made(flaw=Flaw.DAMAGED)
    if form not in forms.ENDINGS:
        return Made(form, flaw=Flaw.FOREIGN)
    if PurePosixPath(name).suffix.lower() not in forms.ENDINGS[form]:
        return Made(form, flaw=Flaw.MISNAMED)
    if form in _SIZES:
        size = _SIZES[form](data)
        return Made(form, *size) if size else Made(form, flaw=Flaw.DAMAGED)
    from qingyuan.images import pixels  # noqa: PLC0415 - 30 ms that a build without new pictures saves

    return pixels.made(form, data)
