"""A build after an edit of texts: what follows from these texts, and all else as it was left.

Most builds follow upon a save or two.  What the last build has noted of the site (`model.left`)
tells what is around an article that was edited; with that the article is read, checked and shown by
the same functions, under the same keys, as in any other build.  Where more follows from the edit,
be it only that another page shows a new title, the answer is None: everything is gone through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import check, publish, render, standstill
from qingyuan.check.others import Others, links_of
from qingyuan.checking import Article, findings_of
from qingyuan.images import Cleaned
from qingyuan.leaving import leave_again, left_by
from qingyuan.model.ahead import coming
from qingyuan.model.blob import GoneError
from qingyuan.model.folder import Folder, folder_of, folders_of
from qingyuan.model.kept import Kept
from qingyuan.model.ledger import Ledger
from qingyuan.model.left import Left
from qingyuan.model.page import Output
from qingyuan.model.problem import Problem, in_order
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.regex import compile_all
from qingyuan.model.report import Report
from qingyuan.model.site import Site
from qingyuan.model.stamp import Stamp
from qingyuan.model.story import ContentPage, Story
from qingyuan.model.waiver import Waived
from qingyuan.read.assemble import newest_first
from qingyuan.read.binding import Bound
from qingyuan.read.discover import discover_some, known_file
from qingyuan.read.yaml_reader import DOCUMENTS
from qingyuan.reading import ARTICLE, article_key, bound, cleaned_of
from qingyuan.rendering import make_pages, remember, templates_of
from qingyuan.reuse.store import Store
from qingyuan.standstill import Edits, Found, note_edits, state_of
from qingyuan.tools import Tools, quietly

_Told = TypeVar("_Told")
# The names of notes: what libraries have answered.
_KEPT: Mapping[str, Kept[Any]] = {"cldr": render.cldr.FOUND, "yaml": DOCUMENTS}


def foresee(store: Store, site: Site) -> None:
    """Asks what the first edit will ask, which is long to answer for the first time."""
    compile_all()
    for language in site.languages:
        render.cldr.day(site.today, language.locale)
        render.cldr.script(language.code)
        for other in site.languages:
            render.cldr.language_name(other.code, language.locale, {})
    _keep_answers(store)


def _keep_answers(store: Store) -> None:
    new = {name: kept.to_keep() for name, kept in _KEPT.items()}
    store.noted_all({name: answers for name, answers in new.items() if answers})


def revised(project: Project, tools: Tools, found: Edits | Found) -> Report | None:
    """The report of the build that publishes what texts say since they were edited.

    None where that is not all that there is to do: then nothing has been done.
    """
    store = tools.store
    left = left_by(project, store)
    if left is None:
        return None
    for name, kept in _KEPT.items():
        kept.begin_with(store.note(name))
    try:
        if isinstance(found, Edits):
            edit = _of_edits(project, tools, found, left)
        else:
            edit = _of_all(found, left)
        with store.aside():
            report = _Revision(project, tools, left, edit).run()
    except (GoneError, _MoreError):
        return None
    _keep_answers(store)
    return report


class _MoreError(Exception):
    """There is more to do."""


class _Edit(Struct, frozen=True):
    """What is another now: the folders of articles, and with them the digests of the site.

    `files` are at least those of the design, `beside` at least what pages of these articles show.
    """

    folders: tuple[Folder, ...]
    ledger: Ledger
    files: Discovered
    beside: Mapping[str, SourceFile]


def _of_edits(project: Project, tools: Tools, edits: Edits, left: Left) -> _Edit:
    """What is another by the files' stat alone.  Raises _MoreError."""
    known, folders = left.ledger.articles, sorted(edits.folders)
    if left.state != edits.state:
        # Somebody has checked meanwhile, say, and what was edited before that was noted then.
        return _of_all(standstill.find(project, tools.store, tools.memory), left)
    files, problems = discover_some(project, edits.stamps, tools.memory, folders)
    # A template that is too new to be known by its stat may be as it was.
    if problems or (edits.templates and left.ledger.with_templates(files) != left.ledger):
        raise _MoreError
    found = folders_of(files, tools.memory)
    anew = tuple(folder for folder in found if known[folder.path] != folder.digest)
    ledger = left.ledger.with_articles({folder.path: folder.digest for folder in anew})
    note_edits(tools.store, edits, files, ledger)
    return _Edit(anew, ledger, files, _Beside(project, edits.stamps))


