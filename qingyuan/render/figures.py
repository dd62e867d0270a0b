"""Quantities in words: the number, how exactly it is meant, and its unit.

Chinese counts in 万 and 亿 (GB/T 15835: whole or short decimal multiples), English in millions; no
digit is ever rounded away.  Where the qualifier stands is the language's own: 420余万份,
100.14万余元, but more than 4.2 million leaflets.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qingyuan.model.quantity import Qualifier
from qingyuan.render import cldr
from qingyuan.render.views import FigureView

_MOST_DECIMALS = 2
_HAN_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_LATIN_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_HAN_QUALIFIERS = {Qualifier.ABOUT: "约", Qualifier.NEARLY: "近", Qualifier.AT_MOST: "至多"}
_LATIN_QUALIFIERS = {
    Qualifier.MORE_THAN: "more than",
    Qualifier.ABOUT: "about",
    Qualifier.NEARLY: "nearly",
    Qualifier.AT_MOST: "at most",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a figure: what stands before the number, the number, what follows it."""

    before: str
    number: str
    after: str


def figure(view: FigureView, option: str = "") -> str:
    """The whole text; `number` leaves out the unit, `plain` the qualifier as well."""
    qualifier = Qualifier.EXACT if option == "plain" else view.qualifier
    han = _is_han(view.locale)
    written = (_han if han else _latin)(view.value, qualifier, view.locale)
    number = written.before + ("" if han or not written.before else "\u00a0") + written.number
    if option in {"number", "plain"}:
        return number
    return _pattern(view).replace("{n}", number)


def figure_parts(view: FigureView) -> tuple[str, str, str]:
    """Before, number and after, for setting the number large: ("more than", "4.2 million", …)."""
    written = (_han if _is_han(view.locale) else _latin)(view.value, view.qualifier, view.locale)
    head, _, tail = _pattern(view).partition("{n}")
    return (f"{head}{written.before}".strip(), written.number, tail.strip())


def _is_han(locale: str) -> bool:
    return locale.lower().startswith("zh")


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


def _han(value: Decimal, qualifier: Qualifier, locale: str) -> Parts:
    """Chinese.  余 follows the digits where they end in zero (420余万), else the scale (3万余)."""
    short, scale = _scaled(value, _HAN_SCALES)
    digits = cldr.number(short, locale, grouped=bool(not scale and value >= 10_000))
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
