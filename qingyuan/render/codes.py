"""QR codes, drawn as one path.

The only module that imports segno, and only where a code is drawn: most commands never do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, islice, zip_longest
from operator import itemgetter
from typing import Any

_DARK = re.compile("1+")
_QUIET = 4
_MASKS = 8
# A square that segno has not filled yet.
_FREE = 2
# What is outside is light; four squares of it are as many as table 11 looks at.
_OUTSIDE = b"0000"
_DIGITS = bytes.maketrans(b"\0\1", b"01")

_Laid = tuple[int, int]


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
    """The QR code of a text, of level M: it is still read where 15 % of it is worn off.

    Of its eight masks the best is taken (ISO/IEC 18004:2015, 7.8.3).  segno does so as well, but
    takes ten times as long, which a school has to wait for at each of its stories: so it reads the
    text, and is asked once for what all codes of a version have in common.
    """
    consts, encoder = _segno()
    segments = encoder.prepare_data(text, None, None)
    version = encoder.find_version(segments, consts.ERROR_LEVEL_M, eci=False, micro=False)
    form = _form(version)
    rows, columns = form.laid(_message(segments, version))
    masked = ((rows ^ r, columns ^ c) for r, c in form.masks)
    best, _ = min(masked, key=lambda laid: _penalty(laid, form.size))
    width = form.size + len(_OUTSIDE)
    squares = f"{best:0{form.size * width}b}"
    path = "".join(_row(y, squares[y * width :][: form.size]) for y in range(form.size))
    return Drawn(form.size, path)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the codes of a version have in common.

    There is `room` for so many bits; `rows` and `columns` take them, and a zero after them wherever
    something else stands, which is in `masks` with what each mask changes.
    """

    size: int
    room: int
    rows: Callable[[str], Iterable[str]]
    columns: Callable[[str], Iterable[str]]
    masks: tuple[_Laid, ...] = ()

    def laid(self, message: str) -> _Laid:
        """The squares of a message, and of no more than that."""
        bits = f"{message:0<{self.room + 1}}"
        return int("".join(self.rows(bits)), 2), int("".join(self.columns(bits)), 2)


@cache
def _form(version: int) -> _Form:
    """Told by the codes of a text, and by the way in which segno lays a message (7.7.3)."""
    import segno  # noqa: PLC0415

    _, encoder = _segno()
    size = encoder.calc_matrix_size(version)
    bare = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(bare, size, size)
    encoder.add_alignment_patterns(bare, size, size)
    room = sum(row.count(_FREE) for row in bare)
    places = [[*row] for row in bare]
    encoder.add_codewords(places, range(_FREE + 1, _FREE + 1 + room), version)
    # The last sign is the zero after the message.
    rows = [[max(place - _FREE - 1, -1) for place in row] for row in places]
    outside = [-1] * len(_OUTSIDE)
    by_rows, by_columns = (
        itemgetter(*chain.from_iterable((*line, *outside) for line in lines))
        for lines in (rows, zip(*rows, strict=True))
    )
    form = _Form(size, room, by_rows, by_columns)
    text = "1"
    own = form.laid(_message(encoder.prepare_data(text, None, None), version))
    made = (
        segno.make_qr(text, version=version, error="m", mask=mask, boost_error=False)
        for mask in range(_MASKS)
    )
    laid = (_laid(code.matrix) for code in made)
    return replace(form, masks=tuple((r ^ own[0], c ^ own[1]) for r, c in laid))


def _segno() -> tuple[Any, Any]:
    """Its tables, and its steps, which have no types."""
    from segno import consts, encoder  # noqa: PLC0415

    return consts, encoder


def _message(segments: Iterable[Any], version: int) -> str:
    """The bits of a text's words, and of those that correct them (7.4 to 7.6)."""
    consts, encoder = _segno()
    buffer = encoder.Buffer()
    for segment in segments:
        encoder.write_segment(buffer, segment, None, encoder.version_range(version))
    capacity = consts.SYMBOL_CAPACITY[version][consts.ERROR_LEVEL_M]
    encoder.write_terminator(buffer, capacity, None, len(buffer))
    encoder.write_padding_bits(buffer, version, len(buffer))
    encoder.write_pad_codewords(buffer, version, capacity, len(buffer))
    bits = bytes(buffer.getbits()[:capacity]).translate(_DIGITS)
    words = iter(int(bits, 2).to_bytes(capacity // 8, "big"))
    blocks, correcting = [], []
    for kind in consts.ECC[version][consts.ERROR_LEVEL_M]:
        for _ in range(kind.num_blocks):
            block = bytes(islice(words, kind.num_data))
            blocks.append(block)
            correcting.append(_correcting(block, kind.num_total - kind.num_data))
    woven = chain(*zip_longest(*blocks), *zip_longest(*correcting))
    return "".join(f"{word:08b}" for word in woven if word is not None)


def _correcting(block: bytes, count: int) -> bytes:
    """The words that correct a block: what a division leaves of it (7.5.2)."""
    leaves, last = _leaves(count), 8 * (count - 1)
    rest = 0
    for word in block:
        rest = (rest & ~(0xFF << last)) << 8 ^ leaves[word ^ rest >> last]
    return rest.to_bytes(count, "big")


@cache
def _leaves(count: int) -> tuple[int, ...]:
    """What the division leaves of each word, by segno."""
    consts, encoder = _segno()
    kinds = [consts.EC(1, count + 1, 1)]
    words = (encoder.Buffer(map(int, f"{word:08b}")) for word in range(256))
    return tuple(int.from_bytes(encoder.make_blocks(kinds, word)[1][0], "big") for word in words)


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
