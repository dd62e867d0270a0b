"""Dates and times of day in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals.han.value import ONE, value
from qingyuan.numerals.reading import apart, dated, named

_YEAR = r"(?<!\d)[12]\d{3}|[一二][零〇一二三四五六七八九]{3}"
_MONTH = (
    r"(?<![\d.])(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])"
)
_LATE_DAY = "三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]"
_FEASTS = {"五一": (5, 1), "六一": (6, 1), "五四": (5, 4), "七一": (7, 1), "八一": (8, 1)}
_FEASTS |= {"十一": (10, 1), "三八": (3, 8), "双十一": (11, 11), "双十二": (12, 12)}
_DAY = r"(?:3[01]|[12]\d|0?[1-9])|(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_LUNAR_DAY = r"初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十"
_WITHIN = "(?:份|底|初|[上中下]旬)?(?!代)"
_WEEKDAY = "[一二三四五六日]"
_QUARTER = "第?(?:[一二三四]|[1-4])(?=季度)"
DATES = (
    (
        rf"(?P<y>{_YEAR})\s*年度?(?:\s*(?P<m>{_MONTH})\s*月(?:\s*(?P<d>{_DAY})\s*[日号])?"
        rf"|(?:的)?(?P<half1>[上下])半年|(?:的)?(?P<quarter>{_QUARTER})季度)?{_WITHIN}"
    ),
    (
        rf"(?:[农阴]历\s*(?P<m7>{_MONTH}|[正冬腊])|(?P<m8>[正冬腊]|(?:{_MONTH})(?=月初[一二三四五六七八九十])))月"
        rf"(?P<d7>{_LUNAR_DAY})?日?"
    ),
    rf"(?P<m2>{_MONTH})\s*月(?:\s*(?P<d2>{_DAY})\s*[日号]|份|底|初|[上中下]旬)?",
    rf"(?<!\d)(?P<d3>\d{{1,2}}|{_LATE_DAY})日(?!元|均|夜|常|子|头|以[上下内]|之内|内)",
    r"(?P<y4>[12]\d{3})[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<m5>1[0-2]|[1-9])·(?P<d5>3[01]|[12]\d|[1-9])(?!\d)",
    (
        r"(?P<feast>双十[一二]|五一|六一|(?<=[“\"])(?:五四|七一|八一|三八|十一(?=[”\"]))"
        r"|三八(?=节|妇女|国际)|十一(?=假期|长假|黄金周|国庆))"
    ),
    r"(?P<y6>[12]\d{3})(?=\s*[-–—~至到]+\s*[12]\d{3}\s*年)",
    r"(?P<century>\d{2}|[二十一]{1,3}[一二三四五六七八九]?)世纪(?:(?P<decade>\d0|[一二三四五六七八九]十)年代)?",
    r"(?P<decade2>(?:[12]\d)?\d0|[一二三四五六七八九]十)年代|(?<!\d)(?P<decade3>\d0)后",
    (
        rf"(?:周|星期|礼拜)(?P<weekday>{_WEEKDAY}|(?<!周)天)(?![次个节天堂餐顿]|回(?![了来去到家访复答电村校乡老]))"
        rf"|(?:(?<=周{_WEEKDAY}[、和])|(?<=周{_WEEKDAY}[、和]{_WEEKDAY}[、和]))(?P<weekday2>{_WEEKDAY})"
    ),
    rf"(?<!前)(?P<quarter2>{_QUARTER})季度|(?P<half2>[上下])半年",
)
PARTS_OF_DAY = apart(
    "凌晨 清晨 早晨 早上 今早 上午 中午 正午 午后 下午 傍晚 晚上 晚间 夜间 夜里 "
    "深夜 半夜 午夜 今晚 昨晚 当晚 每晚 早 晚 夜"
)
_HOUR = rf"\d{{1,2}}(?!\d)|二十[一二三四]?|十{ONE}?|{ONE}"
_MINUTE = rf"\d{{1,2}}|[二三四五]?十{ONE}?|[零〇]?{ONE}"
_WHAT_IS_NO_TIME = "建议|意见|要求|原因|体会|内容|理由|注意|启示|教训|希望|看法|措施|多|[的个种]"
TIMES = (
    (
        rf"(?P<hour6>{_HOUR})点差(?:(?P<to>{_MINUTE})分|一刻)|差(?:(?P<to2>{_MINUTE})分钟?|一刻)不?到?"
        rf"(?P<hour7>{_HOUR})点"
    ),
    r"(?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?)(?!:?\d)",
    (
        # 早一点 is a little earlier, and no time.
        rf"(?![早晚]一点(?!钟|半))(?P<daypart>{'|'.join(PARTS_OF_DAY)})\s*(?:的\s*)?(?P<hour>{_HOUR})(?:点钟?|时)"
        rf"(?:(?P<rest>半|[一三]刻|整)|(?P<minute>{_MINUTE})分?)?"
    ),
    rf"(?P<daypart2>{'|'.join(PARTS_OF_DAY)})\s*(?P<clock2>\d{{1,2}}:\d{{2}})",
    rf"(?P<hour2>{_HOUR})点(?:钟(?!头)|(?P<rest2>半|整|[一三]刻)|(?P<minute2>{_MINUTE})分)",
    (
        rf"(?<![\d.])(?P<hour3>\d{{1,2}})(?:时(?![间段候期代刻空速长装差])(?:(?P<minute3>{_MINUTE})分)?"
        rf"|点(?!\d|[:：]|{_WHAT_IS_NO_TIME}))"
    ),
    (
        rf"(?P<hour4>{ONE}|十{ONE}?)点(?=[前后左右许起至到开准]|之前|之后|以前|以后)"
        r"|(?P<hour5>[零〇])时(?=[起前后许至到整，。])"
    ),
)
_LUNAR = {"正": 1, "冬": 11, "腊": 12}
_MORNING = ("凌晨", "清晨", "早晨", "早上", "今早", "上午", "早")
_NIGHT = ("夜间", "夜里", "深夜", "半夜", "午夜", "夜", "晚", "晚上")


def _one(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def _number(typed: str | None) -> int | None:
    if typed is None:
        return None
    return _LUNAR.get(typed) or int(value(typed.strip("第初").replace("廿", "二十")))


def date(match: re.Match[str]) -> Reading:
    """A date as it is written, whole or in part."""
    year = _number(_one(match, "y", "y4", "y6"))
    month = _number(_one(match, "m", "m2", "m4", "m5", "m7", "m8"))
    day = _number(_one(match, "d", "d2", "d3", "d4", "d5", "d7"))
    half, quarter = _one(match, "half1", "half2"), _one(match, "quarter", "quarter2")
    century, decade = (
        _number(match["century"]),
        _number(_one(match, "decade", "decade2", "decade3")),
    )
    if decade and decade > 100:
        century, decade = decade // 100 + 1, decade % 100
    feast = match["feast"]
    if feast:
        month, day = _FEASTS[feast]
    weekday = _one(match, "weekday", "weekday2")
    name = named(
        y=year,
        m=month,
        d=day,
        h={"上": 1, "下": 2}.get(half or ""),
        q=_number(quarter),
        c=century,
        e=decade,
        w=(7 if weekday in "日天" else _number(weekday)) if weekday else None,
    )
    parts = (year, month, day) if year or month or day else (century, decade, None)
    number = dated(*parts) if any(parts) else Decimal(0)
    return Reading(
        *match.span(), number, Qualifier.EXACT, Sort.WORD if feast else Sort.DATE, name=name
    )


def time(match: re.Match[str]) -> Reading:
    """A time of day in minutes; h12 where nothing says which half of the day it is."""
    part = match["daypart"] or match["daypart2"] or ""
    clock = match["clock"] or match["clock2"]
    if clock:
        hour, minute = (int(piece) for piece in clock.split(":")[:2])
    else:
        hours = ("hour", "hour2", "hour3", "hour4", "hour5", "hour6", "hour7")
        hour = _number(_one(match, *hours)) or 0
        minute = _minutes(_one(match, "rest", "rest2"), _one(match, "minute", "minute2", "minute3"))
    if match["hour6"] or match["hour7"]:
        minute = -(_number(_one(match, "to", "to2")) or 15)
    hour, known = _of_day(hour, part)
    name = f"t{(hour * 60 + minute) % 1440}" + ("" if known else " h12")
    return Reading(*match.span(), Decimal(hour), Qualifier.EXACT, Sort.TIME, name=name)


def _minutes(rest: str | None, minute: str | None) -> int:
    if rest:
        return {"半": 30, "一刻": 15, "三刻": 45}.get(rest, 0)
    return _number(minute) or 0


def _of_day(hour: int, part: str) -> tuple[int, bool]:
    """The hour of the day, and whether that is sure."""
    if hour > 12 or hour == 0:
        return hour, True
    if not part:
        return hour, False
    if part in _MORNING:
        return (0 if hour == 12 and part == "凌晨" else hour), True
    if part in {"中午", "正午"}:
        return (hour if hour > 10 else hour + 12), True
    if part in _NIGHT and hour <= 4:
        return hour, True
    if hour == 12:
        return (12 if part in {"午后", "下午"} else 0), True
    return hour + 12, True
