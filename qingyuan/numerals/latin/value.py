"""What English figures and number words come to: 4.2 million, two and a half million, ½."""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.numerals.reading import DIGITS, by_first, decimal
from qingyuan.numerals.spell import ONES, SCALES, TENS

SMALL = {word: number for number, word in enumerate(ONES)}
SMALL |= {word: number * 10 for number, word in enumerate(TENS) if word}
_SCALES = {word: int(1000**power) for power, word in enumerate(SCALES) if word}
_SHORT = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
GROUPS: dict[str, int] = {"ten": 10, "score": 20, "dozen": 12, "hundred": 100} | _SCALES | _SHORT
PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
}
PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}
PARTS |= {"thousandth": 1000}
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}

UNIT_WORD = "|".join(ONES[:10])
TEEN = "|".join(ONES[10:])
TEN = "|".join(word for word in TENS if word)
SCALE = "|".join(_SCALES)
_BELOW_100 = (
    rf"(?:(?:{by_first(filter(None, TENS))})(?:[- ](?:{UNIT_WORD})\b)?"
    rf"|{by_first((*ONES[10:], *ONES[:10]))})"
)
_BELOW_1000 = (
    rf"(?:(?:{by_first((*ONES[:10], 'a'))})[ -]hundred(?: (?:and )?{_BELOW_100})?|{_BELOW_100})"
)
_WHOLE = (
    rf"(?:(?:{_BELOW_1000}|a)[ -](?:{SCALE})(?:,? (?:and )?{_BELOW_1000} (?:{SCALE}))*"
    rf"(?:,? (?:and )?{_BELOW_1000})?|{_BELOW_1000})"
)
_MORE = r" and (?:a half|a quarter|three[- ]quarters)"
WORDS = (
    rf"\b(?:{_WHOLE}(?: point(?: (?:{UNIT_WORD})\b)+)?(?:{_MORE}\b)?(?: (?:{SCALE}))?(?: dozen)?"
    rf"|a dozen|half a (?:dozen|{SCALE}))\b"
)
FIGURES = (
    rf"(?<![\w.,])(?:(?:{DIGITS})[½¼¾]?(?:[ -]?(?:{SCALE}|hundred|dozen)\b|(?:k|m|bn|tn)\b)?|[½¼¾])"
)


def value(typed: str) -> Decimal:
    """The value of digits with a scale (4.2 million, 121.8k), or of number words."""
    figures = re.match(f"({DIGITS})?([½¼¾])?", typed)
    if figures and figures[0]:
        whole = decimal(figures[1]) if figures[1] else Decimal(0)
        whole += Decimal(_SIGNS[figures[2]]) if figures[2] else 0
        return whole * GROUPS.get(typed[figures.end() :].strip(" -"), 1)
    if typed.startswith("half a "):
        return Decimal(GROUPS[typed.removeprefix("half a ")]) / 2
    more = re.search(f"({_MORE})(?: ({SCALE}))?$", typed)
    if more:
        part = Decimal("0.75" if "three" in more[1] else "0.5" if "half" in more[1] else "0.25")
        return (value(typed[: more.start()]) + part) * _SCALES.get(more[2] or "", 1)
    whole_words, _, decimals = typed.partition(" point ")
    if not decimals:
        return _words(whole_words)
    *_, last = said = decimals.split()
    digits = "".join(str(SMALL[word]) for word in said if word in SMALL)
    return (_words(whole_words) + Decimal(f"0.{digits}")) * _SCALES.get(last, 1)


def _words(typed: str) -> Decimal:
    total, section = Decimal(0), Decimal(0)
    for word in re.findall("[a-z]+", typed):
        if word in SMALL:
            section += SMALL[word]
        elif word in {"hundred", "dozen"}:
            section = (section or Decimal(1)) * GROUPS[word]
        elif word in _SCALES:
            total += (section or Decimal(1)) * _SCALES[word]
            section = Decimal(0)
    return total + section
