"""Numbers in words: 四百二十万, four million two hundred thousand; no digit is lost."""

from __future__ import annotations

from decimal import Decimal

from qingyuan.model.quantity import plain
from qingyuan.numerals import script

HAN_DIGITS = "零一二三四五六七八九"
HAN_STEPS = ("", "十", "百", "千")
HAN_GROUPS = ("", "万", "亿", "万亿")
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = (*("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),)
SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion")


def spell(value: Decimal, language_tag: str) -> str:
    """A number in words; in English as the British do, with “and” (New Hart's Rules, 11.1)."""
    return script.written(_spelled(value, language_tag), language_tag)


def _spelled(value: Decimal, language_tag: str) -> str:
    whole, _, decimals = plain(abs(value)).partition(".")
    han = language_tag.lower().startswith("zh")
    words = (_han if han else _latin)(int(whole))
    minus = "" if value >= 0 else "负" if han else "minus "
    if not decimals:
        return minus + words
    digits = [int(digit) for digit in decimals]
    if han:
        return f"{minus}{words}点{''.join(HAN_DIGITS[digit] for digit in digits)}"
    return f"{minus}{words} point {' '.join(ONES[digit] for digit in digits)}"


def _han(number: int) -> str:
    """一千零二十万零三: a gap inside is one 零, and ten to nineteen begin with 十."""
    if number == 0:
        return HAN_DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group:
            gap = text and (group < 1000 or not groups[place + 1])
            text += ("零" if gap else "") + _han_group(group) + HAN_GROUPS[place]
    return text.removeprefix("一") if text.startswith("一十") else text


def _han_group(group: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + HAN_DIGITS[digit] + HAN_STEPS[place]
        gap = not digit
    return text


def _latin(number: int) -> str:
    if number == 0:
        return ONES[0]
    groups: list[tuple[int, str]] = []
    for scale in SCALES:
        number, group = divmod(number, 1000)
        if group:
            groups.insert(0, (group, scale))
    words = [f"{_latin_group(group)} {scale}".strip() for group, scale in groups]
    last, scale = groups[-1]
    if len(words) > 1 and not scale and last < 100:
        words.insert(-1, "and")
    return " ".join(words)


def _latin_group(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    small = (
        ONES[rest] if rest < 20 else "-".join(filter(None, (TENS[tens], ONES[ones] * bool(ones))))
    )
    if not hundreds:
        return small
    return f"{ONES[hundreds]} hundred" + (f" and {small}" if rest else "")
