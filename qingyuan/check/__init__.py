"""The site to problems: one rule a file, whose docstring says what it checks and why."""

from __future__ import annotations

from types import ModuleType

from qingyuan.check.articles import files, links, references, review_dates, terms
from qingyuan.check.figures import (
    charts,
    citations,
    contradictions,
    percentages,
    prose_numbers,
    rounding,
    sums,
    timelines,
    unused_facts,
)
from qingyuan.check.figures import references as fact_references
from qingyuan.check.languages import editions, texts
from qingyuan.check.safe import (
    lists,
    s01_use,
    s02_supply,
    s03_glamour,
    s04_fear,
    s06_norms,
    s07_stigma,
    s15_typography,
    s16_script,
)
from qingyuan.check.waivers import KINDS as WAIVER_KINDS
from qingyuan.check.waivers import sift
from qingyuan.model.problem import Problem
from qingyuan.model.site import Site
from qingyuan.model.waiver import Waived

RULES = (
    # articles
    files,
    links,
    references,
    review_dates,
    terms,
    # figures
    charts,
    citations,
    contradictions,
    fact_references,
    percentages,
    prose_numbers,
    rounding,
    sums,
    timelines,
    unused_facts,
    # languages
    editions,
    texts,
    # watch lists
    lists,
)
# Judgements on content, from which an editor may take an exception with a reason.
SAFE: tuple[ModuleType, ...] = (
    s01_use,
    s02_supply,
    s03_glamour,
    s04_fear,
    s06_norms,
    s07_stigma,
    s15_typography,
    s16_script,
)
PARITY: tuple[ModuleType, ...] = ()
KINDS = (*(kind for rule in (*RULES, *SAFE, *PARITY) for kind in rule.KINDS), *WAIVER_KINDS)
WAIVABLE = frozenset(
    name
    for rule in (*SAFE, *PARITY)
    for kind in rule.KINDS
    for name in (kind.code, kind.code.split("-")[0] if kind.code[0] == "S" else kind.code)
)


def run(site: Site) -> tuple[list[Problem], list[Waived]]:
    """What every rule finds, and what of it is waived."""
    found = (problem for rule in (*RULES, *SAFE, *PARITY) for problem in rule.check(site))
    return sift(site, found, WAIVABLE)
