"""A build from the first file to the last: the whole story on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol

from qingyuan import check, images, markup, numerals, publish, read, render
from qingyuan.check.languages.texts import TEXT_MISSING
from qingyuan.model import acceptance, untranslated
from qingyuan.model.digests import Ledger, digest
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem, Severity
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing
from qingyuan.model.waiver import Waived
from qingyuan.model.watchlist import Watchlist
from qingyuan.reuse.store import Store
from qingyuan.workers import Workers

# Every kind of problem, for docs/problems/ and for whoever explains one.
KINDS = (*read.KINDS, *markup.KINDS, *check.KINDS, *render.KINDS, *publish.KINDS)
# The manual pages of the rules on content.
MANUALS = check.MANUALS
# A picture takes seconds: two are worth a second process.
_FEWEST_PICTURES = 2


class Progress(Protocol):
    """Hears how far a build is: a stage's name and size, and a tick for each item done."""

    def stage(self, name: str, total: int) -> Callable[[], None]: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did.

    `waived` are problems that an editor has taken an exception from; `translations` is how each
    stands to its original; `pages` counts them by language; `change` is None where nothing was
    published; `packs` are the zips that were written.
    """

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()
    translations: tuple[Standing, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    reused: int = 0
    change: publish.Change | None = None
    packs: tuple[publish.Pack, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a problem keeps the site from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build works with."""

    store: Store
    workers: Workers
    progress: Progress


@dataclass(frozen=True, slots=True)
class Checked:
    """A site that has been read and checked; `site` is None where there are no settings."""

    site: Site | None
    files: Discovered
    ledger: Ledger
    cleaned: Mapping[str, images.Cleaned]
    report: Report


def build(project: Project, tools: Tools, *, publishing: bool) -> Report:
    """Reads, checks, renders and, where nothing blocks and `publishing` is asked for, publishes."""
    read_ = checked(project, tools)
    site, report = read_.site, read_.report
    if site is None or report.blocked:
        return report

    plan, found = render.plan(site, read_.files, read_.ledger, read_.cleaned)
    problems = [*report.problems, *found]
    templates = render.Templates(read_.files.templates)
    tick = tools.progress.stage("render", len(plan.pages))
    rendered, reused = perform(tools, templates, plan.pages, tick)
    problems += render.explain(result for result in rendered if isinstance(result, render.Failure))
    pages = Counter(page.language or "" for page in plan.pages)
    counted = tuple(sorted(pages.items()))
    report = replace(report, problems=in_order(problems), pages=counted, reused=reused)
    if report.blocked or not publishing:
        return report

    outputs = [result for result in rendered if isinstance(result, Output)]
    change, found = publish.replace(project.output, [*outputs, *plan.statics], force=project.force)
    return replace(report, problems=in_order([*problems, *found]), change=change)


def checked(project: Project, tools: Tools) -> Checked:
    """The site as it may be published, and what was found wrong with it."""
    site, files, cleaned, problems = _read(project, tools)
    ledger = Ledger.of(files)
    if site is None:
        return Checked(None, files, ledger, cleaned, Report(in_order(problems)))
    findings = _findings(site, ledger, tools)
    found, waived = check.run(site, findings)
    if project.preview:
        site, found = untranslated.shown(site), _previewed(found)
        ledger = replace(ledger, data=digest("preview", ledger.data))
    states = tuple(state for part in findings for state in part.standings)
    report = Report(in_order([*problems, *found]), tuple(waived), states)
    return Checked(site, files, ledger, cleaned, report)


def _findings(site: Site, ledger: Ledger, tools: Tools) -> list[check.Findings]:
    """What the rules that read texts find in every article, and in the data."""
    parts = [*(site.only(article) for article in site.articles), site.without_articles()]
    today = site.today.isoformat()

    def key(part: Site) -> str:
        own = [ledger.articles[article.folder] for article in part.articles]
        unread, twins = sorted(part.unread), sorted(part.twins)
        return digest(part.part.value, *own, ledger.data, today, repr(unread), repr(twins))

    tick = tools.progress.stage("check", len(parts))
    found, _ = tools.store.through(
        "check", parts, key, lambda todo: tools.workers.map(check.look, todo, tick)
    )
    return found


