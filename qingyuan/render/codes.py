"""QR codes (ISO/IEC 18004:2015), drawn as one path.

Of the standard there is what addresses and telephone numbers need: bytes, at level M.  A general
library takes a millisecond for each code, as long as for all else of its page.  Where its squares
stand is the same in all codes of a version, so it is worked out once; what remains are bits that
are set in their places, for all squares at once.  `tests/test_codes.py` compares the codes of all
versions with those of segno.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, product, starmap, zip_longest
from operator import itemgetter

from msgspec import Struct

_RUNS = re.compile("(0*)(1+)")
_QUIET = 4
# What is outside is light; four squares of it are as many as table 11 looks at.
_OUTSIDE = "0000"
_VERSIONS = range(1, 41)
# Table 9: the bytes of a block of level M for correction, and how many blocks, by version.
_CORRECTING = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26),
    *(28,) * 19,
)
_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
# What says that bytes follow, and the two bytes that fill what is left.
_BYTES, _FILLING = 0b0100, b"\xec\x11"
# segno puts this before those.  The standard has no need of it, but codes that hang on walls, and
# packs that were made, would be others without it.
_BEFORE_FILLING = b"\0"
# Up to this version the number of bytes has 8 bits, then 16.
_SHORT = 9
# The first version that says which it is (7.10).
_NUMBERED = 7
# Polynomials over GF(2): of GF(256), of the codes that protect the mask's and the version's number.
_FIELD, _FORM, _NUMBER = 0x11D, 0x537, 0x1F25
# What is added to the mask's number, or all of it might be light.
_FORM_MASK = 0x5412
# Table 10: which squares of row y and column x each mask turns; all come again after twelve.
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
_PERIOD = 12

# A code's rows one after the other, and its columns, each with what is outside after it.
_Laid = tuple[int, int]
_Place = tuple[int, int]


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

    Of its eight masks the best is taken (7.8.3).  Raises ValueError where the text is too long.
    """
    data = text.encode()
    version = _version(len(data))
    form = _form(version)
    bits = _bits(_protected(_words(data, version), version)) + "0"
    rows, columns = (int("".join(take(bits)), 2) for take in form.order)
    masked = ((rows ^ r, columns ^ c) for r, c in form.masks)
    best, _ = min(masked, key=lambda laid: _penalty(laid, form.size))
    width = form.size + len(_OUTSIDE)
    squares = f"{best:0{form.size * width}b}"
    lines = range(0, len(squares), width)
    return Drawn(form.size, "".join(_row(y, squares[at:][:width]) for y, at in enumerate(lines)))


def _version(length: int) -> int:
    """The smallest that has room for so many bytes.  Raises ValueError where none has."""
    for version in _VERSIONS:
        if 4 + _counting(version) + 8 * length <= 8 * _room(version):
            return version
    raise ValueError(length)


def _counting(version: int) -> int:
    return 8 if version <= _SHORT else 16


@cache
def _room(version: int) -> int:
    """The bytes of a version that are not for correction."""
    return len(_places(version)) // 8 - _CORRECTING[version - 1] * _BLOCKS[version - 1]


