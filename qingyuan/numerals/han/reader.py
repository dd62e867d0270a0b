"""Numbers in Chinese running text.

A number that counts nothing measurable is prose: a single Han numeral up to ten with a measure word
(两门语言) is SMALL, and without one (一样, 一起, 万一, 十分) it is no number at all, or a WORD
(GB/T 15835-2011 keeps Han numerals for such fixed words).  Digits always count something, unless
they are a date, a time or a name (A5, 110, “220323”).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from qingyuan.model.compiled import compiled
from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex
from qingyuan.numerals.han.calendar import DATES, PARTS_OF_DAY, TIMES, date, time
from qingyuan.numerals.han.value import NUMBER, ONE, ONES, OPEN, SCALE, neighbours, second, value
from qingyuan.numerals.han.words import (
    AFTER,
    BEFORE,
    IDIOMS,
    IS_UNIT,
    MANY,
    MEASURES,
    OPENINGS,
    PHRASES,
    UNIT,
    words,
)
from qingyuan.numerals.han.words import (
    TIMES as UNITS_OF_TIME,
)
from qingyuan.numerals.reading import narrow, ranged

_FIXED = (
    rf"{IDIOMS}|一起(?!案|事件|事故|车祸|交通)"
    r"|(?<![\d零〇一二两三四五六七八九百千万亿])十分(?!钟|之|\d)|[上下]半[月场]"
)
_GRADE = "[一二三四五六七八九1-9]"
_LABELS = (
    rf"第\s*(?P<ordinal>{NUMBER})(?P<next>天|课堂|时间)?",
    r"(?P<plan>[一二三四五六七八九十]{1,3})五(?=规划|时期|期间|计划|[”’」])",
    (
        rf"(?P<school>[小初高大])(?P<form>[一二三四])(?![个名位米丈点成头倍筹度截])|(?P<grade>{_GRADE})年级"
        r"|(?P<prize>[一二三四五1-6])等奖"
    ),
    r"(?P<letters>(?:No\.?|[A-Za-z]+(?:/[A-Za-z])?)\s?-?\d+(?:[.\-–—/]\d+)*[A-Za-z\d]*)",
    r"(?:拨打|拨|打|热线|电话|号码|编号|代号|邮编)[：:为是]?\s*[“‘\"]?\d[\d\-]*(?![\d.]*\s*(?:%|‰|[个次分]))",
    r"(?<!\d)\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|\d+(?:\.\d+){2,}",
    r"(?<=[“‘\"「])\d+(?=[”’\"」])",
    rf"\d+\+(?=[\u4e00-\u9fff])(?!{IS_UNIT})|\d+(?:号|楼|室|栋|路)(?!人)|\d+(?=[A-Za-z])(?!kg|g\b|km|mg|ml)",
    r"(?P<han_label>[一二三四五六七八九十]{1,3})号(?![召称码令角])",
    r"(?m:^[ \t]*\d+[.)、](?=\s|[\u4e00-\u9fff]))",
)
_SHARE = rf"(?P<whole>[一二三四五六七八九百]*十|百|千|万|{NUMBER})分之(?P<part>{NUMBER})(?:个(?P<share_unit>世纪|小时|月))?"
_HALF = rf"(?P<half>(?:过|近)?(?:一半|半数)|过半|半(?:{UNIT})(?!空))"
_COUNT = (
    rf"(?P<some>[几数上近](?={SCALE})|破(?=[百千万亿])|过(?=[万亿]))?(?:(?P<number>{SCALE}{{2,}}(?={IS_UNIT})|{NUMBER}"
    rf"|(?<=[几数上近破过超逾]){SCALE}+))(?P<open>几)?(?P<more>余|多(?!少)|来(?={IS_UNIT})|\+)?"
    rf"(?:\s?(?P<unit>{UNIT}))?"
    rf"(?P<tail>多(?=月|小时|星期|天)|余|多(?!少|次|名|数)|半(?:小时|月|星期)|半(?!径)|(?<=成){ONE})?"
)
_MANY = "|".join(MANY)
# Words with a number in them: 双方, 俩, 仨, 减半.
_WORDS = "(?P<word>双胞胎|[双俩]|三胞胎|仨|半(?!导体|岛|途|信|径|推|边))"
# 不足去年的一半: the words between belong to neither.
_PARTLY = f"一半|半数|{NUMBER}(?:分之|倍)"
# 至少要休息三周: so do these.
_HELPING = "(?:要|需要?|应当?|得|能|会|可以?|必?须|达到?|为|有|休息|工作|等待?|持续)+"
# The first characters of all of these, but for the white space before the number of an item: nothing
# else is tried, which makes reading fast.
_FIRST = (
    r"\da-zA-Z零〇一二两三四五六七八九十百千万亿半几数上下过近约大将接不至最少低逾超多高~≈≥≤<>$¥"
    "第初正冬腊农阴周星礼早晚清凌中午傍深夜今昨当每拨打热电号编代邮成双之俩仨小未起突出首廿破"
)
_NUMERAL = r"\d零〇一二两三四五六七八九十百千万亿半双俩仨"
# More exactly, where they are no numerals: with what has to follow.
OPENING = "|".join(
    (
        rf"[{_NUMERAL}$¥]|(?:{'|'.join(PARTS_OF_DAY)})\s*(?:的\s*)?[{_NUMERAL}]|差[{_NUMERAL}]",
        rf"(?:{'|'.join(dict.fromkeys((*PHRASES, *(phrase[:2] for phrase in MANY))))})",
        rf"[农阴]历|[正冬腊]月|(?:周|星期|礼拜)[{_NUMERAL}日天]|[上下]半|第\s*[{_NUMERAL}]",
        rf"(?:大约|大概|约|将近)\s*[{_NUMERAL}]|{words(BEFORE)}|[几数上近破过小初高大][{_NUMERAL}]",
        r"[A-Za-z]+[/A-Za-z.]*\s?-?\d|(?m:^)[ \t]+\d",
        r"(?:拨打|拨|打|热线|电话|号码|编号|代号|邮编)[：:为是]?\s*[“‘\"]?\d",
    )
)
PATTERN = (
    rf"(?=[{_FIRST}{OPENINGS}]|(?<![^\n])[ \t])(?={OPENING})(?:(?P<many>{_MANY})|(?P<fixed>{_FIXED})|(?P<date>{'|'.join(DATES)})"
    rf"|(?P<time>(?:(?:大约|大概|约|将近)\s*)?(?:{'|'.join(TIMES)}))|(?P<label>{'|'.join(_LABELS)})"
    r"|(?P<aged>半百|百岁(?=老))"
    rf"|(?:(?P<before>{words(BEFORE)})\s*(?:[^，。；、\d]{{0,8}}?的(?={_PARTLY})|{_HELPING})?)?(?:(?P<money>[$¥])\s?)?"
    rf"(?P<count>{_SHARE}|{_HALF}|{_COUNT})(?P<after>{words(AFTER)})?|{_WORDS})"
)
_WORD_VALUES = {"双": 2, "俩": 2, "双胞胎": 2, "仨": 3, "三胞胎": 3, "半百": 50, "百岁": 100}
# 初二 is the second grade there and the eighth of all.
_GRADES_BELOW = {"小": 0, "初": 6, "高": 9, "大": 0}


def read(text: str) -> tuple[Reading, ...]:
    """Every number of a Chinese text."""
    plain_text = narrow(text)
    found = (_reading(match) for match in _pattern().finditer(plain_text))
    return ranged([reading for reading in found if reading], plain_text)


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled where a text is read for the first time, which many a run does not do."""
    return compiled(PATTERN)


