"""Personal data in running text, found by their form and by their check digits.

Numbers that have a check digit are found by it: identity numbers (GB 11643: ISO 7064 MOD 11-2) and
bank cards (ISO/IEC 7812: Luhn), so that serial and order numbers are left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from qingyuan.model.regex import regex

# Chinese input methods type signs of full width; each becomes one of ASCII, so places stay.
_WIDE = regex("[０-９Ａ-Ｚａ-ｚ＋－．：＠＿（）\u3000\u00a0]")
_SPACES = "\u3000\u00a0"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# How far from a number the words count that say whose it is.
_AROUND = 200
_SENTENCE_END = regex(r"[。！？!?;；\n]|\.\s")

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
    rf"[是为: ,，(]{{0,3}}(?:(?:is|was|on) )?{_DATE}"
)
_BORN = rf"{_DATE}(?:出生|生(?=[,，。、;)]))"

_N = r"[0-9〇零一二三四五六七八九十百]{1,4}"
_HOUSE = "|".join(
    (
        rf"(?<=\w)(?:[村寨屯]|社区) ?第?{_N}(?:(?:村民|居民)?小组|[组社队])(?:{_N}号)?",
        rf"(?<![公铁道马线网])(?:[路街巷弄]|胡同|大道) ?{_N}号(?!线)",
        rf"(?<=[0-9一二三四五六七八九十])(?:[栋幢]|号楼|单元) ?(?:{_N}单元 ?)?{_N}[室号房]",
    )
)
_GROUP = r"\b[Gg]roup [0-9]{1,3},? (?:of )?(?:[A-Z][\w’'-]* ){1,3}Village\b"
_VILLAGE = r"\bVillage,? [Gg]roup [0-9]{1,3}\b"
_STREETS = ("Road", "Street", "Avenue", "Lane", "Alley")
_STREET = (
    r"(?:\bNo\. ?)?\b[0-9]{1,5},? "
    rf"(?:[A-Z][\w’'-]* ){{1,3}}(?:{'|'.join(_STREETS)})\b"
)
# Words by which an address, or a number to call, is a person's own.
_HOME = regex(
    r"住址|家庭地址|户籍|籍贯|老家|家[住在里]|(?<![记站稳停止忍抓保])住(?!院)"
    r"|\b(?:lives?|lived|living|resid\w+|home|(?:his|her|their|whose) address)\b",
    re.IGNORECASE,
)
_PERSON = regex(r"[他她某]|本人|\b(?:he|she|his|her|him|mou\w*)\b", re.IGNORECASE)
_OFFICE = regex(
    r"中心|医院|学校|中学|小学|派出所|公安|办公室|工作站|服务站|委员会|居委会|村委会|热线|诊所|禁毒办"
    r"|\b(?:cent(?:re|er)|hospital|school|police|office|station|committee|helpline|clinic)\b",
    re.IGNORECASE,
)

_FIRMS = ("公司", "集团", "厂", "矿", "银行", "酒店", "宾馆", "超市")
_FIRM = f"(?:{'|'.join(_FIRMS)})"
# A name of its own: nothing like 镇上的厂, or 一家公司 anywhere in it.
_FIRM_NAME = (
    r"(?!当地|附近|外地|本地|镇上|县里|城里|村里)"
    r"(?:(?!一家|一个|一间|某家|[在的])[\u4e00-\u9fff]){4,20}?"
)
_FIRM_EN = r"(?:Co\.|Company|Ltd|Limited|Inc|Corp\w*|Factory|Group|Works|Mill|Plant|Bank|Hotel)"
_EMPLOYER = "|".join(
    (
        rf"(?:就职|任职|供职|受雇|受聘)于{_FIRM_NAME}{_FIRM}",
        rf"在{_FIRM_NAME}{_FIRM}里?(?:上班|工作|打工|务工|任职|当(?!年|时|地)|做)",
    )
)
_FOR_FIRM = rf" (?:for|at|in|with|by) (?:[A-Z][\w&’'-]* ){{1,4}}{_FIRM_EN}"
# It begins with a class of letters, since `re` looks for one fast.
_EMPLOYER_EN = (
    r"[wWeEaA](?<!\w[wWeEaA])"
    r"(?:(?<=[wW])(?i:ork(?:s|ed|ing)?)|(?<=[eE])(?i:mployed)|(?<=[aA])(?i: job))"
    rf"{_FOR_FIRM}"
)
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = (
    rf"[{_PROVINCE}][A-HJ-NP-Z][·•・. -]?(?=[A-Z]*[0-9])"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![A-Za-z0-9])"
)
_ID = r"(?<![0-9])[1-9][0-9]{5}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
_CARD = r"(?<![0-9])(?:[3-6](?:[ -]?[0-9]){15,18}|3[47](?:[ -]?[0-9]){13})(?![0-9])"
_LONG_NUMBER = regex(r"[0-9](?:[ -]?[0-9]){6}")
_MOBILE = r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
_LANDLINE = r"(?<![0-9])(?:\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2})[- ]?[0-9]{7,8}(?![0-9])"
_ACCOUNT = (
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:微信(?:号[是为:]?|[是为:])|(?i:wechat id)(?: is|:)?) ?"
    r"(?=[A-Za-z0-9-]*[0-9_])[A-Za-z][A-Za-z0-9_-]{5,19}"
    r"|(?<![A-Za-z])(?i:qq)(?:号码?)?(?:是|为|:| is)? ?[1-9][0-9]{4,10}(?![0-9])"
)


class Found(Struct, frozen=True):
    """Personal data of a sort (id, card, phone, …) in a text, from `start` to `end`."""

    sort: str
    start: int
    end: int


def find(text: str, sorts: frozenset[str] | None = None) -> Iterator[Found]:
    """All personal data in a text, in either language; of two that overlap the surer one.

    With `sorts`, those only.
    """
    plain = _narrow(text)
    has_number = bool(_LONG_NUMBER.search(plain))
    forms = [
        form
        for form in _FORMS
        if (sorts is None or form.sort in sorts) and form.may_be_in(plain, has_number=has_number)
    ]
    if not forms:
        return
    taken = bytearray(len(plain))
    found = []
    for form in forms:
        for match in form.pattern.finditer(plain):
            if not any(taken[slice(*match.span())]) and form.is_it(match):
                taken[slice(*match.span())] = b"x" * len(match[0])
                found.append(Found(form.sort, *match.span()))
    yield from sorted(found, key=lambda entry: entry.start)


def _narrow(text: str) -> str:
    if text.isascii():
        return text
    return _WIDE.sub(lambda m: " " if m[0] in _SPACES else chr(ord(m[0]) - 0xFEE0), text)


def digits(text: str) -> str:
    """The digits of a number to call, without the country's."""
    bare = re.sub(r"[^0-9]", "", _narrow(text))
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
    """The sentence around a match, or as much of it as matters."""
    first = max(0, match.start() - _AROUND)
    before = match.string[first : match.start()]
    begin = max((end.end() for end in _SENTENCE_END.finditer(before)), default=0)
    after = match.string[match.end() : match.end() + _AROUND]
    end = _SENTENCE_END.search(after)
    return before[begin:] + match[0] + (after[: end.start()] if end else after)