def _words(data: bytes, version: int) -> bytes:
    """The data with what is before and after it (7.4)."""
    counting, room = _counting(version), _room(version)
    number = (_BYTES << counting | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    length = 4 + counting + 8 * len(data)
    # Four bits of zero end it, which make whole bytes of it; nobody reads on.
    words = (number << 4).to_bytes((length + 4) // 8, "big")
    return (words + _BEFORE_FILLING + _FILLING * room)[:room]


def _protected(words: bytes, version: int) -> bytes:
    """The words by blocks, a byte of each in turn, then what corrects them (7.5, 7.6)."""
    many, correcting = _BLOCKS[version - 1], _CORRECTING[version - 1]
    short, longer = divmod(len(words), many)
    blocks, at = [], 0
    for number in range(many):
        length = short + (number >= many - longer)
        blocks.append(words[at : at + length])
        at += length
    corrections = (_correction(block, correcting) for block in blocks)
    in_turn = chain(zip_longest(*blocks), zip(*corrections, strict=True))
    return bytes(word for words in in_turn for word in words if word is not None)


def _correction(block: bytes, length: int) -> bytes:
    """The remainder of a block by the generator of so many bytes (Annex A)."""
    multiples, top, kept = _multiples(length), 8 * (length - 1), (1 << 8 * length) - 1
    rest = 0
    for word in block:
        rest = (rest << 8 & kept) ^ multiples[word ^ rest >> top]
    return rest.to_bytes(length, "big")


@cache
def _multiples(length: int) -> tuple[int, ...]:
    """The generator of so many bytes without its first term, times each number of GF(256)."""
    powers = [1]
    while len(powers) < 255:
        powers.append(powers[-1] << 1 ^ (_FIELD if powers[-1] & 0x80 else 0))
    logarithm = {power: exponent for exponent, power in enumerate(powers)}

    def times(a: int, b: int) -> int:
        return powers[(logarithm[a] + logarithm[b]) % 255] if a and b else 0

    generator = [1]
    for root in powers[:length]:
        moved = (times(term, root) for term in generator)
        generator = [a ^ b for a, b in zip((*generator, 0), (0, *moved), strict=True)]
    return tuple(
        int.from_bytes(bytes(times(term, factor) for term in generator[1:]), "big")
        for factor in range(256)
    )


def _bits(words: bytes) -> str:
    return f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}"


class _Form(Struct, frozen=True):
    """What all codes of a version have in common.

    `order` takes the bits of the data, and a zero after them, as they stand in rows and in columns;
    `masks` are what each mask turns, with all that is not data.
    """

    size: int
    order: tuple[Callable[[str], Sequence[str]], Callable[[str], Sequence[str]]]
    masks: tuple[_Laid, ...]


@cache
def _form(version: int) -> _Form:
    size = _size(version)
    places = {place: bit for bit, place in enumerate(_places(version))}
    # What is outside, or is no data, is the zero after the bits, or after the last full byte.
    zero = len(places) // 8 * 8
    width = range(size + len(_OUTSIDE))
    inside = range(size)
    rows = [min(places.get((y, x), zero), zero) for y in inside for x in width]
    columns = [min(places.get((y, x), zero), zero) for x in inside for y in width]
    order = itemgetter(*rows), itemgetter(*columns)
    return _Form(size, order, tuple(_mask(version, mask) for mask in range(len(_MASKS))))


def _mask(version: int, number: int) -> _Laid:
    """What a mask turns, and the patterns of its codes."""
    size, turns = _size(version), _MASKS[number]
    fixed = {**_patterns(version), **_format(size, number)}
    turned = [[turns(y, x) for x in range(_PERIOD)] for y in range(_PERIOD)]
    lines = [
        "".join("01"[fixed.get((y, x), turned[y % _PERIOD][x % _PERIOD])] for x in range(size))
        for y in range(size)
    ]
    return _lines(lines), _lines("".join(column) for column in zip(*lines, strict=True))


def _lines(lines: Iterator[str] | Sequence[str]) -> int:
    return int("".join(line + _OUTSIDE for line in lines), 2)


def _size(version: int) -> int:
    return 17 + 4 * version


@cache
def _places(version: int) -> tuple[_Place, ...]:
    """Where the bits go: up and down in pairs of columns from the right (7.7.3)."""
    size = _size(version)
    taken = _patterns(version).keys() | _format(size, 0).keys()
    # The column of the timing pattern has no pair.
    pairs = [x if x > 6 else x - 1 for x in range(size - 1, 0, -2)]
    return tuple(
        (y, right - side)
        for number, right in enumerate(pairs)
        for y in (range(size) if number % 2 else range(size - 1, -1, -1))
        for side in (0, 1)
        if (y, right - side) not in taken
    )


@cache
def _patterns(version: int) -> dict[_Place, bool]:
    """The squares that are the same whatever the data and the mask, with whether they are dark."""
    size = _size(version)
    squares: dict[_Place, bool] = {}
    for along in range(size):
        squares[6, along] = squares[along, 6] = along % 2 == 0
    for y, x in ((3, 3), (3, size - 4), (size - 4, 3)):
        squares |= _rings(y, x, 4, size)
    middles = _middles(version)
    for y, x in product(middles, middles):
        # Not in the three corners.
        if (y, x) not in {(6, 6), (6, middles[-1]), (middles[-1], 6)}:
            squares |= _rings(y, x, 2, size)
    squares[size - 8, 8] = True
    if version >= _NUMBERED:
        number = _coded(version, _NUMBER, 12)
        for bit in range(18):
            across, along = size - 11 + bit % 3, bit // 3
            squares[across, along] = squares[along, across] = bool(number >> bit & 1)
    return squares


def _rings(y: int, x: int, reach: int, size: int) -> dict[_Place, bool]:
    """A square in a ring, or in two: light where it is 2 or 4 squares from the middle."""
    light = {4, 2} if reach == 4 else {1}
    return {
        (y + down, x + right): max(abs(down), abs(right)) not in light
        for down, right in product(range(-reach, reach + 1), repeat=2)
        if 0 <= y + down < size and 0 <= x + right < size
    }


def _middles(version: int) -> list[int]:
    """Rows and columns of the middles of alignment patterns (Annex E)."""
    if version == 1:
        return []
    many, last = version // 7 + 2, _size(version) - 7
    # Table E.1 has one step that does not follow from the others.
    step = 26 if version == 32 else (version * 4 + many * 2 + 1) // (many * 2 - 2) * 2
    return [6, *sorted(last - step * back for back in range(many - 1))]


def _format(size: int, mask: int) -> dict[_Place, bool]:
    """The mask's number, twice (7.9); level M is 00."""
    number = _coded(mask, _FORM, 10) ^ _FORM_MASK
    down = (0, 1, 2, 3, 4, 5, 7, 8, *range(size - 7, size))
    left = (*range(size - 1, size - 9, -1), 7, 5, 4, 3, 2, 1, 0)
    squares: dict[_Place, bool] = {}
    for bit, (y, x) in enumerate(zip(down, left, strict=True)):
        squares[y, 8] = squares[8, x] = bool(number >> bit & 1)
    return squares


def _coded(number: int, polynomial: int, length: int) -> int:
    """A number with so many bits behind it, its remainder by the polynomial (Annexes C, D)."""
    rest = number << length
    while rest.bit_length() > length:
        rest ^= polynomial << rest.bit_length() - length - 1
    return number << length | rest


@cache
def _inside(size: int) -> int:
    """All that is not outside."""
    return _lines(["1" * size] * size)


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
    runs = _RUNS.findall(row)
    if not runs:
        return ""
    gap, dark = runs[0]
    return f"M{len(gap)} {y}.5h{len(dark)}" + "".join(starmap(_drawn, runs[1:]))


@cache
def _drawn(gap: str, dark: str) -> str:
    return f"m{len(gap)} 0h{len(dark)}"
