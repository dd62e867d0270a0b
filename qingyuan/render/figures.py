"""Quantities in words: the number, how exactly it is meant, and its unit.

How a language writes them is data (templates/strings.yaml): its steps (scale-10000 is 万 in
Chinese, scale-1000000 million in English) and its words for “more than” and the like (number-…).
What has no word for a step writes all digits.  No digit is ever rounded away.  In Chinese “more
than” follows the digits where they end in zero, else the step: 420余万份, 100.14万余元.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.quantity import Qualifier
from qingyuan.numerals import script, spell
from qingyuan.render import cldr
from qingyuan.render.views import FigureView
from qingyuan.render.wording import Wording

_MOST_DECIMALS = 2
_TEN_THOUSAND = 10_000
_STEP, _SHORT_STEP = "scale-", "short-"
# Units that 千 before them would make into others: 千克, 千米.
_AFTER_THOUSAND = frozenset("克米瓦卡焦")
_ROUNDING = {
    Qualifier.MORE_THAN: ROUND_FLOOR,
    Qualifier.NEARLY: ROUND_CEILING,
    Qualifier.AT_MOST: ROUND_CEILING,
}


class Parts(Struct, frozen=True):
    """The pieces of a figure: what stands before the number, and the number."""

    before: str
    number: str


class _Scaled(Struct, frozen=True):
    """A number in a step of its language: 4.2, and "{n} million"; "{n}" where it has none."""

    value: Decimal
    step: str

    @property
    def is_whole(self) -> bool:
        """Whether it stands without a step."""
        return self.step == "{n}"


def figure(view: FigureView, say: Wording, option: str = "") -> str:
    """A figure as a citation asks for it; the options are those of `model.body.FACT_OPTIONS`.

    `say` has the words of the figure's language.
    """
    if option == "rounded":
        return _worded(rounded(view), say)
    if option == "label":
        return say.t("number-label", label=view.label, n=_worded(view, say))
    if option == "short":
        return _short(view, say)
    if option == "words":
        return _words(view, say)
    if option in {"number", "plain"}:
        qualifier = Qualifier.EXACT if option == "plain" else view.qualifier
        written = _parts(view, say, qualifier)
        return written.before + written.number
    return _worded(view, say)


def figure_parts(view: FigureView, say: Wording) -> tuple[str, str, str]:
    """Before, number and after, for setting the number large: ("more than", "4.2 million", …)."""
    written = _parts(view, say, view.qualifier)
    head, _, tail = _pattern(view).partition("{n}")
    return (f"{head}{written.before}".strip(), written.number, tail.strip())


def unit_word(view: FigureView) -> str:
    """The unit's own word: what is left of its wording without the number."""
    return dict(view.unit)["other"].replace("{n}", "").strip()


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


def _worded(view: FigureView, say: Wording) -> str:
    """Qualifier, number and unit: 420余万份."""
    written = _parts(view, say, view.qualifier)
    return _pattern(view).replace("{n}", written.before + written.number)


def _parts(view: FigureView, say: Wording, qualifier: Qualifier) -> Parts:
    scaled = _scaled(view, say, _STEP)
    return _qualified(view, say, qualifier, scaled, _digits(scaled, say))


def _qualified(
    view: FigureView, say: Wording, qualifier: Qualifier, scaled: _Scaled, digits: str
) -> Parts:
    """Digits in their step, and the word for how exactly they are meant."""
    pattern = _exactness(view, say, qualifier)
    before, _, after = pattern.partition("{n}")
    round_digits = scaled.value >= 100 and scaled.value % 10 == 0
    if qualifier is Qualifier.MORE_THAN and round_digits:
        return Parts(before, scaled.step.replace("{n}", digits + after))
    return Parts(before, scaled.step.replace("{n}", digits) + after)


def _exactness(view: FigureView, say: Wording, qualifier: Qualifier) -> str:
    """The qualifier's words around {n}; before a sign (%) “more than” has words of its own."""
    if qualifier is Qualifier.EXACT:
        return "{n}"
    sign = qualifier is Qualifier.MORE_THAN and _is_sign(view)
    return say.t(f"number-{qualifier}{'-sign' if sign else ''}")


def _short(view: FigureView, say: Wording) -> str:
    """For tight places, without the unit: 420万+, 4.2m+."""
    scaled = _scaled(view, say, _SHORT_STEP)
    number = scaled.step.replace("{n}", _digits(scaled, say))
    if view.qualifier is Qualifier.EXACT:
        return number
    return say.t(f"short-{view.qualifier}").replace("{n}", number)


def _digits(scaled: _Scaled, say: Wording) -> str:
    """The digits; who counts in 万 groups them only where they are more than four and no 万."""
    counts_in_wan = f"{_STEP}{_TEN_THOUSAND}" in dict(say.steps(_STEP))
    long = scaled.is_whole and scaled.value >= _TEN_THOUSAND
    return cldr.number(scaled.value, say.locale, grouped=long or not counts_in_wan)


def _scaled(view: FigureView, say: Wording, steps: str) -> _Scaled:
    """The number in the largest step that keeps it exact with at most two decimals."""
    for key, factor in say.steps(steps):
        if abs(view.value) >= factor:
            short = view.value / factor
            if -int(short.normalize().as_tuple().exponent) <= _MOST_DECIMALS:
                short = short.normalize()
                return _Scaled(short, say.form(key, short))
    return _Scaled(view.value, "{n}")


def _words(view: FigureView, say: Wording) -> str:
    """In words: 四百二十余万份, more than four million two hundred thousand leaflets.

    Languages other than Chinese and English have digits.
    """
    write = _SPELLED.get(view.lang.lower().partition("-")[0], _worded)
    return write(view, say)


def _latin_words(view: FigureView, say: Wording) -> str:
    pattern = _exactness(view, say, view.qualifier).replace("\u00a0", " ")
    text = _pattern(view).replace("{n}", pattern.replace("{n}", spell(view.value, view.lang)))
    return text.replace("%", " per cent").replace("‰", " per mille")


def _han_words(view: FigureView, say: Wording) -> str:
    """The same step as in digits; a share is 百分之…, and a pair is 两."""
    if _is_sign(view):
        base = "百分之" if "%" in _pattern(view) else "千分之"
        pattern = _exactness(view, say, view.qualifier)
        return pattern.replace("{n}", base + spell(view.value, view.lang))
    scaled = _scaled(view, say, _STEP)
    if scaled.value >= _TEN_THOUSAND:  # 10010万 is 一亿零一十万 in words
        scaled = _Scaled(view.value, "{n}")
    pair = script.written("两", view.lang)
    digits = pair if view.value == 2 else spell(scaled.value, view.lang)
    unit = _pattern(view).partition("{n}")[2]
    if scaled.is_whole and digits.endswith("千") and unit[:1] in _AFTER_THOUSAND:
        return _worded(view, say)  # 三千克 would be three kilograms, and not three thousand grams
    written = _qualified(view, say, view.qualifier, scaled, digits)
    return _pattern(view).replace("{n}", written.before + written.number)


_SPELLED: dict[str, Callable[[FigureView, Wording], str]] = {"zh": _han_words, "en": _latin_words}


def _is_sign(view: FigureView) -> bool:
    """Whether the unit is % or ‰, before which 余 can't stand."""
    return _pattern(view) in {"{n}%", "{n}‰"}


def _pattern(view: FigureView) -> str:
    """The unit's wording in the plural form that the number takes."""
    forms = dict(view.unit)
    return forms.get(cldr.plural(view.value, view.locale)) or forms["other"]
