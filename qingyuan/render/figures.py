"""Quantities in words: the number, how exactly it is meant, and its unit.

Chinese counts in 万 and 亿 (GB/T 15835: whole or short decimal multiples), English in millions; no
digit is ever rounded away.  Where the qualifier stands is the language's own: 420余万份,
100.14万余元, but more than 4.2 million leaflets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

from qingyuan.model.quantity import Qualifier
from qingyuan.numerals import spell
from qingyuan.render import cldr
from qingyuan.render.views import FigureView

_MOST_DECIMALS = 2
_HAN_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_LATIN_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_SHORT_SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"), (Decimal(10**3), "k"))
_HAN_MORE = "超过"
# Units that 千 before them would make into others: 千克, 千米.
_AFTER_THOUSAND = frozenset("克米瓦卡焦")
_HAN_QUALIFIERS = {Qualifier.ABOUT: "约", Qualifier.NEARLY: "近", Qualifier.AT_MOST: "至多"}
_LATIN_QUALIFIERS = {
    Qualifier.MORE_THAN: "more than",
    Qualifier.ABOUT: "about",
    Qualifier.NEARLY: "nearly",
    Qualifier.AT_MOST: "at most",
}
_HAN_SHORT = {Qualifier.ABOUT: "约", Qualifier.NEARLY: "近", Qualifier.AT_MOST: "≤"}
_LATIN_SHORT = {Qualifier.ABOUT: "~", Qualifier.NEARLY: "nearly\u00a0", Qualifier.AT_MOST: "≤"}
_ROUNDING = {
    Qualifier.MORE_THAN: ROUND_FLOOR,
    Qualifier.NEARLY: ROUND_CEILING,
    Qualifier.AT_MOST: ROUND_CEILING,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a figure: what stands before the number, the number, what follows it."""

    before: str
    number: str
    after: str


def figure(view: FigureView, option: str = "") -> str:
    """A figure as a citation asks for it; the options are those of `model.body.FACT_OPTIONS`."""
    if option == "rounded":
        return _worded(rounded(view))
    if option == "label":
        colon = "：" if _is_han(view.locale) else ": "
        return f"{view.label}{colon}{_worded(view)}"
    if option == "short":
        return _short(view)
    if option == "words":
        return _words(view)
    if option in {"number", "plain"}:
        qualifier = Qualifier.EXACT if option == "plain" else view.qualifier
        return _number(view, qualifier)
    return _worded(view)


def figure_parts(view: FigureView) -> tuple[str, str, str]:
    """Before, number and after, for setting the number large: ("more than", "4.2 million", …)."""
    written = _parts(view, view.qualifier)
    head, _, tail = _pattern(view).partition("{n}")
    return (f"{head}{written.before}".strip(), written.number, tail.strip())


def rounded(view: FigureView) -> FigureView:
    """With the decimals that its fact's `rounding` keeps, and about (约) where that changed it.

    What is “more than” stays so when it is rounded down, “nearly” and “at most” when it is rounded
    up; so those keep their word.
    """
    if view.rounding is None:
        return view
    mode = _ROUNDING.get(view.qualifier, ROUND_HALF_UP)
    with localcontext() as context:
        context.prec = 100
        value = view.value.quantize(Decimal(1).scaleb(-view.rounding), mode)
    if value == view.value:
        return view
    exact = view.qualifier is Qualifier.EXACT
    return replace(view, value=value, qualifier=Qualifier.ABOUT if exact else view.qualifier)


def _worded(view: FigureView) -> str:
    """Qualifier, number and unit: 420余万份."""
    return _pattern(view).replace("{n}", _number(view, view.qualifier))


def _number(view: FigureView, qualifier: Qualifier) -> str:
    written = _parts(view, qualifier)
    gap = "" if _is_han(view.locale) or not written.before else "\u00a0"
    return written.before + gap + written.number


def _parts(view: FigureView, qualifier: Qualifier) -> Parts:
    if not _is_han(view.locale):
        return _latin(view.value, qualifier, view.locale)
    return _han(view.value, qualifier, view.locale, sign=_is_sign(view))


