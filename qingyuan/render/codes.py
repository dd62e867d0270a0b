"""QR codes, drawn as one path.

The only module that imports zxing-cpp, and only where a code is drawn: most commands never do.
"""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

_LIGHT, _DARK = "\xff", "\0"
_QUIET = 4


class Drawn(Struct, frozen=True):
    """A code of `size` × `size` squares, without its quiet zone; `path` strokes its dark ones."""

    size: int
    path: str

    @property
    def box(self) -> str:
        """What of the drawing is seen: the code and its quiet zone."""
        return f"-{_QUIET} -{_QUIET} {self.side} {self.side}"

    @property
    def ground(self) -> str:
        """The path of what is behind it."""
        return f"M-{_QUIET}-{_QUIET}h{self.side}v{self.side}h-{self.side}z"

    @property
    def side(self) -> int:
        """The whole drawing's."""
        return self.size + 2 * _QUIET


# A story and its kit's pages have the same code, and come far apart where pages are sorted by path.
@lru_cache(maxsize=512)
def draw(text: str) -> Drawn:
    """The QR code of a text, of level M: it is still read where 15 % of it is worn off."""
    import zxingcpp  # noqa: PLC0415

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = code.to_image(add_quiet_zones=False)
    size = picture.shape[0]
    squares = memoryview(picture).tobytes().decode("latin-1")  # type: ignore[arg-type]  # not in the stubs
    rows = (squares[at : at + size] for at in range(0, size * size, size))
    return Drawn(size, "".join(_row(y, row) for y, row in enumerate(rows)))


def _row(y: int, row: str) -> str:
    """A line through the middle of a row, with gaps."""
    from_first = row.lstrip(_LIGHT)
    runs = from_first.rstrip(_LIGHT).replace(_LIGHT + _DARK, f"{_LIGHT} {_DARK}").split(" ")
    return f"M{len(row) - len(from_first)} {y}.5{''.join(map(_run, runs))}"


@cache
def _run(squares: str) -> str:
    """A line through dark squares, and over the light ones after them."""
    dark, light = squares.count(_DARK), squares.count(_LIGHT)
    return f"h{dark}m{light} 0" if light else f"h{dark}"
