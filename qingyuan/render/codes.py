"""QR codes, drawn as one path.

The only module that imports segno, and only where a code is drawn: most commands never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DARK = re.compile(b"\x01+")
_QUIET = 4


@dataclass(frozen=True, slots=True)
class Drawn:
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
