"""Packs: the site, or schools' editions of it, each as one zip; and whether one is as it was made.

Schools that have the same stories share their pages, which are made once with the schools' own
parts left open (`render.slots`); what a school has there is put in as its pages go into the zip.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import render, standstill
from qingyuan.model import schools
from qingyuan.model.digests import digest
from qingyuan.model.page import Output
from qingyuan.model.problem import Problem, in_order
from qingyuan.model.project import Project
from qingyuan.model.report import Pack, Report
from qingyuan.model.school import School
from qingyuan.model.selection import selection
from qingyuan.model.site import Site
from qingyuan.model.verification import Verification, listed, verification
from qingyuan.pipeline import Checked, checked
from qingyuan.publish import packs
from qingyuan.read.packs import files as files_of
from qingyuan.rendering import perform, templates_of
from qingyuan.tools import Tools, quietly

WHOLE_SITE = "whole_site"
# Packs that are worth the way to another process.
_PACKS = 2


class _Press(Struct, frozen=True):
    """What pages are made from, and with."""

    made: Checked
    templates: render.Templates
    tools: Tools


class _Job(Struct, frozen=True):
    """What the pack of a school has of its own."""

    name: str
    filling: render.Filling
    files: tuple[Output, ...]
    failures: tuple[render.Failure, ...]


def pack(project: Project, tools: Tools, asked: str | None, *, every: bool) -> Report:
    """Packs the site, the edition of the school that is `asked` for, or those of `every` school.

    Raises RefusedError where there is no such school.
    """
    made = checked(project, tools, standstill.find(project, tools.store, tools.memory))
    site, report = made.site, made.report
    if site is None or report.blocked:
        return report
    chosen = schools.chosen(site, asked, every=every)
    press = _Press(made, templates_of(made.files, tools), tools)
    tick = tools.progress.stage("pack", len(chosen))
    for group in schools.groups(site, chosen):
        edition = selection(site, group[0]) if group[0] else site
        shared, searches, problems = _shared(edition, press)
        jobs = [_job(site, school, press, searches) for school in group]
        problems += render.explain(failure for job in jobs for failure in job.failures)
        problems += packs.unfit(file.path for file in shared)
        report = replace(report, problems=in_order([*report.problems, *problems]))
        if report.blocked:
            return report
        done = []
        zips = tools.workers.each(_zipped, shared, jobs, _PACKS)
        for job, zipped in zip(jobs, zips, strict=True):
            done.append(packs.pack(project.output / f"{job.name}.zip", zipped))
            tick()
        wrong = [result for result in done if isinstance(result, Problem)]
        written = tuple(result for result in done if isinstance(result, Pack))
        told = in_order([*report.problems, *wrong])
        report = replace(report, problems=told, packs=(*report.packs, *written))
    return report


def _shared(
    edition: Site, press: _Press
) -> tuple[tuple[Output, ...], tuple[render.SearchContext, ...], list[Problem]]:
    """The files of an edition with its frame left open, sorted by path, and its searches."""
    templates = press.templates
    site = render.slotted(edition)
    made, tools = press.made, press.tools
    plan = render.Plan(site, made.files, made.ledger, made.cleaned)
    problems = plan.problems
    pages = [page for page in plan.pages if not page.path.endswith(render.MORE)]
    rendered = perform(tools, templates, pages, quietly).results
    after = (page for page in plan.pages if page.path.endswith(render.MORE))
    more = [render.perform(templates, page) for page in after]
    outputs = [result for result in rendered if isinstance(result, Output)]
    serving = [render.perform(templates, page) for page in render.serving.pages(site, outputs)]
    texts = _texts(tools, outputs)
    lines = [f"{text}  {path}\n" for path, text in texts.items()]
    left_out = frozenset(story.slug for story in edition.left_out)
    linked = (render.linked(page, left_out) for page in outputs)
    found = [
        *render.joined(linked, (result for result in more if isinstance(result, Output))),
        *(result for result in serving if isinstance(result, Output)),
        *plan.statics,
        Output.of(render.approved.LIST, "".join(lines).encode()),
    ]
    results = (*rendered, *more, *serving)
    problems += render.explain(r for r in results if isinstance(r, render.Failure))
    sources = (page.source for page in pages)
    searches = tuple(source for source in sources if isinstance(source, render.SearchContext))
    return tuple(sorted(found, key=lambda file: file.path)), searches, problems


def _texts(tools: Tools, outputs: Sequence[Output]) -> dict[str, str]:
    """The digest of each page's approved text, where it has such."""
    texts, _ = tools.store.through(
        "approved",
        outputs,
        lambda page: digest(page.path, page.blob.digest),
        lambda todo: tools.workers.map(render.approved.digest, todo, quietly),
    )
    return {page.path: text for page, text in zip(outputs, texts, strict=True) if text}


def _job(
    site: Site, school: School | None, press: _Press, searches: Sequence[render.SearchContext]
) -> _Job:
    """A school's own parts."""
    filling, files, failures = render.filling(
        site, school, press.made.files, press.templates, searches
    )
    return _Job(school.slug if school else WHOLE_SITE, filling, files, tuple(failures))


def _zipped(shared: tuple[Output, ...], job: _Job) -> packs.Zipped:
    """One pack: a school's own parts into the open pages, each as it goes into the zip."""
    files = sorted((*shared, *job.files), key=lambda file: file.path)
    return packs.zipped(render.serving.for_notepad(job.filling.fill(file)) for file in files)


def verify(project: Project, tools: Tools, path: Path) -> Verification:
    """Compares a pack with its own sums, and its text with what is approved here today.

    Raises NoPackError, and OSError where it can't be read.
    """
    found: dict[str, str] = {}
    texts: dict[str, str] = {}
    lists = {packs.SUMS: b"", render.approved.LIST: b""}
    for name, data in files_of(path):
        if name in lists:
            lists[name] = data
        if name != packs.SUMS:
            found[name] = hashlib.sha256(data).hexdigest()
        text = render.approved.digest(Output.of(name, data))
        texts |= {name: text} if text else {}
    here = _approved_here(project, tools)
    sums, packed = (listed(data) for data in lists.values())
    return verification(found, sums, texts, packed, here)


def _approved_here(project: Project, tools: Tools) -> dict[str, str] | None:
    """The digests of the texts of today's content; None where it may not be published."""
    made = checked(project, tools, standstill.find(project, tools.store, tools.memory))
    if made.site is None or made.report.blocked:
        return None
    plan = render.Plan(render.slotted(made.site), made.files, made.ledger, made.cleaned)
    pages = [page for page in plan.pages if page.path.endswith(".html")]
    templates = templates_of(made.files, tools)
    rendered = perform(tools, templates, pages, quietly).results
    return _texts(tools, [page for page in rendered if isinstance(page, Output)])
