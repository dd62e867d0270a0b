"""A build from the first file to the last: the whole story on one screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol

from qingyuan import check, images, markup, numerals, publish, read, render
from qingyuan.check.languages.texts import TEXT_MISSING
from qingyuan.model import acceptance, untranslated
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem, Severity
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, standings
from qingyuan.model.waiver import Waived
from qingyuan.model.watchlist import Watchlist
from qingyuan.reuse.store import Store, digest
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
    site, files, pictures, report = checked(project, store, workers, progress)
    if site is None or report.blocked:
        return report

    plan, found = render.plan(site, files, pictures)
    problems = [*report.problems, *found]
    templates = render.Templates(files.templates)
    tick = progress.stage("render", len(plan.pages))
    rendered, reused = perform(store, workers, templates, plan.pages, tick)
    problems += render.explain(result for result in rendered if isinstance(result, render.Failure))
    report = replace(report, problems=in_order(problems), pages=plan.pages, reused=reused)
    if report.blocked or not publishing:
        return report

    outputs = [result for result in rendered if isinstance(result, Output)]
    change, found = publish.replace(project.output, [*outputs, *plan.statics], force=project.force)
    return replace(report, problems=in_order([*problems, *found]), change=change)


def checked(
    project: Project, store: Store, workers: Workers, progress: Progress
) -> tuple[Site | None, Discovered, Mapping[str, images.Made], Report]:
    """The site as it may be published, and what was found wrong with it."""
    site, files, pictures, problems = _read(project, store, workers, progress)
    found, waived = check.run(site) if site else ([], [])
    if site and project.preview:
        site, found = untranslated.shown(site), _previewed(found)
    report = Report(site, in_order([*problems, *found]), waived=tuple(waived))
    return site, files, pictures, report


def perform(
    store: Store,
    workers: Workers,
    templates: render.Templates,
    pages: Sequence[Page],
    tick: Callable[[], None],
) -> tuple[list[Output | render.Failure], int]:
    """Pages to bytes, and how many were there already.

    Then the shards of the search, which follow from the bytes of its texts.
    """
    rendered, reused = _rendered(store, workers, templates, pages, tick)
    blocks = render.shards.blocks(pages, rendered)
    pieces, _ = store.through(
        "search",
        blocks,
        lambda block: digest(str(block.shards), *block.texts),
        lambda todo: workers.map(render.shards.index, todo, _quietly),
    )
    shards = list(render.shards.shards(zip(blocks, pieces, strict=True)))
    more, _ = _rendered(store, workers, templates, shards, _quietly)
    return [*rendered, *more], reused


def _rendered(
    store: Store,
    workers: Workers,
    templates: render.Templates,
    pages: Sequence[Page],
    tick: Callable[[], None],
) -> tuple[list[Output | render.Failure], int]:
    return store.through(
        "render",
        pages,
        lambda page: digest(page.path, repr(templates.closure(page.template)), repr(page.context)),
        lambda todo: workers.map(partial(render.perform, templates), todo, tick),
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
    site, *_ = _read(project, store, workers, progress)
    if site is None:
        zh, en = "content/site.yaml 有错误，请先改正", "mend the errors in content/site.yaml first"
        raise acceptance.RefusedError(zh, en)
    accepted = acceptance.accept(site, *asked)
    publish.keep(project.root / accepted.path, accepted.text)
    return accepted


def _read(
    project: Project, store: Store, workers: Workers, progress: Progress
) -> tuple[Site | None, Discovered, Mapping[str, images.Made], list[Problem]]:
    """What the files say, bound together, and what is wrong with that."""
    files, problems = read.discover(project)
    tick = progress.stage("parse", len(files.sources))
    parsed, _ = store.through(
        "parse", files.sources, _file_key, lambda todo: workers.map(parse, todo, tick)
    )
    parsed += [read.Parsed(path, None, ()) for path in files.unread]
    pictures = _pictures(files, store, workers, progress)
    site, found = read.assemble(parsed, files.beside, pictures, files.logos, project.today)
    problems += [*found, *(problem for file in parsed for problem in file.problems)]
    return site, files, pictures, problems


def _pictures(
    files: Discovered, store: Store, workers: Workers, progress: Progress
) -> Mapping[str, images.Made]:
    """What is to be published of the pictures, by their paths."""
    pictures = [file for file in files.beside if file.path.lower().endswith(images.PICTURES)]
    tick = progress.stage("pictures", len(pictures))
    made, _ = store.through(
        "picture",
        pictures,
        _picture_key,
        lambda todo: workers.map(picture, todo, tick, fewest=_FEWEST_PICTURES),
    )
    return {file.path: result for file, result in zip(pictures, made, strict=True)}


def picture(file: SourceFile) -> images.Made:
    """A picture's size and copies: a pure function of its ending and bytes."""
    return images.made(file.path, file.data)


def _picture_key(file: SourceFile) -> str:
    return digest(PurePosixPath(file.path).suffix.lower(), file.data)


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
    return digest(file.path, file.data)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
