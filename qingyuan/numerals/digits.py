"""A reading in plain digits and in both languages of the program, so that an editor sees who errs."""

from __future__ import annotations

from decimal import Decimal

from qingyuan.model.quantity import Qualifier, plain
from qingyuan.model.reading import Reading, Sort

_QUALIFIERS = {
    Qualifier.EXACT: ("", ""),
    Qualifier.MORE_THAN: ("超过 ", "more than "),
    Qualifier.ABOUT: ("约 ", "about "),
    Qualifier.NEARLY: ("将近 ", "nearly "),
    Qualifier.AT_MOST: ("至多 ", "at most "),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HUNDRED = Decimal(100)


def in_digits(reading: Reading) -> tuple[str, str]:
    """What was read, for a reader of Chinese and for one of English: 超过 4,200,000."""
    if reading.sort is Sort.DATE and reading.name:
        return _date({part[0]: int(part[1:]) for part in reading.name.split()})
    if reading.sort is Sort.TIME:
        minutes = int(reading.name[1:].split()[0])
        clock = f"{minutes // 60}:{minutes % 60:02}"
        return (
            (f"{clock}（上午或下午）", f"{clock} (am or pm)")
            if "h" in reading.name
            else (clock,) * 2
        )
    if reading.sort is Sort.ORDINAL:
        return f"第 {reading.value}", f"no. {reading.value}"
    if reading.sort in {Sort.DATE, Sort.LABEL}:
        return plain(reading.value), plain(reading.value)
    number = _number(reading)
    before_zh, before_en = _QUALIFIERS[reading.qualifier]
    return before_zh + number, before_en + number


def _number(reading: Reading) -> str:
    share = reading.name == "share"
    percent = reading.value * _HUNDRED if share else reading.percent
    if percent is not None:
        return f"{_grouped(percent)}%"
    top = "" if reading.top is None else f"–{_grouped(reading.top)}"
    return _grouped(reading.value) + top


def _grouped(value: Decimal) -> str:
    """4200000 with commas; of a third, four decimals."""
    whole, point, decimals = plain(round(value, 4)).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _date(parts: dict[str, int]) -> tuple[str, str]:
    zh: list[str] = []
    en: list[str] = []
    for letter, han, latin in (
        ("c", "{}世纪", "century {}"),
        ("e", "{}年代", "the {}s"),
        ("y", "{}年", "{}"),
        ("h", "第 {} 个半年", "half-year {}"),
        ("q", "第 {} 季度", "quarter {}"),
        ("m", "{}月", ""),
        ("d", "{}日", "{}"),
        ("w", "星期{}", ""),
    ):
        if letter in parts:
            zh.append(
                han.format("一二三四五六日"[parts["w"] - 1] if letter == "w" else parts[letter])
            )
            en.insert(0, _named(letter, parts[letter]) or latin.format(parts[letter]))
    return "".join(zh), " ".join(en)


def _named(letter: str, number: int) -> str:
    names = {"m": _MONTHS, "w": _DAYS}.get(letter, ())
    return names[number - 1] if 0 < number <= len(names) else ""
