"""A build from the first file to the last: the whole story on one screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from qingyuan import check, markup, numerals, publish, read, render
from qingyuan.check.languages.texts import TEXT_MISSING
from qingyuan.model import acceptance, schools, untranslated
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem, Severity
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.school import School
from qingyuan.model.selection import selection
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, standings
from qingyuan.model.verification import Verification, listed, verification
from qingyuan.model.waiver import Waived
from qingyuan.reuse.store import Store, digest
from qingyuan.workers import Workers

# Every kind of problem, for docs/problems/ and for whoever explains one.
KINDS = (*read.KINDS, *markup.KINDS, *check.KINDS, *render.KINDS, *publish.KINDS)
# The manual pages of the rules on content.
MANUALS = check.MANUALS


class Progress(Protocol):
    """Hears how far a build is: a stage's name and size, and a tick for each item done."""

    def stage(self, name: str, total: int) -> Callable[[], None]: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did.

    `waived` are problems that an editor has taken an exception from; `change` is None where nothing
    was published; `packs` are the zips that were written.
    """

    site: Site | None
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...] = ()
    reused: int = 0
    waived: tuple[Waived, ...] = ()
    change: publish.Change | None = None
    packs: tuple[publish.Pack, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a problem keeps the site from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def translations(self) -> tuple[Standing, ...]:
        """How every translation stands to its original."""
        return tuple(standings(self.site)) if self.site else ()


def build(
    project: Project, store: Store, workers: Workers, progress: Progress, *, publishing: bool
) -> Report:
    """Reads, checks, renders and, where nothing blocks and `publishing` is asked for, publishes."""
    site, files, report = _checked(project, store, workers, progress)
    if site is None or report.blocked:
        return report

    plan, found = render.plan(site, files)
    problems = [*report.problems, *found]
    templates = render.Templates(files.templates)
    tick = progress.stage("render", len(plan.pages))
    rendered, reused = _perform(store, workers, templates, plan.pages, tick)
    problems += render.explain(result for result in rendered if isinstance(result, render.Failure))
    report = replace(report, problems=_sorted(problems), pages=plan.pages, reused=reused)
    if report.blocked or not publishing:
        return report

    outputs = [result for result in rendered if isinstance(result, Output)]
    change, found = publish.replace(project.output, [*outputs, *plan.statics], force=project.force)
    return replace(report, problems=_sorted([*problems, *found]), change=change)


def _checked(
    project: Project, store: Store, workers: Workers, progress: Progress
) -> tuple[Site | None, Discovered, Report]:
    """The site as it may be published, and what was found wrong with it."""
    site, files, problems = _read(project, store, workers, progress)
    found, waived = check.run(site) if site else ([], [])
    if site and project.preview:
        site, found = untranslated.shown(site), _previewed(found)
    return site, files, Report(site, _sorted([*problems, *found]), waived=tuple(waived))


def _perform(
    store: Store,
    workers: Workers,
    templates: render.Templates,
    pages: Sequence[Page],
    tick: Callable[[], None],
) -> tuple[list[Output | render.Failure], int]:
    """Pages to bytes, and how many were there already."""
    return store.through(
        "render",
        pages,
        lambda page: digest(page.path, repr(templates.closure(page.template)), repr(page.context)),
        lambda todo: workers.map(partial(render.perform, templates), todo, tick),
        keep=lambda result: isinstance(result, Output),
    )


def _previewed(problems: list[Problem]) -> list[Problem]:
    """The problems of a preview: what is not translated yet is no reason to stop."""
    return [
        replace(problem, severity=Severity.WARNING)
        if problem.code == TEXT_MISSING.code
        else problem
        for problem in problems
    ]


WHOLE_SITE = "whole_site"


def pack(
    project: Project,
    store: Store,
    workers: Workers,
    progress: Progress,
    asked: str | None,
    *,
    every: bool,
) -> Report:
    """Packs the site, the edition of the school that is `asked` for, or those of `every` school.

    Schools that have the same stories share their pages, which are made once with the schools' own
    parts left open.  Raises RefusedError where there is no such school.
    """
    site, files, report = _checked(project, store, workers, progress)
    if site is None or report.blocked:
        return report
    chosen = schools.chosen(site, asked, every=every)
    tick = progress.stage("pack", len(chosen))
    templates = render.Templates(files.templates)
    for group in schools.groups(site, chosen):
        edition = selection(site, group[0]) if group[0] else site
        shared, problems = _shared(edition, files, templates, store, workers)
        jobs = [_job(site, school, files, templates) for school in group]
        problems += render.explain(failure for job in jobs for failure in job.failures)
        problems += publish.unfit(file.path for file in shared.files)
        report = replace(report, problems=_sorted([*report.problems, *problems]))
        if not report.blocked:
            done = workers.map(partial(_pack, project.output, shared), jobs, tick)
            wrong = [result for result in done if isinstance(result, Problem)]
            made = tuple(result for result in done if isinstance(result, publish.Pack))
            report = replace(
                report,
                problems=_sorted([*report.problems, *wrong]),
                packs=(*report.packs, *made),
            )
    return report


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the packs of some schools have in common, sorted by path; pages are still open."""

    files: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """What the pack of a school has of its own."""

    name: str
    filling: render.Filling
    files: tuple[Output, ...]
    failures: tuple[render.Failure, ...]


