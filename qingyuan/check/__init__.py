"""The site to problems: one rule a file, whose docstring says what it checks and why.

Rules that read texts look at one article at a time, and at the data: what they find in an article
follows from it and the data alone, and is kept (`Findings`).  Rules on how things hang together
look at the whole site, and need no texts for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

from qingyuan.check import articles, figures, languages, safe, unknown
from qingyuan.check.articles import placeholders
from qingyuan.check.figures import kit_numbers, prose_numbers
from qingyuan.check.languages import texts, translations
from qingyuan.check.safe import lists, s10_help, s13_sensitive_first
from qingyuan.check.waivers import KINDS as WAIVER_KINDS
from qingyuan.check.waivers import sift
from qingyuan.model.manual import Manual
from qingyuan.model.problem import Problem
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, standings
from qingyuan.model.story import ContentPage, Story
from qingyuan.model.waiver import Waived

# Judgements on content, from which an editor may take an exception with a reason.
JUDGEMENTS = (*safe.RULES, *languages.PARITY)
RULES = (*articles.RULES, *figures.RULES, *languages.RULES, *JUDGEMENTS)
KINDS = (*(kind for rule in (*RULES, lists, unknown) for kind in rule.KINDS), *WAIVER_KINDS)
MANUALS = tuple(Manual.of(rule.__doc__) for rule in safe.RULES)
# Rules that read texts.
_READING: tuple[ModuleType, ...] = (
    kit_numbers,
    placeholders,
    prose_numbers,
    texts,
    translations,
    *(rule for rule in JUDGEMENTS if rule not in {s10_help, s13_sensitive_first}),
)
_WHOLE = tuple(rule for rule in RULES if rule not in _READING)
# A rule on content is waived as a whole (S09) or by one of its kinds (S09-name).
WAIVABLE = frozenset(
    name
    for rule in JUDGEMENTS
    for kind in rule.KINDS
    for name in (kind.code, kind.code.split("-")[0] if kind.code[0] == "S" else kind.code)
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one article, or in the data, and how its translations stand."""

    problems: tuple[Problem, ...]
    standings: tuple[Standing, ...]


def look(site: Site, article: Story | ContentPage | None) -> Findings:
    """What the rules that read texts find in an article, or in the data; `site` has its data."""
    part = site.only(article) if article else site
    problems = tuple(problem for rule in _READING for problem in rule.check(part))
    return Findings(problems, tuple(standings(part)))


def run(site: Site, findings: Iterable[Findings]) -> tuple[list[Problem], list[Waived]]:
    """What every rule finds, and what of it is waived; `findings` are those of all its parts."""
    found = [problem for entry in findings for problem in entry.problems]
    found += [problem for rule in _WHOLE for problem in rule.check(site)]
    return sift(site, found, WAIVABLE)
