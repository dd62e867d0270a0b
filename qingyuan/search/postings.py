"""Where a word stands, in as few signs as can be.

A posting says in which document, in which of its fields at best, and how often.  The postings of a
block of documents are grouped by field and frequency: the sign of the group, then how far it is
from one document to the next.
"""

from __future__ import annotations

from qingyuan.search.rules import ALPHABET

_BITS = 5
_HALF = 1 << _BITS
_GROUPS = 2 * _HALF
BLOCK_SIGN = ALPHABET[-1]
# Documents in a block.
BLOCK = 64
# From the least to the most telling.
BODY, SUMMARY, HEADING, TITLE = range(4)
_OFTEN = 3


def weight(field: int, times: int) -> int:
    """The group of a posting: fields count first, then whether once, more often, or many times."""
    return field * _OFTEN + (2 if times > _OFTEN else 1 if times > 1 else 0)


def number(value: int) -> str:
    """A number, five bits a sign, the low ones first."""
    signs = ""
    while value >= _HALF:
        signs += ALPHABET[_HALF + value % _HALF]
        value >>= _BITS
    return signs + ALPHABET[value]


_SMALL = tuple(number(value) for value in range(BLOCK))


def packed(postings: list[int]) -> str:
    """The postings of one word in a block, each its weight × BLOCK + its document."""
    if len(postings) == 1:  # most words by far
        return _ALONE[postings[0]]
    signs = []
    before = last = -1
    for code in sorted(postings):
        group, document = divmod(code, BLOCK)
        if group != before:
            signs.append(ALPHABET[_GROUPS + group])
            before, last = group, -1
        signs.append(_SMALL[document - last - 1])
        last = document
    return "".join(signs)


def unpacked(signs: str) -> list[int]:
    """The postings that were packed into these signs, sorted."""
    found = []
    group, document, step, bits = 0, -1, 0, 0
    for sign in signs:
        value = _VALUES[sign]
        if value >= _GROUPS:
            group, document = value - _GROUPS, -1
            continue
        step += (value % _HALF) << bits
        bits += _BITS
        if value < _HALF:
            document += step + 1
            found.append(group * BLOCK + document)
            step = bits = 0
    return found


def parted(postings: str) -> dict[int, str]:
    """The packed postings of a word in every block, by the block's number."""
    found = {}
    for part in postings.split(BLOCK_SIGN)[1:]:
        block, bits = 0, 0
        signs = iter(part)
        while True:
            value = _VALUES[next(signs)]
            block += (value % _HALF) << bits
            bits += _BITS
            if value < _HALF:
                break
        found[block] = "".join(signs)
    return found


_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_ALONE = tuple(
    ALPHABET[_GROUPS + group] + _SMALL[document]
    for group in range((TITLE + 1) * _OFTEN)
    for document in range(BLOCK)
)
