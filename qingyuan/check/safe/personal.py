"""Personal data in running text, found by their form and by their check digits.

Numbers that have a check digit are found by it: identity numbers (GB 11643: ISO 7064 MOD 11-2) and
bank cards (ISO/IEC 7812: Luhn), so that serial and order numbers are left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Chinese input methods type signs of full width; each becomes one of ASCII, so places stay.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SENTENCE_END = re.compile(r"[。！？!?;；\n]|\.\s")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日?|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日?"
    rf"|{_DAY}(?: of)? {_MONTH},? [0-9]{{4}}|{_MONTH} {_DAY},? [0-9]{{4}}|{_DAY}/{_DAY}/[0-9]{{4}})"
)
_BIRTH = (
    r"(?:出生(?:日期|年月日?|[于在])|生日|(?<![诞产发萌衍派滋孳寄先学医师新考招研毕])生于"
    r"|(?i:\bdate of birth|\bbirth ?(?:date|day)|\bDOB|\bborn)\b(?: on\b)?(?: the\b)?)"
    rf"[是为: ,(]{{0,3}}(?:(?:is|was|on) )?{_DATE}"
)
_BORN = rf"{_DATE}(?:出生|生(?=[,，。、;)]))"

_N = r"[0-9〇零一二三四五六七八九十百]{1,4}"
_HAN = r"[\u4e00-\u9fff]"
_ADDRESS = "|".join(
    (
        rf"{_HAN}{{1,2}}(?:村|寨|屯|社区) ?第?{_N}(?:(?:村民|居民)?小组|组|社|队)(?:{_N}号)?",
        rf"{_HAN}{{1,2}}(?<![公铁道马线网])(?:路|街|巷|弄|胡同|大道) ?{_N}号(?!线)",
        rf"{_N}(?:栋|幢|号楼|单元) ?(?:{_N}单元 ?)?{_N}(?:室|号|房)",
        r"\b(?i:Group|Team) [0-9]{1,3},? (?:of )?(?:[A-Z][\w’'-]* ){1,3}Village\b",
        r"\b(?:[A-Z][\w’'-]* )+Village,? (?i:Group|Team) [0-9]{1,3}\b",
        r"(?:\bNo\. ?)?\b[0-9]{1,5},? (?:[A-Z][\w’'-]* ){1,3}(?:Road|Street|Avenue|Lane|Alley)\b",
    )
)
# Words by which an address, or a number to call, is a person's own.
_HOME = re.compile(
    r"住址|家庭地址|户籍|籍贯|老家|家[住在里]|(?<![记站稳停止忍抓保])住(?!院)"
    r"|\b(?:lives?|lived|living|resid\w+|home|(?:his|her|their|whose) address)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[他她某]|本人|\b(?:he|she|his|her|him|mou\w*)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"中心|医院|学校|中学|小学|派出所|公安|办公室|工作站|服务站|委员会|居委会|村委会|热线|诊所|禁毒办"
    r"|\b(?:cent(?:re|er)|hospital|school|police|office|station|committee|helpline|clinic)\b",
    re.IGNORECASE,
)

_FIRM = r"(?:公司|集团|厂|矿|银行|酒店|宾馆|超市)"
# A name of its own: nothing like 镇上的厂, or 一家公司 anywhere in it.
_FIRM_NAME = (
    r"(?!当地|附近|外地|本地|镇上|县里|城里|村里)"
    rf"(?:(?!一家|一个|一间|某家|[在的]){_HAN}){{4,20}}?"
)
_FIRM_EN = r"(?:Co\.|Company|Ltd|Limited|Inc|Corp\w*|Factory|Group|Works|Mill|Plant|Bank|Hotel)"
_EMPLOYER = "|".join(
    (
        rf"(?:就职|任职|供职|受雇|受聘)于{_FIRM_NAME}{_FIRM}",
        rf"在{_FIRM_NAME}{_FIRM}里?(?:上班|工作|打工|务工|任职|当(?!年|时|地)|做)",
        (
            r"\b(?i:work(?:s|ed|ing)?|employed|a job) (?:for|at|in|with|by) "
            rf"(?:[A-Z][\w&’'-]* ){{1,4}}{_FIRM_EN}"
        ),
    )
)
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = (
    rf"[{_PROVINCE}][A-HJ-NP-Z][·•・. -]?(?=[A-Z]*[0-9])"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![A-Za-z0-9])"
)
_MOBILE = r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
_LANDLINE = r"(?<![0-9])(?:\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2})[- ]?[0-9]{7,8}(?![0-9])"
_ACCOUNT = (
    r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:微信(?:号[是为:]?|[是为:])|(?i:wechat id)(?: is|:)?) ?"
    r"(?=[A-Za-z0-9-]*[0-9_])[A-Za-z][A-Za-z0-9_-]{5,19}"
    r"|(?<![A-Za-z])(?i:qq)(?:号码?)?(?:是|为|:| is)? ?[1-9][0-9]{4,10}(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data of a sort (id, card, phone, …) in a text, from `start` to `end`."""

    sort: str
    start: int
    end: int