def _of_all(found: Found, left: Left) -> _Edit:
    """What is another of all that was found.  Raises _MoreError where that is not only articles."""
    known, ledger = left.ledger, found.ledger
    same = known.with_articles(ledger.articles) == ledger
    if found.problems or not same or known.articles.keys() != ledger.articles.keys():
        raise _MoreError
    anew = tuple(f for f in found.folders if known.articles[f.path] != f.digest)
    return _Edit(anew, ledger, found.files, {file.path: file for file in found.files.beside})


class _Revision:
    """One build after an edit.  What it does raises _MoreError, or GoneError."""

    def __init__(self, project: Project, tools: Tools, left: Left, edit: _Edit) -> None:
        self.project = project
        self.tools = tools
        self.store = tools.store
        self.left = left
        self.data = left.site.value
        self.folders = edit.folders
        self.ledger = edit.ledger
        self.files = edit.files
        self.beside = edit.beside
        self.cleaned = _Cleaned(edit.beside, tools)

    def run(self) -> Report:
        """The report of what was published, or of what keeps it from being published."""
        if not self.folders:
            return self._as_it_was()
        before = self._before()
        after = bound(self.tools, self.folders, self.data.settings, self.cleaned, quietly)
        folders = [folder.path for folder in self.folders]
        articles = {**before, **dict(zip(folders, after, strict=True))}
        own = [article.article for article in after if article.article and not article.unread]
        if len(own) < len(after):
            raise _MoreError
        site = self._site(articles)
        names = frozenset(map(Others.name, own))
        linking = [article for article in site.articles if not names.isdisjoint(links_of(article))]
        report = self._checked(site, {id(a): a for a in (*own, *linking)}.values(), articles)
        if report.blocked:
            report = replace(report, pages=(), change=None)
            self._tell(report)
            return report
        were = (before[folder].article for folder in folders)
        titled = tuple(new for old, new in zip(were, own, strict=True) if _is_titled(old, new))
        shown = render.Shown((*own, *(linking if titled else ())), titled)
        return self._published(site.to_show(everything=False), shown, report)

    def _as_it_was(self) -> Report:
        """The report of what is published: somebody has taken an edit back."""
        self._tell(self.left.report)
        nothing = Edits(self.left.state, {})
        report = standstill.recall(self.project, self.store, nothing, publishing=True)
        if report is None:
            raise _MoreError
        return report

    def _tell(self, report: Report) -> None:
        """Notes a report that changes nothing of what is published."""
        state = state_of(self.ledger)
        standstill.tell_again(self.project, self.store, state, report, publishing=True)

    def _before(self) -> dict[str, Bound]:
        """All articles as they were."""
        key = article_key(self.data.settings)
        keys = [key(path, files) for path, files in self.left.ledger.articles.items()]
        known: list[Bound] | None = self.store.known(ARTICLE, keys)
        if known is None:
            raise _MoreError
        return dict(zip(self.left.ledger.articles, known, strict=True))

    def _site(self, articles: Mapping[str, Bound]) -> Site:
        found = [bound.article for bound in articles.values()]
        return replace(
            self.data,
            stories=newest_first(story for story in found if isinstance(story, Story)),
            pages=tuple(page for page in found if isinstance(page, ContentPage)),
        )

    def _checked(
        self, site: Site, again: Collection[Article], articles: Mapping[str, Bound]
    ) -> Report:
        """The report on the texts as they are; of those that nothing has changed for, as before."""
        wholly = check.whole(site)
        if tuple(wholly) != self.left.whole:
            raise _MoreError
        others, elsewhere = Others.of(site), check.of_folders(wholly)
        findings = findings_of([*again], site, self.ledger, self.tools, None)
        problems: list[Problem] = []
        waived: list[Waived] = []
        for article, own in zip(again, findings, strict=True):
            more = elsewhere.get(article.folder, ())
            left, taken = check.sifted(others, article, (*own.problems, *more))
            problems += (*articles[article.folder].problems, *left)
            waived += taken
        states = [state for own in findings for state in own.standings]
        order = {article.folder: place for place, article in enumerate(site.articles)}
        told = _Telling(order, frozenset(article.folder for article in again))
        report = self.left.report
        return replace(
            report,
            problems=in_order(told.anew(report.problems, problems, _of_problem)),
            waived=told.anew(report.waived, waived, lambda w: _of_problem(w.problem)),
            translations=told.anew(report.translations, states, lambda s: folder_of(s.source)),
            upcoming=coming(site),
        )

    def _published(self, site: Site, shown: render.Shown, report: Report) -> Report:
        """The report once the pages are published."""
        templates = templates_of(self.files, self.tools)
        design, media = render.design_of(site, self.files), render.Media(self.beside, self.cleaned)
        pages = render.pages_of(shown, site, design, self.ledger, media)
        made = make_pages(self.tools, templates, pages, quietly)
        results, making, output = made.results, made.making, self.project.output
        stamps = standstill.published(self.project, self.store)

        def as_it_was(path: str) -> bytes:
            return publish.as_it_was(output, path, stamps[path])

        try:
            shards = render.shards.revised(pages, results, as_it_was)
        except LookupError as wrong:
            raise _MoreError from wrong
        new = {file.path: file for file in (*results, *shards) if isinstance(file, Output)}
        if (
            len(stamps) != self.left.files
            or len(new) != len(results) + len(shards)
            or not (new.keys() <= stamps.keys())
        ):
            raise _MoreError
        project = self.project
        change, found = publish.exchange(output, new.values(), stamps, force=project.force)
        total = sum(count for _, count in report.pages)
        report = replace(
            report,
            problems=in_order([*report.problems, *found]),
            reused=total - len(making.anew),
            change=change,
        )
        if change is not None:
            remember(self.store, project, making, partly=True)
            state = state_of(self.ledger)
            leave_again(project, self.store, self.left.since(state, self.ledger, report), made.kept)
            standstill.keep(project, self.store, state, report, publishing=True)
        return report


