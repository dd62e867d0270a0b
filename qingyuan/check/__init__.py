"""The site to problems: one rule a file, whose docstring says what it checks and why."""

from __future__ import annotations

from qingyuan.check import (
    article_links,
    charts,
    citations,
    contradictions,
    editions,
    fact_references,
    fact_sums,
    files,
    localized,
    percentages,
    prose_numbers,
    review_dates,
    rounding,
    story_references,
    terms,
    timelines,
    unused_facts,
)
from qingyuan.model.problem import Problem
from qingyuan.model.site import Site

RULES = (
    article_links,
    charts,
    citations,
    contradictions,
    editions,
    fact_references,
    fact_sums,
    files,
    localized,
    percentages,
    prose_numbers,
    review_dates,
    rounding,
    story_references,
    terms,
    timelines,
    unused_facts,
)
KINDS = tuple(kind for rule in RULES for kind in rule.KINDS)


def run(site: Site) -> list[Problem]:
    """What every rule finds."""
    return [problem for rule in RULES for problem in rule.check(site)]