def perform(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> tuple[list[Output | render.Failure], int]:
    """Pages to bytes, and how many were there already.

    Then the shards of the search, which follow from the bytes of its texts.
    """
    rendered, reused = _rendered(tools, templates, pages, tick)
    blocks = render.shards.blocks(pages, rendered)
    pieces, _ = tools.store.through(
        "search",
        blocks,
        lambda block: digest(str(block.shards), *(text.digest for text in block.texts)),
        lambda todo: tools.workers.map(render.shards.index, todo, _quietly),
    )
    shards = list(render.shards.shards(zip(blocks, pieces, strict=True)))
    more, _ = _rendered(tools, templates, shards, _quietly)
    return [*rendered, *more], reused


def _rendered(
    tools: Tools, templates: render.Templates, pages: Sequence[Page], tick: Callable[[], None]
) -> tuple[list[Output | render.Failure], int]:
    closures = {name: repr(templates.closure(name)) for name in {page.template for page in pages}}
    return tools.store.through(
        "render",
        pages,
        lambda page: digest(page.path, closures[page.template], page.key),
        lambda todo: tools.workers.map(partial(render.perform, templates), todo, tick),
        keep=lambda result: isinstance(result, Output),
    )


def _quietly() -> None:
    """What is not worth a tick."""


def _previewed(problems: list[Problem]) -> list[Problem]:
    """The problems of a preview: what is not translated yet is no reason to stop."""
    return [
        replace(problem, severity=Severity.WARNING)
        if problem.code == TEXT_MISSING.code
        else problem
        for problem in problems
    ]


def accept(
    project: Project, tools: Tools, asked: tuple[str, str, str | None]
) -> acceptance.Acceptance:
    """Records that a translation says what its original says today; the site stays as it is.

    `asked` are the article's name, the language, and the section where only one is meant.  Raises
    RefusedError, and OSError where the record can't be written.
    """
    site, *_ = _read(project, tools)
    if site is None:
        zh, en = "content/site.yaml 有错误，请先改正", "mend the errors in content/site.yaml first"
        raise acceptance.RefusedError(zh, en)
    accepted = acceptance.accept(site, *asked)
    publish.keep(project.root / accepted.path, accepted.text)
    return accepted


def _read(
    project: Project, tools: Tools
) -> tuple[Site | None, Discovered, Mapping[str, images.Cleaned], list[Problem]]:
    """What the files say, bound together, and what is wrong with that."""
    store, workers = tools.store, tools.workers
    known = store.stamps()
    files, problems = read.discover(project, known)
    tick = tools.progress.stage("parse", len(files.sources))
    parsed, _ = store.through(
        "parse", files.sources, _file_key, lambda todo: workers.map(parse, todo, tick)
    )
    store.stamp(files.stamps, known)
    parsed += [read.Parsed(path, None, ()) for path in files.unread]
    cleaned = _cleaned(files, tools)
    site, found = read.assemble(parsed, files.beside, cleaned, files.logos, project.today)
    problems += [*found, *(problem for file in parsed for problem in file.problems)]
    return site, files, cleaned, problems


def _cleaned(files: Discovered, tools: Tools) -> Mapping[str, images.Cleaned]:
    """What is to be published of the files beside articles, by their paths."""
    tick = tools.progress.stage("pictures", len(files.beside))
    made, _ = tools.store.through(
        "picture",
        files.beside,
        lambda file: digest(PurePosixPath(file.path).suffix.lower(), file.blob.digest),
        lambda todo: tools.workers.map(clean, todo, tick, fewest=_FEWEST_PICTURES),
    )
    return {file.path: result for file, result in zip(files.beside, made, strict=True)}


def clean(file: SourceFile) -> images.Cleaned:
    """A picture's size and copies: a pure function of its ending and bytes."""
    return images.cleaned(file.path, file.data)


def parse(file: SourceFile) -> read.Parsed:
    """One file to what it says, Markdown and all: a pure function of its path and bytes."""
    parsed = read.parse(file)
    if isinstance(parsed.value, Watchlist):
        return replace(parsed, problems=(*parsed.problems, *check.lists.tried(parsed.value)))
    if not isinstance(parsed.value, read.Draft):
        return parsed
    draft = parsed.value
    body, found = markup.convert(file.path, draft.first_line, draft.text)
    language = file.path.rsplit("/", 1)[-1].removesuffix(".md")
    body = replace(body, prose=numerals.noted(body.prose, language))
    front = tuple(numerals.noted(prose, language) for prose in draft.front)
    edited = read.edited(replace(draft, front=front), language, body)
    return read.Parsed(file.path, edited, (*parsed.problems, *found))


def _file_key(file: SourceFile) -> str:
    return digest(file.path, file.blob.digest)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
