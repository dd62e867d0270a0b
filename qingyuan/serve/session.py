"""A project that is built again and again in one process, in memory: nothing is published.

A build after a save is the same build as any other: what has not changed is recalled as the object
that it was (`model.memory`), and pages are planned and performed when somebody looks at them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from qingyuan import check, render, standstill
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem, in_order
from qingyuan.model.project import Project
from qingyuan.model.report import Report
from qingyuan.model.site import Site
from qingyuan.pipeline import Checked, checked
from qingyuan.reading import parse
from qingyuan.rendering import perform, templates_of
from qingyuan.tools import Tools, quietly

_MANY = 100_000
# Folders of files that no template makes.
_AS_THEY_ARE = ("assets/", "media/", "logo/")


class _Planned(Mapping[str, Page]):
    """The pages of a plan by their paths, planned as far as somebody looks for them."""

    def __init__(self, plan: render.Plan) -> None:
        self._plan = plan

    def __getitem__(self, path: str) -> Page:
        page = self._plan.page(path)
        if page is None:
            raise KeyError(path)
        return page

    def __iter__(self) -> Iterator[str]:
        return (page.path for page in self._plan.pages)

    def __len__(self) -> int:
        return len(self._plan.pages)


class _Statics(Mapping[str, Output]):
    """The files of a plan that are published as they are, by their paths."""

    def __init__(self, plan: render.Plan) -> None:
        self._plan = plan
        self._files: dict[str, Output] = {}

    def __getitem__(self, path: str) -> Output:
        if not self._files:
            self._files = {file.path: file for file in self._plan.statics}
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return (file.path for file in self._plan.statics)

    def __len__(self) -> int:
        return len(self._plan.statics)


class View(Struct, frozen=True):
    """The site as of one build.

    `report` and `site` are those of the files as they are; `pages` and `statics`, by their paths in
    the output folder, those of the last build without errors, which is this one where `current`.
    """

    number: int
    report: Report
    site: Site | None = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    statics: Mapping[str, Output] = field(default_factory=dict)
    templates: render.Templates = field(default_factory=lambda: render.Templates(()))
    current: bool = False
    seconds: float = 0.0


class Session:
    """Builds and performs; to be asked from one thread at a time."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.view = View(0, Report(()))
        self.plan: render.Plan | None = None

    def rebuild(self, project: Project, touched: Collection[Path] | None = None) -> View:
        """The view after files were touched; with None, all of them may have been.

        Raises GoneError where a file changes meanwhile: then it is to be asked again.
        """
        started = time.perf_counter()
        tools = self.tools
        made = checked(project, tools, standstill.find(project, tools.store, tools.memory, touched))
        view = replace(
            self.view,
            number=self.view.number + 1,
            report=made.report,
            site=made.site,
            current=False,
        )
        if made.site and not made.report.blocked:
            view = self._planned(view, made, made.site)
        self.view = replace(view, seconds=time.perf_counter() - started)
        if view.number == 1:
            _warm(made)
            # What is there now stays: no collection need look at it again.
            gc.collect()
            gc.freeze()
            # A save makes fewer objects than this, and so waits for no collection.
            gc.set_threshold(_MANY)
        return self.view

    def _planned(self, view: View, made: Checked, site: Site) -> View:
        self.plan = plan = render.Plan(site, made.files, made.ledger, made.cleaned)
        report = made.report
        problems = self._addresses(plan, made, site)
        if problems:
            report = replace(report, problems=in_order([*report.problems, *problems]))
        return replace(
            view,
            report=report,
            pages=_Planned(plan),
            statics=_Statics(plan),
            templates=templates_of(made.files, self.tools),
            current=not report.blocked,
        )

    def _addresses(self, plan: render.Plan, made: Checked, site: Site) -> list[Problem]:
        """What is wrong with addresses; that of the last build where they are the same."""
        memory = self.tools.memory
        shapes = tuple(
            memory.recall(("shape", article.folder), (article,), partial(render.shape, article))
            for article in site.articles
        )
        seen = memory.same("shapes", (made.ledger.data, site.today, shapes))
        return memory.recall("addresses", (seen,), lambda: plan.problems)

    def file(self, path: str) -> Output | render.Failure | None:
        """The file of a path in the output folder, made when it is asked for."""
        view = self.view
        # Else all pages would be planned before it is known that none of them is that.
        is_static = path.startswith(_AS_THEY_ARE)
        page = None if is_static else view.pages.get(path)
        if page is None:
            return view.statics.get(path) or self._shard(path)
        return perform(self.tools, view.templates, [page], quietly).results[0]

    def _shard(self, path: str) -> Output | None:
        """A shard of the search, which follows from all texts of its language."""
        code, _, rest = path.partition("/")
        if self.plan is None or not rest.startswith("search/"):
            return None
        made = perform(self.tools, self.view.templates, self.plan.search(code), quietly)
        return next((r for r in made.results if isinstance(r, Output) and r.path == path), None)


def _warm(made: Checked) -> None:
    """Does what the first save would else wait for: patterns are made when they are first used."""
    text = next((file for file in made.files.sources if file.path.endswith(".md")), None)
    if text:
        parse(text)
    if made.site and made.site.articles:
        check.look(made.site.without_articles(), made.site.articles[0])
