"""Two values that changed places: 男生318名、女生342名, and 342 boys and 318 girls.

Numbers in a row are told apart by what stands beside them, as far as the words are known here in
both languages; where they are not, a translation keeps the order of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from qingyuan.model.regex import regex
from qingyuan.numerals.meaning import Meaning

# What is often counted side by side.
_KNOWN = tuple(
    (regex(han), regex(latin, re.IGNORECASE))
    for han, latin in (
        ("男", r"\b(?:boys?|m[ae]n|males?|sons?|fathers?)\b"),
        ("女", r"\b(?:girls?|wom[ae]n|females?|daughters?|mothers?)\b"),
        ("学生|小学生|中学生", r"\b(?:students?|pupils?)\b"),
        ("教师|老师|教职工", r"\b(?:teachers?|staff)\b"),
        ("家长", r"\bparents?\b"),
        ("医生", r"\bdoctors?\b"),
        ("护士", r"\bnurses?\b"),
        ("民警|警察", r"\bofficers?\b"),
        ("案件|案", r"\bcases?\b"),
        ("嫌疑人", r"\bsuspects?\b"),
        ("户", r"\b(?:households?|families|homes)\b"),
        ("村", r"\bvillages?\b"),
        ("镇", r"\btowns?\b"),
        ("乡", r"\btownships?\b"),
        ("县", r"\bcount(?:y|ies)\b"),
        ("小学", r"\bprimary\b"),
        ("初中|中学", r"\b(?:middle|secondary|junior)\b"),
        ("高中", r"\b(?:high|senior)\b"),
        ("幼儿园", r"\b(?:kindergartens?|nurser(?:y|ies))\b"),
        ("金牌", r"\bgold\b"),
        ("银牌", r"\bsilver\b"),
        ("铜牌", r"\bbronze\b"),
        ("汽车|轿车", r"\bcars?\b"),
        ("货车|卡车", r"\b(?:lorr(?:y|ies)|trucks?)\b"),
        ("摩托", r"\bmotor(?:cycles?|bikes?)\b"),
        ("去年|上年", r"\blast year\b"),
        ("今年|本年", r"\bthis year\b"),
        ("城镇|城市", r"\burban\b"),
        ("农村|乡村", r"\brural\b"),
        ("刑事", r"\bcriminal\b"),
        ("行政", r"\badministrative\b"),
    )
)
_ANY = tuple(
    regex("|".join(known[side].pattern for known in _KNOWN), re.IGNORECASE) for side in (0, 1)
)
_HAN_ROW = regex(r"[^，。；！？\d]{0,14}[、和与及至到][^，。；！？\d]{0,12}")
_LATIN_ROW = regex(r"[^.;!?]{0,60}?(?:,| and\b| to\b)[^.;!?]{0,30}")
_RATIO = regex(r"\s*(?:[:∶比–-]|to)\s*")
# 汉族占51.2%，彝族占35.8%: the same words before both.
_ALIKE = regex(r"，[^，。；！？\d]{2,10}")
_HAN_BREAK = regex(r"[，。；、！？：和与及|]|\n\s*\n")
_LATIN_BREAK = regex(r"[,.;:!?|]| and |\n\s*\n")
_GENERIC = frozenset("个名位人项条件例起次场所家只份")


def swapped(
    texts: tuple[str, str],
    languages: tuple[str, str],
    sides: tuple[Sequence[Meaning], Sequence[Meaning]],
    pairs: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """Pairs of numbers that agree and stand for each other's things; for Chinese and English."""
    if not (languages[0].startswith("zh") and languages[1].startswith("en")):
        return
    left, right = sides
    # A number in the middle of a row is beside two others.
    around = cache(lambda i: _known(_beside_han(texts[0], left[i]), 0))
    beside = cache(lambda j: _known(_beside_latin(texts[1], right[j]), 1))
    matched = sorted(i for i in pairs if _counts(left[i]) and _counts(right[pairs[i]]))
    for first, second in pairwise(matched):
        if second != first + 1 or not _parallel(left[first], left[second]):
            continue
        one, other = pairs[first], pairs[second]
        words = (around(first), around(second)), (beside(one), beside(other))
        if _changed(texts, words, (left[first], left[second]), (right[one], right[other])):
            yield first, one
            yield second, other


def _counts(meaning: Meaning) -> bool:
    return meaning.said.plain is not None and meaning.said.dimension != "fold"


def _parallel(one: Meaning, other: Meaning) -> bool:
    """Of the same kind, and not the same number."""
    return one.said.dimension == other.said.dimension and one.said.plain != other.said.plain


_Words = tuple[frozenset[int], frozenset[int]]


def _changed(
    texts: tuple[str, str],
    words: tuple[_Words, _Words],
    left: tuple[Meaning, Meaning],
    right: tuple[Meaning, Meaning],
) -> bool:
    """Whether the `words` beside the numbers say so, or the order of a row."""
    around, beside = words
    straight = len(around[0] & beside[0]) + len(around[1] & beside[1])
    crossed = len(around[0] & beside[1]) + len(around[1] & beside[0])
    if straight != crossed:
        return straight < crossed
    inverted = right[0].reading.start > right[1].reading.start
    return inverted and _row(texts, left, right)


def _row(
    texts: tuple[str, str], left: tuple[Meaning, Meaning], right: tuple[Meaning, Meaning]
) -> bool:
    """Whether both sides name the two in one breath."""
    units = {meaning.reading.unit for meaning in left}
    if len(units) > 1 and not units <= _GENERIC:
        return False
    between = texts[0][left[0].reading.end : left[1].reading.start]
    last, first = right[0].reading, right[1].reading
    gap = texts[1][first.end : last.start]
    if _RATIO.fullmatch(between) and _RATIO.fullmatch(gap):
        return True
    if between.startswith("，") and _ALIKE.fullmatch(between):
        before = texts[0][: left[0].reading.start][-1:]
        return len(units) == 1 and before == between[-1] and bool(_LATIN_ROW.fullmatch(gap))
    return bool(_HAN_ROW.fullmatch(between) and _LATIN_ROW.fullmatch(gap)) and " from " not in gap


def _beside_han(text: str, meaning: Meaning) -> str:
    """The words of a number's own part of a row."""
    start, end = meaning.reading.start, meaning.reading.end
    before = _HAN_BREAK.split(text[max(0, start - 14) : start])[-1]
    return before + _until(_HAN_BREAK, text, start, end, 8)


def _beside_latin(text: str, meaning: Meaning) -> str:
    start, end = meaning.reading.start, meaning.reading.end
    return _until(_LATIN_BREAK, text, start, end, 40)


def _until(ending: re.Pattern[str], text: str, start: int, end: int, reach: int) -> str:
    """A text's part, with what follows it up to an ending, or as far as it is looked for."""
    found = ending.search(text, end, end + reach)
    return text[start : found.start() if found else end + reach]


@lru_cache(maxsize=4096)
def _known(words: str, side: int) -> frozenset[int]:
    """Which of the known things stand in some words, in Chinese (0) or English (1)."""
    if not _ANY[side].search(words):
        return frozenset()
    return frozenset(at for at, known in enumerate(_KNOWN) if known[side].search(words))