def _short(view: FigureView) -> str:
    """For tight places, without the unit: 420万+, 4.2m+."""
    han = _is_han(view.locale)
    short, scale = _scaled(view.value, _HAN_SCALES if han else _SHORT_SCALES)
    digits = cldr.number(short, view.locale, grouped=not han or (not scale and short >= 10_000))
    marks = _HAN_SHORT if han else _LATIN_SHORT
    after = "+" if view.qualifier is Qualifier.MORE_THAN else ""
    return marks.get(view.qualifier, "") + digits + scale + after


def _words(view: FigureView) -> str:
    """In words: 四百二十余万份, more than four million two hundred thousand leaflets."""
    if _is_han(view.locale):
        return _han_words(view)
    before = _LATIN_QUALIFIERS.get(view.qualifier, "")
    number = f"{before} {spell(view.value, view.lang)}".strip()
    text = _pattern(view).replace("{n}", number)
    return text.replace("%", " per cent").replace("‰", " per mille")


def _han_words(view: FigureView) -> str:
    """The same scale as in digits; a share is 百分之…, and a pair is 两."""
    if _is_sign(view):
        base = "百分之" if "%" in _pattern(view) else "千分之"
        before = _HAN_QUALIFIERS.get(view.qualifier, "")
        before = _HAN_MORE if view.qualifier is Qualifier.MORE_THAN else before
        return before + base + spell(view.value, view.lang)
    short, scale = _scaled(view.value, _HAN_SCALES)
    if short >= 10_000:  # 10010万 is 一亿零一十万 in words
        short, scale = view.value, ""
    digits = "两" if view.value == 2 else spell(short, view.lang)
    unit = _pattern(view).partition("{n}")[2]
    if not scale and digits.endswith("千") and unit[:1] in _AFTER_THOUSAND:
        return _worded(view)  # 三千克 would be three kilograms, and not three thousand grams
    written = _han_parts(digits, scale, view.qualifier, short)
    return _pattern(view).replace("{n}", written.before + written.number)


def _is_han(locale: str) -> bool:
    return locale.lower().startswith("zh")


def _is_sign(view: FigureView) -> bool:
    """Whether the unit is % or ‰, before which 余 can't stand."""
    return _pattern(view) in {"{n}%", "{n}‰"}


def _pattern(view: FigureView) -> str:
    """The unit's wording in the plural form that the number takes."""
    forms = dict(view.unit)
    return forms.get(cldr.plural(view.value, view.locale)) or forms["other"]


def _scaled(value: Decimal, scales: tuple[tuple[Decimal, str], ...]) -> tuple[Decimal, str]:
    """The number in the largest scale that keeps it exact with at most two decimals."""
    for factor, name in scales:
        if abs(value) >= factor:
            short = value / factor
            if -int(short.normalize().as_tuple().exponent) <= _MOST_DECIMALS:
                return short.normalize(), name
    return value, ""


def _han(value: Decimal, qualifier: Qualifier, locale: str, *, sign: bool) -> Parts:
    """Chinese; before a sign (%) “more than” is 超过."""
    short, scale = _scaled(value, _HAN_SCALES)
    digits = cldr.number(short, locale, grouped=bool(not scale and value >= 10_000))
    if sign and qualifier is Qualifier.MORE_THAN:
        return Parts(_HAN_MORE, digits + scale, "")
    return _han_parts(digits, scale, qualifier, short)


def _han_parts(digits: str, scale: str, qualifier: Qualifier, short: Decimal) -> Parts:
    """余 follows the digits where they end in zero (420余万), else the scale (3万余)."""
    if qualifier is not Qualifier.MORE_THAN:
        return Parts(_HAN_QUALIFIERS.get(qualifier, ""), digits + scale, "")
    round_digits = short >= 100 and short % 10 == 0
    return Parts("", f"{digits}余{scale}" if round_digits else f"{digits}{scale}余", "")


def _latin(value: Decimal, qualifier: Qualifier, locale: str) -> Parts:
    """English: 4.2 million, 121,800, with the qualifier before it."""
    short, scale = _scaled(value, _LATIN_SCALES)
    digits = cldr.number(short, locale)
    return Parts(
        _LATIN_QUALIFIERS.get(qualifier, ""), f"{digits}\u00a0{scale}" if scale else digits, ""
    )
