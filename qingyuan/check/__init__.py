"""The site to problems: one rule a file, whose docstring says what it checks and why.

Rules that read texts look at one article at a time, and at the data: what they find in an article
follows from it and the data alone, and is kept (`Findings`).  Rules on how things hang together
look at the whole site, and need no texts for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from types import ModuleType

from msgspec import Struct

from qingyuan.check import articles, figures, languages, safe, unknown
from qingyuan.check.articles import (
    files,
    lessons,
    links,
    pictures,
    placeholders,
    references,
    terms,
)
from qingyuan.check.figures import (
    charts,
    citations,
    kit_numbers,
    prose_numbers,
    rounding,
    timelines,
)
from qingyuan.check.languages import editions, texts, translations
from qingyuan.check.others import Others, links_of
from qingyuan.check.safe import lists, s10_help, s13_sensitive_first
from qingyuan.check.waivers import KINDS as WAIVER_KINDS
from qingyuan.check.waivers import sift
from qingyuan.model.folder import folder_of
from qingyuan.model.manual import Manual
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Problem
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing
from qingyuan.model.standings import standings
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
# Rules that look at an article's outline, and at the articles that it links to.
_OUTLINE: tuple[ModuleType, ...] = (
    *(files, lessons, links, pictures, references, terms),
    *(charts, citations, rounding, timelines),
    editions,
)
# Rules that look at the whole site, or at its data.
_WHOLE = tuple(rule for rule in RULES if rule not in _READING and hasattr(rule, "check"))
# A rule on content is waived as a whole (S09) or by one of its kinds (S09-name).
WAIVABLE = frozenset(
    name
    for rule in JUDGEMENTS
    for kind in rule.KINDS
    for name in (kind.code, kind.code.split("-")[0] if kind.code[0] == "S" else kind.code)
)


class Findings(Struct, frozen=True):
    """What was found in one article, or in the data, and how its translations stand."""

    problems: tuple[Problem, ...]
    standings: tuple[Standing, ...]


def look(site: Site, article: Story | ContentPage | None) -> Findings:
    """What the rules that read texts find in an article, or in the data; `site` has its data."""
    part = site.only(article) if article else site
    problems = tuple(problem for rule in _READING for problem in rule.check(part))
    return Findings(problems, tuple(standings(part)))


def run(
    site: Site,
    wholly: Iterable[Problem],
    findings: Sequence[Findings],
    memory: Memory,
    scope: object,
) -> tuple[list[Problem], list[Waived]]:
    """What every rule finds, and what of it is waived.

    `wholly` is what `whole` finds; `findings` are those of all articles, then of the data; `scope`
    is equal where the data, what could not be read, the names of articles and the day are.
    """
    scope = memory.same("scope of checks", scope)
    others = Others.of(site)
    elsewhere = of_folders(wholly)
    kept = list(findings[-1].problems)
    waived: list[Waived] = []
    for article, own in zip(site.articles, findings, strict=False):
        folder = article.folder
        names = memory.recall(("links", folder), (article,), partial(links_of, article))
        more = elsewhere.pop(folder, ())
        left, taken = memory.recall(
            ("sifted", folder),
            (article, own, scope, *others.linked(names), *more),
            partial(sifted, others, article, (*own.problems, *more)),
        )
        kept += left
        waived += taken
    return [*kept, *(problem for found in elsewhere.values() for problem in found)], waived


def whole(site: Site) -> list[Problem]:
    """What the rules find that look at the whole site, or at its data."""
    return [problem for rule in _WHOLE for problem in rule.check(site)]


def of_folders(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Problems by the folder of the article that they are in, or by their file."""
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[folder_of(problem.location.path)].append(problem)
    return found


def sifted(
    others: Others, article: Story | ContentPage, problems: Iterable[Problem]
) -> tuple[list[Problem], list[Waived]]:
    """What is found in an article, its outline's problems among it, and what of it is waived."""
    outline = (problem for rule in _OUTLINE for problem in rule.look(others, article))
    return sift(article, others.site.today, [*problems, *outline], WAIVABLE)
