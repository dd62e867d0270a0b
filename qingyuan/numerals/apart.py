"""Where a text can be cut so that each part has the numbers that it has in the whole.

No number goes across the end of a sentence, and nothing beyond one has a part in what it means.  In
Chinese no pattern of the reader takes in a full stop, a comma or a semicolon, nor looks at one from
behind it.  In English some take in a dot (Oct. 5, 5 p.m., approx. 5, No. 5, c. 5), but none after
four letters, other than those of approx; and behind a dot and a space none looks back at more than
the space.  Some take in a comma, but none before a word that neither goes on with a number (two
thousand, three hundred) nor with the time of a day (Monday, in the morning).

No English pattern takes in three spaces either, but for what is between two numbers that make a
range, between the digits of a number to call, and after “a third”, which is no share before a word.
So a line can be cut at the many spaces where an embed is or was, behind a word that is none of
those and before what joins no range.  Only what may be a ratio is told from far before it.

A part must not begin with white space, nor with what at the beginning of a text would be the number
of an item.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qingyuan.model.regex import regex
from qingyuan.numerals.latin.value import PARTS, TEEN, TEN, UNIT_WORD

_STOP = {"zh": "[。，；！？]", "en": r"\.(?<=[a-z]{4}\.)(?<!(?i:approx)\.)"}
_JOINING = ("to", "through", "or", "and")
_NO_JOINING = "".join(rf"(?<!\b{word}   )" for word in _JOINING)
_NO_PART = "".join(rf"(?<!\b(?i:{word})   )" for word in PARTS)
_GAP = (
    rf"   (?<=[a-z]   ){_NO_JOINING}{_NO_PART} *"
    rf"(?=[a-zA-Z0-9,.;])(?!\d+[.)] )(?!(?:{'|'.join(_JOINING)})\b)"
)
_GOING_ON = "a|and|at|in|the|this|that|tomorrow|yesterday"
_COMMA = rf", (?=[a-zA-Z])(?!(?i:{_GOING_ON}|{UNIT_WORD}|{TEEN}|{TEN})\b)"
_CUT = {
    "zh": regex(rf"{_STOP['zh']}(?=[^\s\d])"),
    "en": regex(rf"{_STOP['en']} (?=[A-Z])|{_COMMA}|{_GAP}"),
}
_CUT_AT_SENTENCES = regex(rf"{_STOP['en']} (?=[A-Z])")
_RATIO = regex(r"\d:\d")
# Enough of a text's end to tell whether it is that of a sentence.
_END = {code: regex(rf"{stop}\s*$") for code, stop in _STOP.items()}
_REACH = 12
_BEGINNING = regex(r"[^\s\d]")


def parts(text: str, first: int, last: int, language: str) -> Iterator[tuple[int, int, bool]]:
    """The parts of a line, from `first` to `last`: (start, end, whether it is the same by itself).

    The first and the last part of a line are not where they may go on in another line.
    """
    code = "zh" if language.lower().startswith("zh") else "en"
    begins = _BEGINNING.match(text, first) is not None and _is_end(text, first, code)
    ends = _is_end(text, last, code)
    cut = _CUT[code]
    if code == "en" and text.find(":", first, last) >= 0 and _RATIO.search(text, first, last):
        cut = _CUT_AT_SENTENCES
    edges = [first, *(at.end() for at in cut.finditer(text, first, last)), last]
    for start, end in pairwise(edges):
        yield start, end, (begins or start > first) and (ends or end < last)


def _is_end(text: str, place: int, code: str) -> bool:
    """Whether a sentence or the text ends or begins at a place."""
    return place == 0 or _END[code].search(text, max(0, place - _REACH), place) is not None
