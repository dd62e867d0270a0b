"""No two facts claim different values for the same label, place and period."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.fact import Fact
from qingyuan.model.problem import Problem, error
from qingyuan.model.quantity import plain
from qingyuan.model.site import Site

FACT_CONTRADICTS = error(
    "fact-contradicts",
    zh="“{other}”（{place}）说的是同一件事，数值却是 {value}",
    en="“{other}” ({place}) says the same thing with the value {value}",
    hint_zh="核对来源，留下对的一个；如果是两件事，把 label 写得不一样。",
    hint_en="compare the source and keep the right one; if they are two things, give them labels "
    "that tell them apart.",
    why_zh="同一地点、同一时段的同一件事只有一个数字，否则读者不知道信哪个。",
    why_en="One thing in one place and period has one figure; otherwise nobody knows which to "
    "believe.",
    wrong="cases-a: {label: 破获案件, value: 114}\ncases-b: {label: 破获案件, value: 115}",
    right="cases-2022: {label: 破获案件, value: 114}",
)
KINDS = (FACT_CONTRADICTS,)


def check(site: Site) -> Iterator[Problem]:
    """Every usable fact; labels are compared without regard to case and spaces."""
    seen: dict[object, Fact] = {}
    for fact in site.facts.values():
        unit = site.units.get(fact.unit.id)
        if unit is None or not fact.usable:
            continue
        base = fact.value * unit.factor
        reported = False
        for code, label in fact.label.texts:
            words = "".join(label.casefold().split())
            key = (code, words, fact.place.id, fact.period, fact.as_of, unit.dimension)
            first = seen.setdefault(key, fact)
            known = site.units[first.unit.id]
            if not reported and first.value * known.factor != base:
                reported = True
                yield FACT_CONTRADICTS.at(
                    fact.value_at,
                    other=first.id,
                    place=str(first.value_at),
                    value=plain(first.value),
                )