def _shared(
    edition: Site,
    files: Discovered,
    templates: render.Templates,
    store: Store,
    workers: Workers,
) -> tuple[_Shared, list[Problem]]:
    """The pages of an edition with its frame left open, and what goes with them."""
    site = render.slotted(edition)
    plan, problems = render.plan(site, files)
    pages = [page for page in plan.pages if not page.path.endswith(render.MORE)]
    rendered, _ = _perform(store, workers, templates, pages, _quietly)
    after = (page for page in plan.pages if page.path.endswith(render.MORE))
    more = [render.perform(templates, page) for page in after]
    outputs = [result for result in rendered if isinstance(result, Output)]
    serving = [render.perform(templates, page) for page in render.serving.pages(site, outputs)]
    texts = _texts(store, workers, outputs)
    lines = [f"{text}  {path}\n" for path, text in texts.items()]
    left_out = frozenset(story.slug for story in edition.left_out)
    pages_ = (render.linked(page, left_out) for page in outputs)
    found = [
        *render.joined(pages_, (result for result in more if isinstance(result, Output))),
        *(result for result in serving if isinstance(result, Output)),
        *plan.statics,
        Output(render.approved.LIST, "".join(lines).encode()),
    ]
    results = (*rendered, *more, *serving)
    problems += render.explain(r for r in results if isinstance(r, render.Failure))
    return _Shared(tuple(sorted(found, key=lambda file: file.path))), problems


def _texts(store: Store, workers: Workers, outputs: Sequence[Output]) -> dict[str, str]:
    """The digest of each page's approved text, where it has such."""
    texts, _ = store.through(
        "approved",
        outputs,
        lambda page: digest(page.path, page.data),
        lambda todo: workers.map(render.approved.digest, todo, _quietly),
    )
    return {page.path: text for page, text in zip(outputs, texts, strict=True) if text}


def verify(
    project: Project, store: Store, workers: Workers, progress: Progress, path: Path
) -> Verification:
    """Compares a pack with its own sums, and its text with what is approved here today.

    Raises NoPackError, and OSError where it can't be read.
    """
    found: dict[str, str] = {}
    texts: dict[str, str] = {}
    lists = {publish.SUMS: b"", render.approved.LIST: b""}
    for name, data in read.packs.files(path):
        if name in lists:
            lists[name] = data
        if name != publish.SUMS:
            found[name] = hashlib.sha256(data).hexdigest()
        text = render.approved.digest(Output(name, data))
        texts |= {name: text} if text else {}
    site, files, report = _checked(project, store, workers, progress)
    here = None
    if site and not report.blocked:
        plan, _ = render.plan(render.slotted(site), files)
        pages = [page for page in plan.pages if page.path.endswith(".html")]
        rendered, _ = _perform(store, workers, render.Templates(files.templates), pages, _quietly)
        here = _texts(store, workers, [page for page in rendered if isinstance(page, Output)])
    sums, packed = (listed(data) for data in lists.values())
    return verification(found, sums, texts, packed, here)


def _quietly() -> None:
    """What is not worth a tick."""


def _job(site: Site, school: School | None, files: Discovered, templates: render.Templates) -> _Job:
    filling, failures = render.filling(site, school, files, templates)
    logo = render.logo(school, files)
    name = school.slug if school else WHOLE_SITE
    return _Job(name, filling, (logo,) if logo else (), tuple(failures))


def _pack(folder: Path, shared: _Shared, job: _Job) -> publish.Pack | Problem:
    """One pack: a school's own parts into the open pages, each as it goes into the zip."""
    files = sorted((*shared.files, *job.files), key=lambda file: file.path)
    filled = (render.serving.for_notepad(job.filling.fill(file)) for file in files)
    return publish.pack(folder / f"{job.name}.zip", filled)


def accept(
    project: Project,
    store: Store,
    workers: Workers,
    progress: Progress,
    asked: tuple[str, str, str | None],
) -> acceptance.Acceptance:
    """Records that a translation says what its original says today; the site stays as it is.

    `asked` are the article's name, the language, and the section where only one is meant.  Raises
    RefusedError, and OSError where the record can't be written.
    """
    site, _, _ = _read(project, store, workers, progress)
    if site is None:
        zh, en = "content/site.yaml 有错误，请先改正", "mend the errors in content/site.yaml first"
        raise acceptance.RefusedError(zh, en)
    accepted = acceptance.accept(site, *asked)
    publish.keep(project.root / accepted.path, accepted.text)
    return accepted


def _read(
    project: Project, store: Store, workers: Workers, progress: Progress
) -> tuple[Site | None, Discovered, list[Problem]]:
    """What the files say, bound together, and what is wrong with that."""
    files, problems = read.discover(project)
    tick = progress.stage("parse", len(files.sources))
    parsed, _ = store.through(
        "parse", files.sources, _file_key, lambda todo: workers.map(parse, todo, tick)
    )
    parsed += [read.Parsed(path, None, ()) for path in files.unread]
    site, found = read.assemble(parsed, files.beside, files.logos, project.today)
    problems += [*found, *(problem for file in parsed for problem in file.problems)]
    return site, files, problems


def parse(file: SourceFile) -> read.Parsed:
    """One file to what it says, Markdown and all: a pure function of its path and bytes."""
    parsed = read.parse(file)
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
    return digest(file.path, file.data)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
