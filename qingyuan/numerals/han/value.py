"""What Chinese numerals come to, alone or among digits: 四百二十余万, 1亿2000万, 二〇二二."""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.model.regex import regex
from qingyuan.numerals.reading import DIGITS, decimal

ONES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}

# 千 of 千克 and 百 of 百分之 are no numerals.
STEP = r"十(?!分之)|百(?!分)|千(?!克|米|瓦|卡|焦|分)"
GROUP = r"万(?!分之)|亿"
ONE = "[零〇一二两三四五六七八九]"
_WORD = rf"(?:{ONE}|{STEP})"
_POINT = rf"(?:点{ONE}+(?!分|刻))"
_CORE = rf"(?:{DIGITS}|[二三四五六七八九]十有[一二三四五六七八九]|{_WORD}+{_POINT}?)"
NUMBER = rf"{_CORE}(?:[余多几]?(?:{STEP}|{GROUP})+(?:{_CORE})?)*(?:(?<=[万亿]){_POINT})?"
OPEN = "[余多几]"
SCALE = rf"(?:{STEP}|{GROUP})"


def value(typed: str) -> Decimal:
    """The value of digits and Han numerals in any mixture."""
    if len(typed) >= 2 and all(sign in ONES for sign in typed) and not neighbours(typed):
        return Decimal("".join(str(ONES[sign]) for sign in typed))
    typed = re.sub(f"{OPEN}|有", "", typed)
    total, section, current, last_step = Decimal(0), Decimal(0), None, 1
    gap = False
    for piece in re.findall(rf"{DIGITS}|点{ONE}+|.", typed.replace(" ", "")):
        if piece[0].isdigit() and piece.isascii():
            current = decimal(piece)
        elif piece[0] == "点":
            digits = "".join(str(ONES[sign]) for sign in piece[1:])
            current, gap = (current or 0) + Decimal(f"0.{digits}"), True
        elif piece in ONES:
            gap = gap or ONES[piece] == 0
            # Of two neighbours (三四百) the first is taken.
            current = Decimal(ONES[piece]) if current is None or current == 0 else current
        elif piece in STEPS:
            section += (Decimal(1) if current is None else current) * STEPS[piece]
            current, last_step, gap = None, STEPS[piece], False
        else:
            whole = section + (current or 0)
            lower = total if piece == "亿" else Decimal(0)
            whole = whole or (Decimal(0) if lower else Decimal(1))
            total = total - lower + (lower + whole) * GROUPS[piece]
            section, current, last_step, gap = Decimal(0), None, GROUPS[piece], False
    # 一万二 is 12,000: a last digit without a step of its own stands for the next one.
    if current is not None and last_step >= 100 and not gap and typed[-1] in ONES:
        current = current * last_step / 10
    return total + section + (current or 0)


def neighbours(typed: str) -> bool:
    """三四, 七八, 两三, 三五: numbers that are left open, also in 四五十 and 十七八."""
    pair = _PAIR.search(typed)
    if not pair:
        return False
    first, second = ONES[pair[1]], ONES[pair[2]]
    return second == first + 1 > 1 or (first, second) == (3, 5)


def second(typed: str) -> Decimal:
    """The number that neighbours leave open: five of 四五, fifty of 四五十."""
    return value(_PAIR.sub(r"\2", typed, count=1))


_PAIR = regex(
    r"(?<![点零〇一二两三四五六七八九])([一二两三四五六七八])([二两三四五六七八九])(?![零〇一二两三四五六七八九])"
)
