"""QR codes, drawn as one path.

The only module that imports segno, and only where a code is drawn: most commands never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DARK = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code of `size` × `size` squares, without its quiet zone; `path` strokes its dark ones."""

    size: int
    path: str


@lru_cache(maxsize=64)
def draw(text: str) -> Drawn:
    """The QR code of a text, of level M: it is still read where 15 % of it is worn off."""
    import segno  # noqa: PLC0415

    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    return Drawn(len(rows), "".join(_row(y, bytes(row)) for y, row in enumerate(rows)))


def _row(y: int, row: bytes) -> str:
    """A line through the middle of a row, with gaps."""
    drawn, x = "", 0
    for run in _DARK.finditer(row):
        start, end = run.span()
        drawn += f"m{start - x} 0h{end - start}" if drawn else f"M{start} {y}.5h{end - start}"
        x = end
    return drawn
