"""A percentage is one that can be, and agrees with the figures it was worked out from.

A share lies between nothing and the whole; a count can't fall by more than all of it.  Where a fact
names its two figures (`ratio-of`, `change-from`), the percentage must be what they give, to as many
decimals as it is stated with.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from qingyuan.check.figures.citations import FACT_UNKNOWN
from qingyuan.check.unknown import unknown
from qingyuan.model.fact import Fact
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error
from qingyuan.model.quantity import PERCENT, plain
from qingyuan.model.site import Site

PERCENT_IMPOSSIBLE = error(
    "percent-impossible",
    zh="这个百分比不可能是 {value}：{reason_zh}",
    en="this percentage can't be {value}: {reason_en}",
    hint_zh="对照来源核对。如果来源就是这样印的，写上 status: not-usable 和 reason。",
    hint_en="compare it with the source. If the source prints it so, add status: not-usable and a "
    "reason.",
    why_zh="占比在 0 和 100% 之间；数量最多下降 100%。超出的必是印错或抄错。",
    why_en="A share lies between 0 and 100%; a count falls by 100% at the most. Anything else was "
    "misprinted or miscopied.",
    wrong="value: 126.7\nunit: percent",
    right="value: 126.7\nunit: percent\nstatus: not-usable\nreason: {zh: ……, en: …}",
)
PERCENT_DISAGREES = error(
    "percent-disagrees",
    zh="由“{first}”和“{second}”算出来是 {computed}，这里写的是 {value}",
    en="“{first}” and “{second}” give {computed}, but the value here is {value}",
    hint_zh="核对这里和那两个数字；按写明的小数位数四舍五入。",
    hint_en="compare this value and those two; it is rounded to the decimals stated.",
    why_zh="百分比和它所依据的数字对不上，必有一处错了。",
    why_en="When a percentage and its figures disagree, one of them is wrong.",
    wrong="value: 45\nratio-of: {part: solved, whole: reported}",
    right="value: 50\nratio-of: {part: solved, whole: reported}",
)
PERCENT_UNIT = error(
    "percent-unit",
    zh="“{id}”要以百分比为单位，才能写 {field}",
    en="“{id}” needs a percentage as its unit to have {field}",
    hint_zh="写 unit: percent，或删掉 {field}。",
    hint_en="write unit: percent, or delete {field}.",
    why_zh="比例和变化都以百分比表示。",
    why_en="Shares and changes are stated as percentages.",
    wrong="unit: case\nratio-of: {part: a, whole: b}",
    right="unit: percent\nratio-of: {part: a, whole: b}",
)
KINDS = (PERCENT_IMPOSSIBLE, PERCENT_DISAGREES, PERCENT_UNIT)
_WHOLE = Decimal(100)


def check(site: Site) -> Iterator[Problem]:
    """Every fact that is, or says that it is, a percentage and is usable."""
    for fact in site.facts.values():
        unit = site.units.get(fact.unit.id)
        refs = _figures(fact)
        yield from unknown(site, "fact", refs, site.facts, FACT_UNKNOWN)
        if unit is None or not fact.usable:
            continue
        if unit.dimension == PERCENT:
            with localcontext() as context:
                context.prec = 100
                yield from _percentage(site, fact, fact.value * unit.factor, unit.factor)
        elif refs:
            field = "ratio-of" if fact.ratio else "change-from"
            yield PERCENT_UNIT.at(fact.unit.at, id=fact.id, field=field)


def _figures(fact: Fact) -> list[Ref]:
    ratio, change = fact.ratio, fact.change
    return [
        *([ratio.part, ratio.whole] if ratio else []),
        *([change.before, change.after] if change else []),
    ]


def _percentage(site: Site, fact: Fact, percent: Decimal, factor: Decimal) -> Iterator[Problem]:
    shown = f"{plain(fact.value)}{'%' if factor == 1 else '‰'}"
    lowest = -_WHOLE if fact.change else Decimal(0)
    if percent < lowest:
        zh = "数量最多下降 100%" if fact.change else "占比不能小于 0"
        en = "a count falls by 100% at the most" if fact.change else "a share is not below 0"
        yield PERCENT_IMPOSSIBLE.at(fact.value_at, value=shown, reason_zh=zh, reason_en=en)
    elif percent > _WHOLE and not fact.change:
        zh, en = "占比不能大于 100%", "a share is not above 100%"
        yield PERCENT_IMPOSSIBLE.at(fact.value_at, value=shown, reason_zh=zh, reason_en=en)
    computed = _computed(site, fact)
    if computed is None:
        return
    decimals = -int(fact.value.as_tuple().exponent)
    rounded = (computed / factor).quantize(Decimal(1).scaleb(-decimals))
    if abs(computed / factor - fact.value) > Decimal("0.5").scaleb(-decimals):
        first, second = _figures(fact)
        yield PERCENT_DISAGREES.at(
            fact.value_at,
            first=first.id,
            second=second.id,
            computed=plain(rounded),
            value=plain(fact.value),
        )


def _computed(site: Site, fact: Fact) -> Decimal | None:
    """The percentage that the two figures give; None where they can't be compared."""
    figures = [site.facts.get(ref.id) for ref in _figures(fact)]
    values = []
    for figure in figures:
        unit = site.units.get(figure.unit.id) if figure else None
        if figure is None or unit is None:
            return None
        values.append(figure.value * unit.factor)
    if len(values) != 2:
        return None
    if fact.ratio:
        part, whole = values
        return part / whole * 100 if whole else None
    before, after = values
    return (after - before) / before * 100 if before else None