def _reading(match: re.Match[str]) -> Reading | None:
    if match["fixed"]:
        return None
    if match["many"]:
        low, top = (Decimal(number) for number in MANY[match[0]])
        return Reading(*match.span(), low, Qualifier.MORE_THAN, Sort.WORD, top=top)
    if match["date"]:
        return date(match)
    if match["time"]:
        return time(match)
    if match["label"]:
        return _label(match)
    if match["word"] or match["aged"]:
        number = _WORD_VALUES.get(match[0])
        name = "" if number else "share"
        exact = Decimal(number) if number else Decimal("0.5")
        return Reading(*match.span(), exact, Qualifier.EXACT, Sort.WORD, name=name)
    if match["whole"]:
        return _share(match)
    return _half(match) if match["half"] else _count(match)


def _label(match: re.Match[str]) -> Reading:
    """Something that has a number in its name: the value is what its digits say."""
    sort, name = Sort.LABEL, ""
    han = next((match[n] for n in ("plan", "grade", "prize", "han_label") if match[n]), None)
    if match["ordinal"]:
        exact, sort = value(match["ordinal"]), Sort.ORDINAL
        name = "passing" if exact == 1 or match["next"] else ""
    elif match["form"]:
        exact = value(match["form"])
        name = f"n{exact + _GRADES_BELOW[match['school']]}"
    elif han:
        exact = value(han)
    else:
        exact = Decimal("".join(re.findall(r"\d", match[0])) or 0)
    return Reading(*match.span(), exact, Qualifier.EXACT, sort, name=name)


def _share(match: re.Match[str]) -> Reading | None:
    """百分之三 is 3 %, 千分之三 is 3 ‰, 三分之一 is a third; 零分之一 is nothing."""
    part, whole = value(match["part"]), match["whole"]
    unit = {"百": "%", "千": "‰"}.get(whole, "")
    parts = Decimal(10_000) if whole == "万" else value(whole)
    if not parts:
        return None
    exact = part if unit else part / parts
    unit = unit or (f"个{match['share_unit']}" if match["share_unit"] else "")
    name = "" if unit else "share"
    return Reading(
        *match.span(),
        exact,
        _qualifier(match["before"], match["after"]),
        Sort.QUANTITY,
        unit,
        name=name,
    )


