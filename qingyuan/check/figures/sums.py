"""Where a fact names its parts, they add up to it exactly, in units that convert.

Quantities are decimals from the YAML text on: 0.69925 + 1.99787 + 26.6018 is 29.29892, which it is
not in binary floating point.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from qingyuan.check.figures.citations import FACT_UNKNOWN
from qingyuan.check.unknown import unknown
from qingyuan.model.fact import Fact
from qingyuan.model.problem import Problem, error
from qingyuan.model.quantity import plain
from qingyuan.model.site import Site

PARTS_SUM = error(
    "parts-sum",
    zh="各部分加起来是 {sum}，这里写的是 {value}，相差 {difference}",
    en="the parts add up to {sum}, but the value here is {value}; the difference is {difference}",
    hint_zh="对照来源核对这里和各部分：{parts}",
    hint_en="compare this value and each part with the source: {parts}",
    why_zh="总数和分项对不上，必有一处抄错了。",
    why_en="When a total and its parts disagree, one of them was copied wrongly.",
    wrong="value: 29.29893\nparts: [heroin, ice, tablets]",
    right="value: 29.29892\nparts: [heroin, ice, tablets]",
)
PARTS_UNIT = error(
    "parts-unit",
    zh="“{id}”的单位（{unit}）不能换算成这里的单位（{own}）",
    en="the unit of “{id}” ({unit}) does not convert to the one here ({own})",
    hint_zh="各部分要用同一类单位：比如都是重量，或都是件数。",
    hint_en="parts are of one dimension: all of them weights, or all of them counts.",
    why_zh="公斤和件数不能相加。",
    why_en="Kilograms and cases can't be added.",
    wrong="parts: [seizures-2022, cases-2022]",
    right="parts: [heroin-2022, ice-2022]",
)
KINDS = (PARTS_SUM, PARTS_UNIT)


def check(site: Site) -> Iterator[Problem]:
    """Every fact with parts."""
    for fact in site.facts.values():
        if fact.parts:
            yield from unknown(site, "fact", fact.parts, site.facts, FACT_UNKNOWN)
            yield from _sum(site, fact)


def _sum(site: Site, fact: Fact) -> Iterator[Problem]:
    own = site.units.get(fact.unit.id)
    parts = [site.facts[ref.id] for ref in fact.parts if ref.id in site.facts]
    if own is None or len(parts) < len(fact.parts):
        return
    total = Decimal(0)
    with localcontext() as context:
        context.prec = 100  # exact for any figures a person types
        for ref, part in zip(fact.parts, parts, strict=True):
            unit = site.units.get(part.unit.id)
            if unit is None:
                return
            if unit.dimension != own.dimension:
                yield PARTS_UNIT.at(ref.at, id=ref.id, unit=unit.id, own=own.id)
                return
            total += part.value * unit.factor
        if total != fact.value * own.factor:
            yield PARTS_SUM.at(
                fact.value_at,
                sum=plain(total / own.factor),
                value=plain(fact.value),
                difference=plain(abs(total / own.factor - fact.value)),
                parts=" + ".join(f"{p.id} {plain(p.value)} ({p.value_at})" for p in parts),
            )
