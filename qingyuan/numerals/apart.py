"""Where a text can be cut so that each part has the numbers that it has in the whole.

No number goes across the end of a sentence, and nothing beyond one has a part in what it means.  In
Chinese no pattern of the reader takes in a full stop, nor looks at one from behind it.  In English
some take in a dot (Oct. 5, 5 p.m., approx. 5, No. 5, c. 5), but none after four letters, other than
those of approx; and behind a dot and a space none looks back at more than the space.  A part must
not begin with white space or a digit, which at the beginning of a text would be the number of an
item.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qingyuan.model.regex import regex

_STOP = {"zh": "。", "en": r"\.(?<=[a-z]{4}\.)(?<!approx\.)"}
_CUT = {
    "zh": regex(rf"{_STOP['zh']}(?=[^\s\d])"),
    "en": regex(rf"{_STOP['en']} (?=[A-Z])"),
}
# Enough of a text's end to tell whether it is that of a sentence.
_END = {code: regex(rf"{stop}\s*$") for code, stop in _STOP.items()}
_REACH = 12
_BEGINNING = regex(r"[^\s\d]")


def sentences(text: str, first: int, last: int, language: str) -> Iterator[tuple[int, int, bool]]:
    """The parts of a line, from `first` to `last`: (start, end, whether it is the same by itself).

    The first and the last part of a line are not where they may go on in another line.
    """
    code = "zh" if language.lower().startswith("zh") else "en"
    begins = _BEGINNING.match(text, first) is not None and _is_end(text, first, code)
    ends = _is_end(text, last, code)
    edges = [first, *(cut.end() for cut in _CUT[code].finditer(text, first, last)), last]
    for start, end in pairwise(edges):
        yield start, end, (begins or start > first) and (ends or end < last)


def _is_end(text: str, place: int, code: str) -> bool:
    """Whether a sentence or the text ends or begins at a place."""
    return place == 0 or _END[code].search(text, max(0, place - _REACH), place) is not None