def _always(_: re.Match[str]) -> bool:
    return True


class _Form(Struct, frozen=True):
    """How a sort of data is written.

    `tells` has words of which one has to occur, and `hint` what has to be there as well; where
    there are neither, a long number has to.
    """

    sort: str
    pattern: re.Pattern[str]
    is_it: Callable[[re.Match[str]], bool] = _always
    tells: tuple[str, ...] = ()
    hint: re.Pattern[str] | None = None

    def may_be_in(self, plain: str, *, has_number: bool) -> bool:
        """Whether a text may have such data."""
        if not (self.tells or self.hint):
            return has_number
        if self.tells and not any(word in plain for word in self.tells):
            return False
        return self.hint is None or self.hint.search(plain) is not None


# Inside the address of a house: a road or a building, and its number.
_NUMBERED = regex("[村寨屯区路街巷弄同道栋幢楼元] ?第?[0-9〇零一二三四五六七八九十百]")
_BIRTH_WORDS = ("出生", "生日", "生于", "born", "Born", "irth", "DOB")
_ACCOUNT_WORDS = ("@", "微信号", "微信是", "微信为", "微信:", "QQ", "qq", "hat ID", "hat id")
# Each begins with a class of few letters, since `re` looks for one fast.
_EMPLOYED_EN = regex(f"[bBdDgGkKsS\u212aſ]{_FOR_FIRM}")
_PLATE_HINT = regex(f"[A-HJ-NP-Z](?<=[{_PROVINCE}].)")
# The surest first.
_FORMS = (
    _Form("id", regex(_ID), _is_identity),
    _Form("card", regex(_CARD), _is_card),
    _Form("phone", regex(_MOBILE)),
    _Form("phone", regex(_LANDLINE), _is_personal),
    _Form("plate", regex(_PLATE), tells=tuple(_PROVINCE), hint=_PLATE_HINT),
    _Form("birth", regex(_BIRTH), tells=_BIRTH_WORDS),
    _Form("birth", regex(_BORN), tells=("出生", "日生")),
    _Form("address", regex(_HOUSE), _is_home, hint=_NUMBERED),
    _Form("address", regex(f"{_GROUP}|{_VILLAGE}"), _is_home, ("Village",)),
    _Form("address", regex(_STREET), _is_home, _STREETS),
    _Form("employer", regex(_EMPLOYER), tells=_FIRMS),
    _Form("employer", regex(_EMPLOYER_EN), hint=_EMPLOYED_EN),
    _Form("account", regex(_ACCOUNT), tells=_ACCOUNT_WORDS),
)
