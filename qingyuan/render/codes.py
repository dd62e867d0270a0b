"""QR codes, drawn as one path.

The only module that imports segno, and only where a code is drawn: most commands never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from qingyuan.model.regex import regex

_DARK = regex("1+")
_QUIET = 4
_MASKS = 8
# What is outside is light; four squares of it are as many as table 11 looks at.
_OUTSIDE = b"0000"
_DIGITS = bytes.maketrans(b"\0\1", b"01")

_Laid = tuple[int, int]


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
    """The QR code of a text, of level M: it is still read where 15 % of it is worn off.

    Of its eight masks the best is taken (ISO/IEC 18004:2015, 7.8.3).  segno does so as well, but
    takes five times as long as for all else, which a school has to wait for at each of its stories.
    """
    import segno  # noqa: PLC0415

    code = segno.make_qr(text, error="m", boost_error=False, mask=0)
    size = len(code.matrix)
    rows, columns = _laid(code.matrix)
    masked = ((rows ^ r, columns ^ c) for r, c in _masks(int(code.version)))
    best, _ = min(masked, key=lambda laid: _penalty(laid, size))
    width = size + len(_OUTSIDE)
    squares = f"{best:0{size * width}b}"
    return Drawn(size, "".join(_row(y, squares[y * width :][:size]) for y in range(size)))


@cache
def _masks(version: int) -> tuple[_Laid, ...]:
    """What each mask changes of the first in codes of a version, whatever their text."""
    import segno  # noqa: PLC0415

    made = (
        segno.make_qr("1", version=version, error="m", mask=mask, boost_error=False)
        for mask in range(_MASKS)
    )
    laid = [_laid(code.matrix) for code in made]
    first, turned = laid[0]
    return tuple((first ^ rows, turned ^ columns) for rows, columns in laid)


def _laid(matrix: Sequence[bytearray]) -> _Laid:
    """A code's rows one after the other, and its columns, each with what is outside after it."""
    rows = [bytes(row).translate(_DIGITS) for row in matrix]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    return _lines(rows), _lines(columns)


def _lines(lines: Iterable[bytes]) -> int:
    return int(b"".join(line + _OUTSIDE for line in lines), 2)


@cache
def _inside(size: int) -> int:
    """All that is not outside."""
    return _lines([b"1" * size] * size)


def _penalty(laid: _Laid, size: int) -> int:
    """How hard a code is to read: table 11 of the standard, on all lines at once."""
    rows, inside = laid[0], _inside(size)
    total = 10 * (abs(100 * rows.bit_count() - 50 * size * size) // (5 * size * size))
    for dark in laid:
        for some in (dark, inside & ~dark):
            fives = some & some >> 1 & some >> 2 & some >> 3 & some >> 4
            total += fives.bit_count() + 2 * (fives & ~(fives << 1)).bit_count()
        light = ~dark
        finder = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
        before = light >> 7 & light >> 8 & light >> 9 & light >> 10
        after = light << 1 & light << 2 & light << 3 & light << 4
        total += 40 * (finder & (before | after)).bit_count()
    for some in (rows, inside & ~rows):
        pairs = some & some >> 1
        total += 3 * (pairs & pairs >> size + len(_OUTSIDE)).bit_count()
    return total


def _row(y: int, row: str) -> str:
    """A line through the middle of a row, with gaps."""
    drawn, x = "", 0
    for run in _DARK.finditer(row):
        start, end = run.span()
        drawn += f"m{start - x} 0h{end - start}" if drawn else f"M{start} {y}.5h{end - start}"
        x = end
    return drawn
