"""Numbers in Chinese running text.

A number that counts nothing measurable is prose: a single Han numeral up to ten with a measure word
(两门语言) is SMALL, and without one (一样, 一起, 万一, 十分) it is no number at all
(GB/T 15835-2011 keeps Han numerals for such fixed words).  Digits always count something, unless
they are a date, a time or a name (A5, 110, “220323”).
"""

from __future__ import annotations

import re
from decimal import Decimal

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals.reading import DIGITS, dated, decimal, narrow, ranged

_ONES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}

# Units of measurement: what has them is measured, however small the number.
_MEASURES = (
    *(
        "百分点",
        "%",
        "‰",
        "成",
        "倍",
        "千克",
        "公斤",
        "毫克",
        "微克",
        "克",
        "斤",
        "吨",
        "元",
        "美元",
    ),
    *(
        "公里",
        "千米",
        "厘米",
        "毫米",
        "平方米",
        "立方米",
        "米",
        "亩",
        "公顷",
        "毫升",
        "升",
        "度",
        "℃",
    ),
    *(
        "岁",
        "年",
        "个月",
        "个星期",
        "星期",
        "周",
        "天",
        "个小时",
        "小时",
        "分钟",
        "秒钟",
        "秒",
        "人次",
    ),
)
_TIMES = (
    *("年", "个月", "个星期", "星期", "周", "天", "个小时", "小时", "分钟", "秒钟", "秒", "岁"),
)
_COUNTERS = (
    *(
        "场次",
        "人",
        "名",
        "位",
        "份",
        "条",
        "块",
        "所",
        "株",
        "辆",
        "期",
        "场",
        "次",
        "起",
        "个",
        "项",
    ),
    *(
        "级",
        "家",
        "本",
        "篇",
        "页",
        "张",
        "台",
        "套",
        "部",
        "支",
        "瓶",
        "包",
        "袋",
        "颗",
        "粒",
        "片",
    ),
    *(
        "盒",
        "箱",
        "件",
        "批",
        "户",
        "村",
        "县",
        "省",
        "市",
        "国",
        "组",
        "队",
        "班",
        "节",
        "门",
        "句",
    ),
    *(
        "种",
        "座",
        "间",
        "封",
        "首",
        "步",
        "只",
        "头",
        "棵",
        "枚",
        "轮",
        "届",
        "番",
        "遍",
        "回",
        "代",
    ),
    *("栋", "幅", "幢", "艘", "架", "道", "处", "类", "段", "层", "余名"),
)
_UNIT = "|".join(sorted((*_MEASURES, *_COUNTERS), key=len, reverse=True))

_BEFORE = {
    Qualifier.AT_MOST: (
        "不超过",
        "不多于",
        "至多",
        "最多",
        "不到",
        "不足",
        "少于",
        "低于",
        "≤",
        "<",
    ),
    Qualifier.MORE_THAN: ("不少于", "不低于", "至少", "超过", "多于", "高于", "逾", "超", "≥", ">"),
    Qualifier.NEARLY: ("将近", "接近", "(?<![最附])近"),
    Qualifier.ABOUT: ("大约", "大概", "约", "~", "≈"),
}
_AFTER = {
    Qualifier.MORE_THAN: ("以上", "有余", "之多"),
    Qualifier.AT_MOST: ("以下", "以内", "之内"),
    Qualifier.ABOUT: ("左右", "上下"),
}


def _any(words: dict[Qualifier, tuple[str, ...]]) -> str:
    return "|".join(word for group in words.values() for word in group)


