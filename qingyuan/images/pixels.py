"""Pillow: pixels to smaller copies of a picture.

The only module that imports PIL.  Copies have no metadata, since nothing but pixels is written.
"""

from __future__ import annotations

import io
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL import Image, ImageCms, ImageOps
from PIL.Image import open as decoded

from qingyuan.images import forms
from qingyuan.images.cleaning import clean
from qingyuan.images.made import Copy, Flaw, Made
from qingyuan.model.blob import Blob

# A cheap phone is 720 pixels wide, a better one 1080; 1600 is a column on a sharp screen.
WIDTHS = (720, 1080, 1600)
FALLBACK_WIDTH = 1080
# Bytes of the copies that phones load, and of larger ones.
PHONE_BYTES, SCREEN_BYTES = 80 * 1024, 200 * 1024
# More than any phone takes; decoding them would take the memory of an old computer.
MOST_PIXELS = 50_000_000
# A width this close to the picture's own is not worth a file.
_CLOSE = 0.85
_WEBP_LONGEST = 16383
_QUALITIES = (82, 74, 66, 58, 50, 42, 34, 26, 18, 10, 1)
_OWN: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 80, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
}
# The size is looked at before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None


def made(form: str, data: bytes) -> Made:
    """The picture's size and copies, or why there are none; an animation has none either."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return _made(form, clean(data))
    except Exception:  # noqa: BLE001 - a damaged file can raise anything
        return Made(form, flaw=Flaw.DAMAGED)


def _made(form: str, data: bytes) -> Made:
    with decoded(io.BytesIO(data), formats=(form,)) as image:
        if image.width * image.height > MOST_PIXELS:
            return Made(form, *image.size, flaw=Flaw.LARGE)
        image.load()
        if form != "JPEG" and getattr(image, "is_animated", False):
            return Made(form, *image.size)
        pixels = _plain(ImageOps.exif_transpose(image))
    return Made(form, *pixels.size, tuple(_copies(form, pixels)))


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits of red, green and blue in sRGB, and how far it can be seen through."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode not in {"RGB", "RGBA", "CMYK", "L"} or mode == "RGBA":
        image = image.convert(mode)
    if profile:
        image = _in_srgb(image, profile, mode)
    image = image.convert(mode)
    image.info.clear()
    return image


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """The picture with its colours as sRGB; as it is, where its profile is not a sound one."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _copies(form: str, image: Image.Image) -> Iterator[Copy]:
    """The copy in the picture's own format, then those in WebP from small to large."""
    if form in _OWN:
        fallback = _scaled(image, min(image.width, FALLBACK_WIDTH))
        data = _saved(fallback, form, **_OWN[form])
        yield Copy(forms.ENDINGS[form][0], fallback.width, Blob.of(data))
    widest = min(image.width, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest * _CLOSE), widest]
    scaled = [_scaled(image, width) for width in widths]
    if max(scaled[-1].size) > _WEBP_LONGEST:
        return
    drawn = form == "PNG"
    for copy in scaled:
        data, drawn = _webp(copy, drawn=drawn)
        yield Copy(".webp", copy.width, Blob.of(data))


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def _webp(image: Image.Image, *, drawn: bool) -> tuple[bytes, bool]:
    """The best quality within its bytes; exact where that is smaller, as it is for drawings."""
    most = PHONE_BYTES if image.width <= FALLBACK_WIDTH else SCREEN_BYTES

    @cache
    def lossy(quality: int) -> bytes:
        return _saved(image, "WEBP", quality=quality)

    data = lossy(_QUALITIES[0])
    if drawn:
        exact = _saved(image, "WEBP", lossless=True)
        if len(exact) <= max(len(data), most // 4):
            return exact, True
    if len(data) <= most:
        return data, False
    last = len(_QUALITIES) - 1
    found = bisect_left(_QUALITIES, 1, 1, last, key=lambda quality: len(lossy(quality)) <= most)
    return lossy(_QUALITIES[found]), False


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:  # noqa: ANN401 - as Pillow takes them
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()
