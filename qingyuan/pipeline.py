"""A build from the first file to the last: the whole story on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import check, images, markup, publish, render, standstill
from qingyuan.check.languages.texts import TEXT_MISSING
from qingyuan.model import untranslated
from qingyuan.model.ahead import coming
from qingyuan.model.digests import digest
from qingyuan.model.ledger import Ledger
from qingyuan.model.making import Making, Why
from qingyuan.model.page import Output, Page, Parts, flat
from qingyuan.model.problem import Problem, Severity, nearest
from qingyuan.model.project import Discovered, Project
from qingyuan.model.refusal import RefusedError
from qingyuan.model.report import Report
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.read.problems import KINDS as READ_KINDS
from qingyuan.reading import read_site
from qingyuan.render.codes import Drawn
from qingyuan.reuse.store import Store
from qingyuan.standstill import Found
from qingyuan.tools import Tools, quietly

# Every kind of problem, for docs/problems/ and for whoever explains one.
KINDS = (*READ_KINDS, *markup.KINDS, *check.KINDS, *render.KINDS, *publish.KINDS)
# The manual pages of the rules on content.
MANUALS = check.MANUALS
# A block of the search takes a twentieth of one.
_FEWEST_BLOCKS = 8


Article = Story | ContentPage


class Checked(Struct, frozen=True):
    """A site that has been read and checked; `site` is None where there are no settings."""

    site: Site | None
    files: Discovered
    ledger: Ledger
    cleaned: Mapping[str, images.Cleaned]
    report: Report


def build(project: Project, tools: Tools, found: Found, *, publishing: bool) -> Report:
    """Reads, checks, renders and, where nothing blocks and `publishing` is asked for, publishes.

    Raises GoneError where a file changes under its hands, or the store has lost something.
    """
    store = tools.store
    made = checked(project, tools, found)
    site, report = made.site, made.report
    outputs: list[Output] = []
    if site and not report.blocked:
        outputs, report = rendered(project, made, site, tools)
    if publishing and not report.blocked:
        known_files = standstill.published(project, store)
        change, problems = publish.replace(
            project.output, outputs, known_files, force=project.force
        )
        report = replace(report, problems=in_order([*report.problems, *problems]), change=change)
        if change is None:
            return report
    standstill.keep(project, store, found, report, publishing=publishing)
    return report


def rendered(
    project: Project, made: Checked, site: Site, tools: Tools
) -> tuple[list[Output], Report]:
    """All files of a site to publish, and the report with what its templates have to say."""
    plan = render.Plan(site, made.files, made.ledger, made.cleaned)
    templates, found = templates_of(made.files, tools), plan.problems
    tick = tools.progress.stage("render", len(plan.pages))
    results, making = perform(tools, templates, plan.pages, tick)
    _remember(tools.store, project, making)
    if making.anew:
        keep_compiled(templates, tools.store)
    found += render.explain(result for result in results if isinstance(result, render.Failure))
    counts = Counter(page.language or "" for page in plan.pages)
    report = replace(
        made.report,
        problems=in_order([*made.report.problems, *found]),
        pages=tuple(sorted(counts.items())),
        reused=sum(page.path not in making.anew for page in plan.pages),
    )
    return [*(r for r in results if isinstance(r, Output)), *plan.statics], report


def templates_of(files: Discovered, tools: Tools) -> render.Templates:
    """The templates that were found, with the code that an earlier build made of them."""

    def make() -> render.Templates:
        return render.Templates(files.templates, tools.store.note(_COMPILED) or ())

    return tools.memory.recall("templates", (files.templates,), make)


def keep_compiled(templates: render.Templates, store: Store) -> None:
    """Keeps the code of templates for the next time, where there is any that is new."""
    if templates.compiled != templates.known:
        store.noted(_COMPILED, templates.compiled)


def checked(project: Project, tools: Tools, found_files: Found) -> Checked:
    """The site as it may be published, and what was found wrong with it."""
    files, ledger = found_files.files, found_files.ledger
    site, cleaned, problems = read_site(project, tools, found_files)
    if site is None:
        return Checked(None, files, ledger, cleaned, Report(in_order(problems)))
    scope = (ledger.data, site.today, site.unread, site.slugs)
    findings = _findings(site, ledger, tools, scope)
    found, waived = check.run(site, findings, tools.memory, scope)
    if project.preview:
        site, found = untranslated.shown(site), _previewed(found)
        ledger = replace(ledger, data=digest("preview", ledger.data))
    states = tuple(state for part in findings for state in part.standings)
    report = Report(in_order([*problems, *found]), tuple(waived), states, upcoming=coming(site))
    site = site.to_show(everything=project.everything)
    return Checked(site, files, ledger, cleaned, report)


def _findings(site: Site, ledger: Ledger, tools: Tools, scope: object) -> list[check.Findings]:
    """What the rules that read texts find in every article, and in the data."""
    data, today = site.without_articles(), site.today.isoformat()

    def key(article: Article | None) -> str:
        own = ledger.articles[article.folder] if article else ""
        unread, slugs = data.known_to(article) if article else (data.unread, data.slugs)
        known = repr((sorted(unread), sorted(slugs)))
        return digest("article" if article else "data", own, ledger.data, today, known)

    articles: list[Article | None] = [*site.articles, None]
    tick = tools.progress.stage("check", len(articles))

    def look(todo: Sequence[Article | None]) -> list[check.Findings]:
        found = []
        for entry in tools.workers.each(check.look, data, todo):
            found.append(entry)
            tick()
        return found

    return tools.through("check", articles, key, look, scope)


def perform(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> tuple[list[Output | render.Failure], Making]:
    """Pages to bytes, and what they were made of.

    Then the shards of the search, which follow from the bytes of its texts.
    """
    rendered, making = _rendered(tools, templates, pages, tick)
    blocks = render.shards.blocks(pages, rendered)
    pieces, _ = tools.store.through(
        "search",
        blocks,
        lambda block: digest(str(block.shards), *(text.digest for text in block.texts)),
        lambda todo: tools.workers.map(render.shards.index, todo, quietly, fewest=_FEWEST_BLOCKS),
    )
    shards = list(render.shards.shards(zip(blocks, pieces, strict=True)))
    more, _ = _rendered(tools, templates, shards, quietly)
    return [*rendered, *more], making


def _rendered(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> tuple[list[Output | render.Failure], Making]:
    texts = templates.seen({page.template for page in pages})
    parts: dict[str, str] = {}
    anew: set[str] = set()

    own = {name: digest(repr(seen)) for name, seen in texts.items()}
    noted: set[int] = set()

    def key(page: Page) -> str:
        known = [page.path, own[page.template]]
        for part in page.seen:
            if not isinstance(part, Parts):
                parts[part[0]] = part[1]
                known += part
                continue
            if id(part) not in noted:
                noted.add(id(part))
                parts.update(part.named)
            known.append(part.digest)
        # No part has a line break in it.
        return digest("\n".join(known))

    def make(todo: Sequence[Page]) -> list[Output | render.Failure]:
        anew.update(page.path for page in todo)
        templates.prepare({page.template for page in todo})
        templates.codes.update(_codes(tools, todo))
        return tools.workers.map(partial(render.perform, templates), todo, tick)

    results, _ = tools.store.through(
        "render", pages, key, make, keep=lambda result: isinstance(result, Output)
    )
    for seen in texts.values():
        parts.update(seen)
    return results, Making(parts, frozenset(anew))


def _codes(tools: Tools, pages: Iterable[Page]) -> Iterator[tuple[str, Drawn]]:
    """The QR codes of pages, by what they say: to draw one takes a third of a page's time."""
    texts = sorted({page.code for page in pages} - {""})

    def make(todo: Sequence[str]) -> list[Drawn]:
        return tools.workers.map(render.draw, todo, quietly)

    drawn, _ = tools.store.through("code", texts, str, make)
    return zip(texts, drawn, strict=True)


_COMPILED = "compiled templates"


def _making(preview: bool) -> str:  # noqa: FBT001 - part of a name
    """The name of the note on what the last build made."""
    return f"making {preview}"


def _remember(store: Store, project: Project, making: Making) -> None:
    """Notes what a build made, if it made anything, for whoever asks why."""
    if making.anew:
        last: Making | None = store.note(_making(project.preview))
        store.noted(_making(project.preview), replace(making, before=last.parts if last else {}))


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
    texts = templates.seen({page.template for page in found})
    last: Making | None = tools.store.note(_making(project.preview))
    return [Why.of(page, (*texts[page.template], *flat(page.seen)), last) for page in found]


def _previewed(problems: list[Problem]) -> list[Problem]:
    """The problems of a preview: what is not translated yet is no reason to stop."""
    return [
        replace(problem, severity=Severity.WARNING)
        if problem.code == TEXT_MISSING.code
        else problem
        for problem in problems
    ]


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
