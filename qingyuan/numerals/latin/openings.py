"""Where a number can begin in an English text: the few places that are worth a closer look.

Every number, and every phrase that holds one without saying it, has a core: a digit, or a word such
as two, third, half, both, May.  Before its first core stand leading words only (“no more than”,
“in the second”), as many as it takes, each parted from the next by a space.  So the places to look
at are the cores and, from each of them backwards, the leading words that go with it.  A place too
many costs time and changes nothing, since the reader tries its pattern there and finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from qingyuan.model.compiled import compiled
from qingyuan.model.regex import regex
from qingyuan.numerals.reading import apart

# How cores begin, in lower case; and the words that are cores only as they stand.
_BEGINNINGS = (
    "zero two twe twi thr thir four fort fif fiv six seven eigh nin eleven hundred thousand million "
    "billion trillion dozen first third half halv quarter both either neither pair couple dual duo "
    "doubl trio tripl trebl decade centur centen fortnight quadrupl quintupl noon midday midnight teens"
)
_WORDS = (
    "one one's one’s ten tens tenth tenfold second secondhand score scores january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
    "dec monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays "
    "saturday saturdays sunday sundays"
)
# A week is one after “a”; a year and a half has its core at the end.
_MEASURED = "week month year day hour minute kilo tonne gram metre mile hectare litre"
_PHRASES = {
    "a": f"n? (?:{'|'.join(_MEASURED.split())})|round[ -]the[ -]clock",
    "r": "ound[ -]the[ -]clock",
    "d": "ay and night",
}
# What leads up to a core.
LEADING = frozenset(
    apart(
        "a an the no nos not nothing never any some that this which every each per of in on at as for "
        "by to be have had has is are can cannot don doesn must should may exceed exceeding exceeds "
        "exceeded over above surpass surpassed surpassing top tops topped topping pass without most up "
        "more greater older longer higher larger bigger later heavier taller further fewer less younger "
        "shorter lower smaller earlier lighter than under below fall drop age within maximum minimum "
        "limited capped least upwards excess beyond north nearly almost close just short approaching "
        "nearing quite about around round roughly approximately approx circa c before after us hk rmb "
        "cny usd eur gbp and full whole good several many few last next other better latter final lunar "
        "cloud all put putting kill kills killing stitch time saves piece go number chapter page pages "
        "table figure grade year form class paragraph section article step part room case version "
        "level lesson unit stage phase call calls called calling dial dialled dialling ring phone text "
        "hotline line month day times past"
    )
)
_NOT = regex(r"[a-z]+n?[’']t")
_LAST_WORD = regex(r"[a-z]+$")
_CAPITALS = regex(r"[A-Z]\W*$")
_SIGNS = "$£€¥~≈≥≤<>+"
_EDGES = "\"'“”‘’()[]{}*_:;,.!?-–—/|#" + _SIGNS


_DIGITS = regex(r"[\d½¼¾][\d½¼¾]*")


@cache
def _core() -> re.Pattern[str]:
    """A core in letters, whole or its beginning; compiled where a text is first read.

    Each alternative begins with its letter, so that `re` passes over all others quickly; that
    nothing but the beginning of a word is meant is looked at behind it.
    """
    beginnings, whole = (sorted(text.split()) for text in (_BEGINNINGS, _WORDS))
    letters = sorted({word[0] for word in (*beginnings, *whole, *_PHRASES)})
    return compiled(
        "|".join(
            f"{letter}(?<![a-z].)(?:{'|'.join(_after(letter, beginnings, whole))})"
            for letter in letters
        )
    )


def _after(letter: str, beginnings: list[str], whole: list[str]) -> Iterator[str]:
    """What of cores follows their first letter."""
    yield from (word[1:] for word in beginnings if word[0] == letter)
    yield from (f"{word[1:]}(?![a-z])" for word in whole if word[0] == letter)
    yield from filter(None, [_PHRASES.get(letter)])


def openings(text: str) -> list[int]:
    """Where a number can begin in a text, in its order."""
    lower = text.lower()
    places: set[int] = set()
    last = 0
    words = (core.span() for core in _core().finditer(lower))
    for start, end in sorted([*words, *(core.span() for core in _DIGITS.finditer(lower))]):
        places.add(start)
        places.update(_led(text, lower, last, start))
        last = end
    return sorted(places)


def _led(text: str, lower: str, first: int, core: int) -> list[int]:
    """Where a number may begin before its first core; `first` is the end of the core before."""
    start = max(first, lower.rfind(" ", first, core) + 1)
    places = [*_inside(lower, start, core)]
    beside, wild = lower[core].isdigit(), False
    while start > first:
        end = start - 1
        if end > first and lower[end - 1] == " ":
            # Many spaces are where an embed was, and are passed over at once.
            end = first + len(lower[first:end].rstrip(" "))
            beside = wild = False
        start = max(first, lower.rfind(" ", first, end) + 1)
        if lower[end - 1 : end] in {"", "\n"}:
            # The number of an item begins with its line.
            places.append(end)
        word = lower[start:end].strip(_EDGES)
        leads = word in LEADING or wild or not word or (word[-1] == "t" and _NOT.fullmatch(word))
        # Of a word that is all letters the last letters are the word.
        last = None if leads or _is_letters(word) else _LAST_WORD.search(word)
        beside = beside and _CAPITALS.search(text, start, end) is not None
        if (
            leads
            or beside
            or (start < end and lower[end - 1] in _SIGNS)
            or (last and last[0] in LEADING)
        ):
            places += _inside(lower, start, end)
        if not leads:
            break
        # Between “a” and “and a half” stands any word.
        beside, wild = False, word == "and"
    return places


def _inside(lower: str, start: int, end: int) -> Iterable[int]:
    """The places from `start` to `end` that are not behind a letter."""
    if start >= end:
        return ()
    if _is_letters(lower[start:end]):
        return (start,)
    return (
        place for place in range(start, end) if place == start or not "a" <= lower[place - 1] <= "z"
    )


def _is_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()
