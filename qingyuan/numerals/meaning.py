"""What a reading means, whichever language it was read in: 三成 and 30 per cent are one meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals.units import MEASURES, TWO_WORDS

_BOUNDS = {Qualifier.MORE_THAN: 1, Qualifier.AT_MOST: -1, Qualifier.NEARLY: -1}
_RISE = re.compile(
    r"(?:增[加长多幅]?|提高|提升|上升|上涨|扩大|[高多快长大涨翻升])出?了?(?:[近约超逾]|将近|超过)?\s*$"
)
_COMPARED = re.compile(r"(?:[高多快]|(?<!增)长|(?<!扩)大)出?了?(?:[近约超逾]|将近|超过)?\s*$")
_COMPARISON = re.compile(r"\s*(?:more|higher|larger|bigger|greater|faster|longer)\b")
_AMONG = {
    "zh": (re.compile(r"每\s*$"), re.compile(r"[^，。；\d]{0,5}?[，]?[就便仅只]?[会是]?有\s*")),
    "en": (re.compile(r""), re.compile(r"[a-z ]{0,12}\s(?:in|out of|of)(?: every| each)?\s+")),
}
_DAY = Decimal(86400)
_SUMMED = frozenset({"month", "second", "length", "mass", "yuan"})
_JOINED = re.compile(r"零|又|\s*,?\s*(?:and)?\s*")
# Units that only multiply: 六旬 is sixty, 一打 is twelve.
_TIMES = {"旬": 10, "打": 12}


class Form(NamedTuple):
    """A quantity in a dimension, in its base unit; from low to high where it is left open."""

    dimension: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Meaning:
    """A reading, and all that it may mean.

    `forms` are measured quantities, `plain` is the number as it stands, `calendar` the parts of a
    date, `minutes` a time of day; `bound` is 1 for at least and -1 for at most.  What is `weak` may
    be missing in the other language.
    """

    reading: Reading
    forms: tuple[Form, ...]
    plain: tuple[Decimal, Decimal] | None
    calendar: dict[str, int] | None
    minutes: int | None
    night: bool
    bound: int
    weak: bool
    dimension: str
    counted: bool


def meanings(text: str, readings: Sequence[Reading], language: str) -> list[Meaning]:
    """The meanings of a text's readings, in its order."""
    code = "zh" if language.lower().startswith("zh") else "en"
    found = _summed(text, [_meaning(text, reading, code) for reading in readings])
    _among(text, found, code)
    return found


def _meaning(text: str, reading: Reading, code: str) -> Meaning:
    name = reading.name
    if reading.sort in {Sort.DATE, Sort.TIME} or (
        name and reading.sort is Sort.WORD and name != "share"
    ):
        return _named(reading)
    unit = _unit(text, reading)
    low, high = (end * _TIMES.get(unit, 1) for end in _ends(reading))
    forms = _forms(text, reading, unit, Form(unit, low, high), code)
    plain: tuple[Decimal, Decimal] | None = (low, high)
    if name == "share" or (forms and forms[0].dimension == "fold" and forms[0].low != low):
        plain = None
    if name.startswith("n"):
        forms = (Form("grade", low, low), Form("grade", Decimal(name[1:]), Decimal(name[1:])))
    telling = any(form.dimension in {"share", "fold", "point"} for form in forms)
    whole = forms[:1] == (Form("share", Decimal(1), Decimal(1)),)
    weak = (
        reading.sort is Sort.WORD or whole or name == "passing" or (low in {0, 1} and not telling)
    )
    dimension = forms[0].dimension if forms else ""
    bound = 0 if reading.top else _BOUNDS.get(reading.qualifier, 0)
    return Meaning(reading, forms, plain, None, None, False, bound, weak, dimension, bool(unit))


def _named(reading: Reading) -> Meaning:
    """A date or a time."""
    parts = {part[0]: int(part[1:]) for part in reading.name.split()}
    weak = reading.sort is Sort.WORD
    if "t" in parts:
        return Meaning(
            reading, (), None, None, parts["t"], "h" in parts, 0, weak, "time", counted=False
        )
    year = not parts and reading.value
    calendar = {"y": int(reading.value)} if year else parts
    return Meaning(reading, (), None, calendar, None, False, 0, weak, "date", counted=False)


def _ends(reading: Reading) -> tuple[Decimal, Decimal]:
    """几十 is twenty to ninety-nine, and hundreds are two hundred at least."""
    if reading.top is None:
        return reading.value, reading.value
    many = reading.top * 10 >= reading.value * 95
    return (reading.value * 2 if many else reading.value), reading.top


def _unit(text: str, reading: Reading) -> str:
    """The unit, with its second word."""
    unit = reading.unit
    if unit == "个" and text.startswith(("百分点", "千分点"), reading.end):
        return text[reading.end : reading.end + 3]
    if unit in TWO_WORDS:
        follows = re.compile(r"\s+[a-zA-Z]+").match(text, reading.end)
        return f"{unit} {follows[0].strip().lower()}" if follows else unit
    return unit


def _forms(text: str, reading: Reading, unit: str, typed: Form, code: str) -> tuple[Form, ...]:
    low, high = typed.low, typed.high
    if reading.name == "share":
        return (Form("share", low, high),)
    if unit == "千分点":
        return (Form("share", low / 1000, high / 1000), Form("point", low / 10, high / 10))
    if unit == "番" and "翻" in text[max(0, reading.start - 2) : reading.start]:
        return (Form("fold", 2**low, 2**high),)
    measure = MEASURES.get(unit)
    if measure is None:
        return ()
    dimension, factor = measure
    form = Form(dimension, low * factor, high * factor)
    if dimension == "fold":
        return _folds(text, reading, form, code)
    if unit == "折":
        return (form, Form("share", 1 - form.high, 1 - form.low))
    if dimension == "month" and low == Decimal("0.5") and factor == 1:
        return (form, Form("second", 14 * _DAY, 15 * _DAY))
    return (form,)


