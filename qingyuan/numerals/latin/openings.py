"""Where a number can begin in an English text: the few places that are worth a closer look.

Every number, and every phrase that holds one without saying it, has a core: a digit, or a word such
as two, third, half, both, May.  Before its first core stand leading words only (“no more than”,
“in the second”), as many as it takes, each parted from the next by a space.  So the places to look
at are the cores and, from each of them backwards, the leading words that go with it.  A place too
many costs time and changes nothing, since the reader tries its pattern there and finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

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
_MEASURED = "an? (?:week|month|year|day|hour|minute|kilo|tonne|gram|metre|mile|hectare|litre)"
_CLOCK = "(?:a?round[ -])the[ -]clock|day and night"
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
_NOT = re.compile(r"[a-z]+n?[’']t")
_LAST_WORD = re.compile(r"[a-z]+$")
_CAPITALS = re.compile(r"[A-Z]\W*$")
_SIGNS = "$£€¥~≈≥≤<>+"
_EDGES = "\"'“”‘’()[]{}*_:;,.!?-–—/|#" + _SIGNS


@cache
def _core() -> re.Pattern[str]:
    """A core, whole or its beginning; compiled where a text is read for the first time."""
    beginnings, whole = (sorted(text.split()) for text in (_BEGINNINGS, _WORDS))
    return re.compile(
        rf"[\d½¼¾]+|(?<![a-z])(?:{_by_letter(beginnings)}|(?:{_by_letter(whole)})(?![a-z])"
        rf"|{_MEASURED}|{_CLOCK})"
    )


def _by_letter(words: list[str]) -> str:
    """The words as a pattern that looks at a first letter once."""
    letters = dict.fromkeys(word[0] for word in words)
    return "|".join(
        f"{letter}(?:{'|'.join(word[1:] for word in words if word[0] == letter)})"
        for letter in letters
    )


def openings(text: str) -> list[int]:
    """Where a number can begin in a text, in its order."""
    lower = text.lower()
    places: set[int] = set()
    last = 0
    for core in _core().finditer(lower):
        places.add(core.start())
        places.update(_led(text, lower, last, core.start()))
        last = core.end()
    return sorted(places)


def _led(text: str, lower: str, first: int, core: int) -> Iterator[int]:
    """Where a number may begin before its first core; `first` is the end of the core before."""
    start = max(first, lower.rfind(" ", first, core) + 1)
    yield from _inside(lower, start, core)
    beside, wild = lower[core].isdigit(), False
    while start > first:
        end = start - 1
        start = max(first, lower.rfind(" ", first, end) + 1)
        if lower[end - 1 : end] in {"", "\n"}:
            # The number of an item begins with its line.
            yield end
        word = lower[start:end].strip(_EDGES)
        leads = word in LEADING or wild or not word or (word[-1] == "t" and _NOT.fullmatch(word))
        last = None if leads else _LAST_WORD.search(word)
        beside = beside and _CAPITALS.search(text, start, end) is not None
        if (
            leads
            or beside
            or (start < end and lower[end - 1] in _SIGNS)
            or (last and last[0] in LEADING)
        ):
            yield from _inside(lower, start, end)
        if not leads:
            return
        # Between “a” and “and a half” stands any word.
        beside, wild = False, word == "and"


def _inside(lower: str, start: int, end: int) -> Iterator[int]:
    """The places from `start` to `end` that are not behind a letter."""
    if start < end:
        yield start
        for place in range(start + 1, end):
            if not "a" <= lower[place - 1] <= "z":
                yield place
