"""A build from the first file to the last: the whole story on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import check, images, markup, publish, render, standstill
from qingyuan.check.languages.texts import TEXT_MISSING
from qingyuan.checking import findings_of
from qingyuan.leaving import leave
from qingyuan.model import untranslated
from qingyuan.model.ahead import coming
from qingyuan.model.digests import digest
from qingyuan.model.ledger import Ledger
from qingyuan.model.left import Kept, Left
from qingyuan.model.making import Why
from qingyuan.model.page import Output, flat
from qingyuan.model.problem import Problem, Severity, in_order, nearest
from qingyuan.model.project import Discovered, Project
from qingyuan.model.refusal import RefusedError
from qingyuan.model.report import Report
from qingyuan.model.site import Site
from qingyuan.read.problems import KINDS as READ_KINDS
from qingyuan.reading import read_site
from qingyuan.rendering import keep_prepared, perform, remember, remembered, templates_of
from qingyuan.standstill import Found
from qingyuan.tools import Tools

# Every kind of problem, for docs/problems/ and for whoever explains one.
KINDS = (*READ_KINDS, *markup.KINDS, *check.KINDS, *render.KINDS, *publish.KINDS)
# The manual pages of the rules on content.
MANUALS = check.MANUALS


class Checked(Struct, frozen=True):
    """A site that has been read and checked; `site` is None where there are no settings.

    `whole` is what the rules have found that look at all of it.
    """

    site: Site | None
    files: Discovered
    ledger: Ledger
    cleaned: Mapping[str, images.Cleaned]
    report: Report
    whole: tuple[Problem, ...]


def build(project: Project, tools: Tools, found: Found, *, publishing: bool) -> Report:
    """Reads, checks, renders and, where nothing blocks and `publishing` is asked for, publishes.

    Raises GoneError where a file changes under its hands, or the store has lost something.
    """
    store = tools.store
    made = checked(project, tools, found)
    site, report = made.site, made.report
    pages = None
    if site and not report.blocked:
        pages, report = rendered(project, made, site, tools)
    if publishing and not report.blocked:
        known_files = standstill.published(project, store)
        change, problems = publish.replace(
            project.output, pages.outputs if pages else (), known_files, force=project.force
        )
        report = replace(report, problems=in_order([*report.problems, *problems]), change=change)
        if change is None:
            return report
        if site and pages:
            seen = (found.state, site, made.ledger, made.whole, report)
            leave(project, store, Left.of(*seen, behind=pages.behind), pages.kept)
    standstill.keep(project, store, found.state, report, publishing=publishing)
    return report


class Rendered(Struct, frozen=True):
    """All files of a site to publish; where its pages are kept, and what is behind these."""

    outputs: list[Output]
    kept: Mapping[str, Kept]
    behind: Mapping[str, tuple[str, str]]


def rendered(project: Project, made: Checked, site: Site, tools: Tools) -> tuple[Rendered, Report]:
    """A site's files, and the report with what its templates have to say."""
    plan = render.Plan(site, made.files, made.ledger, made.cleaned)
    templates, found = templates_of(made.files, tools), plan.problems
    tick = tools.progress.stage("render", len(plan.pages))
    pages = perform(tools, templates, plan.pages, tick)
    results, anew = pages.results, pages.making.anew
    remember(tools.store, project, pages.making)
    if anew:
        keep_prepared(templates, tools.store)
    found += render.explain(result for result in results if isinstance(result, render.Failure))
    counts = Counter(page.language or "" for page in plan.pages)
    report = replace(
        made.report,
        problems=in_order([*made.report.problems, *found]),
        pages=tuple(sorted(counts.items())),
        reused=sum(page.path not in anew for page in plan.pages),
    )
    outputs = [*(r for r in results if isinstance(r, Output)), *plan.statics]
    return Rendered(outputs, pages.kept, pages.behind), report


def checked(project: Project, tools: Tools, found_files: Found) -> Checked:
    """The site as it may be published, and what was found wrong with it."""
    files, ledger = found_files.files, found_files.ledger
    site, cleaned, problems = read_site(project, tools, found_files)
    if site is None:
        return Checked(None, files, ledger, cleaned, Report(in_order(problems)), ())
    scope = (ledger.data, site.today, site.unread, site.slugs)
    findings = findings_of([*site.articles, None], site, ledger, tools, scope)
    whole = check.whole(site)
    found, waived = check.run(site, whole, findings, tools.memory, scope)
    if project.preview:
        site, found = untranslated.shown(site), _previewed(found)
        ledger = replace(ledger, data=digest("preview", ledger.data))
    states = tuple(state for part in findings for state in part.standings)
    report = Report(in_order([*problems, *found]), tuple(waived), states, upcoming=coming(site))
    site = site.to_show(everything=project.everything)
    return Checked(site, files, ledger, cleaned, report, tuple(whole))


def why(project: Project, tools: Tools, asked: str) -> list[Why]:
    """What pages are made of, and why the last build made them anew, or did not.

    `asked` is a page's path in the output folder, or a file or folder that pages come from.  Raises
    RefusedError where there is no such page, and where errors keep the site from being planned.
    """
    made = checked(project, tools, standstill.find(project, tools.store, tools.memory))
    if made.site is None or made.report.blocked:
        zh, en = (
            "内容里有错误，请先改正（check 会逐条列出）",
            "mend the errors that check lists first",
        )
        raise RefusedError(zh, en)
    plan = render.Plan(made.site, made.files, made.ledger, made.cleaned)
    templates = templates_of(made.files, tools)
    wanted = asked.replace("\\", "/").removeprefix("./").removeprefix("output/").strip("/")
    found = [page for page in plan.pages if page.path in {wanted, f"{wanted}/index.html"}]
    found = found or [p for p in plan.pages if f"{p.origin}/".startswith(f"{wanted}/")]
    if not found:
        near = nearest(wanted, (page.path for page in plan.pages))
        zh, en = f"没有“{asked}”这一页", f"there is no page “{asked}”"
        raise RefusedError(
            zh + (f"。是不是“{near}”？" if near else ""),
            en + (f"; did you mean “{near}”?" if near else ""),
        )
    last = remembered(tools.store, project)
    behind = ((page, templates.behind(page.template).named) for page in found)
    return [Why.of(page, (*named, *flat(page.seen)), last) for page, named in behind]


def _previewed(problems: list[Problem]) -> list[Problem]:
    """The problems of a preview: what is not translated yet is no reason to stop."""
    return [
        replace(problem, severity=Severity.WARNING)
        if problem.code == TEXT_MISSING.code
        else problem
        for problem in problems
    ]