# 千 of 千克 and 百 of 百分之 are no numerals.
_STEP = r"十(?!分之)|百(?!分)|千(?!克|米|瓦|卡|焦|分之)"
_GROUP = r"万(?!分之)|亿"
_ONE = "[零〇一二两三四五六七八九]"
_WORD = rf"(?:{_ONE}|{_STEP})"
_POINT = rf"(?:点{_ONE}+(?!分|刻))"
_CORE = rf"(?:{DIGITS}|{_WORD}+{_POINT}?)"
_NUMBER = rf"{_CORE}(?:[余多几]?(?:{_STEP}|{_GROUP})+(?:{_CORE})?)*(?:(?<=[万亿]){_POINT})?"
_OPEN = "[余多几]"
_SCALE = rf"(?:{_STEP}|{_GROUP})"
_YEAR = r"(?<!\d)[12]\d{3}|[一二][零〇一二三四五六七八九]{3}"
_MONTH = (
    r"(?<![\d.])(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])|(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"

_FIXED = (
    r"三三两两|三言两语|一五一十|七上八下|乱七八糟|四面八方|千家万户|千方百计|成千上万|数以[百千万亿]计"
    r"|百分[百比]|一起(?!案|事件|事故|车祸|交通)|(?<![\d零〇一二两三四五六七八九百千万亿])十分(?!钟|之|\d)"
    r"|[上下]半[年月场]|三十而立|三十六计|二十四节气|十二生肖|五湖四海|独一无二|双十[一二]|五一|六一"
    r"|一次性|一级|二级|一步步|一家人|一个个|之一|第三方|一国两制|三年五载|[零〇]容忍"
)
_LABELS = (
    rf"第\s*(?P<ordinal>{_NUMBER})",
    r"[一二三四五六七八九十]{1,3}五(?=规划|时期|期间|计划|[”’」])",
    r"(?:初|高)[一二三](?![个名位])|[一二三四五六七八九1-9]年级|[一二三四五六123456]等奖",
    r"(?:No\.?|[A-Za-z])\s?-?\d+(?:[.\-/]\d+)*[A-Za-z]*",
    r"(?:拨打|拨|打|热线|电话|号码|编号|代号|邮编)[：:为是]?\s*[“‘\"]?\d[\d\-]*(?![\d.]*\s*(?:%|‰|[个次分]))",
    r"(?<!\d)\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|\d+(?:\.\d+){2,}",
    r"(?<=[“‘\"「])\d+(?=[”’\"」])",
    rf"\d+\+(?=[\u4e00-\u9fff])(?!{_UNIT})|\d+(?:号|楼|室|栋|路)(?!人)|\d+(?=[A-Za-z])(?!kg|g\b|km|mg|ml)",
    r"(?m:^[ \t]*\d+[.)、](?=\s|[\u4e00-\u9fff]))",
)
_WITHIN = "(?:份|底|初|[上中下]旬|[上下]半年)?(?!代)"
_DATES = (
    rf"(?P<y>{_YEAR})\s*年(?:\s*(?P<m>{_MONTH})\s*月(?:\s*(?P<d>{_DAY})\s*[日号])?)?{_WITHIN}",
    rf"(?P<m2>{_MONTH})\s*月(?:\s*(?P<d2>{_DAY})\s*[日号]|份|底|初|[上中下]旬)?",
    rf"(?<!\d)(?P<d3>{_DAY})日(?!元|均|夜|常)",
    r"(?P<y4>[12]\d{3})[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<m5>1[0-2]|[1-9])·(?P<d5>3[01]|[12]\d|[1-9])(?!\d)",
    r"(?P<y6>[12]\d{3})(?=\s*[-–—~至到]+\s*[12]\d{3}\s*年)",
    r"(?:\d{2}|[二十一]{2,3})世纪(?:\d0年代)?|\d0年代|(?:周|星期|礼拜)[一二三四五六日](?![次个])",
)
_TIMES_OF_DAY = (
    r"\d{1,2}:\d{2}(?::\d{2})?",
    rf"(?:上午|下午|早上|晚上|凌晨|中午|傍晚)\s*(?:\d{{1,2}}|{_ONE}|十{_ONE}?)[点时](?:半|{_DAY}分?)?",
    rf"(?:\d{{1,2}}|十?{_ONE}|十)[点时](?:钟|半|整|一刻|三刻|(?:\d{{1,2}}|{_WORD}+)分)",
)
_SHARE = rf"(?P<whole>百|千|万|{_NUMBER})分之(?P<part>{_NUMBER})"
_HALF = rf"(?P<half>(?:过|近)?(?:一半|半数)|过半|半(?:{_UNIT})(?!空))"
_COUNT = (
    rf"(?P<some>[几数上近](?={_SCALE}))?(?:(?P<number>{_SCALE}{{2,}}(?={_UNIT})|{_NUMBER}|(?<=[几数上近]){_SCALE}+))"
    rf"(?P<open>几)?(?P<more>余|多(?!少)|来(?={_UNIT})|\+)?(?:\s?(?P<unit>{_UNIT}))?"
    rf"(?P<tail>多(?=月|小时|星期|天)|余|多(?!少|次|名|数)|半(?:小时|月|星期)|半(?!径)|(?<=成){_ONE})?"
)
# The first characters of all of these: nothing else is tried, which makes reading fast.
_FIRST = (
    r"\da-zA-Z \t零〇一二两三四五六七八九十百千万亿半几数上下过近约大将接不至最少低逾超多高~≈≥≤<>"
    "第初正腊周星礼早晚凌中傍拨打热电号编代邮乱成独双之"
)
_PATTERN = re.compile(
    rf"(?=[{_FIRST}])(?:(?P<fixed>{_FIXED})|(?P<date>{'|'.join(_DATES)})|(?P<time>{'|'.join(_TIMES_OF_DAY)})"
    rf"|(?P<label>{'|'.join(_LABELS)})"
    rf"|(?:(?P<before>{_any(_BEFORE)})\s*)?(?P<count>{_SHARE}|{_HALF}|{_COUNT})(?P<after>{_any(_AFTER)})?)"
)


def read(text: str) -> tuple[Reading, ...]:
    """Every number of a Chinese text."""
    plain_text = narrow(text)
    found = (_reading(match) for match in _PATTERN.finditer(plain_text))
    return ranged([reading for reading in found if reading], plain_text)


def _reading(match: re.Match[str]) -> Reading | None:
    if match["fixed"]:
        return None
    if match["date"]:
        return _date(match)
    if match["time"]:
        return _named(match, Sort.TIME)
    if match["label"]:
        return _named(match, Sort.ORDINAL if match["ordinal"] else Sort.LABEL)
    if match["whole"]:
        return _share(match)
    return _half(match) if match["half"] else _count(match)


def _named(match: re.Match[str], sort: Sort) -> Reading:
    """Something that has a number in its name: the value is what its digits say."""
    if match["ordinal"]:
        value = _value(match["ordinal"])
    else:
        value = Decimal("".join(re.findall(r"\d", match[0])) or 0)
    return Reading(match.start(), match.end(), value, Qualifier.EXACT, sort)


def _date(match: re.Match[str]) -> Reading:
    groups = (
        [match[name] for name in ("y", "y4", "y6")],
        [match[n] for n in ("m", "m2", "m4", "m5")],
    )
    years, months = groups
    days = [match[name] for name in ("d", "d2", "d3", "d4", "d5")]
    year, month, day = (next(filter(None, parts), None) for parts in (years, months, days))
    if not (year or month or day):
        return _named(match, Sort.DATE)
    value = dated(*(str(_value(part)) if part else None for part in (year, month, day)))
    return Reading(match.start(), match.end(), value, Qualifier.EXACT, Sort.DATE)


def _share(match: re.Match[str]) -> Reading:
    """百分之三 is 3 %, 千分之三 is 3 ‰, 三分之一 is a third."""
    part, whole = _value(match["part"]), match["whole"]
    unit = {"百": "%", "千": "‰"}.get(whole, "")
    value = part if unit else part / (Decimal(10_000) if whole == "万" else _value(whole))
    qualifier = _qualifier(match)
    return Reading(match.start(), match.end(), value, qualifier, Sort.QUANTITY, unit)


def _half(match: re.Match[str]) -> Reading:
    typed = match["half"]
    unit = "" if typed.endswith(("一半", "半数", "过半")) else typed[1:]
    qualifier = _qualifier(match)
    if qualifier is Qualifier.EXACT and typed[0] in "过近":
        qualifier = Qualifier.MORE_THAN if typed[0] == "过" else Qualifier.NEARLY
    measured = not unit or (unit in _MEASURES and unit not in _TIMES)
    sort = Sort.QUANTITY if measured else Sort.SMALL
    return Reading(match.start(), match.end(), Decimal("0.5"), qualifier, sort, unit)


def _count(match: re.Match[str]) -> Reading | None:
    typed, unit = match["number"], match["unit"] or ""
    value = _value(typed)
    end = match.end()
    tail = match["tail"] or ""
    if tail and not unit:
        end, tail = match.start("tail"), ""
    if tail.startswith("半"):
        value, unit = value + Decimal("0.5"), unit + tail[1:]
    elif tail in _ONES:
        value += Decimal(_ONES[tail]) / 10
    qualifier = _qualifier(match)
    if qualifier is Qualifier.EXACT:
        qualifier = _inner_qualifier(match, typed, tail)
    sort = _sort(match, re.sub(_OPEN, "", typed), value, unit)
    if sort is None:
        return None
    return Reading(match.start(), end, value, qualifier, sort, unit, measured=unit in _MEASURES)


def _sort(match: re.Match[str], numerals: str, value: Decimal, unit: str) -> Sort | None:
    if re.search(r"\d", numerals):
        year = re.fullmatch(r"1[89]\d\d|20\d\d", numerals) and not (unit or match["more"])
        return Sort.DATE if year else Sort.QUANTITY
    if not unit and re.fullmatch(f"{_ONE}{{2,}}", numerals):
        return Sort.LABEL
    if not (unit or match["some"] or set(numerals) & _ONES.keys()) and numerals != "十":
        return None  # 千万别, 百万雄师: a scale without a number is a figure of speech
    small = value <= 10 and not (match["some"] or match["more"] or match["open"])
    if not small:
        return Sort.QUANTITY
    if not unit:
        # 三, 十 and 七点五 by themselves: only a fraction says how much.
        return Sort.QUANTITY if "点" in numerals else None
    measured = unit in _MEASURES and not (value == 1 and unit in _TIMES)
    return Sort.QUANTITY if measured else Sort.SMALL


def _qualifier(match: re.Match[str]) -> Qualifier:
    before, after = match["before"], match["after"]
    for typed, words in ((before, _BEFORE), (after, _AFTER)):
        for qualifier, known in words.items():
            if typed and any(re.fullmatch(re.sub(r"\(.*\)", "", word), typed) for word in known):
                return qualifier
    return Qualifier.EXACT


def _inner_qualifier(match: re.Match[str], typed: str, tail: str) -> Qualifier:
    """余 and its like inside the number or behind it; 几十, 数百 and 十几; 三四."""
    if match["more"] == "来" or match["some"] in {"上", "近"}:
        return Qualifier.NEARLY if match["some"] == "近" else Qualifier.ABOUT
    if match["some"] or match["open"] or match["more"] or re.search(_OPEN, typed):
        return Qualifier.MORE_THAN
    if tail in {"余", "多"}:
        return Qualifier.MORE_THAN
    return Qualifier.ABOUT if _neighbours(typed) else Qualifier.EXACT


def _neighbours(typed: str) -> bool:
    """三四, 七八, 两三, 三五: numbers that are left open."""
    ones = [_ONES[sign] for sign in typed if sign in _ONES]
    together = len(ones) == 2 and typed[0] in _ONES and typed[1] in _ONES
    return together and (ones[1] == ones[0] + 1 > 1 or ones == [3, 5])


def _value(typed: str) -> Decimal:
    """The value of digits and Han numerals in any mixture: 1亿2000万, 四百二十万, 二〇二二."""
    if len(typed) >= 2 and all(sign in _ONES for sign in typed) and not _neighbours(typed):
        return Decimal("".join(str(_ONES[sign]) for sign in typed))
    typed = re.sub(_OPEN, "", typed)
    total, section, current, last_step = Decimal(0), Decimal(0), None, 1
    gap = False
    for piece in re.findall(rf"{DIGITS}|点{_ONE}+|.", typed.replace(" ", "")):
        if piece[0].isdigit() and piece.isascii():
            current = decimal(piece)
        elif piece[0] == "点":
            digits = "".join(str(_ONES[sign]) for sign in piece[1:])
            current, gap = (current or 0) + Decimal(f"0.{digits}"), True
        elif piece in _ONES:
            gap = gap or _ONES[piece] == 0
            # Of two neighbours (三四百) the first is taken.
            current = Decimal(_ONES[piece]) if current is None or current == 0 else current
        elif piece in _STEPS:
            section += (Decimal(1) if current is None else current) * _STEPS[piece]
            current, last_step, gap = None, _STEPS[piece], False
        else:
            whole = section + (current or 0)
            lower = total if piece == "亿" else Decimal(0)
            whole = whole or (Decimal(0) if lower else Decimal(1))
            total = total - lower + (lower + whole) * _GROUPS[piece]
            section, current, last_step, gap = Decimal(0), None, _GROUPS[piece], False
    # 一万二 is 12,000: a last digit without a step of its own stands for the next one.
    if current is not None and last_step >= 100 and not gap and typed[-1] in _ONES:
        current = current * last_step / 10
    return total + section + (current or 0)
