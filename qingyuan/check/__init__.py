"""The site to problems: one rule a file, whose docstring says what it checks and why."""

from __future__ import annotations

from qingyuan.check import articles, figures, languages, safe
from qingyuan.check.safe import lists
from qingyuan.check.waivers import KINDS as WAIVER_KINDS
from qingyuan.check.waivers import sift
from qingyuan.model.manual import Manual
from qingyuan.model.problem import Problem
from qingyuan.model.site import Site
from qingyuan.model.waiver import Waived

# Judgements on content, from which an editor may take an exception with a reason.
JUDGEMENTS = (*safe.RULES, *languages.PARITY)
RULES = (*articles.RULES, *figures.RULES, *languages.RULES, *JUDGEMENTS)
KINDS = (*(kind for rule in (*RULES, lists) for kind in rule.KINDS), *WAIVER_KINDS)
MANUALS = tuple(Manual.of(rule.__doc__) for rule in safe.RULES)
# A rule on content is waived as a whole (S09) or by one of its kinds (S09-name).
WAIVABLE = frozenset(
    name
    for rule in JUDGEMENTS
    for kind in rule.KINDS
    for name in (kind.code, kind.code.split("-")[0] if kind.code[0] == "S" else kind.code)
)


def run(site: Site) -> tuple[list[Problem], list[Waived]]:
    """What every rule finds, and what of it is waived."""
    return sift(site, (problem for rule in RULES for problem in rule.check(site)), WAIVABLE)
