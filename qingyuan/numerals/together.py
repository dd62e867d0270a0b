"""The meanings of a text's readings, those that say one thing together taken as one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from qingyuan.model.reading import Reading, Sort
from qingyuan.model.regex import regex
from qingyuan.numerals.meaning import Form, Meaning, meaning

_SUMMED = frozenset({"month", "second", "length", "mass", "yuan"})
_JOINED = regex(r"零|又|\s*,?\s*(?:and)?\s*")
# What stands before and between the numbers of a share: 每五人中有一人, one in every five; and two words
# of which one is between them.
_AMONG = {
    "zh": (regex(r"每\s*$"), regex(r"[^，。；\d]{0,5}?[，]?[就便仅只]?[会是]?有\s*"), ("有", "有")),
    "en": (regex(r""), regex(r"[a-z ]{0,12}\s(?:in|out of|of)(?: every| each)?\s+"), ("in", "of")),
}
_HOUR = 3600
_DECIMAL_UNITS = frozenset({"米", "元", "块"})


def meanings(text: str, readings: Sequence[Reading], language: str) -> list[Meaning]:
    """The meanings of a text's readings, in its order."""
    code = "zh" if language.lower().startswith("zh") else "en"
    found = _summed(text, [meaning(text, reading, code) for reading in readings])
    _among(text, found, code)
    return found


def _summed(text: str, found: list[Meaning]) -> list[Meaning]:
    """三年零六个月, three hours and forty minutes, 一米七五: parts of one quantity."""
    whole: list[Meaning] = []
    for each in found:
        part = _part_of(text, whole[-1], each) if whole else None
        if part is None:
            whole.append(each)
            continue
        first = whole[-1]
        form = first.said.forms[0]
        total = Form(form.dimension, form.low + part, form.high + part)
        said = replace(first.said, forms=(total,), plain=None, weak=False)
        whole[-1] = Meaning(replace(first.reading, end=each.reading.end), said)
    return whole


def _part_of(text: str, first: Meaning, second: Meaning) -> Decimal | None:
    """How much the second adds to the first, or None where it stands for itself."""
    one, other = first.said, second.said
    if one.dimension not in _SUMMED or other.plain is None or one.plain is None:
        return None
    between = text[first.reading.end : second.reading.start]
    if not _JOINED.fullmatch(between) or not (one.plain[0] and other.plain[0]):
        return None
    unit = one.forms[0].low / one.plain[0]
    if other.dimension == one.dimension:
        lesser = other.forms[0].low
        return lesser if lesser < unit and lesser / other.plain[0] < unit else None
    if second.reading.unit or between or other.plain[0] >= 100:
        return None
    if unit == _HOUR and text.startswith("分", second.reading.end):
        return other.plain[0] * 60
    if first.reading.unit in _DECIMAL_UNITS:
        digits = len(text[second.reading.start : second.reading.end].strip())
        return other.plain[0].scaleb(-digits)
    return None


def _among(text: str, found: list[Meaning], code: str) -> None:
    """One in five, 每五人中有一人: both numbers may be said as a share."""
    leading, joining, words = _AMONG[code]
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        between = text[first.reading.end : second.reading.start]
        if words[0] not in between and words[1] not in between:
            continue
        if not joining.fullmatch(between):
            continue
        if first.said.plain is None or second.said.plain is None:
            continue
        if first.said.sort is Sort.LABEL or not leading.search(text[: first.reading.start][-3:]):
            continue
        part, whole = (first, second) if code == "en" else (second, first)
        if part.said.plain and whole.said.plain and 0 < part.said.plain[0] < whole.said.plain[0]:
            ratio = part.said.plain[0] / whole.said.plain[0]
            share = Form("share", ratio, ratio)
            found[index] = _also(first, share)
            found[index + 1] = _also(second, share)


def _also(one: Meaning, form: Form) -> Meaning:
    """The number, which may mean something else too."""
    return Meaning(one.reading, replace(one.said, forms=(*one.said.forms, form)))
