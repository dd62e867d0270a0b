"""What a reading means, whichever language it was read in: 三成 and 30 per cent are one meaning."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

from qingyuan.model.quantity import Qualifier
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex
from qingyuan.numerals.units import MEASURES, TWO_WORDS

_BOUNDS = {Qualifier.MORE_THAN: 1, Qualifier.AT_MOST: -1, Qualifier.NEARLY: -1}
_RISE = regex(
    r"(?:增[加长多幅]?|提高|提升|上升|上涨|扩大|[高多快长大涨翻升])出?了?(?:[近约超逾]|将近|超过)?\s*$"
)
_COMPARED = regex(r"(?:[高多快]|(?<!增)长|(?<!扩)大)出?了?(?:[近约超逾]|将近|超过)?\s*$")
_COMPARISON = regex(r"\s*(?:more|higher|larger|bigger|greater|faster|longer)\b")
_AFTER_GE = regex(r"[多余来]?(百分点|千分点|月|小时|星期|钟头|世纪|季度)")
_NEXT_WORD = regex(r"\s+[a-zA-Z]+")
_DAY = Decimal(86400)
_HALF, _WHOLE = Decimal("0.5"), Decimal(1)
# What is surely counted, and no measure.
_THINGS = frozenset("人名位份所株辆家户村县省市国起本台套支颗棵枚") | {"people", "children", "men"}
# Units that only multiply: 六旬 is sixty, 一打 is twelve.
_MULTIPLY = {"旬": 10, "打": 12}


class Form(NamedTuple):
    """A quantity in a dimension, in its base unit; from low to high where it is left open."""

    dimension: str
    low: Decimal
    high: Decimal


class Said(Struct, frozen=True, dict=True):
    """All that a number may mean, wherever it stands.

    `forms` are measured quantities, the first of them in its own `dimension`; `plain` is the number
    as it stands, of a `thing` where that is sure, `counted` where anything follows it; `calendar`
    are the parts of a date, `minutes` a time of day (of either half of it where `halfday`).
    `bound` is 1 for at least and -1 for at most.  What is `weak` may be missing in the other
    language.
    """

    sort: Sort
    weak: bool
    forms: tuple[Form, ...] = ()
    plain: tuple[Decimal, Decimal] | None = None
    dimension: str = ""
    counted: bool = False
    thing: bool = False
    bound: int = 0
    calendar: dict[str, int] | None = None
    minutes: int | None = None
    halfday: bool = False

    @cached_property
    def keys(self) -> frozenset[Key] | None:
        """What two that are alike have one of in common; None where a range can meet anything.

        Every way to be alike asks for an equal number: the same part of a date, the same minutes
        within half a day (a bare number being an hour), the same amount in one dimension, the same
        number as it stands.
        """
        if self.calendar is not None:
            found: set[Key] = set(self.calendar.items())
            if len(self.calendar) == 1:
                found.update(("", value) for value in self.calendar.values())
            return frozenset(found)
        if self.minutes is not None:
            return frozenset({("time", self.minutes % HALF_DAY)})
        if any(form.low != form.high for form in self.forms):
            return None
        found = {(form.dimension, form.low) for form in self.forms}
        found.update(("", form.low) for form in self.forms if form.dimension == "grade")
        if self.plain is not None:
            low, high = self.plain
            if low != high:
                return None
            found.add(("", low))
            if not self.dimension and low <= 24:
                found.add(("time", minutes_of(low) % HALF_DAY))
        return frozenset(found)


Key = tuple[str, Decimal | int]
# In minutes.
HALF_DAY = 720


def minutes_of(number: Decimal) -> int:
    """A number as a time of day: 9.30 is half past nine."""
    hour, minute = divmod(number * 100, 100)
    return int(hour * 60 + minute)


class Meaning(Struct, frozen=True):
    """A reading, and what it says: most numbers come again and again, and say the very same."""

    reading: Reading
    said: Said


def meaning(text: str, reading: Reading, code: str) -> Meaning:
    """The meaning of a reading of a text in Chinese (zh) or English."""
    if _is_heedful(reading.unit):
        return Meaning(reading, worked_out(text, reading, code))
    number = (reading.value, reading.qualifier, reading.sort, reading.unit, reading.measured)
    return Meaning(reading, _anywhere(*number, reading.top, reading.name, code))


@cache
def _is_heedful(unit: str) -> bool:
    """Whether the words around a number with this unit have a part in what it means."""
    return unit in {"个", "番", *TWO_WORDS} or MEASURES.get(unit, ("",))[0] == "fold"


@lru_cache(maxsize=4096)
def _anywhere(  # noqa: PLR0917 - a reading's fields, which are looked up faster than one
    value: Decimal,
    qualifier: Qualifier,
    sort: Sort,
    unit: str,
    measured: bool,  # noqa: FBT001 - as in Reading
    top: Decimal | None,
    name: str,
    code: str,
) -> Said:
    """What such a number says wherever it stands."""
    bare = Reading(0, 0, value, qualifier, sort, unit, measured=measured, top=top, name=name)
    return worked_out("", bare, code)


def worked_out(text: str, reading: Reading, code: str) -> Said:
    """What a reading of a text says, whether or not it was asked for before."""
    name, in_passing = reading.name, reading.sort is Sort.WORD
    if reading.sort in {Sort.DATE, Sort.TIME} or (in_passing and name not in {"", "share"}):
        return _named(reading)
    unit = _unit(text, reading)
    low, high = (end * _MULTIPLY.get(unit, 1) for end in _ends(reading))
    forms = _forms(text, reading, Form(unit, low, high), code)
    dimension = forms[0].dimension if forms else ""
    told = dimension in {"share", "fold", "point"}
    whole = dimension == "share" and forms[0].low == _WHOLE
    return Said(
        reading.sort,
        weak=in_passing or whole or name == "passing" or (low in {0, 1} and not told),
        forms=forms,
        plain=None if _differently(reading, forms) else (low, high),
        dimension=dimension,
        counted=bool(unit),
        thing=_thing(unit),
        bound=0 if reading.top else _BOUNDS.get(reading.qualifier, 0),
    )


def _differently(reading: Reading, forms: tuple[Form, ...]) -> bool:
    """Whether the number as it stands is not what is meant: the two of 增加两倍."""
    changed = forms and forms[0].dimension == "fold" and forms[0].low != reading.value
    return bool(reading.name == "share" or changed)


def _named(reading: Reading) -> Said:
    """A date or a time."""
    parts = {part[0]: int(part[1:]) for part in reading.name.split()}
    weak = reading.sort is Sort.WORD
    if "t" in parts:
        minutes, halfday = parts["t"], "h" in parts
        return Said(reading.sort, weak, minutes=minutes, halfday=halfday, dimension="time")
    year = not parts and reading.value
    calendar = {"y": int(reading.value)} if year else parts
    return Said(reading.sort, weak, calendar=calendar, dimension="date")


def _ends(reading: Reading) -> tuple[Decimal, Decimal]:
    """几十 is twenty to ninety-nine, and hundreds are two hundred at least."""
    if reading.top is None:
        return reading.value, reading.value
    many = reading.top * 10 >= reading.value * 95
    return (reading.value * 2 if many else reading.value), reading.top


def _unit(text: str, reading: Reading) -> str:
    """The unit, with its second word."""
    unit = reading.unit
    if unit == "个":
        more = _AFTER_GE.match(text, reading.end)
        return more[1] if more else unit
    if unit in TWO_WORDS:
        word = _NEXT_WORD.match(text, reading.end)
        return f"{unit} {word[0].strip().lower()}" if word else unit
    return unit


def _thing(unit: str) -> bool:
    """Whether it is surely something counted, and no measure nor an adjective of one."""
    return unit in _THINGS or (len(unit) > 3 and unit.endswith("s") and unit not in MEASURES)


def _forms(text: str, reading: Reading, typed: Form, code: str) -> tuple[Form, ...]:
    """What a number with its unit is in base units, and what else that may be."""
    unit, low, high = typed
    if reading.name == "share":
        return (Form("share", low, high),)
    if reading.name.startswith("n"):
        grade = Decimal(reading.name[1:])
        return (Form("grade", low, low), Form("grade", grade, grade))
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
    if dimension == "month" and form.low == _HALF:
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