class _Beside(dict[str, SourceFile]):
    """The files beside articles by their names from the root, as they are asked for."""

    def __init__(self, project: Project, stamps: Mapping[str, Stamp]) -> None:
        super().__init__()
        self.project = project
        self.stamps = stamps

    def __missing__(self, name: str) -> SourceFile:
        file = self[name] = known_file(self.project, name, self.stamps)
        return file


class _Cleaned(dict[str, Cleaned]):
    """What is published of the files beside articles, as it is asked for."""

    def __init__(self, files: Mapping[str, SourceFile], tools: Tools) -> None:
        super().__init__()
        self.files = files
        self.tools = tools

    def __missing__(self, name: str) -> Cleaned:
        self.update(cleaned_of([self.files[name]], self.tools))
        return self[name]


def _is_titled(old: Article | None, new: Article) -> bool:
    """Whether others show of an article another title or summary than before.

    Raises _MoreError where more than that follows from it.
    """
    if old is None:
        raise _MoreError
    was, now = render.outside(old), render.outside(new)
    if was != now and _untitled(was) != _untitled(now):
        raise _MoreError
    return was != now


def _untitled(article: Article) -> Article:
    editions = tuple(replace(edition, title="", summary="") for edition in article.editions)
    return replace(article, editions=editions)


class _Telling(Struct, frozen=True):
    """Puts what is told of some articles anew in place of what was told of them.

    `order` is that of the articles by their folders, `folders` are those that are told anew.
    """

    order: Mapping[str, int]
    folders: frozenset[str]

    def anew(
        self, before: Iterable[_Told], after: Iterable[_Told], folder: Callable[[_Told], str]
    ) -> tuple[_Told, ...]:
        """All that is told, in the order of the articles."""
        kept = [told for told in before if folder(told) not in self.folders]
        last = len(self.order)
        return tuple(sorted([*kept, *after], key=lambda told: self.order.get(folder(told), last)))


def _of_problem(problem: Problem) -> str:
    return folder_of(problem.location.path)