def find(text: str) -> Iterator[Found]:
    """All personal data in a text, in either language; of two that overlap the surer one."""
    plain = text.translate(_NARROW)
    taken: list[Found] = []
    for sort, pattern, is_it in _FORMS:
        for match in pattern.finditer(plain):
            apart = all(match.end() <= f.start or f.end <= match.start() for f in taken)
            if apart and is_it(match):
                taken.append(Found(sort, match.start(), match.end()))
    yield from sorted(taken, key=lambda found: found.start)


def digits(text: str) -> str:
    """The digits of a number to call, without the country's."""
    bare = re.sub(r"[^0-9]", "", text.translate(_NARROW))
    return bare[2:] if len(bare) == 13 and bare.startswith("86") else bare


def _is_identity(match: re.Match[str]) -> bool:
    """Whether the day of birth exists and the check digit is right."""
    number = re.sub("[ -]", "", match[0]).upper()
    try:
        dt.date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECK_DIGITS[total % 11]


def _is_card(match: re.Match[str]) -> bool:
    """Luhn: every second digit from the right doubled, its own digits added."""
    backwards = [int(digit) for digit in reversed(re.sub("[ -]", "", match[0]))]
    doubled = [2 * d - 9 if d > 4 else 2 * d for d in backwards[1::2]]
    return (sum(backwards[::2]) + sum(doubled)) % 10 == 0


def _is_home(match: re.Match[str]) -> bool:
    around = _sentence(match)
    return bool(_HOME.search(around)) or (_is_personal(match) and not _OFFICE.search(around))


def _is_personal(match: re.Match[str]) -> bool:
    return bool(_PERSON.search(_sentence(match)) or _HOME.search(_sentence(match)))


def _sentence(match: re.Match[str]) -> str:
    """The sentence around a match."""
    before = match.string[: match.start()]
    begin = max((end.end() for end in _SENTENCE_END.finditer(before)), default=0)
    end = _SENTENCE_END.search(match.string, match.end())
    return match.string[begin : end.start() if end else None]


def _always(_: re.Match[str]) -> bool:
    return True


# The surest first.
_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = tuple(
    (sort, re.compile(pattern), is_it)
    for sort, pattern, is_it in (
        (
            "id",
            r"(?<![0-9])[1-9][0-9]{5}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])",
            _is_identity,
        ),
        (
            "card",
            r"(?<![0-9])(?:[3-6](?:[ -]?[0-9]){15,18}|3[47](?:[ -]?[0-9]){13})(?![0-9])",
            _is_card,
        ),
        ("phone", _MOBILE, _always),
        ("phone", _LANDLINE, _is_personal),
        ("plate", _PLATE, _always),
        ("birth", _BIRTH, _always),
        ("birth", _BORN, _always),
        ("address", _ADDRESS, _is_home),
        ("employer", _EMPLOYER, _always),
        ("account", _ACCOUNT, _always),
    )
)
