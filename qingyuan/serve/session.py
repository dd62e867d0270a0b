"""A project that is built again and again in one process, in memory: nothing is published."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from qingyuan import render, standstill
from qingyuan.model.page import Output, Page
from qingyuan.model.project import Project
from qingyuan.model.report import Report
from qingyuan.model.site import Site
from qingyuan.pipeline import Tools, checked, in_order, perform


@dataclass(frozen=True, slots=True)
class View:
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

    def rebuild(self, project: Project, touched: Collection[Path] | None = None) -> View:
        """The view after files were touched; with None, all of them may have been.

        Raises GoneError where a file changes meanwhile: then it is to be asked again.
        """
        started = time.perf_counter()
        tools = self.tools
        found = standstill.find(project, tools.store, tools.memory, touched)
        made = checked(project, tools, found)
        last, report, site = self.view, made.report, made.site
        view = replace(last, number=last.number + 1, report=report, site=site, current=False)
        if site and not report.blocked:
            plan, problems = render.plan(site, made.files, made.ledger, made.cleaned)
            report = replace(report, problems=in_order([*report.problems, *problems]))
            view = replace(
                view,
                report=report,
                pages={page.path: page for page in plan.pages},
                statics={file.path: file for file in plan.statics},
                templates=render.Templates(made.files.templates),
                current=not report.blocked,
            )
        self.view = replace(view, seconds=time.perf_counter() - started)
        return self.view

    def file(self, path: str) -> Output | render.Failure | None:
        """The file of a path in the output folder, made when it is asked for."""
        view = self.view
        if path in view.statics:
            return view.statics[path]
        page = view.pages.get(path)
        if page is None:
            return None
        results, _ = perform(self.tools, view.templates, [page], lambda: None)
        return results[0]