def _half(match: re.Match[str]) -> Reading:
    typed = match["half"]
    unit = "" if typed.endswith(("一半", "半数", "过半")) else typed[1:]
    qualifier = _qualifier(match["before"], match["after"])
    if qualifier is Qualifier.EXACT and typed[0] in "过近":
        qualifier = Qualifier.MORE_THAN if typed[0] == "过" else Qualifier.NEARLY
    measured = not unit or (unit in MEASURES and unit not in UNITS_OF_TIME)
    sort = Sort.QUANTITY if measured else Sort.SMALL
    name = "" if unit else "share"
    return Reading(*match.span(), Decimal("0.5"), qualifier, sort, unit, name=name)


def _count(match: re.Match[str]) -> Reading | None:
    parts = match.group(*_COUNTED)
    counted = _counted(parts)
    if counted is None:
        return None
    # A tail without a unit belongs to something else.
    end = match.start("tail") if match["tail"] and not match["unit"] else match.end()
    exact, qualifier, sort, unit, top = counted
    return Reading(
        match.start(), end, exact, qualifier, sort, unit, measured=unit in MEASURES, top=top
    )


# What a count is made of: numbers come again and again, so each is worked out once.
_COUNTED = ("before", "some", "number", "open", "more", "unit", "money", "tail", "after")
_Parts = Mapping[str, str | None]


@lru_cache(maxsize=4096)
def _counted(
    typed_parts: tuple[str | None, ...],
) -> tuple[Decimal, Qualifier, Sort, str, Decimal | None] | None:
    """Value, qualifier, sort, unit and top of a count; None where it is a figure of speech."""
    parts = dict(zip(_COUNTED, typed_parts, strict=True))
    typed, unit = parts["number"] or "", parts["unit"] or parts["money"] or ""
    exact = value(typed)
    tail = (parts["tail"] if parts["unit"] else "") or ""
    if tail.startswith("半"):
        exact, unit = exact + Decimal("0.5"), unit + tail[1:]
    elif tail in ONES:
        exact += Decimal(ONES[tail]) / 10
    qualifier = _qualifier(parts["before"], parts["after"])
    if qualifier is Qualifier.EXACT:
        qualifier = _inner_qualifier(parts, typed, tail)
    sort = _sort(parts, re.sub(OPEN, "", typed), exact, unit)
    return None if sort is None else (exact, qualifier, sort, unit, _top(parts, typed, exact))


def _sort(parts: _Parts, numerals: str, exact: Decimal, unit: str) -> Sort | None:
    if re.search(r"\d", numerals):
        year = re.fullmatch(r"1[89]\d\d|20\d\d", numerals) and not (unit or parts["more"])
        return Sort.DATE if year else Sort.QUANTITY
    if not unit and re.fullmatch(f"{ONE}{{2,}}", numerals) and not neighbours(numerals):
        return Sort.LABEL
    if not (unit or parts["some"] or set(numerals) & ONES.keys()) and numerals != "十":
        return None  # 千万别, 百万雄师: a scale without a number is a figure of speech
    small = exact <= 10 and not (parts["some"] or parts["more"] or parts["open"])
    if not small:
        return Sort.QUANTITY
    if not unit:
        # 三, 十 and 七点五 by themselves: only a fraction says how much.
        return Sort.QUANTITY if "点" in numerals else Sort.WORD
    measured = unit in MEASURES and not (exact == 1 and unit in UNITS_OF_TIME)
    return Sort.QUANTITY if measured else Sort.SMALL


def _bare(pattern: str) -> str:
    return re.sub(r"\(\?<[!=][^)]*\)", "", pattern)


_QUALIFIERS = {
    qualifier: regex("|".join(map(_bare, (*BEFORE.get(qualifier, ()), *AFTER.get(qualifier, ())))))
    for qualifier in (*BEFORE, *AFTER)
}


def _qualifier(before: str | None, after: str | None) -> Qualifier:
    for typed in (before, after):
        for qualifier, known in _QUALIFIERS.items():
            if typed and known.fullmatch(typed):
                return qualifier
    return Qualifier.EXACT


def _inner_qualifier(parts: _Parts, typed: str, tail: str) -> Qualifier:
    """余 and its like inside the number or behind it; 几十, 数百 and 十几; 三四."""
    if parts["more"] == "来" or parts["some"] in {"上", "近"}:
        return Qualifier.NEARLY if parts["some"] == "近" else Qualifier.ABOUT
    if parts["some"] or parts["open"] or parts["more"] or re.search(OPEN, typed):
        return Qualifier.MORE_THAN
    if tail in {"余", "多"}:
        return Qualifier.MORE_THAN
    return Qualifier.ABOUT if neighbours(typed) else Qualifier.EXACT


def _top(parts: _Parts, typed: str, exact: Decimal) -> Decimal | None:
    """How far 几十 (99), 上千 (5000), 十几 (19) and 三四 (4) may go."""
    if parts["some"] in {"几", "数"}:
        return exact * 10 - 1
    if parts["some"] == "上":
        return exact * 5
    if parts["open"] or (parts["more"] and exact == 10):
        return exact + Decimal(9)
    return second(typed) if neighbours(typed) else None