def _folds(text: str, reading: Reading, form: Form, code: str) -> tuple[Form, ...]:
    """增加两倍 is three times as much, and 是两倍 is twice; by how much is said in percent too."""
    before = text[max(0, reading.start - 8) : reading.start]
    more = Form("fold", form.low + 1, form.high + 1)
    share = Form("share", form.low, form.high)
    if code == "zh":
        if not _RISE.search(before):
            return (form, share)
        return (more, share, form) if _COMPARED.search(before) else (more, share)
    if before.endswith("by ") or _COMPARISON.match(text, reading.end):
        return (form, more)
    return (form,)


def _summed(text: str, found: list[Meaning]) -> list[Meaning]:
    """三年零六个月, three hours and forty minutes, 一米七五: parts of one quantity."""
    whole: list[Meaning] = []
    for meaning in found:
        part = _part_of(text, whole[-1], meaning) if whole else None
        if part is None:
            whole.append(meaning)
            continue
        first = whole[-1]
        (form, *_) = first.forms
        total = Form(form.dimension, form.low + part, form.high + part)
        reading = replace(first.reading, end=meaning.reading.end)
        whole[-1] = replace(first, reading=reading, forms=(total,), plain=None, weak=False)
    return whole


def _part_of(text: str, first: Meaning, second: Meaning) -> Decimal | None:
    """How much the second adds to the first, or None where it stands for itself."""
    between = text[first.reading.end : second.reading.start]
    if first.dimension not in _SUMMED or not _JOINED.fullmatch(between) or second.plain is None:
        return None
    (form, *_) = first.forms
    one = form.low / first.plain[0] if first.plain and first.plain[0] else Decimal(0)
    if second.dimension == first.dimension:
        (lesser, *_) = second.forms
        smaller = second.plain[0] and lesser.low / second.plain[0] < one and lesser.low < one
        return lesser.low if smaller else None
    bare = second.reading.unit == "" and not between and second.plain[0] < 100
    if bare and text.startswith("分", second.reading.end) and one == 3600:
        return second.plain[0] * 60
    if bare and first.reading.unit in {"米", "元", "块"}:
        digits = len(text[second.reading.start : second.reading.end].strip())
        return second.plain[0] / 10**digits
    return None


def _among(text: str, found: list[Meaning], code: str) -> None:
    """One in five, 每五人中有一人: both numbers may be said as a share."""
    leading, joining = _AMONG[code]
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if first.plain is None or second.plain is None or first.reading.sort is Sort.LABEL:
            continue
        between = text[first.reading.end : second.reading.start]
        if not joining.fullmatch(between) or not leading.search(text[: first.reading.start][-3:]):
            continue
        part, whole = (first, second) if code == "en" else (second, first)
        if part.plain and whole.plain and 0 < part.plain[0] < whole.plain[0]:
            ratio = part.plain[0] / whole.plain[0]
            share = Form("share", ratio, ratio)
            found[index] = replace(first, forms=(*first.forms, share))
            found[index + 1] = replace(second, forms=(*second.forms, share))


def alike(one: Meaning, other: Meaning) -> bool:
    """Whether both can mean the same."""
    if one.calendar is not None or other.calendar is not None:
        return _dates(one, other)
    if one.minutes is not None or other.minutes is not None:
        return _times(one, other)
    for form in one.forms:
        for another in other.forms:
            if form.dimension == another.dimension and _meet(form, another):
                return True
    if one.dimension and other.dimension:
        return False
    return _plainly(one, other)


def _meet(form: Form, other: Form) -> bool:
    return form.low <= other.high and other.low <= form.high


def _plainly(one: Meaning, other: Meaning) -> bool:
    """The numbers as they stand, where at most one of them is measured."""
    if one.plain is None or other.plain is None:
        return False
    measured, bare = (one, other) if one.dimension else (other, one)
    if measured.dimension == "share" and bare.counted:
        return False
    if bare.plain and measured.dimension == "grade":
        return any(form.low == bare.plain[0] for form in measured.forms)
    return one.plain[0] <= other.plain[1] and other.plain[0] <= one.plain[1]


def _dates(one: Meaning, other: Meaning) -> bool:
    """Of two dates, what both say is the same; a day or a year may be any other number."""
    if one.calendar is not None and other.calendar is not None:
        shared = one.calendar.keys() & other.calendar.keys()
        return bool(shared) and all(one.calendar[part] == other.calendar[part] for part in shared)
    dated, bare = (one, other) if one.calendar is not None else (other, one)
    if bare.plain is None or dated.calendar is None or len(dated.calendar) != 1:
        return False
    ((part, value),) = dated.calendar.items()
    ordinal = bare.reading.sort in {Sort.ORDINAL, Sort.LABEL}
    days = part == "d" and bare.dimension in {"", "second"}
    return bare.plain[0] == value and (days or (part == "y" and not bare.dimension) or ordinal)


def _times(one: Meaning, other: Meaning) -> bool:
    """Times of day; at six may be morning or evening, and a bare number an hour."""
    if one.minutes is not None and other.minutes is not None:
        around = 720 if one.night or other.night else 1440
        return (one.minutes - other.minutes) % around == 0
    timed, bare = (one, other) if one.minutes is not None else (other, one)
    if bare.plain is None or bare.dimension or timed.minutes is None:
        return False
    hour, minute = divmod(bare.plain[0] * 100, 100)
    return (timed.minutes - int(hour * 60 + minute)) % 720 == 0
